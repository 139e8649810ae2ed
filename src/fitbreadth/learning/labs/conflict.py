"""Two tasks pull shared parameters two ways: what the plain sum does to the quieter one.

The reader turns one arrow. Beyond an angle the plain sum harms the quieter task; PCGrad never
does, to first order, but both move less and less, and not at all when the arrows are opposite.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.learning.conflict import first_order_change, harm_angle, pcgrad
from fitbreadth.learning.figures.conflict import STEPS, draw
from fitbreadth.places import stretches
from fitbreadth.validate import Float

ANGLES = tuple(range(0, 181, 10))
RATIOS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
REACH = 0.95
"""How far the line beyond which task 1 is harmed is drawn, either way."""

OVER, UNDER = 40, 60
"""Angles at which the plain sum's lines are named."""


def _pair(angle: float, ratio: float) -> tuple[Float, Float]:
    """Return both tasks' arrows: that of task 2 points across, of length 1."""
    turn = np.radians(angle)
    return ratio * np.array([np.cos(turn), np.sin(turn)]), np.array([1.0, 0.0])


def _gains(angle: float, ratio: float) -> Float:
    """Return what plain sum and PCGrad (rows) bring each task, in steps of its own."""
    g1, g2 = _pair(angle, ratio)
    own = np.array([g1 @ g1, g2 @ g2])
    return np.array(
        [-np.array(first_order_change(g1, g2, step)) / own for step in (g1 + g2, pcgrad(g1, g2))]
    )


def rows(*, angle: float, ratio: float) -> list[Row]:
    """Return the arrows, and what a small step brings either task at every angle."""
    g1, g2 = _pair(angle, ratio)
    parts: list[Row] = []
    for who, step in zip(STEPS, (g1, g2, g1 + g2, pcgrad(g1, g2)), strict=True):
        long = float(np.hypot(*step))
        if long > 1e-9:
            parts.append(
                {
                    "panel": "arrow",
                    "who": who,
                    "zero": 0.0,
                    "x": _short(step[0]),
                    "y": _short(step[1]),
                    # a head points up where it is not turned, and turns clockwise
                    "turn": _short(90 - np.degrees(np.arctan2(step[1], step[0]))),
                    "long": _short(long),
                }
            )
    across = REACH * np.array([-g1[1], g1[0]]) / ratio
    parts.append(
        {
            "panel": "border",
            "x": [_short(-across[0]), _short(across[0])],
            "y": [_short(-across[1]), _short(across[1])],
        }
    )
    gains = np.array([_gains(each, ratio) for each in ANGLES])
    parts += [
        _curve("plain sum", task, ANGLES, gains[:, 0, i])
        for i, task in enumerate(("task 1", "task 2"))
    ]
    # beside the lines, which fall: over the one from here, under the other as far as there
    for words, side, i, at in (
        ("sum, for task 1", "over", 0, OVER),
        ("sum, for task 2", "under", 1, UNDER),
    ):
        parts.append(
            {
                "panel": "name",
                "who": "plain sum",
                "side": side,
                "words": words,
                "at": float(at if side == "over" else 0),
                "gain": _short(_gains(at, ratio)[0, i]),
            }
        )
    now = _gains(angle, ratio)
    shown = now if angle >= 90 else now[:1]
    parts.append(
        {
            "panel": "now",
            "at": float(angle),
            "low": _short(shown.min()),
            "high": _short(shown.max()),
        }
    )
    for who, gain in zip(("plain sum", "PCGrad"), now, strict=True):
        if who == "PCGrad" and angle < 90:
            continue
        for task, value in zip(("task 1", "task 2"), gain, strict=True):
            parts.append(
                {
                    "panel": "mark",
                    "who": who,
                    "task": task,
                    "at": float(angle),
                    "gain": _short(value),
                }
            )
    return parts


def _curve(who: str, task: str, angles: Sequence[float], gains: Float) -> Row:
    at = [float(each) for each in angles]
    return {
        "panel": "curve",
        "who": who,
        "task": task,
        "at": at,
        "gain": [_short(gain) for gain in gains],
    }


def _short(value: float) -> float:
    return float(f"{value:.4g}") + 0.0 if abs(value) > 1e-12 else 0.0


def backdrop() -> list[Row]:
    """Return what no setting changes: no gain, PCGrad's, and where the angle can be dragged."""
    fights = [each for each in ANGLES if each >= 90]
    surgery = np.array([_gains(each, 1)[1, 0] for each in fights])
    return [
        {"panel": "zero", "gain": 0.0},
        # it is the same for either task, and for every length
        _curve("PCGrad", "both", fights, surgery),
        {
            "panel": "name",
            "who": "PCGrad",
            "side": "end",
            "words": "PCGrad, for both",
            "at": 181.0,
            "gain": 1.0,
        },
        *(
            {
                "panel": "turn",
                "set_angle": angle,
                "x": _short(0.7 * np.cos(np.radians(angle))),
                "y": _short(0.7 * np.sin(np.radians(angle))),
            }
            for angle in ANGLES
        ),
        *(
            {
                "panel": "place",
                "set_angle": angle,
                "left": left,
                "right": right,
            }
            for angle, (left, right) in zip(
                ANGLES, stretches(ANGLES, low=-3, high=183), strict=True
            )
        ),
    ]


def sentence(*, angle: float, ratio: float) -> str:
    """Say what either way of joining the arrows brings the tasks, and from where on it harms."""
    plain, careful = _gains(angle, ratio)
    if angle <= 90:
        words = (
            f"At {angle:g}° the arrows do not conflict, and PCGrad is the plain sum: a small step "
            f"brings task 1 {plain[0]:.0%} and task 2 {plain[1]:.0%} of what its own would gain"
        )
    else:
        one = (
            f"sets task 1 back by {-plain[0]:.0%} of what its own step would gain, and brings "
            "task 2"
            if plain[0] < -1e-9
            else f"brings task 1 {abs(plain[0]):.0%} of what its own step would gain, and task 2"
        )
        words = (
            f"At {angle:g}° the plain sum {one} {abs(plain[1]):.0%}; "
            f"PCGrad brings both {abs(careful[0]):.0%}"
        )
    if ratio == 1:
        return f"{words}. With arrows of one length the plain sum harms neither at any angle."
    return (
        f"{words}. With an arrow {ratio:.3g} times as long as the other's, task 1 is harmed by the "
        f"plain sum beyond {harm_angle(ratio):.0f}°."
    )


LAB = Lab(
    name="fig-conflict",
    controls=(
        Control(
            "angle",
            "Angle between the arrows",
            ANGLES,
            150,
            labels=lambda angle: f"{angle}°",
        ),
        Control(
            "ratio",
            "Task 1's arrow",
            RATIOS,
            0.5,
            labels=lambda ratio: (
                "as long as task 2's" if ratio == 1 else f"{ratio:.3g} times task 2's"
            ),
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    caption=(
        "Drag in either panel: it turns task 1's arrow. Two tasks share their parameters (the "
        "numbers that training sets); each task's arrow is the step that lowers its own loss (its "
        "error) fastest, longer where the loss is steeper. Their plain sum obeys the longer "
        "arrow: beyond an angle, where its line for task 1 falls below 0, a step harms that task. "
        "PCGrad first takes from each arrow what points against the other. A small step of it "
        "never harms either task, but brings both less the more they disagree, and nothing at "
        "180°. Up to 90° it is the plain sum. Large steps may do otherwise."
    ),
    description=(
        "Arrows from one point: those of two tasks, their plain sum and PCGrad's step, with a "
        "dashed line at right angles to that of task 1. And the gain from a small step against "
        "the angle: the plain sum's line for task 1 falls from above 100% to below zero, its "
        "dashed one for task 2 stays above, and PCGrad's arch falls from 100% at 90 degrees to "
        "zero at 180."
    ),
    columns={
        "panel": "panel",
        "who": "arrow or step",
        "task": "for",
        "x": "arrow ends at, across",
        "y": "arrow ends at, up",
        "long": "length of the arrow",
        "at": "angle (degrees)",
        "gain": "gain (1 = own step)",
    },
)
