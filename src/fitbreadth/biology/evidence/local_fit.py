"""The specialist and the generalist in either grain, at either bend, with and without a cue."""

from __future__ import annotations

import numpy as np

from fitbreadth.biology.bet_hedging import growth as seed_growth
from fitbreadth.biology.bet_hedging import optimal_fraction
from fitbreadth.biology.cue import mutual_information, symmetric_cue, value_of_cue
from fitbreadth.biology.grain import Payoffs, growth, volatility
from fitbreadth.biology.kelly import kelly
from fitbreadth.biology.levins import log_fitness
from fitbreadth.biology.mixture import best_mixture
from fitbreadth.biology.peaks import fine_optimum, peaks
from fitbreadth.biology.trade_off import best_split
from fitbreadth.biology.weather import compete
from fitbreadth.claim import Evidence


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    return [*_grain(), *_trade_offs(), *_hedges()]


def _grain() -> list[Evidence]:
    odds = Payoffs(a=2, b=0.5, g=1.1)
    runs, generations, population = 200, 50, 10**12
    slope = {}
    for grain, patches in (("space", None), ("time", 1)):
        each = growth(odds, patches=patches)
        found = compete(
            odds,
            patches=patches,
            generations=generations,
            runs=runs,
            population=population,
            seed=5,
        )
        slope[grain] = (
            float(each[0] - each[1]),
            float(np.mean(found.log_ratio[:, -1])) / generations,
        )
    error = volatility(odds, patches=1) / np.sqrt(runs * generations)
    # in space chance enters by sampling alone: places for the two types, luck for the specialists
    share = 1 / (1 + np.exp(-slope["space"][0] * np.arange(generations)))
    luck = (odds.a - odds.b) ** 2 / (odds.a + odds.b) ** 2
    drift = (1 / (share * (1 - share)) + luck / share) / population
    sampling = np.sqrt(drift.sum() / runs) / generations
    return [
        Evidence(
            "in space the specialist gains on the generalist, nats a generation",
            float(np.log(1.25 / 1.1)),
            slope["space"][0],
            "closed form",
        ),
        Evidence(
            "in space the specialist gains on the generalist, nats a generation, in a simulated "
            "population of a trillion",
            slope["space"][0],
            slope["space"][1],
            "Monte Carlo",
            within=4 * float(sampling),
        ),
        Evidence(
            "fails: in time, with nothing else changed, the specialist gains, nats a generation",
            float(np.log(1 / 1.1)),
            slope["time"][0],
            "closed form",
        ),
        Evidence(
            "fails: in time the specialist gains on the generalist, nats a generation, in 200 "
            "simulated histories of 50 years",
            slope["time"][0],
            slope["time"][1],
            "Monte Carlo",
            within=4 * float(error),
        ),
    ]


def _trade_offs() -> list[Evidence]:
    strong = best_split([0.5, 0.5], gamma=0.8, grain="fine")
    weak = best_split([0.5, 0.5], gamma=1.25, grain="fine")
    found = {
        (d, grain): float(np.abs(at.z[at.is_best]).max())
        for d, grain in ((2.5, "fine"), (2.0, "fine"), (4.0, "coarse"))
        for at in [peaks([-d / 2, d / 2], p=[0.5, 0.5], grain=grain)]
    }
    apart = found[2.5, "fine"]
    fine = fine_optimum(4.0)
    return [
        Evidence(
            "strong trade-off in space: share of the best body's budget for one habitat",
            1.0,
            float(strong.shares.max()),
            "exact",
        ),
        Evidence(
            "fails: weak trade-off in space: share of the best body's budget for one habitat",
            0.5,
            float(weak.shares.max()),
            "closed form",
        ),
        Evidence(
            "habitats 2.5 widths apart, in space: distance z of the best trait from the middle, "
            "against (d/2) tanh(zd/2)",
            float(1.25 * np.tanh(1.25 * apart)),
            apart,
            "closed form",
            source="levins1962",
        ),
        Evidence(
            "fails: habitats 2 widths apart, in space: distance of the best trait from the middle",
            0.0,
            found[2.0, "fine"],
            "closed form",
            source="levins1962",
        ),
        Evidence(
            "fails: habitats 4 widths apart, in time: distance of the best single trait from the "
            "middle",
            0.0,
            found[4.0, "coarse"],
            "closed form",
            source="levins1962",
        ),
        Evidence(
            "habitats 4 widths apart: a lineage of both best kinds grows in time as either does "
            "in space",
            float(np.exp(log_fitness([fine], optima=[-2, 2], p=[0.5, 0.5], grain="fine")[0])),
            float(np.exp(best_mixture(4.0).log_fitness)),
            "closed form",
            source="levins1962",
        ),
    ]


def _hedges() -> list[Evidence]:
    p, Y, V = 0.6, 5.0, 0.8
    best = optimal_fraction(p, Y=Y, V=V)
    shares = np.linspace(0.01, 0.99, 981)
    climbed = float(shares[seed_growth(shares, p=p, Y=Y, V=V).argmax()])
    cue = symmetric_cue(0.8)
    value = value_of_cue([0.5, 0.5], cue, fitness=np.diag([2.0, 2.0]))
    return [
        Evidence(
            "share of seeds that should germinate, (pY - V)/(Y - V), with p = .6, Y = 5, V = .8",
            11 / 21,
            best,
            "exact",
            source="cohen1966",
        ),
        Evidence(
            "share of seeds that should germinate: Kelly's bet at odds of (Y - V)/V",
            kelly(p, b=(Y - V) / V),
            best,
            "exact",
            source="kelly1956",
        ),
        Evidence(
            "fails: the plant that hedges outgrows all that germinate more or less, as far as "
            "a grid of 0.001 tells",
            True,
            abs(climbed - best) <= 1e-3,
            "qualitative",
        ),
        Evidence(
            "value of a cue that is right in 80 % of cases, nats a generation",
            float(np.log(2) + 0.8 * np.log(0.8) + 0.2 * np.log(0.2)),
            float(value.gain),
            "closed form",
        ),
        Evidence(
            "value of a cue that is right in 80 % of cases: its mutual information with the year",
            mutual_information([0.5, 0.5], cue),
            float(value.gain),
            "exact",
            source="donaldson2010",
        ),
    ]
