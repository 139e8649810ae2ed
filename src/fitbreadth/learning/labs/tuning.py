"""Two tasks trained at once: the plain sum loses to surgery, until somebody turns its weight.

Every way of training starts from the same six places, takes equally many steps and has its
learning rate chosen from the same list. Where losses are bowls a weight serves the worse-off task
better than PCGrad does; where they are dips far apart no weight finds a compromise.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.learning.bowls import bowls, bowls_front
from fitbreadth.learning.dips import dips, dips_front
from fitbreadth.learning.figures.tuning import HEAVIEST, LIGHTEST, WAYS, draw
from fitbreadth.learning.scalarization import Tasks
from fitbreadth.learning.surgery import train
from fitbreadth.validate import Float

PROBLEMS = ("bowls", "dips")
LOUDER = (1, 3, 10, 30)
STEPS = (10, 30, 100)
# fmt: off
WEIGHTS = (0.1, 0.2, 0.3, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0, 10.0, 15.0, 20.0, 30.0, 40.0,
           50.0, 70.0, 100.0, 200.0, 400.0)
# fmt: on
RATES = 1.5 * 0.5 ** np.arange(10)
MINIMA = np.array([[-1.0, 0.0], [1.0, 0.0]])
TURN, BEND = np.radians(25), 4.0
"""Each bowl is this much turned, one this way and one that, and bends more across than along."""

_AT = np.radians([20, 65, 110, 155, 230, 310])
FAIREST = "the fairest deal"
STARTS = 1.6 * np.column_stack([np.cos(_AT), np.sin(_AT)])


@lru_cache(maxsize=64)
def _tasks(problem: str, louder: float) -> tuple[Tasks, Float]:
    """Return the two tasks, and the losses along the best deals between them."""
    if problem == "dips":
        tasks = dips(MINIMA, scales=[1, louder])
        return tasks, tasks.regret(dips_front(MINIMA, np.linspace(0, 1, 41)))
    turns = (
        np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) * np.sqrt([1, BEND])
        for a in (TURN, -TURN)
    )
    H = np.array([scale * R @ R.T for R, scale in zip(turns, (1, louder), strict=True)])
    w = 1 / (1 + np.geomspace(1e-3, 1e3, 39) / louder)
    front = bowls_front(MINIMA, H, np.concatenate([[1.0], w, [0.0]]))
    tasks = bowls(MINIMA, H)
    return tasks, tasks.regret(front)


@lru_cache(maxsize=64)
def _trained(problem: str, louder: float, steps: int) -> dict[str, Float]:
    """Return both losses for every way: ([weights,] rates, starts, 2)."""
    tasks, _ = _tasks(problem, louder)
    share = np.array(WEIGHTS) / (1 + np.array(WEIGHTS))
    found = {}
    for who, method in zip(WAYS, ("sum", "pcgrad", "mgda"), strict=True):
        losses = train(
            tasks,
            STARTS,
            method=method,
            rate=RATES[:, None],
            weight=share[:, None, None] if method == "sum" else 0.5,
            steps=steps,
        ).losses[-1]
        found[who] = (losses - tasks.best) / (tasks.worst - tasks.best)
    return found


@lru_cache(maxsize=64)
def _ends(problem: str, louder: float, steps: int) -> dict[str, Float]:
    """Return both losses at the best rate: (weights, starts, 2) for sums, else (starts, 2).

    The best rate of a sum is the one at which it is lowest; PCGrad and MGDA, which minimise
    nothing in particular, have the one that serves the worse-off task best.
    """
    tasks, _ = _tasks(problem, louder)
    losses = _trained(problem, louder, steps)
    sums = losses["weighted sum"]
    aims = np.column_stack([WEIGHTS, np.ones(len(WEIGHTS))]) * (tasks.worst - tasks.best)
    lowest = (sums.mean(axis=2) * aims[:, None]).sum(axis=-1).argmin(axis=1)
    found = {"weighted sum": sums[np.arange(len(WEIGHTS)), lowest]}
    for who in ("PCGrad", "MGDA"):
        found[who] = losses[who][_worse(losses[who]).argmin()]
    return found


def _worse(losses: Float) -> Float:
    """Return the loss of the worse-off task, averaged over starts."""
    return np.asarray(losses.max(axis=-1).mean(axis=-1))


def _short_of(problem: str, louder: float, steps: int) -> Float:
    """Return, for each start, how far from PCGrad's deal the nearest weighted sum stays.

    It is the larger of the two losses' differences, at the weight that makes it smallest: at most
    0 where a sum ends at least as low in both.
    """
    found = _ends(problem, louder, steps)
    return np.asarray((found["weighted sum"] - found["PCGrad"]).max(axis=-1).min(axis=0))


def rows(*, problem: str, louder: float, steps: int) -> list[Row]:
    """Return the best deals, where each way of training ends, and the worse-off task's loss."""
    front = _tasks(problem, louder)[1]
    found = _ends(problem, louder, steps)
    sums = found["weighted sum"]
    worse = _numbers(_worse(sums))
    parts: list[Row] = [
        {"panel": "front", **_deals(front)},
        {"panel": "curve", "times": list(WEIGHTS), "worse": worse},
        {"panel": "fairest", **_fairest(front, min(worse))},
    ]
    for times, losses, height in zip(WEIGHTS, sums, worse, strict=True):
        who = "weighted sum"
        parts.append(
            {"panel": "sum", "who": who, "times": times, "worse": height, **_deals(losses)}
        )
    for who in ("PCGrad", "MGDA"):
        height = round(float(_worse(found[who])), 3)
        parts.append({"panel": "rest", "who": who, "worse": height, **_deals(found[who])})
    return parts


def _fairest(front: Float, least: float) -> dict[str, float | str]:
    """Return the least loss of the worse-off task among the best deals, and whether sums get it."""
    fair = round(float(front.max(axis=1).min()), 3)
    return {
        "fair": fair,
        "note": f"{FAIREST}{': no weight reaches it' if least > fair + 0.1 else ''}",
    }


def _deals(losses: Float) -> dict[str, list[float]]:
    return {"one": _numbers(losses[:, 0]), "two": _numbers(losses[:, 1])}


def _numbers(values: Float) -> list[float]:
    return [float(value) + 0.0 for value in values.round(3)]


def backdrop() -> list[Row]:
    """Return where the weight can be dragged."""
    middles = np.sqrt(np.array(WEIGHTS[1:]) * WEIGHTS[:-1])
    edges = [LIGHTEST, *(float(f"{x:.4g}") for x in middles), HEAVIEST]
    return [
        {"panel": "place", "set_weight": times, "left": left, "right": right}
        for times, left, right in zip(WEIGHTS, edges[:-1], edges[1:], strict=True)
    ]


def sentence(*, problem: str, louder: float, steps: int, weight: float) -> str:
    """Say what becomes of the worse-off task, with one weight, with the best, and by surgery."""
    found = _ends(problem, louder, steps)
    each = _worse(found["weighted sum"])
    if weight in WEIGHTS:
        now = float(each[WEIGHTS.index(weight)])
    else:
        now = float(np.interp(np.log(weight), np.log(WEIGHTS), each))
    best = int(each.argmin())
    name = "plain sum" if weight == 1 else f"sum with task 1 weighted {weight:g} times"
    pcgrad, mgda = (float(_worse(found[who])) for who in ("PCGrad", "MGDA"))
    fair = float(_tasks(problem, louder)[1].max(axis=1).min())
    return (
        f"After {steps} steps the {name} leaves the worse-off task with {now:.0%} of the loss it "
        f"has where the other gets its way, PCGrad with {pcgrad:.0%}, MGDA with {mgda:.0%}. The "
        f"best weight, {WEIGHTS[best]:g}, leaves it {float(each[best]):.0%}, the fairest deal "
        f"that there is {fair:.0%}."
    )


LAB = Lab(
    name="fig-tuning",
    controls=(
        Control("problem", "Losses are", PROBLEMS, "bowls", labels=("bowls", "dips far apart")),
        Control(
            "louder",
            "Task 2 is louder",
            LOUDER,
            10,
            labels=lambda times: "no" if times == 1 else f"{times} times",
        ),
        Control("steps", "Training", STEPS, 100, unit="steps"),
        Control(
            "weight",
            "Weight of task 1 in the sum",
            WEIGHTS,
            1.0,
            labels=tuple("1 (plain sum)" if w == 1 else f"{w:g}" for w in WEIGHTS),
            view=True,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    caption=(
        "Begin with the plain sum, then turn up task 1's weight. 100% is the loss left to a task "
        "where the other gets its way. Task 2 is louder (its loss counts more), and the plain sum "
        "obeys it. PCGrad (it cuts out what conflicts) does better by itself, but stops at the "
        "first of the best deals it meets, which depends on its start. A weighted sum, with as "
        "many steps from the same starts, reaches what deal you like, the fairest too. Between "
        "dips far apart no weight settles on a compromise; PCGrad and MGDA (it takes the shortest "
        "blend of both steps) do from some starts."
    ),
    description=(
        "The loss of task 1 against that of task 2, with a grey line of the best deals: for bowls "
        "it bulges towards zero, the plain sum ends near one of its corners, and weighted sums lie "
        "all along it, PCGrad's ends among them. And the loss of the worse-off task against the "
        "weight: a curve that dips below PCGrad and MGDA to the level of the fairest deal. For "
        "dips the grey line bulges the other way, and the curve stays near 100 per cent."
    ),
    columns={
        "panel": "panel",
        "who": "trained by",
        "times": "weight of task 1",
        "one": "loss of task 1 (1 = the other has its way)",
        "two": "loss of task 2 (1 = the other has its way)",
        "worse": "loss of the worse-off task",
        "fair": "the same in the fairest deal",
    },
)
