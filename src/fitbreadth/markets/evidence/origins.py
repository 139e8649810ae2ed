"""One function, several captions: what is the same line of arithmetic, and what was borrowed."""

from __future__ import annotations

import numpy as np

from fitbreadth.claim import Evidence
from fitbreadth.markets.race import race
from fitbreadth.markets.restaurants import advantage
from fitbreadth.selection import after_counts, trajectory

WEATHER = (0.7, 0.3)
BELIEFS = ((0.7, 0.3), (0.5, 0.5), (0.9, 0.1))


def check() -> list[Evidence]:
    """Return what one function computes under several names."""
    return [*_updates(), *_niches()]


def _updates() -> list[Evidence]:
    found = race(BELIEFS, p=WEATHER, rounds=500, runs=1, seed=45)
    chances = np.array(BELIEFS).T
    prior = np.full(3, 1 / 3)
    likelihood = np.array([0.7**n * 0.3**m for n, m in found.counts[0][:100]])
    ratio = np.exp(found.log_shares[0, :100, 0] - found.log_shares[0, :100, 1])
    evens = 0.5 ** found.counts[0][:100].sum(axis=1)
    days = np.random.default_rng(45).choice(2, size=500, p=WEATHER)
    daily = trajectory(prior, chances[days])
    counted = after_counts(prior, chances, counts=np.bincount(days, minlength=2))
    return [
        Evidence(
            "largest relative difference of a wealth ratio from the ratio of likelihoods, "
            "multiplied out by hand",
            0.0,
            float(np.abs(ratio * evens / likelihood - 1).max()),
            "exact",
        ),
        Evidence(
            "largest difference of log shares, reckoned day by day, from those reckoned from how "
            "often each state came",
            0.0,
            float(np.abs(daily[-1] - counted).max()),
            "exact",
        ),
    ]


def _niches() -> list[Evidence]:
    table = [[advantage(swing, spells=spells) > 0 for swing in (0.5, 3)] for spells in (52, 1)]
    return [
        Evidence(
            "fails: Levins' two means, of the biology chapter, give the table of who is favoured "
            "that Freeman and Hannan predicted",
            True,
            table == [[True, True], [True, False]],
            "qualitative",
            source="freeman1983",
        )
    ]
