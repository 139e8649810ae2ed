"""One wide model for many tasks, or a narrow one each: what data mend, and what only room mends.

Below as many shared dimensions as tasks the wide model has a floor; from there on it has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.bitter_lesson.capacity_floor import escape, floor, narrow_risk
from fitbreadth.bitter_lesson.figures.floor import MOST, WHO, draw
from fitbreadth.bitter_lesson.floor_runs import Fits, fit_shared
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.learning.alike_tasks import alike_tasks
from fitbreadth.places import stretches
from fitbreadth.validate import Float

NUMBERS = 16
TASKS = (2, 4, 8, 16)
ROOM = (1, 2, 3, 4, 6, 8, 12, 16)
ALIKE = (0.0, 0.5, 0.9)
EXAMPLES = (16, 32, 64, 125, 250, 500, 1000, 2000, 4000, 8000, 16000)
RUNS, SEED, STREAM = 60, 0, 7
NARROW, WIDE = WHO


@lru_cache(maxsize=64)
def _tasks(k: int, c: float) -> Float:
    """Return k tasks of 16 coefficients of which any two have the cosine c."""
    return np.pad(alike_tasks(k, similarity=c), ((0, 0), (0, NUMBERS - k)))


@lru_cache(maxsize=64)
def _fits(k: int, c: float, seed: int) -> list[Fits]:
    """Fit wide models of every rank, and narrow ones, to few examples and to many."""
    # numbers of examples have streams of their own, and so have runs that follow one another
    first = 100_000 * seed + STREAM
    return [fit_shared(n, tasks=_tasks(k, c), runs=RUNS, seed=first + n) for n in EXAMPLES]


def _wide(k: int, c: float, r: int, seed: int) -> Float:
    """Return the errors of the wide model, shape (numbers of examples, runs)."""
    return np.array([fits.wide[:, min(r, k) - 1] for fits in _fits(k, c, seed)])


def rows(*, k: int, r: int, c: float, seed: int = SEED) -> list[Row]:
    """Return losses of the wide model against examples, and its floor for every capacity."""
    lost = _wide(k, c, r, seed)
    level = floor(_tasks(k, c), r=r)
    every = range(1, MOST + 1)
    last = _fits(k, c, seed)[-1].wide.mean(axis=0)
    parts: list[Row] = [
        _marks(WIDE, lost),
        {
            "panel": "room",
            "dimensions": list(every),
            "left": _numbers(np.array([floor(_tasks(k, c), r=s) for s in every])),
            "trained": _numbers(np.array([last[min(s, k) - 1] for s in every])),
        },
        {"panel": "here", "dimension": r, "level": _numbers(np.array([level]))[0]},
        {"panel": "ends", "edge": _numbers(np.array([-0.04, 1.06]) * (1 - c))},
        # its words stay within the axes
        {
            "panel": "enough",
            "tasks": k,
            "side": "left" if k <= 4 else "right" if k >= MOST - 2 else "center",
        },
    ]
    if r < k:
        parts.append({"panel": "floor", "level": round(level, 5), "note": f"floor: {_part(level)}"})
    return parts


def backdrop(*, seed: int = SEED) -> list[Row]:
    """Return the narrow models, which need no capacity to share, and where to drag."""
    along = np.geomspace(EXAMPLES[0], EXAMPLES[-1], 12)
    cells = zip(ROOM, stretches(ROOM, low=0.4, high=MOST + 0.6), strict=True)
    return [
        _marks(NARROW, np.array([fits.narrow for fits in _fits(MOST, 0.0, seed)])),
        {
            "panel": "theory",
            "who": NARROW,
            "at": _numbers(along),
            "line": _numbers(np.array([narrow_risk(n, d=NUMBERS) for n in along])),
        },
        *({"panel": "place", "set_r": r, "from": low, "to": high} for r, (low, high) in cells),
    ]


def _marks(who: str, each: Float) -> Row:
    low, high = np.quantile(each, [0.1, 0.9], axis=1)
    return {
        "panel": "measured",
        "who": who,
        "examples": list(EXAMPLES),
        "lost": _numbers(each.mean(axis=1)),
        "low": _numbers(low),
        "high": _numbers(high),
    }


def _numbers(values: Float) -> list[float]:
    return [float(f"{value:.4g}") for value in values]


def sentence(*, k: int, r: int, c: float, seed: int = SEED) -> str:
    """Say what is lost with few examples, with many and with endless ones."""
    kind = {0.0: "unlike tasks"}.get(c, f"tasks {_angle(c)} to one another")
    words = f"{k} {kind} in {r} shared {'dimension' if r == 1 else 'dimensions'}: "
    if r >= k:
        return (
            f"{words}no floor at all. With a dimension for every task the wide model is as good "
            "as a narrow model each, however few the examples or many."
        )
    level = floor(_tasks(k, c), r=r)
    last = EXAMPLES[-1]
    lost = _wide(k, c, r, seed).mean(axis=1)
    own = np.array([narrow_risk(n, d=NUMBERS) for n in EXAMPLES])
    words += (
        f"after {last:,} examples of each the wide model still loses {_part(lost[-1])} of what "
        f"there is to learn, the narrow ones {_part(own[-1])}. {_part(level)} is the floor, "
        "and no data go below it"
    )
    gains = np.flatnonzero(lost < own * 0.95)
    if gains.size:
        return (
            f"{words}. Yet with {EXAMPLES[0]} examples the wide model is ahead, "
            f"{_part(lost[0])} against {_part(own[0])}, for what the tasks "
            "share is learned together; "
            f"from {np.ceil(escape(level, d=NUMBERS)):,.0f} examples on it cannot be."
        )
    return f"{words}; {k - r} more {'dimension' if k - r == 1 else 'dimensions'} would."


def _part(part: float) -> str:
    return f"{100 * part:.1f}%"


def _angle(cosine: float) -> str:
    return f"at {np.rad2deg(np.arccos(cosine)):.0f}°"


def left_over(rows: Sequence[Row]) -> float:
    """Return what the wide model loses near its floor, in percent: later ones hardly differ."""
    lost = next(row["lost"] for row in rows if row["panel"] == "measured")
    return 100 * float(lost[EXAMPLES.index(125)])


LAB = Lab(
    name="fig-floor",
    controls=(
        Control("k", "Tasks", TASKS, 8),
        Control("r", "Shared dimensions", ROOM, 4),
        Control(
            "c",
            "Any two tasks are",
            ALIKE,
            0.0,
            labels=lambda cosine: _angle(cosine) if cosine else "unlike (90°)",
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("% lost by the wide model after 125 examples", left_over),
    caption=(
        "Drag the ring along the line of “More capacity”, and watch the floor of “More data”. "
        f"Each task is to learn {NUMBERS} numbers from noisy examples. Narrow models get better "
        "for ever. One wide model, which has to fit all tasks into a few shared dimensions, gets "
        "better only down to a floor: what does not fit. Data never remove it; capacity (more "
        "dimensions) does, from one dimension a task on. More alike tasks have a lower floor "
        "(mind the scale). A narrow model has a dimension to itself, so together they have more; "
        "given only as many in all, they too would lose what does not fit."
    ),
    description=(
        "What a task loses against the examples, both logarithmic: the narrow models fall along a "
        "straight line, the wide model levels off at a dashed floor. And what the wide model loses "
        "with endless data against its shared dimensions: it falls in a straight line to zero at "
        "as many dimensions as tasks, and simulations lie on it."
    ),
    columns={
        "panel": "part",
        "who": "model",
        "examples": "examples of each task",
        "lost": "lost by a task, simulated",
        "low": "lowest 10% of runs below",
        "high": "highest 10% above",
        "at": "examples (theory)",
        "line": "lost, theory",
        "level": "floor",
        "dimensions": "shared dimensions",
        "left": "lost with endless data, theory",
        "trained": "lost after 16,000 examples, simulated",
        "dimension": "dimensions chosen",
        "tasks": "dimensions for one a task",
    },
)
