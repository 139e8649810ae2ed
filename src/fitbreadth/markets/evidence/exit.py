"""Winners amplified, losers out: the race, the sorting of firms, and who leaves an industry."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fitbreadth.claim import Evidence
from fitbreadth.markets.age_hazard import cohort
from fitbreadth.markets.ceiling import capped_price
from fitbreadth.markets.census import census
from fitbreadth.markets.drift import log_ratio_law
from fitbreadth.markets.exit_rule import exit_rule
from fitbreadth.markets.founding import entry_profit
from fitbreadth.markets.free_entry import free_entry, worth_of_entry
from fitbreadth.markets.gibrat import Growth, simulate
from fitbreadth.markets.hill import hill
from fitbreadth.markets.industry import Industry
from fitbreadth.markets.metcalfe import gain, gain_law
from fitbreadth.markets.price import price_step
from fitbreadth.markets.race import race
from fitbreadth.markets.saving import break_even_saving
from fitbreadth.markets.size_and_age import failure
from fitbreadth.markets.young_firms import simulate as found
from fitbreadth.selection import update

P = (0.5, 0.3, 0.2)
EVEN = (1 / 3, 1 / 3, 1 / 3)
WRONG = (0.6, 0.2, 0.2)


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    return [*_beliefs(), *_thrift(), *_industry(), *_tail(), *_young()]


def _beliefs() -> list[Evidence]:
    rounds, runs = 1000, 200
    found = race([P, EVEN, WRONG], p=P, rounds=rounds, runs=runs, seed=41).slope.mean(axis=0)
    rows = []
    for place, belief, name, slope in (
        (1, EVEN, "even beliefs", 0.068959),
        (2, WRONG, "beliefs of .6, .2, .2", 0.030479),
    ):
        law = log_ratio_law(P, belief, p=P)
        rows += [
            Evidence(
                f"lead of true beliefs over {name}, nats a round: relative entropy",
                slope,
                round(law.slope, 6),
                "closed form",
                source="blume1992",
            ),
            Evidence(
                f"lead of true beliefs over {name}, nats a round, simulated: {runs} runs of "
                f"{rounds:,} rounds",
                law.slope,
                float(found[0] - found[place]),
                "Monte Carlo",
                within=4 * law.sd / float(np.sqrt(rounds * runs)),
                source="blume1992",
            ),
        ]
    w, W = [0.5, 0.3, 0.2], [1.2, 1.0, 0.9]
    game, firms = np.array([[3, 0], [5, 1]]), np.array([0.9, 0.1])
    now = game @ firms
    step = price_step(now, w=firms, later=game @ update(firms, now))
    rows += [
        Evidence(
            "mean performance rises in a step of selection by variance over mean",
            gain_law(w, W),
            gain(w, W),
            "exact",
            source="metcalfe1994",
        ),
        Evidence(
            "fails: in a game where the selfish gain on the helpful the mean falls, though "
            "selection alone would raise it",
            True,
            step.selection > 0 > step.total,
            "qualitative",
            source="price1970",
        ),
    ]
    return rows


def _thrift() -> list[Evidence]:
    rounds, runs = 1000, 200
    law = log_ratio_law(EVEN, P, p=P, saving=(1.0, 0.9))
    slope = race([P, EVEN], p=P, rounds=rounds, runs=runs, seed=42, saving=[0.9, 1.0]).slope.mean(
        axis=0
    )
    return [
        Evidence(
            "saving at which beliefs of .6, .2, .2 hold their own against true ones and .95",
            0.97940,
            round(break_even_saving(WRONG, p=P, against=P, saving=0.95), 5),
            "closed form",
            source="blume1992",
        ),
        Evidence(
            "fails: even beliefs that save all overtake true ones that save .9, nats a round",
            law.slope,
            float(slope[1] - slope[0]),
            "Monte Carlo",
            within=4 * law.sd / float(np.sqrt(rounds * runs)),
            source="blume1992",
        ),
        Evidence(
            "fails: even beliefs that save all gain on true ones that save .9 as long as one waits",
            True,
            law.slope > 0,
            "qualitative",
        ),
    ]


def _industry() -> list[Evidence]:
    industry = Industry()
    entry = free_entry(industry)
    still = census(industry)
    dear = free_entry(replace(industry, c_e=4.0))
    near = entry.solved.exit_margin + np.array([-0.01, 0.01])
    staying = entry.solved.staying(near)
    return [
        Evidence(
            "worth of a new firm at the price of equilibrium: what entering costs",
            industry.c_e,
            industry.c * worth_of_entry(entry.solved, entry.mean),
            "exact",
            source="hopenhayn1992",
        ),
        Evidence(
            "price of equilibrium, solved on a fine grid up to a productivity of 40: as without a "
            "grid, to a thousandth",
            True,
            abs(capped_price(industry, ceiling=40, points=1500).price / entry.price - 1) < 1e-3,
            "qualitative",
        ),
        Evidence(
            "price that the lecture expects, on its grid of 100 points up to a productivity of 5",
            1.5,
            capped_price(industry, ceiling=5, points=100).price,
            "published table",
            within=0.05,
            source="quantecon_hopenhayn",
        ),
        Evidence(
            "a trap: the lecture's price of 1.5 is that of a grid that ends at 5, more than 7 % "
            "above the price without an end",
            True,
            capped_price(industry, ceiling=5, points=2000).price > 1.07 * entry.price,
            "qualitative",
            source="quantecon_hopenhayn",
        ),
        Evidence(
            "a firm just below the threshold of exit loses by staying, one just above it gains",
            True,
            bool(np.all(staying * [-1, 1] > 0)),
            "qualitative",
        ),
        Evidence(
            "share of standing firms that are below the threshold of exit: as many as enter",
            float(still.entrants / still.firms),
            1 - still.above(entry.solved.exit_margin),
            "closed form",
        ),
        Evidence(
            "fails: where entering is dear, firms stay that would leave elsewhere",
            True,
            dear.threshold < entry.threshold,
            "qualitative",
        ),
    ]


def _tail() -> list[Evidence]:
    growth = Growth(mu=-0.03, sigma=0.2)
    sizes = np.exp(simulate(growth, firms=60_000, years=[600], seed=46)[0])
    found = hill(sizes, k=1000)
    return [
        Evidence(
            "index of the Pareto tail of sizes, 60,000 firms after 600 years",
            growth.index,
            found.index,
            "Monte Carlo",
            within=4 * found.error,
            source="gabaix2009",
        )
    ]


def _young() -> list[Evidence]:
    rule = exit_rule(s=2.0, beta=0.9)
    mean = entry_profit(rule, cost=1)
    firms = found(rule, mean=mean, firms=40_000, seed=47)
    theory = cohort(rule, mean=mean)
    gone = firms.last_age < 20
    better = float((firms.theta[gone] > 0).mean())
    rows = [
        Evidence(
            f"firms that learn what they are worth, simulated: share that leaves in year {age}",
            float(theory.hazard[age - 1]),
            float(firms.hazard[age - 1]),
            "Monte Carlo",
            within=4
            * float(
                np.sqrt(
                    theory.hazard[age - 1] * (1 - theory.hazard[age - 1]) / firms.at_risk[age - 1]
                )
            ),
            source="jovanovic1982",
        )
        for age in (1, 5, 20)
    ]
    return [
        *rows,
        Evidence(
            "among firms that learn what they are worth the young leave more often, as reported",
            True,
            bool(theory.hazard[0] > theory.hazard[19]),
            "qualitative",
            source="evans1987",
        ),
        Evidence(
            "among firms of one age that learn what they are worth the small leave more often",
            True,
            all(bool((np.diff(failure(rule, [0, 0.5, 1], age=age)) < 0).all()) for age in (1, 5)),
            "qualitative",
        ),
        Evidence(
            "fails: some of the firms that left in their first 20 years would have earned their "
            "keep",
            True,
            better > 0.05,
            "qualitative",
        ),
    ]
