"""Knowledge built in or learned, aimed at one task or at many, along a scale.

Models of four kinds grow a millionfold. What they are told beforehand comes to matter less and
less; what they are asked to do costs the same factor at every size, where tasks divide the
measurements, and nothing in the end where each brings its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.bitter_lesson.figures.two_by_two import (
    GAPS,
    KNOWLEDGE,
    LARGEST,
    SCOPES,
    SMALLEST,
    draw,
)
from fitbreadth.bitter_lesson.two_by_two import PER_PARAMETER, TwoByTwo, two_by_two
from fitbreadth.bitter_lesson.two_by_two_limit import scope_limit
from fitbreadth.bitter_lesson.two_by_two_overtaking import ceiling, overtaken_from
from fitbreadth.bitter_lesson.two_by_two_runs import Runs, simulate
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.validate import Float, choice

TASKS = (2, 4, 8, 16, 32)
SIZES = tuple(2**power for power in range(6, 27, 2))
ALONG = tuple(2**power for power in range(6, 27))
SIMULATED = SIZES[:5]
PICKED = 5
MODELS, SEED, STREAM = 100, 0, 5
NARROW, WIDE = SCOPES
HAND, LEARNED = KNOWLEDGE
OF_KNOWLEDGE, OF_SCOPE = GAPS
LEVEL = "practically as much as"
DIVIDED = {"divided": "both", "own": "parameters"}
"""Whose the measurements are, and what the tasks of a wide model have to share then."""


def _picked(told: str) -> int | None:
    return None if told == "right" else PICKED


@lru_cache(maxsize=256)
def _found(k: int, told: str, measurements: str) -> TwoByTwo:
    return two_by_two(ALONG, k=k, picked=_picked(told), divided=DIVIDED[measurements])


@lru_cache(maxsize=128)
def _overtaken(k: int, measurements: str) -> int:
    return overtaken_from(PICKED, k=k, divided=DIVIDED[measurements])


@lru_cache(maxsize=256)
def _simulated(size: int, k: int, measurements: str = "divided", seed: int = SEED) -> Runs:
    return simulate(
        size,
        k=k,
        picked=PICKED,
        divided=DIVIDED[measurements],
        runs=MODELS,
        # numbers of tasks have streams of their own, and so have runs that follow one another
        seed=1000 * seed + STREAM + k,
    )


def rows(*, k: int, told: str, measurements: str, seed: int = SEED) -> list[Row]:
    """Give the four errors along all sizes, simulated too where that is cheap, and the gaps."""
    choice("measurements", measurements, tuple(DIVIDED))
    found = _found(k, told, measurements)
    parts: list[Row] = []
    for who, scope, tasks in ((NARROW, "narrow", 1), (WIDE, "wide", k)):
        for by, name in ((HAND, "hand"), (LEARNED, "learned")):
            kind = "picked" if by == HAND and told != "right" else name
            whose = "divided" if tasks == 1 else measurements
            runs = [getattr(_simulated(size, tasks, whose, seed), kind) for size in SIMULATED]
            parts += [
                {
                    "panel": "error",
                    "who": who,
                    "by": by,
                    "size": list(ALONG),
                    "off": _numbers(getattr(found, f"{name}_{scope}")),
                },
                {
                    "panel": "runs",
                    "who": who,
                    "by": by,
                    "size": list(SIMULATED),
                    "off": _numbers(np.array([each.mean() for each in runs])),
                    "low": _numbers(np.array([np.quantile(each, 0.1) for each in runs])),
                    "high": _numbers(np.array([np.quantile(each, 0.9) for each in runs])),
                },
            ]
    parts += [
        {
            "panel": "gap",
            "gap": OF_KNOWLEDGE,
            "who": who,
            "by": LEARNED,
            "of": scope,
            "size": list(ALONG),
            "times": _numbers(found.knowledge_ratio(scope)),
            "apart": _numbers(found.knowledge_difference(scope)),
        }
        for who, scope in ((NARROW, "narrow"), (WIDE, "wide"))
    ]
    parts += [
        {
            "panel": "gap",
            "gap": OF_SCOPE,
            "by": by,
            "of": by,
            "size": list(ALONG),
            "times": _numbers(found.scope_ratio(name)),
            "apart": _numbers(found.scope_difference(name)),
        }
        for by, name in ((HAND, "hand"), (LEARNED, "learned"))
    ]
    factor = scope_limit(k, divided=DIVIDED[measurements])
    return [
        *parts,
        {
            "panel": "limit",
            "until": SIZES[-1],
            "end": round(factor, 4),
            "note": "in theory 1×" if factor == 1 else f"in theory {factor:.2f}×",
        },
    ]


def columns_of_sizes() -> list[Row]:
    """Return where the reader may drag the size to, and what is still to come from each."""
    edges = np.sqrt(np.array(SIZES[1:], dtype=float) * SIZES[:-1])
    lefts, rights = [SMALLEST, *edges], [*edges, LARGEST]
    return [
        {
            "panel": "column",
            "set_scale": size,
            "left": float(f"{left:.5g}"),
            "right": float(f"{right:.5g}"),
        }
        for size, left, right in zip(SIZES, lefts, rights, strict=True)
    ] + [
        {
            "panel": "ahead",
            "from": size,
            "middle": float(f"{np.sqrt(size * LARGEST):.5g}"),
            "words": "still to come" if size < 2**20 else "",
        }
        for size in SIZES[:-1]
    ]


def _numbers(values: Float) -> list[float]:
    return [float(f"{value:.4g}") for value in values]


def sentence(*, scale: int, k: int, told: str, measurements: str, shown: str) -> str:
    """Say both gaps at one size, in the way that is shown, and when learning overtakes."""
    found = _found(k, told, measurements)
    at = ALONG.index(scale)
    if shown == "ratio":
        told_gap, aimed_gap = (
            _times(float(ratio[at]))
            for ratio in (found.knowledge_ratio("wide"), found.scope_ratio("learned"))
        )
    else:
        told_gap, aimed_gap = (
            _points(float(difference[at]))
            for difference in (
                found.knowledge_difference("wide"),
                found.scope_difference("learned"),
            )
        )
    own = ", and measurements of its own for each coast," if measurements == "own" else ""
    words = (
        f"With {_parameters(scale)} parameters{own} a learned wide model errs {told_gap} a "
        f"hand-built wide one, and {aimed_gap} a learned narrow one."
    )
    if told_gap == aimed_gap == LEVEL:
        words = words.replace(f" a hand-built wide one, and {LEVEL}", " a hand-built wide one or")
    if told != "right":
        words += (
            f" Hand-built ones never get below {_percent(ceiling(PICKED))}; learned wide ones are "
            f"ahead from {_parameters(_overtaken(k, measurements))} parameters on."
        )
    return words


def _parameters(size: int) -> str:
    if size >= 10**6:
        return f"{size / 10**6:.2g} million"
    return f"{size:,}" if size < 10**4 else f"{float(f'{size:.3g}'):,.0f}"


def _percent(part: float) -> str:
    return f"{100 * part:.3g}%"


def _times(ratio: float) -> str:
    if abs(ratio - 1) < 5e-5:
        return LEVEL
    if abs(ratio - 1) < 0.095:
        return f"{100 * abs(ratio - 1):.1g}% {'less' if ratio < 1 else 'more'} than"
    return f"{ratio:.2f} times as much as"


def _points(difference: float) -> str:
    points = 100 * abs(difference)
    if points < 0.005:
        return LEVEL
    size = f"{points:.2f}" if points < 1 else f"{points:.2g}"
    return f"{size} percentage points {'less' if difference < 0 else 'more'} than"


def wide_over_narrow(rows: Sequence[Row]) -> float:
    """Return the ratio of the learned models' errors at the largest size that is simulated."""
    learned = [row for row in rows if row["panel"] == "runs" and row["by"] == LEARNED]
    wide, narrow = (
        next(row["off"][-1] for row in learned if row["who"] == who) for who in (WIDE, NARROW)
    )
    return float(wide / narrow)


LAB = Lab(
    name="fig-two-by-two",
    controls=(
        Control(
            "scale",
            "Size of the model",
            SIZES,
            SIZES[1],
            labels=_parameters,
            unit="parameters",
            view=True,
            play=True,
        ),
        Control("k", "Tasks of the wide model", TASKS, 8),
        Control(
            "told",
            "Hand-built knowledge is",
            ("right", "partly"),
            "right",
            labels=("right", "partly right"),
        ),
        Control(
            "measurements",
            "Measurements are",
            tuple(DIVIDED),
            "divided",
            labels=("divided", "each coast's own"),
        ),
        Control(
            "shown",
            "Gaps as",
            ("ratio", "difference"),
            "ratio",
            labels=("ratio", "difference"),
            view=True,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=columns_of_sizes,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("error of wide over narrow, 16,384 parameters", wide_over_narrow),
    needs_scipy=True,
    caption=(
        "Press play, and see which gap closes; then change whose the measurements are. Models "
        "draw maps of coasts, whose features get finer, fainter and more, with so many strokes "
        f"(parameters) and {PER_PARAMETER:.0f} measurements (examples) for each. *Hand-built*: a "
        "geographer knows beforehand how rough coasts are at each size; *partly right*, only for "
        f"the first {2**PICKED - 1} features, and leaves out the rest. *Learned*: a clerk works "
        "it out from the measurements. *Narrow*: one coast is drawn. *Wide*: several share a "
        "sheet. As maps grow, being told becomes worthless; drawing one coast stays worth the "
        "same factor, of an error that itself vanishes, as long as measurements are divided."
    ),
    description=(
        "Error on one task against the size of the model, both on logarithmic axes, drawn as far "
        "as the size chosen: dashed lines of hand-built models and solid ones of learned models "
        "meet as models grow, while those of wide models stay above those of narrow ones at a "
        "constant distance. And the gaps: learned over hand-built falls to 1, wide over narrow "
        "levels off well above 1, or falls to 1 too if each coast has its own measurements."
    ),
    columns={
        "panel": "part",
        "who": "model",
        "by": "knowledge",
        "gap": "gap",
        "of": "gap among",
        "size": "parameters",
        "off": "error, share of knowing nothing",
        "low": "lowest 10% of models below",
        "high": "highest 10% above",
        "times": "ratio of errors",
        "apart": "difference of errors",
        "end": "ratio in the limit",
    },
)
