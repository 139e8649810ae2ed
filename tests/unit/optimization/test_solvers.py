import numpy as np
import pytest

from fitbreadth.optimization.benchmark import TARGETS
from fitbreadth.optimization.solvers import Run, solve


def sphere(x):
    return float(x @ x) + 3


def test_meter_counts_and_stops():
    seen = []

    def halving(x):
        seen.append(8.0 / 2 ** len(seen))
        return seen[-1]

    # values 8, 4, 2, 1, ...: precision 10 at once, 1 at the fourth, 0.1 at the eighth
    made = solve("random", objective=halving, optimum=0, dimension=2, budget=9, seed=1)
    assert made == Run(hits=(1, 4, 8), evaluations=9)
    assert len(seen) == 9


@pytest.mark.parametrize("algorithm", ["bfgs", "nelder-mead", "line-search"])
def test_optimizers_solve_the_sphere_and_repeat(algorithm):
    pytest.importorskip("scipy")
    first, second = (
        solve(algorithm, objective=sphere, optimum=3, dimension=3, budget=9_999, seed=5)
        for _ in range(2)
    )
    assert first == second
    assert len(first.hits) == len(TARGETS)
    assert first.evaluations == first.hits[-1] < 9_999


@pytest.mark.parametrize(
    ("changed", "error", "match"),
    [
        ({"algorithm": "adam"}, ValueError, "algorithm must be one of bfgs"),
        ({"objective": 3}, TypeError, "objective must be a function"),
        ({"optimum": np.nan}, ValueError, "optimum must be a finite number"),
        ({"dimension": 1}, ValueError, "dimension must be an integer >= 2"),
        ({"budget": 0}, ValueError, "budget must be an integer >= 1"),
        ({"seed": -1}, ValueError, "seed must be an integer >= 0"),
    ],
)
def test_solve_refuses(changed, error, match):
    good = {"algorithm": "random", "objective": sphere, "optimum": 3, "dimension": 2}
    with pytest.raises(error, match=match):
        solve(**(good | {"budget": 9, "seed": 1} | changed))
