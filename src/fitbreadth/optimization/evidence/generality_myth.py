"""All searches on all functions, and our optimizers on seven."""

from __future__ import annotations

from fractions import Fraction

from fitbreadth.claim import Evidence
from fitbreadth.optimization.problems import all_functions
from fitbreadth.optimization.runs import ALGORITHMS, FUNCTIONS, running_time
from fitbreadth.optimization.search import fitted_search


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    solved = {
        who: sum(running_time(who, function=f).successes > 0 for f in FUNCTIONS)
        for who in ALGORITHMS
    }
    everything = fitted_search(next(all_functions(5, 4)))
    rest = [count for who, count in solved.items() if who != "ipop-cma-es"]
    return [
        Evidence(
            "gap between the best and the worst search over all 1,024 functions of 5 points",
            0,
            Fraction(everything.worst) - Fraction(everything.best),
            "exact",
            source="wolpert1997",
        ),
        Evidence(
            "fails: functions of 7 that one general optimizer, CMA-ES, solves",
            7,
            solved["ipop-cma-es"],
            "exact",
        ),
        Evidence(
            "CMA-ES is the only one of our five optimizers that solves all seven",
            True,
            max(rest) < 7,
            "qualitative",
        ),
    ]
