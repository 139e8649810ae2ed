"""What the best and the worst fit pay, and who wins on a real benchmark."""

from __future__ import annotations

from fractions import Fraction

from fitbreadth.claim import Evidence
from fitbreadth.optimization.benchmark import reference, winners
from fitbreadth.optimization.landscape import lipschitz_functions
from fitbreadth.optimization.permutation import closed_fraction
from fitbreadth.optimization.runs import running_time
from fitbreadth.optimization.search import fitted_search


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    rough = fitted_search(lipschitz_functions(5, 4, 1))
    line = running_time("line-search", function=3)
    rotated = running_time("line-search", function=15)
    published = float(reference(5).ert[2, -2])
    return [
        Evidence(
            "cost of the best fit to 178 smooth functions",
            Fraction(339, 178),
            Fraction(rough.best),
            "exact",
        ),
        Evidence("cost of the worst", Fraction(455, 178), Fraction(rough.worst), "exact"),
        Evidence(
            "share of classes without a free lunch, 3 points and 2 values",
            Fraction(15, 255),
            closed_fraction(3, 2),
            "exact",
            source="igel2003",
        ),
        Evidence(
            "distinct winners on the 24 functions in 5 dimensions",
            15,
            len(winners(5)),
            "exact",
            source="hansen2010",
        ),
        Evidence(
            "distinct winners in 20 dimensions", 11, len(winners(20)), "exact", source="hansen2010"
        ),
        Evidence(
            "our line search within a factor 2 of the best published, separable Rastrigin",
            True,
            published / 2 < line.ert < 2 * published,
            "qualitative",
        ),
        Evidence("its successes on the rotated Rastrigin, of 7", 0, rotated.successes, "exact"),
    ]
