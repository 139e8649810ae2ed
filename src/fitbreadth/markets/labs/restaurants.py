"""Restaurants with narrow menus and with broad ones, and how long they stay open.

A narrow menu earns more until demand moves. If it moves often, good and bad spells cancel within
the year; if it moves rarely but far, one bad year is the end.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.markets.figures.restaurants import KINDS, draw
from fitbreadth.markets.hazards import death_rate, even_swing
from fitbreadth.markets.mortality import survival
from fitbreadth.markets.mortality_runs import Lives, live
from fitbreadth.markets.restaurants import critical_swing, performance
from fitbreadth.validate import Float

SPELLS = (1, 2, 4, 12, 52)
SWINGS = tuple(step / 4 for step in range(2, 13))
YEARS, CITIES, RESTAURANTS = 20, 100, 40
SEED = 7
FINEST = 12
"""Spells a year beyond which the borders leave the map."""


@cache
def _lives(spells: int, swing: float) -> Lives:
    return live(
        performance(swing),
        spells=spells,
        years=YEARS,
        cities=CITIES,
        organisations=RESTAURANTS,
        seed=SEED,
    )


@cache
def _survival(spells: int, swing: float) -> Float:
    return survival(performance(swing), spells=spells, years=YEARS)


def rows(*, spells: int, swing: float) -> list[Row]:
    """Return how many of either kind are open after each year, in theory and in 100 cities."""
    alive = _lives(spells, swing).alive / RESTAURANTS
    low, high = np.quantile(alive, [0.1, 0.9], axis=1)
    parts: list[Row] = [{"panel": "here", "at": swing, "grain": spells}]
    for i, who in enumerate(KINDS):
        parts += [
            {
                "panel": "cities",
                "who": who,
                "year": list(range(YEARS + 1)),
                "low": _numbers(low[i]),
                "high": _numbers(high[i]),
                "open": _numbers(alive[i].mean(axis=0)),
            },
            {
                "panel": "theory",
                "who": who,
                "year": list(range(YEARS + 1)),
                "open": _numbers(_survival(spells, swing)[i]),
            },
        ]
    return parts


def backdrop() -> list[Row]:
    """Return who died less often at every setting, and where theory says that it turns."""
    few = range(1, FINEST + 1)
    borders: list[Row] = []
    for panel, swings in (
        ("even", [even_swing(M, years=YEARS, cells=50) for M in few]),
        ("growth", [critical_swing(M) for M in few]),
    ):
        inside = [(M, v) for M, v in zip(few, swings, strict=True) if v < 3.5]
        borders.append(
            {
                "panel": panel,
                "grain": [M for M, _ in inside],
                "swing_at": _numbers(np.array([v for _, v in inside])),
            }
        )
    places: list[Row] = []
    for M in SPELLS:
        for v in SWINGS:
            rates = _lives(M, v).death_rates
            who = list(KINDS)[int(rates.argmin())]
            places.append(
                {
                    "panel": "place",
                    "set_spells": M,
                    "set_swing": v,
                    "who": who,
                    "specialists_rate": round(100 * float(rates[0]), 2),
                    "generalists_rate": round(100 * float(rates[1]), 2),
                }
            )
    return [*borders, *places]


def _numbers(values: Float) -> list[float]:
    rounded: list[float] = np.round(values, 3).tolist()
    return rounded


def sentence(*, spells: int, swing: float) -> str:
    """Say how many of each kind close in a year, and who grows faster."""
    rates = 100 * death_rate(_survival(spells, swing))
    less = "less" if rates[0] < rates[1] else "more"
    worst = performance(swing).b
    return (
        f"Of 100 specialists {rates[0]:.1f} close in a year, {less} than of 100 generalists "
        f"({rates[1]:.1f}). When demand has moved a specialist performs at {worst:.0%} of its "
        "best, a generalist always at 45%."
    )


LAB = Lab(
    name="fig-restaurants",
    controls=(
        Control(
            "spells",
            "Demand is drawn anew",
            SPELLS,
            1,
            labels=("once a year", "twice a year", "4 times a year", "every month", "every week"),
        ),
        Control("swing", "It moves by", SWINGS, 2.5, unit="niche widths"),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    caption=(
        "Click or drag in the map, from once a year to every week. A mark shows which kind of "
        "restaurant closed less often. Only where demand moves rarely and far do generalists live "
        "longer; where it moves often, good and bad spells cancel within the year, and specialists "
        "earn more even if each bad spell is dreadful. The wide line is where theory has both "
        "close equally often. The dashed one, where both would grow equally fast, comes later: "
        "what varies more runs out sooner. Bands hold the middle 80 of 100 simulated cities. All "
        "numbers are ours; Freeman and Hannan reported the pattern, of restaurants in California."
    ),
    description=(
        "A map of how far demand moves against how often, with generalists in the corner of rare "
        "and large moves and specialists elsewhere, divided by two rising lines. And the share of "
        "both kinds still open over 20 years, falling, with wide bands where all in a city share "
        "long spells."
    ),
    columns={
        "panel": "panel",
        "who": "kind",
        "year": "year",
        "open": "share still open",
        "low": "10% of cities below",
        "high": "10% of cities above",
        "grain": "spells a year",
        "swing_at": "move of demand, niche widths",
        "set_spells": "spells a year, simulated",
        "set_swing": "move, simulated",
        "specialists_rate": "specialists closing per 100 and year",
        "generalists_rate": "generalists closing per 100 and year",
    },
)
