"""How long a job must be for the one who can adapt to be ahead of a wrong specialist."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.control import Control
from fitbreadth.convergence.figures.horizon import WHO, draw
from fitbreadth.convergence.horizon import Paid, break_even, one_close, paid
from fitbreadth.convergence.switching import regimes_apart
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.rounding import short, shorts
from fitbreadth.validate import Float

CANDIDATES = (2, 5, 10, 30, 100)
WRONG = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
OTHERS = ("hopeless", "alike")
RUNS, SEED = 300, 83
RIGHT, OFF, ADAPTABLE = WHO


@lru_cache(maxsize=len(CANDIDATES) * len(WRONG) * len(OTHERS))
def measured(N: int, kl: float, others: str, seed: int = SEED) -> Paid:
    """Return what 300 mixtures pay, up to 2.2 times the guaranteed break-even."""
    end = 2.2 * break_even(kl, N=N)
    horizons = np.unique(
        np.concatenate([[0, 1, 2, 3, 5, 8], np.linspace(0, end, 34).round()]).astype(int)
    )
    p = one_close(kl, N=N) if others == "hopeless" else regimes_apart(kl, N=N)
    return paid(p, horizons=horizons[horizons <= max(end, 3)], runs=RUNS, seed=seed)


def ahead_from(N: int, kl: float, others: str, seed: int = SEED) -> float:
    """Return the horizon from which on the mixture is ahead on average, as measured."""
    got = measured(N, kl, others, seed)
    return _crossing(got.horizons, kl * got.horizons - got.excess.mean(axis=1))


def _crossing(steps: ArrayLike, lead: Float) -> float:
    t = np.asarray(steps, dtype=float)
    behind = np.flatnonzero(lead[1:] <= 0) + 1
    if not behind.size:
        return float(t[1])
    last = int(behind[-1])
    span = slice(last, last + 2)
    return float(np.interp(0, lead[span], t[span]))


def rows(*, N: int, kl: float, others: str, seed: int = SEED) -> list[Row]:
    """Give three losses against the horizon, the ceiling ln N and the guarantee."""
    got = measured(N, kl, others, seed)
    steps, mean = got.horizons, got.excess.mean(axis=1)
    under, over = np.quantile(got.excess, [0.1, 0.9], axis=1)
    ends = [0, int(steps[-1])]
    ceiling, even = float(np.log(N)), break_even(kl, N=N)
    top = 1.08 * max(kl * ends[1], float(over.max()), ceiling)
    return [
        {
            "panel": "ends",
            "across": [0.0, 1.05 * ends[1]],
            "up": [min(0.0, 1.1 * float(under.min())), top],
        },
        {"panel": "band", "t": steps.tolist(), "under": shorts(under), "over": shorts(over)},
        {"panel": "loss", "who": RIGHT, "t": ends, "lost": [0.0, 0.0]},
        {"panel": "loss", "who": OFF, "t": ends, "lost": [0.0, kl * ends[1]]},
        {"panel": "loss", "who": ADAPTABLE, "t": steps.tolist(), "lost": shorts(mean)},
        {"panel": "end", "who": RIGHT, "last": ends[1], "total": 0.0},
        {"panel": "end", "who": OFF, "last": ends[1], "total": short(kl * ends[1])},
        {"panel": "end", "who": ADAPTABLE, "last": ends[1], "total": short(mean[-1])},
        {
            "panel": "edge",
            "ceiling": short(ceiling),
            "even": short(even),
            "top": short(top),
            "note": f"from step {np.ceil(even):.0f}",
        },
    ]


def sentence(*, N: int, kl: float, others: str, seed: int = SEED) -> str:
    """Say from when on the adaptable learner is ahead, and what it pays for that."""
    even, ahead = break_even(kl, N=N), ahead_from(N, kl, others, seed)
    end = float(measured(N, kl, others, seed).excess.mean(axis=1)[-1])
    when = "the first step" if ahead <= 1 else f"step {np.ceil(ahead):.0f}"
    return (
        f"On average the adaptable learner is ahead of the wrong specialist from {when} on; "
        f"ln N over the loss a step promises it from step {np.ceil(even):.0f}. Behind the "
        f"right specialist it ends by {end:.2f} nats; by more than ln {N} = {np.log(N):.2f} it can "
        f"never be."
    )


def _measured_crossing(rows: Sequence[Row]) -> float:
    lost = {row["who"]: row for row in rows if row["panel"] == "loss"}
    wrong, own = lost[OFF], lost[ADAPTABLE]
    rate = wrong["lost"][1] / wrong["t"][1]
    lead = rate * np.array(own["t"]) - np.array(own["lost"])
    return round(_crossing(own["t"], lead), 3)


LAB = Lab(
    name="fig-horizon",
    controls=(
        Control("N", "Specialists in the learner", CANDIDATES, 10),
        Control(
            "kl",
            "How wrong the wrong one is",
            WRONG,
            0.1,
            unit="nats a step",
            labels=lambda kl: f"{kl:.3g}",
        ),
        Control(
            "others",
            "The others are",
            OTHERS,
            "hopeless",
            labels=("ruled out at once", "as wrong as this one"),
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("adaptable learner ahead from step", _measured_crossing),
    needs_scipy=True,
    caption=(
        "Move how wrong the wrong specialist is, and watch where its line crosses the adaptable "
        "learner's. A wrong specialist pays for every step. The adaptable learner, who starts "
        "with equal trust in all N of them, pays for finding out, and in all at most ln N (wide "
        "grey line): so it is ahead on average once the job is longer than ln N over the wrong "
        "specialist's loss a step (dashed). If the others are no better than the wrong one, it "
        "is ahead from the start. The right specialist is ahead of it on average, if only you "
        "knew which one it is."
    ),
    description=(
        "Against the length of the job the wrong specialist's loss rises in a straight line, the "
        "adaptable learner's rises at first and then levels off below a grey line, and the right "
        "specialist's stays at zero. The first two cross before a dashed upright."
    ),
    columns={
        "panel": "panel",
        "who": "who",
        "t": "steps",
        "lost": "nats lost",
        "under": "nats, one in ten",
        "over": "nats, nine in ten",
        "last": "last step",
        "total": "nats lost in all",
        "ceiling": "most it can lose, nats",
        "even": "break-even, steps",
    },
)
