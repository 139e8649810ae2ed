"""Two tasks at an angle share one line: what each loses, and what the data make of the angle."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.learning.bottleneck import random_networks, train_bottleneck
from fitbreadth.learning.figures.angle import TASKS, draw
from fitbreadth.learning.task_angle import angle_excess, seen_angle, shared_line
from fitbreadth.validate import Float

ANGLES = tuple(range(0, 181, 15))
STRETCHES = (0.25, 0.5, 1.0, 2.0, 4.0)
FINE = tuple(range(0, 181, 5))
NETWORKS, STEPS, SEED = 6, 220, 8


def rows(*, phi: int, s: float) -> list[Row]:
    """Give both tasks as the data see them, their shared line, and the loss at every angle."""
    line = shared_line(np.deg2rad(phi), stretch=s)
    on_paper = shared_line(np.deg2rad(phi)).tasks
    feet = line.heads[:, None] * line.direction
    end = 1.1 * line.direction
    parts: list[Row] = [
        {"panel": "line", "x": _short([-end[0], end[0]]), "y": _short([-end[1], end[1]])}
    ]
    for who, task, foot, paper in zip(TASKS, line.tasks, feet, on_paper, strict=True):
        parts += [
            {"panel": "arrow", "who": who, "x": _short([0, task[0]]), "y": _short([0, task[1]])},
            {"panel": "paper", "who": who, "x": _short([0, paper[0]]), "y": _short([0, paper[1]])},
            {"panel": "tip", "who": who, "tx": _one(0.96 * task[0]), "ty": _one(0.96 * task[1])}
            | {"turn": _one(90 - np.rad2deg(np.arctan2(task[1], task[0])))},
            {"panel": "gap", "who": who}
            | {"x": _short([task[0], foot[0]]), "y": _short([task[1], foot[1]])},
            {"panel": "foot", "who": who, "fx": _one(foot[0]), "fy": _one(foot[1])},
        ]
    return [
        *parts,
        {"panel": "curve"} | _curve(s),
        {"panel": "trained", "angle": list(ANGLES), "loss": _trained(s)},
        {"panel": "here", "at": phi, "height": _one(angle_excess(np.deg2rad(phi), stretch=s))},
    ]


def _curve(s: float) -> Row:
    """Follow the theory, with a point at its peak: the angle that the data see as a right one."""
    peak = float(np.rad2deg(2 * np.arctan(1 / s)))
    angles = sorted({*(float(angle) for angle in FINE), round(peak, 4)})
    losses = [angle_excess(np.deg2rad(angle), stretch=s) for angle in angles]
    return {"angle": angles, "loss": _short(losses)}


@lru_cache(maxsize=64)
def _trained(s: float) -> list[float]:
    """Return what tasks lose in trained networks, on average over both and over starts."""
    lost = []
    for angle in ANGLES:
        half = np.deg2rad(angle) / 2
        theta = np.array([[np.cos(half), np.sin(half)], [np.cos(half), -np.sin(half)]])
        spread = np.diag([1.0, s**2])
        # of variance 1 in the data, so that what is lost is a part of it
        theta /= np.sqrt(np.einsum("kd,de,ke->k", theta, spread, theta))[:, None]
        # descent in whitened inputs goes to the same line, only sooner
        got = train_bottleneck(
            theta * [1, s],
            start=random_networks(2, d=2, r=1, runs=NETWORKS, scale=0.1, seed=SEED),
            steps=STEPS,
            rate=0.22,
        )
        lost.append(float(got.total.mean()) / 2)
    return _short(lost)


def _one(value: float) -> float:
    return float(np.round(value, 4)) + 0.0


def _short(values: list[float] | Float) -> list[float]:
    return [_one(float(value)) for value in values]


def places() -> list[Row]:
    """Return what belongs to every setting: where to drag the angle, and the plain curve."""
    spots: list[Row] = [
        {"panel": "place", "set_phi": a, "left": max(a - 7.5, 0), "right": min(a + 7.5, 180)}
        for a in ANGLES
    ]
    return [*spots, {"panel": "plain"} | _curve(1.0)]


def sentence(*, phi: int, s: float) -> str:
    """Say at what angle the data see the tasks, and what each loses."""
    seen = float(np.rad2deg(seen_angle(np.deg2rad(phi), stretch=s)))
    each = angle_excess(np.deg2rad(phi), stretch=s)
    if phi in (0, 180):
        way = "the same" if phi == 0 else "opposite, and a minus sign makes them the same"
        return f"The two tasks are {way}: one line serves both, and nothing is lost."
    eyes = (
        f"At {phi} degrees"
        if s == 1
        else f"{phi} degrees on paper are {seen:.0f} degrees in these data, and so"
    )
    if abs(seen - 90) < 1e-6:
        return (
            f"{eyes} the tasks have nothing in common: each loses half of how much its answers "
            "vary. Any other line costs the same in total."
        )
    end = (
        " Beyond a right angle one task uses the line with a minus sign."
        if seen > 90
        else " With a line each they would lose nothing."
    )
    return f"{eyes} each task loses {each:.1%} of how much its answers vary.{end}"


def _as_much(s: float) -> str:
    words = {0.25: "a quarter", 0.5: "half", 1.0: "just", 2.0: "twice"}
    return f"{words.get(s, f'{s:.3g} times')} as much"


LAB = Lab(
    name="fig-angle",
    controls=(
        Control("phi", "Angle between the tasks", ANGLES, 60, unit="degrees"),
        Control(
            "s",
            "Where tasks differ, data vary",
            STRETCHES,
            1.0,
            labels=_as_much,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=places,
    readout=sentence,
    caption=(
        "Drag the ring along the curve: it sets the angle between two tasks. Each is an arrow, "
        "the mix of inputs that it asks for; both must share one hidden unit, which can hold one "
        "mix, the line. The best line halves the angle. Each task keeps what reaches along it, "
        "and loses the square of the dotted gap. A right angle is worst; beyond it tasks become "
        "useful to each other again, as opposites. Then let the data vary more where the tasks "
        "differ than where they agree: what counts is the angle that the data see, between the "
        "bold arrows."
    ),
    description=(
        "Two arrows from one point with a line halfway between them, and a dotted gap from "
        "each arrow's tip to the line. And what each task loses against the angle: a curve that "
        "rises from zero to a half, and falls back to zero at 180 degrees."
    ),
    columns={
        "panel": "part",
        "who": "task",
        "x": "along the middle",
        "y": "across it",
        "angle": "angle, degrees",
        "loss": "lost by each task",
        "at": "angle chosen",
        "height": "lost there",
    },
)
