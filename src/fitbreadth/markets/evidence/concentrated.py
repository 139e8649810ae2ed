"""When concentrated capacity beats diffuse capacity, and when it is the other way round."""

from __future__ import annotations

import numpy as np

from fitbreadth.claim import Evidence
from fitbreadth.markets.best_team import best_team, critical_cost, optimal_size
from fitbreadth.markets.customers import arrivals
from fitbreadth.markets.division import Technology
from fitbreadth.markets.doubling import best_doubling_rate, doubling_rate
from fitbreadth.markets.hazards import death_rate
from fitbreadth.markets.insurance import even_beliefs
from fitbreadth.markets.market_structure import structure
from fitbreadth.markets.mortality import survival
from fitbreadth.markets.partitioning import simulate
from fitbreadth.markets.queue_runs import generalists, specialists
from fitbreadth.markets.queues import break_even_speed, mean_sojourn
from fitbreadth.markets.restaurants import advantage, performance
from fitbreadth.markets.scale_economies import Costs
from fitbreadth.markets.seasons import seasonal_break_even, specialists_sojourn
from fitbreadth.markets.sphere_packing import room
from fitbreadth.markets.tastes import tastes
from fitbreadth.selection import mixture_loss
from fitbreadth.validate import Float

HORSES = (0.5, 0.25, 0.125, 0.125)


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    return [*_queues(), *_teams(), *_bets(), *_restaurants(), *_room()]


def _queues() -> list[Evidence]:
    load, speed, runs, customers, warm_up = 0.5, 1.4, 100, 6000, 1000
    rows = [
        Evidence(
            "how much faster specialists must be than pooled generalists, half busy: "
            "1 + rho (1 - rho)",
            1.25,
            break_even_speed(load),
            "closed form",
            source="kleinrock1975",
        )
    ]
    for what, swing, season in (
        ("", 0.0, np.inf),
        (
            ", while one kind prevails by turns (80 % of customers, in seasons of 30 services)",
            0.6,
            30,
        ),
    ):
        demand = arrivals(load, customers=customers, seed=43, runs=runs, swing=swing, season=season)
        shops = {
            "specialists 1.4 times as fast": (
                specialists(demand, speed=speed),
                specialists_sojourn(load, speed=speed, swing=swing, season=season),
            ),
            "pooled generalists": (generalists(demand), mean_sojourn(2, load=load)),
        }
        for who, (served, theory) in shops.items():
            means = served.mean(warm_up=warm_up)
            rows.append(
                Evidence(
                    f"time in the shop of {who}{what}",
                    theory,
                    float(means.mean()),
                    "Monte Carlo",
                    within=4 * float(means.std(ddof=1)) / float(np.sqrt(runs)),
                )
            )
    steady, swinging = (
        specialists_sojourn(load, speed=speed, swing=swing, season=30) - mean_sojourn(2, load=load)
        for swing in (0.0, 0.6)
    )
    return [
        *rows,
        Evidence(
            "steady demand: specialists 1.4 times as fast are ahead of pooled generalists",
            True,
            steady < 0,
            "qualitative",
        ),
        Evidence(
            "fails: swinging demand: specialists 1.4 times as fast are behind pooled generalists",
            True,
            swinging > 0,
            "qualitative",
        ),
        Evidence(
            "fails: in long seasons of 80 to 20 specialists must be more than 1.25 times as fast",
            True,
            seasonal_break_even(load, swing=0.6) > 1.25,
            "qualitative",
        ),
    ]


def _teams() -> list[Evidence]:
    technology = Technology(A=1.3, H=2, gamma=0.5, theta=0.4, lam=0.05, beta=1.1)
    alone = Technology(
        A=1.3, H=2, gamma=0.5, theta=0.4, lam=1.01 * critical_cost(technology), beta=1.1
    )
    return [
        Evidence(
            "best number of specialists in a team whose members must be coordinated",
            40.625,
            round(optimal_size(technology), 3),
            "closed form",
            source="becker1992",
        ),
        Evidence(
            "fails: best number of specialists in a team where coordination is dear",
            1,
            best_team(alone).size,
            "exact",
        ),
    ]


def _bets() -> list[Evidence]:
    world = (0.7, 0.3)
    days = np.random.default_rng(44).choice(2, size=(20, 5000), p=world)
    beliefs = even_beliefs(50)
    # the mixture bets day by day, by its shares of the day; each specialist by itself
    behind = [
        mixture_loss(np.full(50, 1 / 50), beliefs.T[run])[-1]
        - (-np.log(beliefs[:, run]).sum(axis=1)).min()
        for run in days
    ]
    return [
        Evidence(
            "doublings a race for who bets as the chances are, four horses at four for one",
            0.25,
            best_doubling_rate(HORSES, odds=4),
            "exact",
            source="cover2006",
        ),
        Evidence(
            "fails: who bets on the favourite alone is ruined in the long run",
            True,
            doubling_rate(HORSES, bets=[1, 0, 0, 0], odds=4) == -np.inf,
            "qualitative",
            source="kelly1956",
        ),
        Evidence(
            "fails: in 20 worlds a mixture of 50 specialists never trails the best by over ln 50",
            True,
            bool(0 < max(behind) <= np.log(50) * (1 + 1e-9)),
            "qualitative",
        ),
    ]


def _restaurants() -> list[Evidence]:
    rows = []
    for swing, spells, where, favoured in (
        (0.5, 52, "fine grain, small swings", "specialists"),
        (3.0, 52, "fine grain, large swings", "specialists"),
        (0.5, 1, "coarse grain, small swings", "specialists"),
        (3.0, 1, "fails: coarse grain, large swings", "generalists"),
    ):
        narrow, broad = death_rate(survival(performance(swing), spells=spells, years=20))
        grows = "specialists" if advantage(swing, spells=spells) > 0 else "generalists"
        lives = "specialists" if narrow < broad else "generalists"
        rows.append(
            Evidence(
                f"{where}, restaurants: our {favoured} grow faster and close less often, as was "
                "reported",
                True,
                grows == lives == favoured,
                "qualitative",
                source="freeman1983",
            )
        )
    rows.append(
        Evidence(
            "fails: fine grain, large swings, and a broad organisation that performs at 55 %: "
            "generalists grow faster",
            True,
            advantage(3.0, spells=52, g=0.55) < 0,
            "qualitative",
        )
    )
    return rows


def _room() -> list[Evidence]:
    scales = (40, 80, 120, 160, 200, 250)
    found = [
        structure(simulate(tastes("peaked"), Costs(scale=k), steps=240, seed=48, runs=8))
        for k in scales
    ]
    fewness = np.concatenate([-each.effective[:, -1] for each in found])
    narrow = np.concatenate([each.specialists[:, -1] for each in found])
    there = fewness < 0
    return [
        Evidence(
            "the fewer generalists share the centre, the more specialists live at the edge: rank "
            "correlation above 0.5 over 48 simulated markets",
            True,
            _spearman(fewness[there], narrow[there]) > 0.5,
            "qualitative",
            source="carroll1985",
        ),
        Evidence(
            "room that equal discs leave in the plane, packed as densely as they can be",
            1 - np.pi / np.sqrt(12),
            room(2),
            "closed form",
            source="conway1999",
        ),
        *(
            Evidence(
                f"room that equal balls leave in {n} dimensions, packed as densely as a lattice "
                "can",
                1 - density,
                room(n),
                "closed form",
                source="conway1999",
            )
            for n, density in ((3, np.pi / np.sqrt(18)), (8, np.pi**4 / 384))
        ),
        Evidence(
            "equal balls leave the more room the more dimensions there are, from 1 to 8",
            True,
            bool((np.diff([room(n) for n in range(1, 9)]) > 0).all()),
            "qualitative",
            source="peli1999",
        ),
    ]


def _spearman(x: Float, y: Float) -> float:
    from scipy.stats import spearmanr

    return float(spearmanr(x, y).statistic)
