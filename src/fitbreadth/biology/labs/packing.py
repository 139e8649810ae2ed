"""Species at every point of a trait axis, and a carrying capacity that is almost a bell.

Under the exact bell all of them stay. A bump too small to see is enough to bring a limit to
similarity back. The axis ends at nine niche widths, which is itself an edge: beyond 100,000
generations it would begin to show under the bell too.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from fitbreadth.biology.capacity import capacity
from fitbreadth.biology.figures.packing import draw
from fitbreadth.biology.labs.similarity import LIMIT
from fitbreadth.biology.packing import Packing, pack
from fitbreadth.biology.similarity import competition_matrix
from fitbreadth.biology.trajectory import simulate
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.validate import Float

SIGMA_K = 2.5
X = np.arange(-90, 91) / 10
HALF_STEP = 10**0.0625
TIMES = np.logspace(0, 5, 41)
CHOICES: dict[str, tuple[str, float, str]] = {
    "bell": ("bell", 0.0, "exact bell"),
    "trace": ("bump", 1e-4, "bell + 0.01% bump"),
    "bump": ("bump", 1e-2, "bell + 1% bump"),
    "flat": ("flat", 0.0, "flat top"),
    "edge": ("edge", 0.0, "bell with edges"),
}


def _room(shape: str) -> Float:
    """Return K; a trait that could feed less than a ten-thousandth of the best feeds nobody."""
    form, change, _ = CHOICES[shape]
    K = capacity(X, shape=form, sigma_K=SIGMA_K, change=change)
    return np.where(K < 1e-4, 0.0, K)


@cache
def _present(shape: str) -> np.ndarray:
    """Return which traits still hold a thousandth of their own K, shape (times, traits)."""
    K = _room(shape)
    able = K > 0
    alpha = competition_matrix(X[able], w=1.0)
    n = simulate(0.01 * K[able], alpha=alpha, K=K[able], t=TIMES).n
    present = np.zeros((TIMES.size, X.size), dtype=bool)
    present[:, able] = n > 1e-3 * K[able]
    return present


@cache
def _left(shape: str) -> Packing:
    """Return the species left in the end."""
    return pack(X, _room(shape), w=1.0)


def rows(*, shape: str) -> list[Row]:
    """Let a species at every trait compete for 100,000 generations."""
    K = _room(shape)
    curves: list[Row] = [
        {"panel": "capacity", "line": line, "x": X.tolist(), "K": values.round(4).tolist()}
        for line, values in (("an exact bell", _room("bell")), ("this shape", K))
    ]
    left = _left(shape)
    # Under the exact bell everyone is left, and what the solver lists is its own rounding.
    stay = X[K > 0] if shape == "bell" else left.x
    ends: list[Row] = [
        {"panel": "end", "x": round(float(x), 3), "K": round(float(np.interp(x, X, K)), 4)}
        for x in stay
    ]
    strips: list[Row] = []
    for t, present in zip(TIMES, _present(shape), strict=True):
        turns = np.flatnonzero(np.diff(np.r_[False, present, False].astype(int)))
        strips.append(
            {
                "panel": "present",
                "since": round(float(t / HALF_STEP), 4),
                "until": round(float(t * HALF_STEP), 4),
                "from": (X[turns[::2]] - 0.05).round(2).tolist(),
                "to": (X[turns[1::2] - 1] + 0.05).round(2).tolist(),
            }
        )
    return curves + ends + strips


def sentence(*, shape: str) -> str:
    """Say who is there after 100,000 generations, who in the end, and how far apart."""
    present = _present(shape)
    start = (
        f"Of {int((_room(shape) > 0).sum())} species {int(present[-1].sum())} are there after "
        f"100,000 generations."
    )
    left = _left(shape)
    if shape == "bell":
        return f"{start} Under an exact bell no distance is too small."
    least, most = f"{left.spacing.min():.1f}", f"{left.spacing.max():.1f}"
    apart = least if least == most else f"{least} to {most}"
    return f"{start} In the end {left.x.size} are left, {apart} niche widths apart."


LAB = Lab(
    name="fig-packing",
    controls=(
        Control(
            "shape",
            "Room for traits",
            tuple(CHOICES),
            "bump",
            labels=tuple(label for _, _, label in CHOICES.values()),
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Switch to the exact bell and back: the bump on it is too small to see. The curve is "
        "how many of each kind (each trait) the world could feed. Under the exact bell species "
        "may be as alike as you like and all stay. Under the other four shapes gaps open, later "
        "for a smaller change, and the triangles mark who stays: one to two and a half niche "
        "widths apart, a width being how far from its best resource a species still takes 61% "
        f"as much. The limit of {LIMIT:.2f} belonged to three equal species; "
        "distances of that order come back."
    ),
    description=(
        "A bell-shaped curve of how much room each trait has, with triangles at the traits left "
        "in the end. Beside it the traits still occupied as generations pass: one whole block "
        "under the exact bell, splitting upwards into a few thin strands under other shapes."
    ),
    columns={
        "panel": "panel",
        "line": "curve",
        "x": "trait",
        "K": "room",
        "since": "from generation",
        "until": "to generation",
    },
)
