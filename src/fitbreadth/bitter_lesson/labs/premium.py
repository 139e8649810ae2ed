"""The premium of specialising: the reader turns size over eight orders of magnitude.

On one axis the lines of a narrow and a wide model stay apart, on the other they meet, and both show
the same numbers. In a finite world they do meet.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np

from fitbreadth.bitter_lesson.figures.premium import (
    FIRST,
    LARGEST,
    LAST,
    MODELS,
    SMALLEST,
    draw,
)
from fitbreadth.bitter_lesson.premium import ALPHA, E, Premium, reducible_loss, whole_ratio
from fitbreadth.bitter_lesson.premium_overlap import effective_tasks, overlap_premium
from fitbreadth.bitter_lesson.shared_capacity import alike_loss
from fitbreadth.bitter_lesson.task_pieces import distinct_pieces
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.places import stretches
from fitbreadth.rounding import short
from fitbreadth.validate import Float

NARROW, WIDE = MODELS
SIZES = tuple(float(10**power) for power in range(7, 16))
TASKS = (2, 5, 10, 30, 100)
OVERLAPS = (0.0, 0.5, 0.9)
ENDLESS, FINITE = "endless", "finite"
PIECE, PIECES = 1e6, 10**6
"""Parameters that a piece takes, and pieces of a task, in the finite world."""

GROWS = 1e9
"""Size from which on the ratio grows there; smaller models hold too few pieces to tell."""


@cache
def _unit() -> float:
    """Return the nats of all pieces of a task; each is worth what it is in the endless world."""
    ranks = np.arange(1, PIECES + 1, dtype=float)
    return float(reducible_loss(PIECE) * ALPHA * np.sum(ranks ** -(1 + ALPHA)))


def _finite(sizes: Float, k: int, overlap: float) -> Float:
    held = sizes / PIECE
    return _unit() * alike_loss(held, k=k, overlap=overlap, pieces=PIECES)


@lru_cache(maxsize=64)
def _end(k: int, overlap: float) -> float:
    """Return the size at which a model knows everything there is."""
    return PIECE * distinct_pieces(k, pieces=PIECES, overlap=overlap)


@lru_cache(maxsize=64)
def losses(world: str, k: int, overlap: float) -> tuple[Float, Float]:
    """Return sizes, those of the control first, and what one of k tasks still loses there."""
    grid = np.geomspace(SMALLEST, LARGEST, 41)
    if world == ENDLESS:
        sizes = np.concatenate([SIZES, grid])
        tasks = effective_tasks(k, overlap=overlap)
        return sizes, reducible_loss(sizes, k=max(1.0, tasks))
    # where a line dives to zero it takes more points to follow it
    near = _end(k, overlap) * (1 - np.array([0.6, 0.4, 0.25, 0.15, 0.1, 0.05, 0.02, 0.005, 0]))
    sizes = np.concatenate([SIZES, np.sort([*grid, *near])])
    return sizes, _finite(sizes, k, overlap)


@lru_cache(maxsize=1024)
def compared(N: float, k: int, overlap: float, world: str) -> Premium:
    """Return both models at a size; where the narrow one loses nothing the ratio is infinite."""
    if world == ENDLESS:
        return overlap_premium(N, k=k, overlap=overlap)
    narrow, wide = _at(N, 1, 0.0), _at(N, k, overlap)
    ratio = wide / narrow if narrow > 0 else np.inf if wide > 0 else 1.0
    sizes, lost = _narrow()
    # losses fall with size
    equal = float(np.interp(-wide, -lost, sizes))
    return Premium(narrow, wide, ratio, wide - narrow, equal)


def _at(N: float, k: int, overlap: float) -> float:
    if N in SIZES:
        return float(losses(FINITE, k, overlap)[1][SIZES.index(N)])
    return float(_finite(np.array([N]), k, overlap)[0])


@cache
def _narrow() -> tuple[Float, Float]:
    sizes = np.geomspace(SMALLEST / 1e3, PIECE * PIECES, 2000)
    return sizes, _finite(sizes, 1, 0.0)


def rows(*, k: int, overlap: float, world: str) -> list[Row]:
    """Give the losses of both models against size, and the gap at every size of the control."""
    parts: list[Row] = []
    for who, tasks, common in ((NARROW, 1, 0.0), (WIDE, k, overlap)):
        # a line of one point is not seen, and of none the axis would have no extent
        steps = np.geomspace(SMALLEST, LARGEST, 25 if world == FINITE else 1)
        law = reducible_loss(steps, k=max(1.0, effective_tasks(tasks, overlap=common)))
        parts.append({"panel": "law", "who": who, "size": _few(steps), "loss": _few(law)})
        sizes, lost = losses(world, tasks, common)
        curve = slice(len(SIZES), None)
        parts.append(
            {
                "panel": "line",
                "who": who,
                "size": _few(sizes[curve]),
                "loss": _few(lost[curve]),
            }
        )
    top = 1.2 * max(max(row["loss"]) for row in parts)
    # a number at the very end of the axis would lift the title
    if top % 0.5 < 0.02 * top:
        top *= 1.03
    parts.append({"panel": "ends", "edge": [0.0, short(top)]})
    for N in SIZES:
        got = compared(N, k, overlap, world)
        parts += [
            {"panel": "at", "who": who, "here": N, "height": short(height)}
            for who, height in ((NARROW, got.narrow), (WIDE, got.wide))
        ]
        parts.append(
            {
                "panel": "gap",
                "here": N,
                "low": short(got.narrow),
                "high": short(got.wide),
                # where no line passes
                "written": short((got.narrow if N > 1e13 else got.wide) or 1.0),
                "times": _times(got),
                "less": "0 exactly" if got.difference == 0 else f"+{_three(got.difference)}",
                "side": "low" if N <= 1e13 else "high",
            }
        )
    return parts


def backdrop() -> list[Row]:
    """Return where the reader may drag the size to."""
    spots = zip(SIZES, stretches(SIZES, low=FIRST, high=LAST, ratios=True), strict=True)
    return [{"panel": "place", "set_N": N, "left": a, "right": b} for N, (a, b) in spots]


def sentence(*, N: float, k: int, overlap: float, world: str) -> str:
    """Say what both models lose, by ratio and by difference, and what size they are worth."""
    got = compared(N, k, overlap, world)
    size = f"With {_size(N)} parameters"
    if got.wide == 0:
        return (
            f"{size} both models know all there is to know; for {k} tasks {_size(_end(k, overlap))}"
            " are enough. The premium of the narrow one is exactly zero."
        )
    if got.narrow == 0:
        return (
            f"{size} the narrow model has nothing left to learn, and the wide one still loses "
            f"{_three(got.wide)} nats. No ratio describes that, and it ends when the wide model "
            f"has {_size(_end(k, overlap))}."
        )
    words = (
        f"{size} the narrow model still loses {_three(got.narrow)} nats, the wide one "
        f"{_three(got.wide)}: {got.ratio:.2f} times as much, {_three(got.difference)} nats more."
    )
    if world == FINITE:
        return (
            f"{words} The wide model is as good as a narrow one of {_size(got.equivalent)}. From "
            f"{_size(_end(k, overlap))} on both lose nothing."
        )
    count = N / got.equivalent
    alike = ""
    if overlap > 0:
        even = effective_tasks(k, overlap=overlap, depth="even")
        alike = (
            f", for {k} tasks that overlap count as {count:.2f} at best, if it learns more of what "
            f"they share than of the rest, and as {even:.3g} if as much of both"
        )
    whole = 100 * (float(whole_ratio(N, k=count)) - 1)
    return (
        f"{words} The wide model is as good as a narrow one of {_size(got.equivalent)}{alike}. "
        f"With the {E} nats that no size removes the wide model's loss is {_percent(whole)} higher."
    )


def _times(got: Premium) -> str:
    if got.wide == 0:
        return "both 0"
    return "× ∞" if got.narrow == 0 else f"× {got.ratio:.2f}"


def _size(N: float) -> str:
    for unit, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if unit * 0.9995 <= N:
            value = N / unit
            return f"{value:,.0f} {name}" if value >= 100 else f"{value:.3g} {name}"
    return f"{round(N, -3):,.0f}"


def _percent(percent: float) -> str:
    two = float(f"{percent:.2g}")
    return f"{two:.0f}%" if two >= 10 else f"{two:g}%"


def _three(value: float) -> str:
    return f"{value:.3g}" if value >= 0.001 else f"{value:.5f}".rstrip("0")


def _few(values: Float) -> list[float]:
    return [float(f"{value:.4g}") for value in values]


def _in_common(overlap: float) -> str:
    words = {0.0: "nothing", 0.5: "half", 0.9: "nine tenths"}
    return words.get(overlap, f"{100 * overlap:.3g}%")


LAB = Lab(
    name="fig-premium",
    controls=(
        Control("N", "Size", SIZES, 1e9, labels=_size, view=True, play=True),
        Control("k", "Tasks of the wide model", TASKS, 10),
        Control(
            "overlap",
            "Tasks have in common",
            OVERLAPS,
            0.0,
            labels=_in_common,
        ),
        Control("world", "What there is to know", (ENDLESS, FINITE), ENDLESS),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    caption=(
        "Drag the size from end to end. A narrow model puts all its parameters into one task, a "
        "wide one of that size divides them among several. *By ratio* the wide model is behind by "
        "the same factor at every size; *by difference* by less and less. Both panels show "
        f"Chinchilla’s law as printed in 2022 (exponent {ALPHA}, data without end), far beyond "
        f"what it was fitted to. Then let what there is to know be *finite*: {_size(PIECES)} "
        f"things for each task, each taking {_size(PIECE)} parameters. From {_size(GROWS)} "
        "parameters on the ratio grows, until the premium is exactly zero. In this model overlap "
        "only lessens the factor."
    ),
    description=(
        f"The loss of a narrow and of a wide model against size from {_size(SMALLEST)} to "
        f"{_size(LARGEST)} parameters: two parallel falling lines on a logarithmic axis, and on a "
        "plain axis two curves that run together. Where there is a finite amount to know both "
        "lines drop to zero, the narrow model's first."
    ),
    columns={
        "panel": "part",
        "who": "model",
        "size": "parameters",
        "loss": "loss that size reduces, nats",
        "here": "parameters chosen",
        "height": "loss there, nats",
        "times": "ratio",
        "less": "difference, nats",
    },
)
