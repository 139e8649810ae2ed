"""Two tasks that resemble each other, and a budget of examples that is no wall."""

from __future__ import annotations

import numpy as np

from fitbreadth.control import Control
from fitbreadth.convergence.figures.sharing import FEWEST, LARGEST, WAYS, draw
from fitbreadth.convergence.sharing import Sharing, frontier, sharing, times_budget
from fitbreadth.lab import Lab, Row
from fitbreadth.learning.pooling import crossing
from fitbreadth.places import stretches
from fitbreadth.rounding import short, shorts, written

OWN, POOL, BLEND = WAYS
EXAMPLES = (1, 2, 5, 10, 20, 30, 40, 60, 80, 150, 300, 600, 1000)
D, DISTANCE = 20, 1.0
"""Numbers to estimate for each task, and how far the tasks are apart in the noise of an example."""


def _at(n: float) -> Sharing:
    return sharing(n, distance=DISTANCE, d=D)


def _ways(n: float) -> list[tuple[str, float]]:
    got = _at(n)
    return [(OWN, got.dedicated), (POOL, got.pooled), (BLEND, got.blended)]


def rows(*, n: int) -> list[Row]:
    """Give what both tasks get out of n examples each, and out of all other divisions of 2n."""
    one, two = frontier(np.linspace(0, 1, 41), n=n, distance=DISTANCE, d=D)
    curve: Row = {
        "panel": "frontier",
        "who": BLEND,
        "one": shorts(one / (2 * n)),
        "two": shorts(two / (2 * n)),
    }
    points: list[Row] = [
        {"panel": "point", "who": who, "one": short(got / (2 * n)), "two": short(got / (2 * n))}
        for who, got in _ways(n)
    ]
    now: list[Row] = [
        {"panel": "now", "who": who, "each": n, "times": short(got / n)} for who, got in _ways(n)
    ]
    return [curve, *points, *now]


def backdrop() -> list[Row]:
    """Return the budget line, the sums at every number of examples, and where to drag to."""
    each = np.geomspace(FEWEST, LARGEST, 49)
    pooled, blended = np.transpose([times_budget(n, distance=DISTANCE, d=D) for n in each])
    sums = ((OWN, np.ones(each.size)), (POOL, pooled), (BLEND, blended))
    laws: list[Row] = [
        {"panel": "law", "who": who, "each": shorts(each), "times": shorts(times)}
        for who, times in sums
    ]
    even = crossing(DISTANCE, d=D)
    wall: Row = {"panel": "wall", "one": [0.0, 1.0], "two": [1.0, 0.0]}
    border: Row = {"panel": "border", "each": even, "note": f"n* = {even:.0f}"}
    columns: list[Row] = [
        {"panel": "column", "set_n": n, "left": left, "right": right}
        for n, (left, right) in zip(
            EXAMPLES, stretches(EXAMPLES, low=FEWEST, high=LARGEST, ratios=True), strict=True
        )
    ]
    return [wall, *laws, border, *columns]


def sentence(*, n: int) -> str:
    """Say what the examples are worth to either task, each way."""
    got, even = _at(n), crossing(DISTANCE, d=D)
    if n == even:
        border = "n*, where the pool is just worth what it is made of"
    else:
        border = f"{'below' if n < even else 'above'} the border of {even:.0f}"
    pool, best, learnt = (written(x, digits=3) for x in (got.pooled, got.blended, got.learnt))
    return (
        f"{n:,} example{'s' if n > 1 else ''} of each task ({border}): one model for both is worth "
        f"{pool} to either task, and the best use of both sets {best}. Found "
        f"from the examples alone, by James and Stein's rule, the use of both is worth {learnt}."
    )


LAB = Lab(
    name="fig-sharing",
    controls=(Control("n", "Examples of each task", EXAMPLES, 10),),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Give two similar tasks more examples. What a task gets is counted in examples: how many "
        "would make a model of its own err as little? Dividing them between two such models moves "
        "along the wide grey line, where one task lacks what the other gets. With few examples "
        "one model for both lies far beyond, as if there were up to twice as many; from 40 "
        "examples of each on (n*, dashed) it lies inside. Models that use both sets, the other's "
        "with the best weight, never do: their curve falls towards the line and stays outside."
    ),
    description=(
        "A plane of what two tasks get: a straight budget line, a curve that bulges beyond it, and "
        "marks for three ways to use the examples. And the sum of both against the examples of "
        "each: level at 1 for a model each, falling from nearly 2 for the pool, through 1 at 40, "
        "and from nearly 2 down towards 1 for models that use both sets."
    ),
    columns={
        "panel": "panel",
        "who": "way",
        "one": "worth to task 1, of the budget",
        "two": "worth to task 2, of the budget",
        "each": "examples of each task",
        "times": "both together, budgets",
    },
)
