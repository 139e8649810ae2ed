"""A twin of the multilingual scaling laws: mixtures change the height of a line, not its slope.

The losses come from models that hold pieces, which know nothing of the law that is fitted to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.bitter_lesson.common_exponent import ExponentTest, compare_exponents
from fitbreadth.bitter_lesson.figures.mixture import MIXTURES, draw
from fitbreadth.bitter_lesson.mixture_fit import effective_shares, exponent_interval
from fitbreadth.bitter_lesson.mixture_twin import mixture_curves, share_by_theory
from fitbreadth.bitter_lesson.premium import ALPHA
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.rng import streams
from fitbreadth.rounding import shorts
from fitbreadth.validate import Float

SIZES = np.geomspace(2e7, 1e9, 8)
PARTS = np.array([1.0, 0.7, 0.5, 0.3, 0.1])
OVERLAPS = (0.0, 0.1, 0.25, 0.5, 0.75)
NOISE, RUNS, DRAWN, SEED = 0.01, 40, 5, 11
MIDDLE = (0.1, 0.9)
LEVEL = 0.05
"""Chance at which a test of equal slopes rejects them though they are."""
ONE, MANY = "one", "many"


@lru_cache(maxsize=32)
def _results(overlap: float, seed: int) -> list[tuple[Float, ExponentTest]]:
    """Measure and fit everything anew, run after run."""
    exact = mixture_curves(SIZES, weights=PARTS, overlap=overlap)
    runs = [exact + NOISE * stream.standard_normal(exact.shape) for stream in streams(seed, RUNS)]
    return [(losses, compare_exponents(SIZES, losses)) for losses in runs]


def rows(*, overlap: float, seed: int = SEED) -> list[Row]:
    """Give measured losses and fitted laws of some runs, and the effective shares of all."""
    results = _results(overlap, seed)
    shares = np.array([effective_shares(test.joint) for _, test in results])
    low, middle, high = np.quantile(shares, [MIDDLE[0], 0.5, MIDDLE[1]], axis=0)
    floor = float(np.median([test.joint.floor for _, test in results]))
    factor = np.median([test.joint.factors * 1e8**-test.joint.alpha for _, test in results], axis=0)
    alpha = float(np.median([test.joint.alpha for _, test in results]))
    first = results[0][1].joint
    drawn = {
        ONE: (first.factors * 1e8**-first.alpha, first.alpha, shares[0]),
        MANY: (factor, alpha, middle),
    }
    ends = SIZES[[0, -1]]
    parts: list[Row] = []
    for m, mix in enumerate(MIXTURES):
        for how, (factors, slope, share) in drawn.items():
            law = factors[m] * (ends / 1e8) ** -slope
            parts += [
                {
                    "panel": "law",
                    "drawn": how,
                    "mix": mix,
                    "size": shorts(ends / 1e6),
                    "loss": shorts(law),
                },
                {
                    "panel": "share",
                    "drawn": how,
                    "mix": mix,
                    "part": float(PARTS[m]),
                    "share": round(float(share[m]), 4),
                },
            ]
        for run, (losses, test) in enumerate(results[:DRAWN], start=1):
            # one run is seen above its own floor, several above a common one
            above = losses[m] - (test.joint.floor if run == 1 else floor)
            parts.append(
                {
                    "panel": "measured",
                    "run": run,
                    "mix": mix,
                    "size": shorts(SIZES / 1e6),
                    "loss": shorts(above),
                }
            )
        parts.append(
            {
                "panel": "range",
                "mix": mix,
                "part": float(PARTS[m]),
                "low": round(float(low[m]), 4),
                "high": round(float(high[m]), 4),
            }
        )
    steps = np.linspace(0.02, 1, 50)
    parts += [
        {
            "panel": "theory",
            "part": shorts(steps),
            "share": shorts(share_by_theory(steps, overlap=overlap)),
        },
        {"panel": "diagonal", "part": [0.0, 1.0], "share": [0.0, 1.0]},
    ]
    return parts


def sentence(*, overlap: float, runs: str, seed: int = SEED) -> str:
    """Say whether the exponents agree, and how much of the model works for a task."""
    results = _results(overlap, seed)
    shares = np.array([effective_shares(test.joint) for _, test in results])
    if runs == ONE:
        test, share = results[0][1], shares[0]
        own = [fit.alpha for fit in test.separate]
        low, high = exponent_interval(test.joint)
        chance = "no more" if test.p_value >= LEVEL else "more"
        words = (
            f"The lines' slopes differ by {chance} than chance allows: fitted one by one "
            f"they are {min(own):.2f} to {max(own):.2f}, fitted together {test.joint.alpha:.3f} "
            f"(95% interval {low:.3f} to {high:.3f}, truth {ALPHA})."
        )
    else:
        share = np.median(shares, axis=0)
        kept = sum(test.p_value >= LEVEL for _, test in results)
        words = (
            f"The lines are parallel: in {kept} of {RUNS} repetitions their slopes differ by no "
            "more than chance allows."
        )
    half, tenth = (int(np.flatnonzero(part == PARTS)[0]) for part in (0.5, 0.1))
    return (
        f"With half of the examples {share[half]:.0%} of the model works for the task, with a "
        f"tenth of them {share[tenth]:.0%}. {words}"
    )


def _in_common(overlap: float) -> str:
    words = ("nothing", "a tenth", "a quarter", "half", "three quarters")
    return dict(zip(OVERLAPS, words, strict=True)).get(overlap, f"{100 * overlap:.3g}%")


def half_share(rows: Sequence[Row]) -> float:
    """Return the part of the model that works for a task with half of the examples."""
    shares = (row for row in rows if row["panel"] == "share" and row["drawn"] == MANY)
    return float(next(row["share"] for row in shares if row["part"] == 0.5))


LAB = Lab(
    name="fig-mixture",
    controls=(
        Control(
            "overlap",
            "The two tasks have in common",
            OVERLAPS,
            0.0,
            labels=_in_common,
        ),
        Control("runs", "Show", (MANY, ONE), MANY, labels=(f"{RUNS} runs", "one run"), view=True),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("effective part, with half of the examples", half_share),
    needs_scipy=True,
    caption=(
        f"Let the tasks have more in common, and see what moves. Models of {SIZES[0] / 1e6:.0f} "
        f"to {SIZES[-1] / 1e6:,.0f} million parameters learn two tasks from mixed examples. The "
        "mixture changes the height of the line, not its slope, as was found for translators of "
        "two languages. So a fixed part of the model works for the task, whatever its size: it "
        "does as well as a narrow model of that part. With nothing in common that is about the "
        "task's share of the examples: less where it is most, more where it is few. Common ground "
        "raises every part. The models are simulated, and hold the most useful pieces of both "
        "tasks."
    ),
    description=(
        "Five parallel falling lines of loss against size on logarithmic axes, higher the smaller "
        "the task's part of the examples. And the effective part of the model against the part of "
        "the examples: close to the dashed diagonal if tasks have nothing in common, far above it "
        "if they have much."
    ),
    columns={
        "panel": "part of the figure",
        "mix": "examples of the task",
        "run": "run",
        "size": "million parameters",
        "loss": "loss above the floor, nats",
        "part": "part of the examples",
        "share": "effective part of the model",
        "low": f"lowest {MIDDLE[0]:.0%} of runs below",
        "high": f"highest {1 - MIDDLE[1]:.0%} above",
    },
)
