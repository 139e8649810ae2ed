"""How far a team divides its job: skill from doing little, against the price of working together.

The more people share a job, the better each is at her part, and the more they have to agree on. The
best team is larger where knowledge is deep and talk is cheap, as far as there is a market for it.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.markets.best_team import best_team, critical_cost, optimal_size
from fitbreadth.markets.division import Technology, coordination, gross, output
from fitbreadth.markets.figures.division import CURVES, GOODS, PEOPLE, TEAMS, draw
from fitbreadth.markets.workshop import productivity, work
from fitbreadth.places import stretches
from fitbreadth.rounding import shorts

COSTS = (0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
KNOWLEDGE = (1.0, 2.0, 4.0, 8.0)
MARKETS = (10, 100, 2000)
TASKS = 30_000
TRIED = (1, 3, 10, 30, 100, 300, 1000)
_DIVIDE, _ALL = TEAMS
_MADE, _SPENT, _LEFT = CURVES


@lru_cache(maxsize=64)
def _made(H: float) -> list[float]:
    """Products per head of teams in the workshop, whose members find out how long to learn."""
    t = Technology(H=H)
    d = t.A / productivity(t.theta)
    return [work(n, tasks=TASKS, theta=t.theta, d=d, H=H, gamma=t.gamma).output for n in TRIED]


def rows(*, lam: float, H: float, market: int) -> list[Row]:
    """Return what teams make, spend and keep, and the best of them at every cost."""
    t = Technology(H=H, lam=lam)
    best = best_team(t, market=market)
    teams = [best_team(Technology(H=H, lam=price), market=market).size for price in COSTS]
    low, high = zip(*stretches(COSTS, low=0.008, high=1.25, ratios=True), strict=True)
    price = np.array([0.008, min(2.6, critical_cost(t))])
    ideal = [optimal_size(Technology(H=H, lam=float(x))) for x in price]
    return [
        *_curves(t),
        {"panel": "made", "size": list(TRIED), "goods": shorts(_made(H))},
        {
            "panel": "best",
            "members": best.size,
            "each": shorts([best.output])[0],
            "who": _who(best.size),
        },
        {"panel": "market", "most": market},
        {"panel": "law", "price": shorts(price), "ideal": shorts(ideal)},
        {
            "panel": "team",
            "set_lam": list(COSTS),
            "from": list(low),
            "to": list(high),
            "team": teams,
            "who": [_who(team) for team in teams],
        },
        {"panel": "now", "price": lam, "team": best.size, "who": _who(best.size)},
    ]


def _curves(t: Technology) -> list[Row]:
    # lines are straight on logarithmic axes, so that two points will do; they stop at the frame
    made = np.array(PEOPLE, dtype=float)
    spent = np.array([max(1, (GOODS[0] / t.lam) ** (1 / t.beta)), made[1]])
    spent[1] = min(made[1], (GOODS[1] / t.lam) ** (1 / t.beta))
    nothing = (gross([1], technology=t)[0] / t.lam) ** (1 / (t.beta - t.theta))
    # closer together towards where nothing is left, since there the curve drops
    place = 1 - (1 - np.linspace(0, 1, 40)) ** 2.5
    left = min(nothing, made[1]) ** place
    left = left[output(left, technology=t) > GOODS[0]]
    found = {
        _MADE: (made, gross(made, technology=t)),
        _SPENT: (spent, coordination(spent, technology=t)),
        _LEFT: (left, output(left, technology=t)),
    }
    return [
        {"panel": "curve", "what": what, "size": shorts(size), "goods": shorts(goods)}
        for what, (size, goods) in found.items()
    ]


def _who(size: int) -> str:
    return _DIVIDE if size > 1 else _ALL


def sentence(*, lam: float, H: float, market: int) -> str:
    """Say how large the best team is, what it makes, and what stops it."""
    t = Technology(H=H, lam=lam)
    best = best_team(t, market=market)
    alone = float(output([1], technology=t)[0])
    if best.size == 1:
        two = float(output([2], technology=t)[0])
        left = f"only {two:.2f} a head" if two > 0 else "less than nothing"
        return (
            f"Working together costs too much: everybody does everything, and has {alone:.2f} "
            f"goods. A team of two would leave {left}."
        )
    people, more = f"{best.size:,} people", best.output / alone
    times = f"{more:.{1 if more > 1.1 else 2}f} times" if more >= 1.005 else "hardly more than"
    gain = f"which leaves {best.output:.3g} goods a head, {times} what is left to one alone"
    if best.limit == "market":
        free = best_team(t).size
        return (
            f"The best team has {people}, {gain}. The market sets the limit: there is work for no "
            f"more, though {free:,} would be best."
        )
    return f"The best team has {people}, {gain}. Coordination sets the limit."


LAB = Lab(
    name="fig-division",
    controls=(
        Control(
            "lam",
            "Cost of coordination",
            COSTS,
            0.05,
            labels=lambda cost: f"{cost:g} good{'' if cost == 1 else 's'} a head",
        ),
        Control("H", "Knowledge", KNOWLEDGE, 2.0, unit="times the least"),
        Control("market", "Size of the market", MARKETS, 2000, unit="people"),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Make coordination dearer, or click on a cost. Those who divide a job learn their part "
        "better and make more; but what they spend on working together grows faster. The best "
        "team is where most is left. Cheap coordination and deep knowledge make it larger, until "
        "the market (green) has no work for more; where coordination costs too much, everybody "
        "does everything. The dots were made in a simulated workshop whose members find out how "
        "long to learn; the lines are Becker and Murphy's formula."
    ),
    description=(
        "Goods a head against people on logarithmic axes: what is made climbs along a line, what "
        "is spent climbs along a steeper one, and what is left rises to a marked top and drops. "
        "The best size falls along a line with the cost of coordination, held below a level line "
        "at the size of the market, down to one."
    ),
    columns={
        "panel": "panel",
        "what": "goods a head",
        "size": "people",
        "goods": "goods a head, amount",
        "set_lam": "cost of coordination",
        "team": "people in the best team",
        "who": "what they do",
        "price": "cost, on the line",
        "ideal": "best size in theory",
    },
)
