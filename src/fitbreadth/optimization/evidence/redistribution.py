"""The differences between searches, summed over all problems and over fewer."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from fitbreadth.claim import Evidence
from fitbreadth.optimization.closure import permutation_closure
from fitbreadth.optimization.hitting import compare
from fitbreadth.optimization.landscape import lipschitz_functions, peaks
from fitbreadth.optimization.problems import all_functions
from fitbreadth.optimization.search import fitted_search
from fitbreadth.optimization.searches import flee, hill_climb, scan


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    F = np.concatenate(list(all_functions(5, 3)))
    rough = lipschitz_functions(5, 4, 1)
    fitted, closed = fitted_search(rough), fitted_search(permutation_closure(rough))
    one_peak = F[peaks(F) == 1]
    return [
        Evidence(
            "sum of cost differences, hill climb against scan, 243 problems",
            0,
            int(compare(hill_climb(5, 3), scan(5, 3), F).difference.sum()),
            "exact",
            source="wolpert1997",
        ),
        Evidence(
            "sum of cost differences, hill climb against flee, 243 problems",
            0,
            int(compare(hill_climb(5, 3), flee(5, 3), F).difference.sum()),
            "exact",
            source="wolpert1997",
        ),
        Evidence(
            "mean cost of the best fit to 178 smooth functions on their 634 shuffles",
            Fraction(776, 317),
            Fraction(closed.best),
            "exact",
        ),
        Evidence(
            "mean cost of the worst fit to 178 smooth functions on their 634 shuffles",
            Fraction(776, 317),
            Fraction(closed.worst),
            "exact",
        ),
        Evidence(
            "fails: on the 178 smooth functions alone the best fit is better than the worst",
            True,
            bool(fitted.best < fitted.worst),
            "qualitative",
        ),
        Evidence(
            "fails: on one-peaked functions hill climb and scan differ in the sum of their costs",
            True,
            int(compare(hill_climb(5, 3), scan(5, 3), one_peak).difference.sum()) < 0,
            "qualitative",
        ),
    ]
