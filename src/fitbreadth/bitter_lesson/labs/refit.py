"""Laws fitted to simulated runs, with the errors averaged or summed, and where each fit stops.

All fits are of the same law from the same starts by the same optimiser at its own tolerances. Only
what the errors are multiplied by differs, which does not move the minimum.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.bitter_lesson.compute_optimal import best_division
from fitbreadth.bitter_lesson.figures.refit import CHEAPEST, DEAREST, draw
from fitbreadth.bitter_lesson.law_fit import starts
from fitbreadth.bitter_lesson.law_heaps import Heaps, heaps
from fitbreadth.bitter_lesson.law_refits import (
    MANY,
    MANY_NOISE,
    NOISES,
    SETS,
    TRUTH,
    refits,
)
from fitbreadth.bitter_lesson.law_runs import BUDGETS, design
from fitbreadth.bitter_lesson.published_fits import GOPHER
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.rounding import short
from fitbreadth.validate import Float

_MEAN, _SUM = "mean", "sum"
SCALES = (_MEAN, "3", "10", _SUM)
"""Scales that differ in what they find; from about 30 times the mean on all agree with the sum."""

FACTOR = 1.5
"""How far from the truth is still called near."""

_RUNS = design(TRUTH)[0].size
_LABELS = (_MEAN, *(f"{times} × mean" for times in SCALES[1:-1]), f"sum ({_RUNS} × mean)")
_STEPS = tuple(range(len(SCALES)))
_NOISE_LABELS = tuple(f"{noise:.1%}".replace(".0%", "%") for noise in NOISES)


def rows(*, scale: int, noise: float) -> list[Row]:
    """Return what each set of runs gives, and the line it leads to."""
    found = refits(noise, SCALES[scale])
    ends = np.array([found.tokens_per_parameter(C) for C in (CHEAPEST, DEAREST)])
    parts: list[Row] = []
    pairs = zip(
        found.tokens_per_parameter(GOPHER),
        refits(noise, _SUM).tokens_per_parameter(GOPHER),
        ends.T,
        strict=True,
    )
    for run, (own, converged, line) in enumerate(pairs, start=1):
        parts += [
            {"panel": "pair", "run": run, "found": short(own), "converged": short(converged)},
            {
                "panel": "line",
                "run": run,
                "at": [CHEAPEST, DEAREST],
                "each": [short(each) for each in line],
            },
        ]
    return parts


def backdrop() -> list[Row]:
    """Return the truth, and the budgets of the simulated runs."""
    ends = best_division(TRUTH, [CHEAPEST, DEAREST]).tokens_per_parameter
    return [
        {"panel": "true", "each": short(_truth())},
        {
            "panel": "law",
            "at": [CHEAPEST, DEAREST],
            "each": [short(each) for each in ends.tolist()],
        },
        {"panel": "data", "from": BUDGETS[0], "to": BUDGETS[-1]},
    ]


def _truth() -> float:
    return float(best_division(TRUTH, GOPHER).tokens_per_parameter)


def sentence(*, scale: int, noise: float, runs: str) -> str:
    """Say in which heaps the answers lie, and how many are near the truth."""
    what = {_MEAN: "the mean error", _SUM: "the sum of the errors"}.get(
        SCALES[scale], f"{SCALES[scale]} times the mean error"
    )
    if runs == "one":
        own, end = (
            refits(noise, of).tokens_per_parameter(GOPHER)[0] for of in (SCALES[scale], _SUM)
        )
        words = f"For the first set of runs, minimising {what} ends at {own:.1f} tokens a parameter"
        if SCALES[scale] == _SUM:
            return f"{words}; the truth is {_truth():.1f}."
        return f"{words}, minimising the sum at {end:.1f}; the truth is {_truth():.1f}."
    found = heaps(noise, SCALES[scale], factor=FACTOR)
    words = (
        f"Minimising {what}, {_count(found)} sets of runs {_verb(found, 'end')} within a factor of "
        f"{FACTOR} of the truth, {_truth():.1f} tokens a parameter{_rest(found)}"
    )
    if SCALES[scale] == _MEAN and noise == MANY_NOISE:
        many = heaps(noise, MANY, factor=FACTOR)
        words += (
            f" From all {len(starts()):,} starts of the paper, {_count(many)} "
            f"{_verb(many, 'do')}{_rest(many)}"
        )
    return words


def _count(found: Heaps) -> str:
    return f"{found.near.size or 'none'} of {SETS}"


def _verb(found: Heaps, plural: str) -> str:
    return plural if found.near.size > 1 else {"end": "ends", "do": "does"}[plural]


def _rest(found: Heaps) -> str:
    """Say where the answers lie that are not near the truth; if there are none, the near ones."""
    away = [heap for heap in (found.below, found.above) if heap.size]
    if not away:
        return f": {_span(found.near)}."
    said = " and ".join(f"{heap.size} at {_span(heap)}" for heap in away)
    many = "two heaps" if len(away) == 2 else "one heap"
    return f"; {'the rest' if found.near.size else 'all'} in {many}, {said}."


def _span(values: Float) -> str:
    return f"{values[0]:.1f}" + (f" to {values[-1]:.1f}" if values.size > 1 else "")


_HEAPS = heaps(MANY_NOISE, _MEAN, factor=FACTOR)
_BELOW, _ABOVE = _HEAPS.below, _HEAPS.above

LAB = Lab(
    name="fig-refit",
    controls=(
        Control("scale", "What is minimised", _STEPS, 0, labels=_LABELS, listed=True),
        Control("noise", "Noise of a run's loss", NOISES, 0.005, labels=_NOISE_LABELS, listed=True),
        Control(
            "runs",
            "Show",
            ("many", "one"),
            "many",
            labels=(f"{SETS} sets of runs", "one set"),
            view=True,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    caption=(
        "Go from the mean of the errors to their sum: why fits of one law can disagree. Both are "
        f"least at the same constants, since the sum is only {_RUNS} times the mean. But the "
        "search for the least stops when it gains next to nothing, a fixed small number. Errors "
        "are tiny, their mean tinier, so its fit stops on the way, in one of two heaps: with "
        f"{MANY_NOISE:.1%} of noise {_BELOW.size} of {SETS} sets of simulated runs end at "
        f"{_BELOW[0]:.0f} to {_BELOW[-1]:.0f} tokens a parameter, {_ABOVE.size} at "
        f"{_ABOVE[0]:.0f} to {_ABOVE[-1]:.0f}. Sums find the truth, the re-fit of 2024, up to the "
        "noise. Even good fits, close together at the runs' budgets, fan out beyond."
    ),
    description=(
        f"{SETS} pairs of dots joined by lines: the small dots, fits of the sum, lie close to the "
        "grey line of the truth, and the large ones of the fits chosen lie in two heaps to both "
        f"sides of it or, for the sum, on the small ones. And {SETS} straight lines of tokens a "
        "parameter against the budget, which cross at the budgets of the runs and spread from "
        "there."
    ),
    columns={
        "panel": "part",
        "run": "set of runs",
        "found": "tokens a parameter, this fit",
        "converged": "the same, fit of the sum",
        "at": "budget, operations",
        "each": "tokens a parameter",
        "from": "budgets of the runs, from",
        "to": "to, operations",
    },
)
