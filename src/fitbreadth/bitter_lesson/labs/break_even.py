"""One model for many tasks, or one each: what a budget, their overlap and a deadline say.

Every number is a published law put into the formulas of the calculator; nothing is trained here.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from fitbreadth.bitter_lesson.break_even_borders import overlap_needed, tasks_allowed
from fitbreadth.bitter_lesson.figures.break_even import LAST, TWO, WAYS, draw
from fitbreadth.bitter_lesson.latency import largest_model
from fitbreadth.bitter_lesson.published_fits import FITS, REFIT
from fitbreadth.bitter_lesson.suite_cost import break_even_overlap, effective_tasks
from fitbreadth.bitter_lesson.suite_losses import TaskLosses, task_losses
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.places import stretches
from fitbreadth.rounding import power_of_ten
from fitbreadth.validate import Float

LAW = FITS[REFIT].law
TASKS = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000)
POWERS = tuple(range(20, 27))
OVERLAPS = (0.0, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
SPEED = 1e12
DEADLINES = {"no limit": np.inf, "20 ms": 0.02, "2 ms": 0.002}
WIDE, SUITE, ROUTED = WAYS


def _largest(latency: str) -> float:
    """Return the active parameters that can answer in time."""
    seconds = DEADLINES[latency]
    return float(np.inf) if np.isinf(seconds) else largest_model(seconds, speed=SPEED)


def _losses(tasks: tuple[float, ...], power: int, overlap: float, latency: str) -> TaskLosses:
    return task_losses(LAW, 10.0**power, k=tasks, overlap=overlap, largest=_largest(latency))


@lru_cache(maxsize=64)
def _border(power: int, latency: str) -> tuple[float, ...]:
    """Return the overlap that two tasks or more need for one wide model to be as good."""
    most = _largest(latency)
    return tuple(overlap_needed(LAW, 10.0**power, k=k, largest=most) for k in TASKS[1:])


@lru_cache(maxsize=256)
def _even_tasks(power: int, overlap: float, latency: str) -> float:
    return tasks_allowed(
        LAW, 10.0**power, overlap=overlap, largest=_largest(latency), most=TASKS[-1]
    )


def rows(*, power: int, overlap: float, latency: str) -> list[Row]:
    """Return the losses by what is built, the border, and where the reader's overlap meets it."""
    losses = _losses(TASKS, power, overlap, latency)
    parts: list[Row] = [
        {"panel": "loss", "who": who, "tasks": list(TASKS), "off": _numbers(loss - LAW.E)}
        for who, loss in ((WIDE, losses.wide), (SUITE, losses.suite), (ROUTED, losses.routed))
    ]
    even = _even_tasks(power, overlap, latency)
    parts += [
        {
            "panel": "border",
            "tasks": list(TASKS[1:]),
            "needed": _numbers(np.array(_border(power, latency))),
        },
        {"panel": "level", "shared": overlap},
        *_areas(_border(power, latency), overlap),
    ]
    if 1 < even < np.inf:
        parts.append(
            {
                "panel": "even",
                "even": round(even, 3),
                "shared": overlap,
                "note": f"even: {_count(even)} tasks",
                "side": "low" if even < 40 else "high",
            }
        )
    return parts


def _areas(border: tuple[float, ...], overlap: float) -> list[Row]:
    """Return what the areas of the map are called, clear of the border and of the level."""
    low = 0.12 if abs(overlap - 0.12) > 0.05 else 0.22
    narrow = {"words": "narrow models", "at": LAST, "height": low, "side": "right"}
    named = [{"panel": "area", **narrow}]
    height = 0.94 if abs(overlap - 0.94) > 0.05 else 0.86
    # the words reach to about twenty tasks
    if border[TASKS.index(20) - 1] < height - 0.03:
        wide = {"words": "one wide model", "at": TWO, "height": height, "side": "left"}
        named.append({"panel": "area", **wide})
    return named


def backdrop() -> list[Row]:
    """Return the border without a limit, and where the reader may click."""
    along = np.geomspace(2, 1000, 25)
    return [
        {
            "panel": "free",
            "tasks": _numbers(along),
            "needed": _numbers(break_even_overlap(along)),
        }
    ] + [
        {"panel": "place", "set_overlap": overlap, "bottom": low, "top": high}
        for overlap, (low, high) in zip(
            OVERLAPS, stretches(OVERLAPS, low=-0.02, high=1.02), strict=True
        )
    ]


def _numbers(values: Float) -> list[float]:
    return [float(f"{value:.4g}") for value in values]


def sentence(*, power: int, overlap: float, latency: str) -> str:
    """Say what to build for how many tasks, and what the other would lose."""
    even = _even_tasks(power, overlap, latency)
    most_wide = int(even + 1e-6) if np.isfinite(even) else 0
    if even == 1:
        which = "narrow models are better, however many the tasks"
    elif np.isinf(even):
        which = "one wide model is better for any number of tasks up to 1,000"
    elif abs(even - most_wide) < 1e-6:
        which = (
            f"one wide model is better for fewer than {most_wide} tasks, as good as narrow ones "
            f"for {most_wide}, and worse for more"
        )
    else:
        which = f"one wide model is better for up to {most_wide} tasks, and narrow ones for more"
    what = {0.0: "nothing in common", 1.0: "everything in common"}
    words = f"With {what.get(overlap, f'an overlap of {_percent(overlap)}')}, {which}."
    (wide, suite) = (
        getattr(_losses((10, 100), power, overlap, latency), way) - LAW.E
        for way in ("wide", "suite")
    )
    words += (
        f" Ten tasks lose {wide[0]:.3g} each in one wide model and {suite[0]:.3g} in narrow ones, "
        f"a hundred {wide[1]:.3g} and {suite[1]:.3g}."
    )
    # what differs between the router and the better of the others is gone at both ends
    other = {0.0: "the narrow models", 1.0: "the wide model"}.get(overlap)
    if other:
        words += f" The router gains nothing: its line lies on that of {other}."
    if latency == "no limit":
        return f"{words} With no limit of time the budget moves nothing in “Narrow or wide?”."
    words += f" An answer in {latency} a token allows {_size(_largest(latency))} parameters"
    free = _losses((10, 100), power, overlap, "no limit").wide - LAW.E
    if np.allclose(free, wide, rtol=1e-9, atol=0):
        return f"{words}, as many as a wide model could use here."
    return f"{words}; without that limit the wide model would lose {free[0]:.3g} and {free[1]:.3g}."


def _count(even: float) -> str:
    whole = round(even)
    near = f"about {even:.2g}" if even < 10 else f"about {whole}"
    return f"{whole}" if abs(even - whole) < 1e-3 else near


def _size(parameters: float) -> str:
    return f"{parameters / 1e9:g} billion"


def _percent(part: float) -> str:
    return f"{100 * part:.3g}%"


LAB = Lab(
    name="fig-break-even",
    controls=(
        Control(
            "power",
            "Training budget",
            POWERS,
            24,
            unit="operations",
            labels=power_of_ten,
        ),
        Control(
            "overlap",
            "Overlap of the tasks",
            OVERLAPS,
            0.8,
            labels=_percent,
        ),
        Control("latency", "Time for a token", tuple(DEADLINES), "no limit"),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Set the time for a token (a bit of text) to 20 ms and raise the budget: the border in "
        "“Narrow or wide?” moves up: more compute favours the narrow. Without a limit it does not "
        "move; wide is better for tasks that have most things in common. Overlap is counted "
        f"plainly: ten tasks that overlap by half count as {effective_tasks(10, overlap=0.5):g}. "
        "A wide model at its best does better, and its border lies lower. A router that never "
        "errs (a token meets only what its task needs) makes it at least as good as either, for "
        "more memory. The law, one for all tasks, was fitted at 10¹⁸ to 10²² operations; the "
        "machine does a trillion a second."
    ),
    description=(
        "The loss on a task rises with the number of tasks, for one wide model more steeply than "
        "for narrow models of one task each, so that the two lines cross once or not at all. And a "
        "map of the overlap of the tasks against their number: one wide model is better above a "
        "rising border, narrow models below it; a limit of time moves the border up."
    ),
    columns={
        "panel": "part",
        "who": "built",
        "tasks": "tasks",
        "off": "loss above the floor, nats a token",
        "needed": "overlap needed for one wide model",
        "even": "tasks at which the two are even",
        "shared": "overlap",
    },
)
