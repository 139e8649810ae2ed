"""Two bells and a power curve that bend alike in the middle, and the best place on each."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from fitbreadth.biology.levins import viability
from fitbreadth.biology.trade_off import best_split, fitness_set
from fitbreadth.control import Control
from fitbreadth.convergence.figures.niche_shape import LARGEST, SHAPES, draw
from fitbreadth.convergence.niche_shape import bell_place, found_place, power_place
from fitbreadth.lab import Lab, Row
from fitbreadth.places import stretches
from fitbreadth.rounding import short, shorts
from fitbreadth.validate import Float

POWER, BELLS = SHAPES
KAPPAS = (0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
ODDS = (0.5, 0.51, 0.55, 0.65, 0.8)


def _distance(kappa: float) -> float:
    """Return how far apart the bells lie, in widths; the grain is fine."""
    return 2 * float(np.sqrt(kappa))


def _bells(place: Float, kappa: float) -> Float:
    half = _distance(kappa) / 2
    middle = viability([0.0], optima=[half, -half])
    return np.asarray(viability(half * place, optima=[half, -half]) / middle)


def _power(place: Float, kappa: float) -> Float:
    middle = fitness_set([0.5], gamma=1 / kappa)
    return np.asarray(fitness_set((1 + place) / 2, gamma=1 / kappa) / middle)


_TRADE = {POWER: _power, BELLS: _bells}
_PLACE = {POWER: power_place, BELLS: bell_place}


@lru_cache(maxsize=64)
def _searched(which: str, p: float) -> list[float]:
    """Return the best places by the searches of the biology chapter."""
    if which == BELLS:
        return [found_place(kappa, p=p) for kappa in KAPPAS]
    splits = [best_split([p, 1 - p], gamma=1 / kappa, grain="fine").shares for kappa in KAPPAS]
    return [float(split[0] - split[1]) for split in splits]


@lru_cache(maxsize=32)
def _lines(p: float) -> list[Row]:
    """Return the theory against kappa, and what the searches found."""
    near = np.concatenate([[1e-4, 1e-3, 0.005], np.linspace(0.02, 1, 26)])
    under, over = 1 - near[::-1], 1 + near * (LARGEST - 1)
    parts: list[Row] = []
    for which, place in _PLACE.items():
        at = np.concatenate([under, over])
        parts.append(
            {
                "panel": "theory",
                "which": which,
                "at": shorts(at),
                "place": shorts([place(float(kappa), p=p) for kappa in at]),
            }
        )
        parts.append(
            {
                "panel": "found",
                "which": which,
                "at": list(KAPPAS),
                "place": shorts(np.abs(_searched(which, p))),
            }
        )
    return parts


def rows(*, kappa: float, p: float) -> list[Row]:
    """Give both trade-offs at one kappa, the best of each, and the best at every kappa."""
    parts: list[Row] = []
    for which, trade in _TRADE.items():
        curve = trade(np.linspace(-1, 1, 33), kappa)
        place = _PLACE[which](kappa, p=p)
        best = trade(np.array([place]), kappa)[0]
        parts += [
            {
                "panel": "curve",
                "which": which,
                "one": shorts(curve[:, 0]),
                "two": shorts(curve[:, 1]),
            },
            {"panel": "best", "which": which, "one": short(best[0]), "two": short(best[1])},
            {"panel": "now", "which": which, "at": short(kappa), "place": short(place)},
        ]
    return parts + _lines(p)


def backdrop() -> list[Row]:
    """Return the border, and where the reader may drag to."""
    columns: list[Row] = [
        {"panel": "column", "set_kappa": kappa, "left": left, "right": right}
        for kappa, (left, right) in zip(KAPPAS, stretches(KAPPAS, low=0, high=LARGEST), strict=True)
    ]
    return [{"panel": "border", "at": 1.0, "note": "κ = 1"}, *columns]


def sentence(*, kappa: float, p: float) -> str:
    """Say how far from the middle the best of either trade-off is."""
    bells, power = bell_place(kappa, p=p), power_place(kappa, p=p)
    split = "any split of the budget is best" if kappa == 1 and p == 0.5 else _split(power)
    return (
        f"Habitats {_distance(kappa):.2f} niche widths apart make κ = {kappa:.3g}. On the power "
        f"curve {split}; the best bell-shaped phenotype has gone {bells:.1%} of the way to "
        f"{'its' if p == 0.5 else 'the commoner'} habitat."
    )


def _split(power: float) -> str:
    if power == 1:
        return "all of the budget goes to one habitat"
    return f"the budget is split {(1 + power) / 2:.1%} to {(1 - power) / 2:.1%}"


LAB = Lab(
    name="fig-niche-shape",
    controls=(
        Control(
            "kappa",
            "Distance between the habitats",
            KAPPAS,
            1.25,
            labels=lambda k: f"{_distance(k):.2f} niche widths (κ = {k:.3g})",
        ),
        Control(
            "p",
            "The commoner habitat comes up",
            ODDS,
            0.5,
            labels=lambda p: f"{100 * p:.3g}% of the time",
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Move two habitats apart. A point of the first panel is one way to live, a large mark the "
        "best: a bell of fixed width chooses where to stand, a unit on the power curve divides a "
        "budget. Near the compromise, (1, 1), both curves bend alike, so both leave it at one "
        "border: κ = 1, habitats two niche widths apart. But the budget jumps to one habitat at "
        "once, and the bell moves gradually and never quite arrives. Make one habitat a little "
        "commoner: the jump becomes a bend. Lines are theory, small marks the searches of the "
        "biology chapter."
    ),
    description=(
        "Two curves of what can be had in two habitats, touching in the middle. And how far from "
        "the middle the best place on each lies, against kappa: for the power curve a step at 1 "
        "from nothing to everything, for bells a branch that starts at 1 like a square root and "
        "levels off below everything."
    ),
    columns={
        "panel": "panel",
        "which": "trade-off",
        "one": "fitness in the commoner habitat",
        "two": "fitness in the other",
        "at": "κ",
        "place": "away from the middle",
    },
)
