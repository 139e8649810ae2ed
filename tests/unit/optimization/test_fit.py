from itertools import permutations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from fitbreadth.optimization.fit import profile, ranking
from fitbreadth.optimization.tilt import tilt

amounts = st.floats(-100, 100)
sizes = st.tuples(st.integers(1, 5), st.integers(1, 6))


def draw_world(data: st.DataObject) -> tuple[Any, Any]:
    shape = data.draw(sizes)
    costs = data.draw(arrays(float, shape, elements=amounts))
    raw = data.draw(arrays(float, shape[1], elements=st.floats(0.01, 10)))
    return costs, raw / raw.sum()


def scans(F: list[tuple[int, ...]]) -> np.ndarray:
    """Cost of every fixed order on every function: evaluations until the first maximum."""
    orders = list(permutations(range(len(F[0]))))
    return np.array([[1 + [f[x] for x in o].index(max(f)) for f in F] for o in orders])


# a number worked by hand


def test_profile_by_hand() -> None:
    # p/u = (3/2, 1/2); first row: ((1-2)(1/2) + (3-2)(-1/2))/2 = -1/2
    world = profile([[1, 3], [5, 1]], [0.75, 0.25])
    assert world.uniform.tolist() == [2, 3]
    assert world.expected.tolist() == [1.5, 4]
    assert world.covariance.tolist() == [-0.5, 1]
    assert world.bound.tolist() == [0.5, 1]


def test_ranking_by_hand() -> None:
    assert ranking([[4], [2], [2], [3]], [1]).tolist() == [4, 1, 1, 3]


def test_rounding_does_not_break_a_tie() -> None:
    assert 0.1 + 0.2 > 0.3
    assert ranking([[0.1 + 0.2], [0.3], [0.1 + 0.2]], [1]).tolist() == [1, 1, 1]
    assert ranking([[0.3 + 1e-9], [0.3], [0.1 + 0.2]], [1]).tolist() == [3, 1, 1]


# the no-free-lunch theorem, and its failure


def test_on_a_closed_class_uniform_means_tie_and_fit_decides_the_rest() -> None:
    F = list(product(range(3), repeat=3))
    costs = scans(F)
    uniform = np.full(len(F), 1 / len(F))
    assert ranking(costs, uniform).tolist() == [1] * 6
    ends_high = np.array([f[-1] for f in F], dtype=float)
    world = profile(costs, tilt(uniform, ends_high, 2))
    assert np.ptp(world.uniform) < 1e-12
    orders = list(permutations(range(3)))
    fitting = {orders[i] for i in np.flatnonzero(ranking(costs, tilt(uniform, ends_high, 2)) == 1)}
    assert fitting == {(2, 0, 1), (2, 1, 0)}


def test_on_a_class_that_is_not_closed_even_uniform_means_differ() -> None:
    costs = scans([(0, 0, 1), (0, 1, 2), (1, 0, 2)])
    assert np.ptp(profile(costs, [1 / 3] * 3).uniform) > 1


# invariants


@settings(deadline=None)
@given(data=st.data())
def test_the_advantage_is_the_covariance(data: st.DataObject) -> None:
    costs, p = draw_world(data)
    world = profile(costs, p)
    assert world.expected - world.uniform == pytest.approx(world.covariance, abs=1e-9)
    assert np.all(np.abs(world.covariance) <= world.bound + 1e-9)
    # the same covariance, by NumPy's own estimator
    ratio = p * p.size
    for row, covariance in zip(costs, world.covariance, strict=True):
        reference = np.cov(row, ratio, ddof=0)[0, 1] if p.size > 1 else 0.0
        assert covariance == pytest.approx(reference, abs=1e-9)


# bad input


@pytest.mark.parametrize(
    ("costs", "p", "error", "match"),
    [
        ([["a"]], [1], TypeError, "costs must be an"),
        ([1, 2], [1], ValueError, r"costs must be an .* got shape \(2,\)"),
        (np.zeros((2, 0)), [1], ValueError, "costs must be an"),
        ([[1, np.inf]], [0.5, 0.5], ValueError, r"got inf at \(0, 1\)"),
        ([[1, 2]], [1], ValueError, "p must have 2 entries, got 1"),
        ([[1, 2]], [0.5, 0.6], ValueError, "p must sum to 1"),
    ],
)
def test_refuses_bad_costs_and_worlds(costs: Any, p: Any, error: type, match: str) -> None:
    for function in (profile, ranking):
        with pytest.raises(error, match=match):
            function(costs, p)
