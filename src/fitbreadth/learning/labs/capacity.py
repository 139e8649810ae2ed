"""Tasks through too few shared dimensions: what all lose is fixed, and who loses it is not.

The lines are the closed form, the circles networks trained by gradient descent.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.learning.alike_tasks import alike_excess, alike_tasks
from fitbreadth.learning.bottleneck import random_networks, train_bottleneck
from fitbreadth.learning.figures.capacity import MOST, draw
from fitbreadth.places import stretches
from fitbreadth.validate import Float

TASKS = (3, 4, 5, 6, 8)
ROOM = tuple(range(1, MOST + 1))
ALIKE = (0.0, 0.25, 0.5, 0.75, 1.0)
NETWORKS, STEPS, SEED = 8, 450, 5


def rows(*, k: int, c: float, r: int, seed: int = SEED) -> list[Row]:
    """Give what k tasks lose together through any number of dimensions, and each through r."""
    lost = _trained(k, c, seed)
    each = lost[r - 1]
    numbers = list(range(1, k + 1))
    return [
        {"panel": "theory", "room": list(ROOM), "total": [_closed(k, c, s) for s in ROOM]},
        {"panel": "unlike", "room": list(ROOM), "total": [_closed(k, 0.0, s) for s in ROOM]},
        {
            "panel": "trained",
            "room": list(ROOM),
            "total": _short(lost.sum(axis=2).mean(axis=1)),
        },
        # its words stay within the axes
        {"panel": "each", "enough": k, "written": min(k, 7.6)},
        {"panel": "here", "at": r, "height": _closed(k, c, r)},
        {"panel": "even", "part": round(_closed(k, c, r) / k, 4)},
        {"panel": "others", "task": numbers * (NETWORKS - 1), "part": _short(each[1:].ravel())},
        {"panel": "one", "task": numbers, "part": _short(each[0])},
    ]


@lru_cache(maxsize=64)
def _trained(k: int, c: float, seed: int) -> Float:
    """Train networks of every width at once; return what tasks lose, (width, network, task)."""
    tasks = np.zeros((k, MOST))
    tasks[:, :k] = alike_tasks(k, similarity=c)
    widest = random_networks(k, d=MOST, r=MOST, runs=NETWORKS, scale=0.1, seed=seed)
    start = np.repeat(widest[None], MOST, axis=0)
    for width in ROOM:
        # a dimension that begins at zero stays there: this network is narrower
        start[width - 1, :, :, width:] = 0
    top = float(np.linalg.norm(tasks, ord=2))
    got = train_bottleneck(
        tasks, start=start.reshape(-1, MOST + k, MOST), steps=STEPS, rate=0.15 / top
    )
    return np.asarray(got.excess[-1].reshape(MOST, NETWORKS, k))


def _closed(k: int, c: float, r: int) -> float:
    return round(alike_excess(k, r=r, similarity=c), 4)


def _short(values: Float) -> list[float]:
    return [float(value) for value in np.abs(values).round(3)]


def places() -> list[Row]:
    """Return where the reader may drag the number of shared dimensions to."""
    spots = zip(ROOM, stretches(ROOM, low=0.5, high=MOST + 0.5), strict=True)
    return [{"panel": "place", "set_r": r, "left": a, "right": b} for r, (a, b) in spots]


def sentence(*, k: int, c: float, r: int, seed: int = SEED) -> str:
    """Say what is lost in total, and by the luckiest and the unluckiest task of one network."""
    room = f"{r} shared {'dimension' if r == 1 else 'dimensions'}"
    total = _closed(k, c, r)
    ends = {0.0: f"{k} unlike tasks", 1.0: f"{k} identical tasks"}
    tasks = ends.get(c, f"{k} tasks at {_degrees(c)} to one another")
    if total == 0:
        why = (
            f"no more room than {k} dedicated networks have, and enough"
            if r == k
            else f"{_more(r - k)} more than they could ever use"
            if r > k
            else "for all want the same"
        )
        return f"{tasks} through {room} lose nothing: {why}."
    each = _trained(k, c, seed)[r - 1][0]
    lucky, unlucky = float(each.min()), float(each.max())
    who = (
        f"each loses {_percent(total / k)}, whatever the start"
        if unlucky - lucky < 0.005
        else f"that is {_percent(total / k)} each on average, but in the network marked large the "
        f"luckiest task loses {lucky:.0%} and the unluckiest {unlucky:.0%}"
    )
    worth = "1 task's worth" if total == 1 else f"{total:.3g} tasks' worth"
    return (
        f"{tasks} through {room} lose {worth}, and no training avoids it; {who}. With a "
        "dimension each they would lose nothing."
    )


def _more(number: int) -> str:
    words = ("one dimension", "two", "three", "four", "five")
    return words[number - 1] + (" dimensions" if number > 1 else "")


def _percent(part: float) -> str:
    return f"{100 * part:.3g}%"


def _degrees(cosine: float) -> str:
    return f"{np.rad2deg(np.arccos(cosine)):.0f} degrees"


def _likeness(cosine: float) -> str:
    ends = {0.0: "unlike (90°)", 1.0: "identical"}
    return ends.get(cosine, f"at {np.rad2deg(np.arccos(cosine)):.0f}°")


def unluckiest(rows: Sequence[Row]) -> float:
    """Return what the task loses that loses most in the network marked large."""
    return float(max(next(row["part"] for row in rows if row["panel"] == "one")))


LAB = Lab(
    name="fig-capacity",
    controls=(
        Control("k", "Tasks", TASKS, 4),
        Control(
            "c",
            "Any two tasks are",
            ALIKE,
            0.0,
            labels=_likeness,
        ),
        Control("r", "Shared dimensions", ROOM, 2),
    ),
    rows=rows,
    draw=draw,
    backdrop=places,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("lost by the unluckiest task (1 is all of it)", unluckiest),
    caption=(
        "Drag the ring along the line. Several tasks must pass through a few shared dimensions "
        "(numbers that one network works out for all of them), and with too few something is "
        "lost, though data are endless and there is no noise. How much is arithmetic: with "
        "nothing in common (at right angles) every task that finds no dimension costs one whole "
        "task, and the more alike tasks are, the less. With as many dimensions as tasks, or more, "
        "nothing is lost. Trained networks always get there. *Who pays* is not arithmetic, where "
        "tasks are unlike: networks that differ in nothing but their random start divide the loss "
        "differently."
    ),
    description=(
        "The total loss falls along a straight line with every shared dimension, to zero at as "
        "many dimensions as tasks, and trained networks lie on the line. And the loss of each "
        "task scattered widely about the even share, differently in each network."
    ),
    columns={
        "panel": "part",
        "room": "shared dimensions",
        "total": "lost by all, in tasks",
        "task": "task",
        "part": "lost, part of the task",
        "enough": "dimensions for one each",
        "at": "dimensions chosen",
        "height": "lost there by all, in tasks",
    },
)
