"""Firms that do not know how good they are, and find out by trying.

Whoever gets bad news early gives up early; so the young leave most, or the adolescent if founding
cost much. No firm ever changes, and yet those in business earn more the older they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.markets.age_hazard import Cohort, cohort
from fitbreadth.markets.exit_rule import ExitRule, exit_rule
from fitbreadth.markets.figures.ages import LINES, draw
from fitbreadth.markets.founding import entry_profit
from fitbreadth.markets.young_firms import Firms, simulate

NOISES = (0.5, 1.0, 2.0, 4.0, 6.0)
COSTS = (0.0, 0.5, 1.0, 2.0, 4.0)
BETA, YEARS = 0.9, 20
FIRMS, SHOWN = 4000, 30
SEED = 8
_BOUNDARY, _AVERAGE = LINES


@lru_cache(maxsize=64)
def _rule(noise: float) -> ExitRule:
    return exit_rule(s=noise, beta=BETA, ages=YEARS)


@lru_cache(maxsize=64)
def _theory(noise: float, cost: float) -> Cohort:
    return cohort(_rule(noise), mean=entry_profit(_rule(noise), cost=cost))


@lru_cache(maxsize=32)
def _firms(noise: float, cost: float, seed: int) -> Firms:
    mean = entry_profit(_rule(noise), cost=cost)
    return simulate(_rule(noise), mean=mean, firms=FIRMS, seed=seed)


def rows(*, noise: float, cost: float, seed: int = SEED) -> list[Row]:
    """Follow four thousand firms for twenty years, and thirty of them one by one."""
    theory, firms = _theory(noise, cost), _firms(noise, cost, seed)
    ages = list(range(YEARS + 1))
    mean = [float(firms.theta[there].mean()) for there in firms.active.T]
    return [
        *_lives(firms),
        {"panel": "mean", "age": ages, "y": _short(theory.profit)},
        {"panel": "line", "what": _AVERAGE, "age": ages, "y": _short(mean)},
        {
            "panel": "line",
            "what": _BOUNDARY,
            "age": ages,
            "y": _short(_rule(noise).boundary),
        },
        {"panel": "theory", "year": ages[1:], "expected": _short(theory.hazard, 4)},
        _counted(firms),
    ]


def _lives(firms: Firms) -> list[Row]:
    lives: list[Row] = []
    for firm in range(SHOWN):
        left = int(firms.last_age[firm])
        until = min(left, YEARS)
        path = _short(firms.belief[firm, : until + 1])
        quality = {"quality": "good" if firms.theta[firm] > 0 else "bad"}
        years = list(range(until + 1))
        lives.append({"panel": "firm", "firm": firm + 1, "age": years, "belief": path} | quality)
        if left <= YEARS:
            lives.append({"panel": "end", "gone": left, "last": path[-1]} | quality)
    return lives


def _counted(firms: Firms) -> Row:
    """Share of the firms that leave at each age, with Wilson's 95% interval."""
    there = firms.at_risk
    gone = there - firms.active[:, 1:].sum(axis=0)
    z = 1.96
    middle = (gone + z**2 / 2) / (there + z**2)
    reach = z / (there + z**2) * np.sqrt(gone * (there - gone) / there + z**2 / 4)
    return {
        "panel": "hazard",
        "year": list(range(1, YEARS + 1)),
        "share": _short(firms.hazard, 4),
        "low": _short(np.maximum(middle - reach, 0), 4),
        "high": _short(middle + reach, 4),
    }


def _short(values: ArrayLike, digits: int = 2) -> list[float]:
    # adding zero leaves no minus at a rounded nought
    return [float(value) for value in np.round(np.asarray(values), digits) + 0.0]


def sentence(*, noise: float, cost: float, born: str, seed: int = SEED) -> str:
    """Say how many leave early and late, and what becomes of the average or of the good or bad."""
    theory = _theory(noise, cost)
    first, last = theory.hazard[0], theory.hazard[-1]
    rise = theory.profit[-1] - theory.profit[0]
    leave = (
        f"In their first year {_percent(first)} of the firms leave, in their {YEARS}th "
        f"{_percent(last)} of those then in business."
    )
    if theory.peak > 1:
        top = theory.hazard.max()
        leave = leave[:-1] + f"; most dangerous is year {theory.peak}, with {_percent(top)}."
    if born != "all":
        firms = _firms(noise, cost, seed)
        kind = (firms.theta > 0) == (born == "good")
        stay = firms.active[kind, -1].mean()
        if born == "good":
            fate = f"to earn a profit; yet {1 - stay:.0%} of them give up within {YEARS} years"
        else:
            fate = f"to make a loss; {stay:.0%} of them are still in business after {YEARS} years"
        return f"{leave} {kind.mean():.0%} of all founders were born {fate}."
    return (
        f"{leave} {theory.survival[-1]:.0%} live to see it: each year they earn {rise:.2f} times "
        f"the spread of founders more than the average founder, and did so from the start."
    )


def _percent(share: float) -> str:
    if share < 5e-4:
        return "next to none"
    return f"{share:.0%}" if share >= 0.0995 else f"{share:.1%}"


def _leavers(rows: Sequence[Row]) -> float:
    """Return how many of a hundred firms leave in their first year."""
    (counted,) = (row for row in rows if row["panel"] == "hazard")
    return float(100 * counted["share"][0])


LAB = Lab(
    name="fig-ages",
    controls=(
        Control("noise", "Luck in a year's profit", NOISES, 2.0, unit="× the spread of founders"),
        Control(
            "cost",
            "Cost of founding a firm",
            COSTS,
            1.0,
            labels=lambda cost: (
                f"{cost:g} good year{'' if cost == 1 else 's'}" if cost else "nothing"
            ),
        ),
        Control(
            "born",
            "Show firms",
            ("all", "good", "bad"),
            "all",
            labels=("all", "born good", "born bad"),
            view=True,
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("Firms that leave in their first year, %", _leavers),
    caption=(
        "Make founding dearer: founders must expect more then, and far fewer leave in the first "
        "year. Each thin line is a firm, born good or bad, that learns which from its profits; "
        "at a cross it gives up. All start with equal hopes, and the young bear news that would "
        "make the old give up, since they may yet learn better. Still they leave more often, "
        "because they are still finding out: no firm here ever changes. Where founding is dear "
        "the danger first rises, as bad news adds up. A profit of 1, made in a good year, is "
        "the spread (standard deviation) of what founders truly earn."
    ),
    description=(
        "Thirty lines of expected profit fan out from one start over twenty years; those that "
        "sink below a boundary, which rises towards break-even, end in a cross, and the average "
        "of the others climbs. The share that leaves falls with age to a few per cent or less, "
        "after a short rise if founding is dear."
    ),
    columns={
        "panel": "panel",
        "firm": "firm",
        "quality": "born good or bad",
        "age": "age, years",
        "belief": "profit expected, a year",
        "gone": "gave up at age",
        "last": "expecting",
        "what": "line",
        "y": "its height",
        "year": "year of life",
        "share": "share that leaves, simulated",
        "expected": "in theory",
    },
)
