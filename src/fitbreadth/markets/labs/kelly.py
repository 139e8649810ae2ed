"""A bettor with an appetite for risk: from an equal split to everything on the favourite.

The average over all bettors is largest for the boldest, who are ruined; the typical bettor does
best who bets as the horses win, and that is neither narrow nor even.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.control import Control
from fitbreadth.divergence import breadth
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.markets.bankroll import play
from fitbreadth.markets.doubling import doubling_rate, lost_doublings
from fitbreadth.markets.figures.kelly import LOW, WHO, draw
from fitbreadth.markets.risk import certain_factor, power_bets
from fitbreadth.validate import Float

WORLDS = {
    "open": (0.35, 0.27, 0.2, 0.18),
    "textbook": (0.5, 0.25, 0.125, 0.125),
    "favourite": (0.7, 0.14, 0.1, 0.06),
}
"""Chances of four horses. The textbook is Cover and Thomas's."""
APPETITES = (-8.0, -4.0, -2.0, -1.0, -0.5, 0.0, 0.25, 0.5, 0.75, 0.9, 1.0)
ODDS, RACES, RUNS, SEED = 4, 30, 2000, 2


class Bettor(NamedTuple):
    """What a bettor does, and what comes of it; wealth as powers of ten, `usual` on average."""

    bets: Float
    horses: float
    mean: float
    low: float
    middle: float
    high: float
    usual: float
    ruined: float


@lru_cache(maxsize=64)
def _bettors(world: str, seed: int) -> dict[float, Bettor]:
    return dict(zip(APPETITES, _at(world, APPETITES, seed), strict=True))


@lru_cache(maxsize=64)
def _at(world: str, appetites: tuple[float, ...], seed: int) -> list[Bettor]:
    """Let bettors of these appetites play the same races."""
    p = WORLDS[world]
    bets = np.array([power_bets(p, rho=rho) for rho in appetites])
    found = play(p, bets=bets, odds=ODDS, races=RACES, runs=RUNS, seed=seed)
    usual = found.log_wealth.mean(axis=0) / np.log(10)
    low, middle, high = (found.quantile(chance) / np.log(10) for chance in (0.1, 0.5, 0.9))
    return [
        Bettor(
            each,
            breadth(each),
            RACES * float(np.log10(certain_factor(p, bets=each, odds=ODDS, rho=1))),
            float(low[i]),
            float(middle[i]),
            float(high[i]),
            float(usual[i]),
            float(found.ruined[i]),
        )
        for i, each in enumerate(bets)
    ]


def _bettor(world: str, rho: float, seed: int) -> Bettor:
    """Return the bettor of an appetite, simulated with all the others or, off the grid, alone."""
    found = _bettors(world, seed)
    return found[rho] if rho in found else _at(world, (rho,), seed)[0]


@lru_cache(maxsize=len(WORLDS))
def _theory(world: str) -> tuple[Row, Row]:
    """Return the mean of all and the long-run typical wealth, from an equal split to all in."""
    p = WORLDS[world]
    # fine where the bets change: 1/(1 - rho) is the power of the chances that they follow
    appetites = 1 - 1 / np.concatenate([np.linspace(1e-3, 4, 60), np.geomspace(4.1, 60, 40)])
    bets = [power_bets(p, rho=float(rho)) for rho in appetites]
    horses = np.array([breadth(each) for each in bets])
    typical = (
        RACES * np.log10(2) * np.array([doubling_rate(p, bets=each, odds=ODDS) for each in bets])
    )
    mean = RACES * np.log10([certain_factor(p, bets=each, odds=ODDS, rho=1) for each in bets])
    seen = typical >= LOW
    x, y = horses[seen], typical[seen]
    if not seen.all():
        # the line ends where it leaves the axis
        out = int(np.argmin(seen))
        part = (LOW - typical[out - 1]) / (typical[out] - typical[out - 1])
        x = np.append(x, horses[out - 1] + part * (horses[out] - horses[out - 1]))
        y = np.append(y, LOW)
    all_in = RACES * np.log10(ODDS * max(p))
    return (
        {"x": _rounded(x, 3), "y": _rounded(y, 3)},
        {"x": _rounded([*horses, 1.0], 3), "y": _rounded([*mean, all_in], 3)},
    )


def rows(*, world: str, rho: float, seed: int = SEED) -> list[Row]:
    """Return the bets of the bettor, and what bettors of every appetite end with."""
    p = WORLDS[world]
    you, rule = _bettor(world, rho, seed), _bettor(world, 0.0, seed)
    yours, kelly, bold = WHO
    typical, mean = _theory(world)
    parts: list[Row] = [
        {"panel": "chance", "horse": horse, "chance": chance} for horse, chance in enumerate(p, 1)
    ]
    parts += [
        {"panel": "bet", "who": yours, "horse": horse, "share": round(float(share), 4)}
        for horse, share in enumerate(you.bets, 1)
    ]
    parts += [{"panel": "typical", **typical}, {"panel": "mean", **mean}]
    # what reaches below the axis is cut off at it
    parts += [
        {"panel": "runs", "at": round(each.horses, 3)}
        | {"low": round(max(each.low, LOW), 3), "high": round(each.high, 3)}
        for each in _bettors(world, seed).values()
        if each.high >= LOW
    ]
    parts += [
        {"panel": "stop", "set_rho": appetite, "at": round(each.horses, 3)}
        | {"middle": round(each.middle, 3)}
        for appetite, each in _bettors(world, seed).items()
        if each.middle >= LOW
    ]
    marks = [(kelly, rule)] + [(yours, you)] * (you.middle >= LOW)
    parts += [
        {"panel": "mark", "who": who, "at": round(each.horses, 3), "y": round(each.middle, 3)}
        for who, each in marks
    ]
    parts.append({"panel": "ruin", "who": bold, "at": 1.0, "y": float(LOW)})
    now = {"now": round(you.horses, 3), "average": round(you.mean, 3)}
    parts.append({"panel": "now", **now, "usual": round(max(you.usual, LOW), 4)})
    return parts


def _rounded(values: ArrayLike, digits: int) -> list[float]:
    return [float(value) for value in np.round(np.asarray(values, dtype=float), digits)]


def sentence(*, world: str, rho: float, seed: int = SEED) -> str:
    """Say how many horses are bet on in effect, and what the average and the typical bettor do."""
    p = WORLDS[world]
    you = _bettor(world, rho, seed)
    opening = f"This bettor bets, in effect, on {you.horses:.2f} of the 4 horses"
    average = f"the average over all such bettors is ×{_times(you.mean)}"
    if you.ruined > 0.5:
        return (
            f"{opening}. After {RACES} races {average}, the most there is; but that is one huge "
            f"fortune in {_times(-RACES * np.log10(max(p)))} bettors. Of {RUNS:,} simulated ones "
            f"{'all' if you.ruined == 1 else f'{you.ruined * RUNS:,.0f}'} are ruined."
        )
    rate, lost = doubling_rate(p, bets=you.bets, odds=ODDS), lost_doublings(p, bets=you.bets)
    moves = f"doubles {rate:.3f} times" if rate >= 0 else f"halves {-rate:.3f} times"
    if lost < 1e-9:
        fit = "the most there is, as its bets follow the chances"
    else:
        fit = f"{lost:.3f} doublings fewer than bets that follow the chances"
    typical = (
        f"×{_times(you.middle)}" if you.middle >= LOW else "less than a millionth of its money"
    )
    return (
        f"{opening}; its money {moves} a race in the long run, {fit}. After {RACES} races the "
        f"typical bettor (the median of {RUNS:,}, which comes in steps, so its dot may lie off the "
        f"wide line) has {typical}; {average}."
    )


def _times(power: float) -> str:
    """Write a power of ten as a factor."""
    factor = 10**power
    for word, size in (("trillion", 1e12), ("billion", 1e9), ("million", 1e6)):
        if factor >= size:
            return f"{factor / size:.3g} {word}"
    return f"{factor:,.0f}" if factor >= 10 else f"{factor:.2g}"


def _usual(rows: Sequence[Row]) -> float:
    """Return the mean of the powers of ten that bettors end with, down to the axis at least."""
    (now,) = (row for row in rows if row["panel"] == "now")
    return float(now["usual"])


LAB = Lab(
    name="fig-kelly",
    controls=(
        Control(
            "world",
            "The horses",
            tuple(WORLDS),
            "textbook",
            labels=("an open field", "the textbook's", "a strong favourite"),
        ),
        Control("rho", "Appetite for risk, ρ", APPETITES, 0.5),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("Money after 30 races, mean power of 10", _usual),
    caption=(
        "Turn the appetite for risk up to 1, then down, or click a dot. Four horses run 30 races, "
        "each pays four for one, and all money is bet every time. At 1 the bettor counts the "
        "average alone and puts everything on the favourite: no other average is as high, and "
        "nearly everybody is ruined. The typical bettor (points; bars hold 8 of 10) does best at "
        "0, betting on each horse as often as it wins. That is Kelly's rule: neither specialist "
        "nor even-handed, it has the breadth that fits."
    ),
    description=(
        "One panel has a bar for each horse's chance and a mark for the bet on it; they coincide "
        "at appetite 0. The other shows wealth after 30 races against how many horses are bet on: "
        "the typical wealth is a hill with its top at Kelly's rule that falls off to ruin as bets "
        "narrow to one horse, while the average only rises."
    ),
    columns={
        "panel": "panel",
        "who": "bettor",
        "horse": "horse",
        "chance": "its chance",
        "share": "bet on it",
        "set_rho": "appetite for risk",
        "at": "horses bet on, in effect",
        "middle": "typical wealth, power of 10",
        "low": "lowest 10% below",
        "high": "highest 10% above",
        "x": "horses bet on, in theory",
        "y": "wealth, power of 10",
    },
)
