"""What the best and the worst fit pay, and who wins on a real benchmark."""

from __future__ import annotations

from fractions import Fraction

from fitbreadth.claim import Evidence
from fitbreadth.optimization.benchmark import NAMES, reference, winners
from fitbreadth.optimization.landscape import lipschitz_functions
from fitbreadth.optimization.permutation import closed_fraction, log10_closed_fraction
from fitbreadth.optimization.runs import running_time
from fitbreadth.optimization.search import fitted_search


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    rough = fitted_search(lipschitz_functions(5, 4, 1))
    rotated = running_time("line-search", function=15)
    best = reference(5)

    def near(key: str, function: int) -> bool:
        ratio = running_time(key, function=function).ert / float(best.ert[function - 1, -2])
        return 1 / 2 < ratio < 2

    return [
        Evidence(
            "mean cost of the best fit to 178 smooth functions",
            Fraction(339, 178),
            Fraction(rough.best),
            "exact",
        ),
        Evidence(
            "mean cost of the worst fit to 178 smooth functions",
            Fraction(455, 178),
            Fraction(rough.worst),
            "exact",
        ),
        Evidence(
            "share of classes without a free lunch, 3 points and 2 values",
            Fraction(15, 255),
            closed_fraction(3, 2),
            "exact",
            source="igel2003",
        ),
        Evidence(
            "classes without a free lunch can be neglected: on 8 points and 2 values fewer than "
            "one in 10^70",
            True,
            log10_closed_fraction(8, 2) < -70,
            "qualitative",
            source="igel2003",
        ),
        *(
            Evidence(
                f"different winners on the 24 functions of BBOB, {dimension} dimensions, to 1e-8",
                count,
                len(winners(dimension)),
                "exact",
                source="hansen2010",
            )
            for dimension, count in ((5, 15), (20, 11))
        ),
        Evidence(
            "in 5 dimensions line searches win both of the separable ellipsoid and Rastrigin",
            True,
            {str(name) for name in best.algorithm[[1, 2], -1]} == {"LSfminbnd", "LSstep"},
            "exact",
            source="hansen2010",
        ),
        *(
            Evidence(
                f"{ours} within a factor 2 of the best published, {NAMES[function - 1]}, to 1e-7",
                True,
                near(key, function),
                "qualitative",
                source="hansen2010",
            )
            for ours, key, function in (
                ("our line search", "line-search", 3),
                ("our CMA-ES", "ipop-cma-es", 10),
                ("our CMA-ES", "ipop-cma-es", 15),
            )
        ),
        Evidence(
            "successes of our line search on the rotated Rastrigin, of 7 runs",
            0,
            rotated.successes,
            "exact",
        ),
    ]
