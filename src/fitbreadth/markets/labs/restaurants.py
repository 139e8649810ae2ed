"""Restaurants with narrow menus and with broad ones, and how long they stay open.

A narrow menu earns more until demand moves. If it moves often, good and bad spells cancel within
the year; if it moves rarely but far, one bad year is the end. A broad menu that is better than the
average of good and bad spells wins either way.

Specialists' lives do not depend on the broad menu, nor generalists' on demand: with one seed each
is computed once, and the menu only chooses which generalists to show.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.markets.figures.restaurants import KINDS, draw
from fitbreadth.markets.hazards import death_rate, even_swing
from fitbreadth.markets.mortality import BUSINESS, survival
from fitbreadth.markets.mortality_runs import Lives, live
from fitbreadth.markets.restaurants import G, critical_swing, performance
from fitbreadth.validate import Float

SPELLS = (1, 2, 4, 12, 52)
SWINGS = tuple(step / 4 for step in range(2, 13))
MENUS = (0.45, 0.5, 0.55, 0.6)
"""Performance of a generalist; below 0.44 it would not break even."""
YEARS, CITIES, RESTAURANTS = 20, 100, 40
SEED = 7
GRAINS = (*range(1, 17), 20, 26, 36, 52, 75)
"""Spells a year at which the borders are computed, up to the end of the axis."""


@lru_cache(maxsize=512)
def _lives(spells: int, swing: float, g: float, seed: int) -> Lives:
    return live(
        performance(swing, g=g),
        spells=spells,
        years=YEARS,
        cities=CITIES,
        organisations=RESTAURANTS,
        seed=seed,
    )


@lru_cache(maxsize=4096)
def _survival(spells: int, swing: float, g: float) -> Float:
    return survival(performance(swing, g=g), spells=spells, years=YEARS)


def rows(*, spells: int, swing: float, seed: int = SEED) -> list[Row]:
    """Return how many specialists are open after each year, in theory and in 100 cities."""
    here: Row = {"panel": "here", "at": swing, "grain": spells}
    return [here, *_curves(0, _lives(spells, swing, G, seed), _survival(spells, swing, G))]


def backdrop(*, seed: int = SEED) -> list[Row]:
    """Return for every broad menu its survival, who died less often where, and the borders."""
    return [
        row | {"menu": g}
        for g in MENUS
        for row in (
            *_curves(1, _lives(1, 1.0, g, seed), _survival(1, 1.0, g)),
            *_borders(g),
            *_places(g, seed),
        )
    ]


def _curves(kind: int, lives: Lives, theory: Float) -> list[Row]:
    alive = lives.alive[kind] / RESTAURANTS
    low, high = np.quantile(alive, [0.1, 0.9], axis=0)
    shared = {"who": list(KINDS)[kind], "year": list(range(YEARS + 1))}
    return [
        {
            "panel": "cities",
            **shared,
            "low": _numbers(low),
            "high": _numbers(high),
            "open": _numbers(alive.mean(axis=0)),
        },
        {"panel": "theory", **shared, "open": _numbers(theory[kind])},
    ]


@cache
def _borders(g: float) -> list[Row]:
    borders: list[Row] = []
    for panel, swings in (
        ("even", [even_swing(M, years=YEARS, g=g, cells=50) for M in GRAINS]),
        ("growth", [critical_swing(M, g=g) for M in GRAINS]),
    ):
        # the first beyond the map carries the line to its edge
        inside = [(M, v) for M, v in zip(GRAINS, swings, strict=True) if v < 5]
        borders.append(
            {
                "panel": panel,
                "grain": [M for M, _ in inside],
                "swing_at": _numbers(np.array([v for _, v in inside])),
            }
        )
    return borders


def _places(g: float, seed: int) -> list[Row]:
    places: list[Row] = []
    for M in SPELLS:
        for v in SWINGS:
            rates = _lives(M, v, g, seed).death_rates
            places.append(
                {
                    "panel": "place",
                    "set_spells": M,
                    "set_swing": v,
                    "who": list(KINDS)[int(rates.argmin())],
                    "specialists_rate": round(100 * float(rates[0]), 2),
                    "generalists_rate": round(100 * float(rates[1]), 2),
                }
            )
    return places


def _numbers(values: Float) -> list[float]:
    rounded: list[float] = np.round(values, 3).tolist()
    return rounded


def _often_enough(swing: float, g: float) -> int | None:
    """Return the fewest spells a year, up to 52, with which specialists close less often."""

    def favours_specialists(spells: int) -> bool:
        first, second = death_rate(_survival(spells, swing, g))
        return bool(first < second)

    fewest = 1 + bisect_left(range(1, SPELLS[-1] + 1), True, key=favours_specialists)
    return fewest if fewest <= SPELLS[-1] else None


def sentence(*, spells: int, swing: float, g: float) -> str:
    """Say how many of each kind close in a year, and how often would be often enough."""
    rates = 100 * death_rate(_survival(spells, swing, g))
    less = "fewer" if rates[0] < rates[1] else "more"
    worst = performance(swing).b
    fewest = _often_enough(swing, g)
    if fewest is None:
        often = "at moves this wide generalists close less often even if they come every week"
    elif fewest == 1:
        often = "at moves this small specialists close less often even if they come once a year"
    else:
        times = "twice" if fewest == 2 else f"{fewest} times"
        often = (
            f"moves this wide must come at least {times} a year for specialists to close less often"
        )
    return (
        f"Of 100 specialists {rates[0]:.1f} close in a year, {less} than of 100 generalists "
        f"({rates[1]:.1f}), {100 * BUSINESS.accident:.0f} of either by accident. When demand has "
        f"moved a specialist performs at {worst:.0%} of its best, and on average at "
        f"{(1 + worst) / 2:.0%}, a generalist always at {g:.0%}: {often}."
    )


def _how_often(spells: int) -> str:
    named = {1: "once a year", 2: "twice a year", 12: "every month", 52: "every week"}
    return named.get(spells, f"{spells} times a year")


def _closing(rows: Sequence[Row]) -> float:
    """Return how many of a hundred specialists close in a year, over all cities and years."""
    (cities,) = (row for row in rows if row["panel"] == "cities")
    return float(100 * death_rate(np.array(cities["open"])))


LAB = Lab(
    name="fig-restaurants",
    controls=(
        Control(
            "spells",
            "Demand is drawn anew",
            SPELLS,
            1,
            labels=_how_often,
        ),
        Control("swing", "It moves by", SWINGS, 2.5, unit="niche widths"),
        Control(
            "g",
            "A broad menu performs at",
            MENUS,
            G,
            labels=tuple(f"{g:.0%}" for g in MENUS),
            view=True,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("Specialists that close in a year, %", _closing),
    needs_scipy=True,
    caption=(
        "Click or drag in the map, then make the broad menu better. A mark shows which kind of "
        "restaurant closed less often. At 45% generalists live longer only where demand moves "
        "rarely and far: where it moves often, good and bad spells cancel within the year, and "
        "specialists earn more. This holds only while a broad menu performs worse than the "
        "average of a narrow one's best and worst spell, which is above 50% however far demand "
        "moves; better ones win where moves are wide and frequent too. Both kinds break even at "
        f"{BUSINESS.break_even:.0%}. All numbers are ours; Freeman and Hannan reported the "
        "opening map's pattern, of Californian restaurants."
    ),
    description=(
        "A map of how far demand moves against how often, divided by two rising lines: generalists "
        "have the corner of rare and wide moves, and with a better broad menu, as the lines "
        "straighten up, all wide moves. And the share of both kinds still open over 20 years, "
        "falling, with wide bands where all in a city share long spells."
    ),
    columns={
        "panel": "panel",
        "menu": "broad menu performs at",
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
