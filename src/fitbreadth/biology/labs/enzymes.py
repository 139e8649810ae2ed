"""Seven consumers with one budget each, and a supply of three resources that the reader moves.

As long as the supply lies inside the hull of the seven all of them stay. Outside it most die out.
"""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

import numpy as np

from fitbreadth.biology.enzymes import simulate
from fitbreadth.biology.figures.enzymes import draw
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.validate import Float

RESOURCES = ("A", "B", "C")
CONSUMERS = (
    ("1", "specialist", (0.72, 0.22, 0.06)),
    ("2", "specialist", (0.11, 0.74, 0.15)),
    ("3", "specialist", (0.10, 0.10, 0.80)),
    ("4", "generalist", (0.42, 0.36, 0.22)),
    ("5", "generalist", (0.32, 0.26, 0.42)),
    ("6", "generalist", (0.22, 0.44, 0.34)),
    ("7", "generalist", (0.44, 0.22, 0.34)),
)
"""Each with a number, what it is, and its enzymes for A, B and C, which sum to 1."""

ALPHA = np.array([enzymes for _, _, enzymes in CONSUMERS])
HULL = (0, 1, 2)
"""The consumers at the corners of the hull: no other lies outside their triangle."""

SETTLED = 10_000.0
"""Lifetimes (1/delta) after which the community is looked at."""
GONE = 1e-9
"""Share below which a consumer counts as gone by then."""

PERCENT = tuple(range(5, 100, 10))


@lru_cache(maxsize=256)
def outcome(first: float, split: float) -> tuple[Float, Float, Float]:
    """Return supply, and abundances and availabilities at the end."""
    supply = _supply(first, split)
    start = np.full(len(CONSUMERS), 1 / len(CONSUMERS))
    run = simulate(ALPHA, supply=supply, n0=start, times=[0, SETTLED])
    return supply, run.n[-1], run.r[-1]


def rows(*, first: float, split: float) -> list[Row]:
    """Let the seven compete for a supply of ``first`` percent A and, of the rest, ``split`` B."""
    supply, n, r = outcome(first, split)
    taken = n @ ALPHA / n.sum()
    marks: list[Row] = [
        {"panel": "here", "who": kind, "consumer": number, "share": float(f"{share:.4g}")}
        | _place(enzymes)
        for (number, kind, enzymes), share in zip(CONSUMERS, n, strict=True)
        if share > GONE
    ]
    ends: list[Row] = [
        {"panel": "supply", "who": "supply", **_place(supply)},
        {"panel": "population", "who": "population as a whole", **_place(taken)},
    ]
    gap: list[Row] = [{"panel": "gap", **_place(at)} for at in (supply, taken)]
    levels: list[Row] = [
        {"panel": "level", "resource": name, "availability": round(float(level), 4)}
        for name, level in zip(RESOURCES, r, strict=True)
    ]
    return marks + ends + gap + levels


def backdrop() -> list[Row]:
    """Return the triangle, the hull, the seven places, and every supply that can be set."""
    corners = np.eye(3)[[0, 1, 2, 0]]
    rim = ALPHA[[*HULL, HULL[0]]]
    return (
        [{"panel": "triangle", "order": i, **_place(at)} for i, at in enumerate(corners)]
        + [
            # a little outside its corner
            {"panel": "corner", "resource": name, **_place(1.12 * at - 0.04)}
            for name, at in zip(RESOURCES, np.eye(3), strict=True)
        ]
        + [{"panel": "hull", "order": i, **_place(at)} for i, at in enumerate(rim)]
        + [
            {"panel": "place", "who": kind, "consumer": number, **_place(enzymes)}
            for number, kind, enzymes in CONSUMERS
        ]
        + [
            {
                "panel": "grid",
                "set_first": first,
                "set_split": split,
                "reach": max(150, 550 - 5.5 * first),
            }
            | _place(_supply(first, split))
            for first in PERCENT
            for split in PERCENT
        ]
    )


def sentence(*, first: float, split: float) -> str:
    """Say who stays, and how well the population matches the supply."""
    supply, n, r = outcome(first, split)
    mix = ", ".join(
        f"{100 * part:.2g}% {name}" for part, name in zip(supply, RESOURCES, strict=True)
    )
    stay = [number for (number, _, _), share in zip(CONSUMERS, n, strict=True) if share > GONE]
    levels = ", ".join(f"{level:.2f}" for level in r)
    if len(stay) == len(CONSUMERS):
        return (
            f"A supply of {mix} lies inside: all {len(stay)} consumers stay, and the three "
            f"resources are equally available ({levels})."
        )
    if len(stay) > 2:
        *others, last = stay
        return (
            f"A supply of {mix} lies almost on the rim: after {SETTLED:,.0f} lifetimes consumers "
            f"{', '.join(others)} and {last} are there, and the availabilities are nearly equal "
            f"({levels})."
        )
    who = " and ".join(stay)
    return (
        f"A supply of {mix} lies outside: only consumer{'s' if len(stay) > 1 else ''} {who} "
        f"{'stay' if len(stay) > 1 else 'stays'}. The availabilities are {levels}: the population "
        "as a whole cannot match the supply."
    )


def _supply(first: float, split: float) -> Float:
    """Return the shares of A, B and C."""
    rest = 1 - first / 100
    return np.array([first / 100, rest * split / 100, rest * (1 - split / 100)])


def _place(shares: Float | tuple[float, ...]) -> dict[str, float]:
    """Return where a mixture lies in a triangle of side 1 with A on top, B and C below."""
    a, _, c = (float(share) for share in shares)
    return {"x": round(c + a / 2, 4), "y": round(a * sqrt(3) / 2, 4)}


LAB = Lab(
    name="fig-enzymes",
    controls=(
        Control("first", "Supply of A", PERCENT, 45, labels=lambda v: f"{v}%"),
        Control("split", "B's part of the rest", PERCENT, 15, labels=lambda v: f"{v}%"),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Drag the square, or use the sliders, until the supply of three resources (sugars, say) "
        "lies in the shaded shape, the hull of the seven consumers: all mixtures of what they "
        "take. Inside, all of them stay, specialists and generalists, and the population as a "
        "whole takes just what comes in. Outside no mixture of them can; one or two stay, as "
        "near to the supply as they get. So seven can live on three resources, but only because "
        "all have the same budget and half of it for a resource does half as much: the next "
        "figure takes either away."
    ),
    description=(
        "A triangle of mixtures of three resources, with seven consumers, their hull and the "
        "supply; inside the hull all seven are there, outside one or two. Beside it the "
        "availability of each resource: equal inside, unequal outside."
    ),
    columns={
        "panel": "panel",
        "who": "who",
        "consumer": "consumer",
        "share": "share of the population",
        "resource": "resource",
        "availability": "availability",
    },
)
