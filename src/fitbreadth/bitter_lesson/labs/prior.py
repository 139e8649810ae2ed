"""An expert guesses before the data come in: what that is worth, and for how long.

Every example shows all fifty numbers, noisily. The expert may be right, wrong, or right and
not to be moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from typing import Any

import numpy as np

from fitbreadth.bitter_lesson.expert import (
    ALONE,
    GROWTH,
    KINDS,
    UNKNOWNS,
    Belief,
    advantage,
    belief,
    error,
)
from fitbreadth.bitter_lesson.figures.prior import FEWEST, MOST, WHO, draw
from fitbreadth.bitter_lesson.prior_runs import regress
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.validate import Float, choice

EXAMPLES = (1, 3, 10, 20, 50, 100, 200, 500, 1000, 5000, 20000)
SURE = (3, 10, 30, 100)
RUNS, DRAWN, SEED = 400, 200_000, 11

ENDS = {"right": (0.5, 130.0), "wrong": (0.005, 2.4), "rigid": (9e-5, 130.0)}
"""Ratios at the ends of the axis, by the kind of expert."""

SMALL = 1.05
"""Ratio below which the expert hardly matters any more."""


@lru_cache(maxsize=1024)
def _measured(n: int, held: Belief, d: int, seed: int) -> Float:
    """Return the errors of many runs, as parts of all there is to learn."""
    runs = min(RUNS, max(10, DRAWN // d))
    found = regress(n, variance=[held.distance2] * d, worth=held.worth, runs=runs, seed=seed)
    return found.error / (d * held.total)


def rows(*, kind: str, sure: float, growth: str, seed: int = SEED) -> list[Row]:
    """Return errors against examples with and without the expert, and their ratios."""
    # through the numbers of the control, at each of which the picture may end
    along = np.unique([*np.geomspace(FEWEST, EXAMPLES[-1], 22), *EXAMPLES])
    parts: list[Row] = []
    means = {}
    with_expert, without = WHO
    choice("kind", kind, KINDS)
    setting: dict[str, Any] = {"sure": sure, "growth": growth}
    for who, what in zip(WHO, (kind, ALONE), strict=True):
        each = [
            _measured(n, belief(n, who=what, **setting), n if growth == "grows" else UNKNOWNS, seed)
            for n in EXAMPLES
        ]
        means[who] = np.array([runs.mean() for runs in each])
        parts += [
            {
                "panel": "measured",
                "who": who,
                "examples": list(EXAMPLES),
                "off": _numbers(means[who]),
                "low": _numbers(np.array([np.quantile(runs, 0.1) for runs in each])),
                "high": _numbers(np.array([np.quantile(runs, 0.9) for runs in each])),
            },
            {
                "panel": "theory",
                "who": who,
                "at": _numbers(along),
                "line": _numbers(np.array([error(n, who=what, **setting) for n in along])),
            },
        ]
    return [
        *parts,
        {
            "panel": "times",
            "examples": list(EXAMPLES),
            "better": _numbers(means[without] / means[with_expert]),
        },
        {
            "panel": "ratio",
            "at": _numbers(along),
            "better": _numbers(np.array([advantage(n, who=kind, **setting) for n in along])),
        },
        {"panel": "ends", "edge": list(ENDS[kind])},
    ]


def backdrop() -> list[Row]:
    """Return where the reader may drag the number of examples to, and what is still to come."""
    middle = np.sqrt(np.array(EXAMPLES[1:]) * EXAMPLES[:-1])
    return [
        {
            "panel": "column",
            "set_n": n,
            "left": round(float(left), 2),
            "right": round(float(right), 2),
        }
        for n, left, right in zip(EXAMPLES, [FEWEST, *middle], [*middle, MOST], strict=True)
    ] + [
        {
            "panel": "ahead",
            "from": n,
            "middle": round(float(np.sqrt(n * MOST)), 1),
            "words": "still to come" if n <= 200 else "",
        }
        for n in EXAMPLES[:-1]
    ]


def _numbers(values: Float) -> list[float]:
    return [float(f"{value:.4g}") for value in values]


def sentence(*, kind: str, sure: float, growth: str, n: int) -> str:
    """Say how far off one is with the expert and without, after the examples chosen."""
    ours, alone = (error(n, who=who, sure=sure, growth=growth) for who in (kind, ALONE))
    ratio = alone / ours
    words = (
        f"After {n:,} {'example' if n == 1 else 'examples'} the error is {_percent(ours)} with "
        f"the {kind} expert and {_percent(alone)} without: {_compared(ratio)}."
    )
    if growth == "grows":
        return (
            f"{words} There are as many unknowns as examples, so the ratio is the same however "
            "many come: nothing washes out."
        )
    if kind == "rigid":
        start = ceil(sure - sure / (sure + 1))
        if n < start:
            return f"{words} No example can change the error with this expert."
        return (
            f"{words} From {start} examples on the data alone do better, for no example can "
            "change the error with this expert."
        )
    if max(ratio, 1 / ratio) < SMALL:
        return f"{words} The data have all but drowned the expert out."
    return words


def _compared(ratio: float) -> str:
    big, who = max(ratio, 1 / ratio), "without the expert" if ratio > 1 else "with the expert"
    if big < SMALL:
        return f"a gap of only {100 * (big - 1):.2g}% of the error"
    size = f"{big:,.0f}" if big >= 99.5 else f"{big:.3g}" if big >= 2 else f"{big:.2f}"
    return f"{size} times as large {who}"


def _percent(part: float) -> str:
    return f"{100 * part:.2g}%" if part < 0.995 else f"{100 * part:.0f}%"


def after_ten(rows: Sequence[Row]) -> float:
    """Return the error without the expert over that with the expert, after ten examples."""
    times = next(row for row in rows if row["panel"] == "times")
    return float(times["better"][EXAMPLES.index(10)])


LAB = Lab(
    name="fig-prior",
    controls=(
        Control("kind", "The expert is", KINDS, "right"),
        Control(
            "sure",
            "As sure as after",
            SURE,
            10,
            labels=lambda sure: f"{sure} examples",
        ),
        Control(
            "growth",
            "Unknowns",
            GROWTH,
            "fixed",
            labels=("always 50", "one per example"),
        ),
        Control(
            "n",
            "Examples",
            EXAMPLES,
            10,
            view=True,
            play=True,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("times better with the expert, 10 examples", after_ten),
    caption=(
        "Press *Play*, or drag along either panel: the picture is drawn as far as examples have "
        f"come in. {UNKNOWNS} numbers are to be learned, every example shows all of them blurred "
        "by noise, and an expert has guessed each beforehand. A *right* expert is a head start. A "
        "*wrong* one, whose guesses have nothing to do with the truth, does harm until the data "
        "outweigh the claim. A *rigid* one guesses right, but no data may change the guesses. "
        "What may be doubted washes out, right or wrong; what is built in for good does not, nor "
        "does anything if unknowns grow as fast as examples, each smaller for it."
    ),
    description=(
        "The error against the number of examples, both logarithmic, falls along two lines, with a "
        "right expert from lower down, that come to run together; a rigid expert's line is level "
        "and is crossed. And the ratio of the two errors, which starts above one and sinks to one "
        "with a right expert, comes up to one from below with a wrong one, and falls without end "
        "with a rigid one. Both are drawn as far as the examples chosen; the rest is shaded."
    ),
    columns={
        "panel": "part",
        "who": "learning",
        "examples": "examples",
        "off": "error, simulated (1: all there is to learn)",
        "low": "lowest 10% of runs below",
        "high": "highest 10% above",
        "at": "examples (theory)",
        "line": "error, theory",
        "better": "error without the expert over error with",
    },
)
