"""One question or ten, on real digits: what answering all of them costs a network of some size.

The runs are stored; every setting of the controls is a line of cells of the table.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fitbreadth.bitter_lesson.figures.questions import CONTROL, VERDICTS, draw
from fitbreadth.bitter_lesson.labs.question_words import (
    because,
    clear,
    compared,
    worth,
)
from fitbreadth.bitter_lesson.labs.question_words import question as words_of
from fitbreadth.bitter_lesson.question_errors import error
from fitbreadth.bitter_lesson.question_reasons import Versus, versus
from fitbreadth.bitter_lesson.question_results import READINGS, SIZES, partners, premium
from fitbreadth.bitter_lesson.question_table import runs
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.rounding import shorts
from fitbreadth.run_interval import Estimate
from fitbreadth.validate import choice

AVERAGE = -1
"""The question that stands for the average over all ten."""

QUESTIONS = (AVERAGE, *range(10))
N = (120, 960)


def rows(*, question: int, n: int, size: str) -> list[Row]:
    """Return the errors of both kinds over the hidden units, and the premium both ways."""
    asked, k = _asked(question), _place(n)
    at = dict(zip(("narrow", "wide"), partners(size), strict=True))
    units = runs("narrow").width[at["narrow"]].tolist()
    parts = [_errors(kind, asked, k, at=which, units=units) for kind, which in at.items()]
    for reading in READINGS:
        made = premium(reading, size=size, question=asked)
        parts.append(_premium(reading, "premium", units, made, k))
        if size == "each":
            control = versus("copies", "narrow", reading=reading, question=asked)
            parts.append(_premium(reading, "control", control.width.tolist(), control, k))
    return parts


def _errors(
    kind: str, asked: int | None, k: int, *, at: NDArray[np.int64], units: list[int]
) -> Row:
    found = error(kind, question=asked)
    return {
        "panel": "error",
        "kind": kind,
        "units": units,
        "own": runs(kind).width[at].tolist(),
        "error": shorts(found.mean[k, at]),
        "low": shorts(found.low[k, at]),
        "high": shorts(found.high[k, at]),
        "wrong": shorts(error(kind, question=asked, measure="wrong").mean[k, at]),
    }


def _premium(reading: str, panel: str, units: list[int], made: Estimate | Versus, k: int) -> Row:
    mean, low, high = made.mean[k], made.low[k], made.high[k]
    kept = np.ones(mean.size, dtype=bool) if reading == "difference" else clear(low, high)
    ends = zip(low[kept].tolist(), high[kept].tolist(), strict=True)
    return {
        "panel": panel,
        "reading": reading,
        "units": [unit for unit, shown in zip(units, kept, strict=True) if shown],
        "premium": shorts(mean[kept]),
        "low": shorts(low[kept]),
        "high": shorts(high[kept]),
        "verdict": CONTROL if panel == "control" else [_verdict(reading, *each) for each in ends],
    }


def _asked(question: int) -> int | None:
    if question not in QUESTIONS:
        raise ValueError(f"question must be one of {list(QUESTIONS)}, got {question!r}")
    return None if question == AVERAGE else question


def _place(n: int) -> int:
    known = runs("narrow").n.tolist()
    if n not in known:
        raise ValueError(f"n must be one of {known}, got {n!r}")
    return int(known.index(n))


def _verdict(reading: str, low: float, high: float) -> str:
    narrow, wide, undecided = VERDICTS
    even = 1 if reading == "ratio" else 0
    return narrow if low > even else wide if high < even else undecided


def backdrop() -> list[Row]:
    """Return the line of no difference: a ratio of 1, or nought."""
    return [{"panel": "even", "level": 0}]


def sentence(*, question: int, n: int, size: str, how: str) -> str:
    """Say how the smallest and the largest networks compare, and what units are worth."""
    asked, k = _asked(question), _place(n)
    choice("how", how, READINGS)
    told = [compared(asked, k, size=size, how=how)]
    if size == "each":
        told.append(worth(asked, k))
        if asked is None:
            told.append(because(k, how=how))
    return " ".join(told)


LAB = Lab(
    name="fig-questions",
    controls=(
        Control(
            "question",
            "Question",
            QUESTIONS,
            AVERAGE,
            labels=("average of ten", *map(words_of, range(10))),
            listed=True,
        ),
        Control("n", "Pictures to learn from", N, 960, listed=True),
        Control("size", "Same size", SIZES, "each", labels=("each network", "in all")),
        Control("how", "Compare by", READINGS, "ratio", view=True),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Follow the ratio from few hidden units (a network's inner numbers) to many, then set "
        "*same size* to *in all*. A narrow network answers one question (“is this a 3?”), a wide "
        "one ten; every picture serves all ten. “No” is right nine times in ten, so error is "
        "measured in pairs: shown the digit and another, how often does the other look more like "
        "it? The control has ten outputs, all asked one question. With few units the wide network "
        "errs far more; once units suffice for all ten, the premium of being narrow is gone, and "
        "after few pictures it turns round: other questions teach."
    ),
    description=(
        "The error of narrow networks falls slowly with their hidden units, that of wide ones "
        "steeply, from about a quarter of pairs at one unit to that of narrow ones or below at a "
        "few dozen; the ratio falls from tens to about one or less, the control stays about one."
    ),
    columns={
        "panel": "panel",
        "kind": "network",
        "reading": "premium as",
        "units": "hidden units of each narrow network",
        "own": "hidden units of the network",
        "error": "pairs ranked wrongly, percent",
        "wrong": "wrong answers, percent",
        "premium": "premium",
        "low": "95% interval from",
        "high": "95% interval to",
        "verdict": "verdict",
    },
)
"""What a network of some size errs at one question, answering it alone or with nine others."""
