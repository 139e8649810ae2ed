"""What every algorithm sees on small worlds, and where their tie breaks."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from fitbreadth.claim import Evidence
from fitbreadth.optimization.census import all_algorithms
from fitbreadth.optimization.coevolution import champion_curve
from fitbreadth.optimization.exhaustive import trace_counts
from fitbreadth.optimization.histogram import best_so_far, best_so_far_law
from fitbreadth.optimization.hitting import first_hit, first_hit_law
from fitbreadth.optimization.permutation import sharpened_nfl
from fitbreadth.optimization.searches import hill_climb


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    every = [trace_counts(algorithm) for algorithm in all_algorithms(4, 2)]
    even = all((seen.counts == seen.theory).all() for seen in every)
    climb = trace_counts(hill_climb(5, 3), 3)
    unique = np.eye(6, dtype=np.int64)
    brute = sharpened_nfl(3, 2)
    curve = champion_curve(4, 3, 5)
    return [
        Evidence("deterministic algorithms on 4 points and 2 values", 576, len(every), "exact"),
        Evidence(
            "all of the algorithms on 4 points and 2 values see every sequence of values equally "
            "often",
            True,
            even,
            "exact",
            source="wolpert1997",
        ),
        Evidence(
            "hill climb's best value after 3 looks, 5 points and 3 values",
            best_so_far_law(3, 3),
            best_so_far(climb),
            "exact",
            source="wolpert1997",
        ),
        Evidence(
            "mean cost of finding one needle among 6 points",
            first_hit_law(6, 1),
            Fraction(int(first_hit(hill_climb(6, 2), unique).sum()), 6),
            "exact",
        ),
        Evidence(
            "classes on which all algorithms tie, of the 255 on 3 points and 2 values",
            15,
            int(brute.equal.sum()),
            "exact",
            source="igel2003",
        ),
        Evidence(
            "the classes on which all algorithms tie, 3 points and 2 values, are the closed ones",
            True,
            bool((brute.equal == brute.closed).all()),
            "exact",
            source="schumacher2001",
        ),
        Evidence(
            "fails: chance that a champion found by pursuit beats each of 3 opponents, "
            "4 candidates and 5 games",
            Fraction(25, 64),
            curve.payoff["pursue"][5],
            "exact",
        ),
        Evidence(
            "fails: chance that a champion found by exhausting rows beats each of 3 opponents, "
            "4 candidates and 5 games",
            Fraction(81, 256),
            curve.payoff["exhaust_rows"][5],
            "exact",
        ),
        Evidence(
            "fails: over all tables of 4 candidates and 3 opponents one way of finding a champion "
            "is better than another",
            True,
            curve.payoff["pursue"][5] > curve.payoff["exhaust_rows"][5],
            "exact",
            source="wolpert2005",
        ),
    ]
