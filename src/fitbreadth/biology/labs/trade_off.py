"""One budget for two habitats, while a slider bends the trade-off between them.

Where fitness averages, a strong trade-off makes a specialist and a weak one a generalist; where it
multiplies, the shape is beside the point.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.biology.figures.trade_off import draw
from fitbreadth.biology.trade_off import best_split, contour, fitness_set, shortfall
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.validate import Float

SHAPES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0)
COMMONER = (0.5, 0.6, 0.7, 0.8, 0.9)
EDGE = 1.1
"""How far the axes of the fitness set reach."""


def rows(*, gamma: float, p: float, grain: str) -> list[Row]:
    """Return the fitness set, its best line of equal fitness, and the best split by shape."""
    best = best_split(_odds(p), gamma=gamma, grain=grain)
    shape: list[Row] = [
        _curve("set", fitness_set(np.linspace(0, 1, 41), gamma=gamma)),
        _curve("contour", as_fit(best.value, p=p, grain=grain, edge=EDGE)),
    ]
    marks: list[Row] = [
        {
            "panel": "best",
            "who": _who(share),
            "share": round(share, 4),
            "x1": round(float(x1), 4),
            "x2": round(float(x2), 4),
        }
        for share in _ties(gamma, p, grain)
        for x1, x2 in fitness_set([share], gamma=gamma)
    ]
    return shape + marks + _by_shape(p, grain)


def as_fit(fitness: float, *, p: float, grain: str, edge: float) -> Float:
    """Return points of equal fitness from one edge of the picture to the other."""
    start = float(contour([edge], fitness=fitness, p=1 - p, grain=grain)[0])
    end = min(edge, fitness / p) if grain == "fine" else edge
    first = np.geomspace(max(start, 0.005), end, 2 if grain == "fine" else 31)
    return np.column_stack([first, contour(first, fitness=fitness, p=p, grain=grain)])


def _odds(p: float) -> list[float]:
    return [p, 1 - p]


def _who(share: float) -> str:
    """Call a specialist who spends on the other habitat less than the eye can see."""
    return "specialist" if abs(share - 0.5) > 0.495 else "generalist"


def _ties(gamma: float, p: float, grain: str) -> list[float]:
    """Return the best shares for the commoner habitat; with equal habitats several may tie."""
    best = best_split(_odds(p), gamma=gamma, grain=grain)
    tied = [float(best.shares[0])]
    if p == 0.5 and best.regime != "interior":
        tied = [0.0, 1.0] if best.regime == "corner" else [0.0, 0.5, 1.0]
    return tied


def _curve(panel: str, x: Float) -> Row:
    first, second = np.round(x, 3).T.tolist()
    return {"panel": panel, "x": first, "y": second}


def _by_shape(p: float, grain: str) -> list[Row]:
    """Return the best share against gamma, one line a kind of answer."""
    if grain == "coarse":
        lines = [("generalist", [0.5, 2.0], [p, p])]
    else:
        # crowded where the answer moves fastest, just above a straight trade-off
        shapes = [0.5, *(1 + np.linspace(0, 1, 26) ** 2).round(4).tolist()]
        shares = [float(best_split(_odds(p), gamma=g, grain=grain).shares[0]) for g in shapes]
        turn = next(place for place, share in enumerate(shares) if _who(share) == "generalist")
        lines = [
            ("specialist", shapes[: turn + 1], np.round(shares[: turn + 1], 4).tolist()),
            ("generalist", shapes[turn:], np.round(shares[turn:], 4).tolist()),
        ]
        if p == 0.5:  # the answer jumps, and the two habitats tie
            lines[0] = ("specialist", [0.5, 1.0], [1.0, 1.0])
            lines.append(("specialist", [0.5, 1.0], [0.0, 0.0]))
    return [
        {"panel": "line", "line": place, "who": who, "x": x, "y": y}
        for place, (who, x, y) in enumerate(lines)
    ] + [{"panel": "even", "at": p}]


def sentence(*, gamma: float, p: float, grain: str) -> str:
    """Say how to split the budget, and what the two simple plans lose."""
    tied = _ties(gamma, p, grain)
    if len(tied) == 3:
        return (
            "The trade-off is straight and the habitats equal: every split is as good as another."
        )
    even, alone = (
        shortfall(_odds(p), shares, gamma=gamma, grain=grain) for shares in ([0.5, 0.5], [1, 0])
    )
    if _who(tied[-1]) == "specialist":
        choice = "either habitat" if len(tied) == 2 else "the commoner habitat"
        nearly = "" if tied[-1] == 1 else ", to within 0.5% of the budget"
        return (
            f"Best is a specialist on {choice}{nearly}. An even split has {_part(even)} less "
            "fitness."
        )
    if p == 0.5:
        fate = "dies out" if alone == 1 else f"has {_part(alone)} less fitness"
        return f"Best is a generalist with half the budget for each habitat. A specialist {fate}."
    who = "near-specialist" if tied[0] > 0.95 else "generalist"
    best = f"Best is a {who} with {tied[0]:.0%} of the budget for the commoner habitat."
    if alone == 1:
        return f"{best} A specialist on it dies out. An even split has {_part(even)} less fitness."
    return (
        f"{best} A specialist on it has {_part(alone)} less fitness, an even split {_part(even)} "
        "less."
    )


def _part(lost: float) -> str:
    """Write a loss in per cent, with a digit more where the whole number would be small."""
    if lost < 0.001:
        return "less than 0.1%"
    return f"{lost:.0%}" if lost >= 0.01 else f"{lost:.1%}"


LAB = Lab(
    name="fig-trade-off",
    controls=(
        Control(
            "gamma",
            "Shape of the trade-off, γ",
            SHAPES,
            1.5,
            labels=lambda g: f"{g:g}: {'strong' if g < 1 else 'straight' if g == 1 else 'weak'}",
        ),
        Control(
            "p",
            "Share of the commoner habitat",
            COMMONER,
            0.6,
            labels=lambda p: f"{100 * p:.4g}%",
        ),
        Control(
            "grain",
            "The habitats vary",
            ("fine", "coarse"),
            "fine",
            labels=("in space: fitness adds up", "in time: it multiplies"),
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    caption=(
        "Bend the trade-off. Each point of the curve is one way to share a budget between two "
        "habitats. γ says how it bends: below 1, strong, half a budget brings less than half "
        "the fitness (number of offspring), above 1, weak, it brings more. In space, where "
        "fitness adds up, γ is 1/κ, one over the curvature of returns: a weak trade-off makes a "
        "generalist best, a strong one a specialist. The turn comes at 1, but the more unequal "
        "the habitats, the longer a near-specialist stays best beyond it. In time, where "
        "fitness multiplies, the best single body shares its budget as the habitats are, "
        "whatever γ."
    ),
    description=(
        "A curve of fitness in the rarer habitat against fitness in the commoner one, bulging out "
        "or bending in, touched by a dashed line at the best split. And the best share of the "
        "budget for the commoner habitat against the shape: everything for strong trade-offs and "
        "less for weak ones in a fine grain, one level line in a coarse one."
    ),
    columns={
        "panel": "panel",
        "who": "best plan",
        "share": "share for the commoner habitat",
        "x1": "fitness in the commoner habitat",
        "x2": "fitness in the rarer habitat",
        "x": "across",
        "y": "up",
    },
)
