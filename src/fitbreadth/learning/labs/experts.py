"""Experts and their gate learn a bent line in front of the reader, and divide it up.

The gate was told nothing of the bend. It comes to trust whoever is better where, who is then
taught more of the same; from an unlucky start one expert takes everything, for a long while.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.learning.absolute_value import bent, best_line, line_error
from fitbreadth.learning.expected_error import expected_error
from fitbreadth.learning.expert_training import Training, starts, train
from fitbreadth.learning.experts import answers
from fitbreadth.learning.figures.experts import EDGE, EXPERTS, draw
from fitbreadth.learning.specialisation import Specialisation, specialisation
from fitbreadth.rng import generator
from fitbreadth.validate import Float

STEPS = (0, 1, 2, 4, 7, 12, 20, 35, 60, 100, 150, 220, 330, 480, 700, 1000)
TARGETS = {"V": 1.0, "bend": 0.5, "straight": 0.0}
# chosen for what happens to two experts on the V; all runs are drawn and counted beside them
STARTS = {"A": 0, "B": 2, "C": 23}
RUNS, OTHERS, SEED = 30, 10, 1
CASES, NOISE, SPREAD, RATE = 100, 0.15, 0.5, 0.25


def rows(*, experts: int, target: str, start: str, seed: int = SEED) -> list[Row]:
    """Train from the start chosen, and from others."""
    bend, run = TARGETS[target], STARTS[start]
    x, d = _sample(bend, seed)
    found, errors = _trained(experts, bend, seed), _errors(experts, bend, seed)
    slope, intercept = best_line(bend)
    parts: list[Row] = [
        {"panel": "data", "x": _two(x), "y": _two(d)},
        {
            "panel": "line",
            "who": "best single line",
            "low": round(intercept - EDGE * slope, 3),
            "high": round(intercept + EDGE * slope, 3),
            "floor": round(line_error(bend), 5),
        },
        {"panel": "error", "at": list(STEPS), "error": _four(errors[:, run])},
    ]
    theta = found.theta[:, run]
    lines = theta[:, 0] @ np.array([[-EDGE, EDGE], [1, 1]])
    for k, who in zip(range(experts), EXPERTS, strict=False):
        parts += [
            {
                "panel": "expert",
                "who": who,
                "at": list(STEPS),
                "low": _two(lines[:, k, 0]),
                "high": _two(lines[:, k, 1]),
            },
            {"panel": "owned", "who": who, **_owned(theta, k)},
        ]
    grid = np.linspace(-EDGE, EDGE, 21)
    blends = answers(theta, grid).blend
    parts += [
        {"panel": "mixture", "at": step, "x": _two(grid), "y": _two(blend)}
        for step, blend in zip(STEPS, blends, strict=True)
    ]
    others = [other for other in range(RUNS) if other != run][:OTHERS]
    return parts + [
        {"panel": "other", "run": other, "at": list(STEPS), "error": _four(errors[:, other])}
        for other in others
    ]


def _sample(bend: float, seed: int) -> tuple[Float, Float]:
    """Questions at the quantiles of the bell curve, and noisy answers."""
    x = np.array([NormalDist().inv_cdf((i + 0.5) / CASES) for i in range(CASES)])
    noise = generator(seed).standard_normal(CASES)
    return x, bent(x, bend=bend) + NOISE * noise


@lru_cache(maxsize=32)
def _trained(experts: int, bend: float, seed: int) -> Training:
    first = starts(RUNS, experts=experts, seed=seed)
    return train(first, *_sample(bend, seed), rate=RATE, steps=STEPS[-1], s=SPREAD, record=STEPS)


@lru_cache(maxsize=32)
def _errors(experts: int, bend: float, seed: int) -> Float:
    return expected_error(_trained(experts, bend, seed).theta, bend=bend)


@lru_cache(maxsize=32)
def _divided(experts: int, bend: float, seed: int) -> Specialisation:
    """Return who owns which of the cases in the end, in every run."""
    return specialisation(_trained(experts, bend, seed).theta[-1], _sample(bend, seed)[0])


def _owned(theta: Float, expert: int) -> dict[str, list[float]]:
    """Return from where to where an expert is in charge, at the steps at which it is."""
    found: dict[str, list[float]] = {name: [] for name in ("at", "from", "to", "yfrom", "yto")}
    for step, each in zip(STEPS, theta, strict=True):
        ends = _region(each, expert)
        if ends:
            slope, intercept = each[0, expert]
            heights = [round(float(slope * end + intercept), 2) for end in ends]
            for name, value in zip(found, [step, *ends, *heights], strict=True):
                found[name].append(value)
    return found


def _region(theta: Float, expert: int) -> tuple[float, float] | None:
    """Return where an expert's score is the highest: an interval, for scores are linear."""
    low, high = -EDGE, EDGE
    for slope, height in theta[1, expert] - np.delete(theta[1], expert, axis=0):
        if slope > 0:
            low = max(low, -height / slope)
        elif slope < 0:
            high = min(high, -height / slope)
    return (round(float(low), 2), round(float(high), 2)) if high - low > 0.01 else None


def _two(values: Float) -> list[float]:
    return [float(value) for value in values.round(2)]


def _four(values: Float) -> list[float]:
    return [float(value) for value in values.round(4)]


def places() -> list[Row]:
    """Return where the reader may drag the step to."""
    middles = np.expm1((np.log1p(STEPS[1:]) + np.log1p(STEPS[:-1])) / 2).round(3)
    edges = [-0.25, *(float(middle) for middle in middles), 1200.0]
    return [
        {"panel": "place", "set_step": step, "left": left, "right": right}
        for step, left, right in zip(STEPS, edges[:-1], edges[1:], strict=True)
    ]


def sentence(*, experts: int, target: str, start: str, step: int, seed: int = SEED) -> str:
    """Say who is in charge where, how far the mixture is off, and how often it ends like that."""
    bend, run, at = TARGETS[target], STARTS[start], STEPS.index(step)
    theta = _trained(experts, bend, seed).theta[at, run]
    said: list[str] = []
    idle: list[str] = []
    for k, who in zip(range(experts), EXPERTS, strict=False):
        ends = _region(theta, k)
        if ends is None:
            idle.append(who)
        else:
            said.append(f"{who} {'' if said else 'is in charge '}{_where(*ends)}")
    when = f"After {step:,} step{'' if step == 1 else 's'}" if step else "Before training"
    without = f", {_listed(idle)} nowhere" if idle else ""
    off = f"{_errors(experts, bend, seed)[at, run]:.2g}"
    line = f"{line_error(bend):.2g}" if bend else "nothing at all"
    return (
        f"{when} {_listed(said)}{without}. The mixture misses by {off} in mean square, the best "
        f"single line by {line}.{_count(experts, bend, seed) if step == STEPS[-1] else ''}"
    )


def _count(experts: int, bend: float, seed: int) -> str:
    dead = _divided(experts, bend, seed).dead
    alone, three = int((dead == experts - 1).sum()), int((dead == 0).sum())
    words = (
        f" Of {RUNS} starts {alone or 'none'} still {'has' if alone == 1 else 'have'} one expert "
    )
    last = f", and {three or 'none'} all three at work" if experts == 3 else ""
    return f"{words}answering everything{last}."


def _where(low: float, high: float) -> str:
    if low == -EDGE and high == EDGE:
        return "everywhere"
    if low == -EDGE:
        return f"below {_signed(high)}"
    if high == EDGE:
        return f"above {_signed(low)}"
    return f"between {_signed(low)} and {_signed(high)}"


def _signed(value: float) -> str:
    return f"{value + 0.0:.1f}".replace("-0.0", "0.0").replace("-", "−")


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def final_error(rows: Sequence[Row]) -> float:
    """Return the error that the mixture ends with."""
    return float(next(row["error"][-1] for row in rows if row["panel"] == "error"))


LAB = Lab(
    name="fig-experts",
    controls=(
        Control("target", "Truth", tuple(TARGETS), "V", labels=("a V", "a bend", "straight")),
        Control("experts", "Experts", (2, 3), 2),
        Control("start", "Start", tuple(STARTS), "A"),
        Control("step", "Training", STEPS, 12, unit="steps", view=True, play=True),
    ),
    rows=rows,
    draw=draw,
    backdrop=places,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("the mixture's mean squared error in the end", final_error),
    caption=(
        "Press *Play*. Experts know only straight lines; a gate learns whom to trust where, and "
        "nobody tells it where the bend is. Whoever happens to be nearer is trusted more, hence "
        "taught more, and the two divide the truth between them: the V, on which the best single "
        f"line errs by {line_error(1):.2f}, is soon fitted almost exactly. Start B dawdles; from "
        "start C one expert takes everything, and two are no better than one line: the other "
        "finds work only after more than ten thousand steps. A third expert is out of work on the "
        "V from almost any start, and on a straight truth the second is not needed either."
    ),
    description=(
        "Noisy points along a V, with the best single line level through them; two experts' "
        "lines come to lie on the arms of the V, each thick on its own side, and the mixture "
        "bends from one to the other. In the second panel the mixture's error falls with the "
        "steps of training, from above the single line's to near zero."
    ),
    columns={
        "panel": "part",
        "who": "line",
        "x": "question x",
        "y": "answer y",
        "low": "answer at x = −3",
        "high": "answer at x = 3",
        "floor": "best single line's mean squared error",
        "at": "steps of training",
        "from": "in charge from x",
        "to": "in charge to x",
        "yfrom": "answer there, from",
        "yto": "answer there, to",
        "error": "mean squared error",
        "run": "other start",
    },
)
