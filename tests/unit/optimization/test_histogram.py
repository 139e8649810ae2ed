from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.optimization.exhaustive import trace_counts
from fitbreadth.optimization.histogram import (
    best_so_far,
    best_so_far_law,
    histogram_fractions,
    histogram_law,
)
from fitbreadth.optimization.searches import flee, hill_climb, scan


@pytest.mark.parametrize("algorithm", [hill_climb(5, 3), flee(5, 3), scan(6, 2)])
def test_histogram_law_is_exact(algorithm):
    for m in range(1, algorithm.n + 1):
        measured = histogram_fractions(trace_counts(algorithm, m))
        assert measured == {c: histogram_law(c) for c in measured}
        assert sum(measured.values()) == 1


def test_histogram_law_by_hand():
    # three dice with two faces: 3 of 8 show one 0
    assert histogram_law((1, 2)) == Fraction(3, 8)


def test_best_so_far_law_is_exact_for_an_adaptive_algorithm():
    published = [Fraction(*r) for r in ((1, 1), (13, 9), (5, 3), (145, 81), (151, 81))]
    for m, value in enumerate(published, start=1):
        assert best_so_far(trace_counts(hill_climb(5, 3), m)) == value == best_so_far_law(m, 3)


@given(st.integers(1, 60), st.integers(2, 6))
def test_best_so_far_law_rises_to_the_maximum(m, K):
    assert best_so_far_law(m, K) < best_so_far_law(m + 1, K) < K - 1
    assert best_so_far_law(m, K) > K - 1 - (K - 1) * (1 - 1 / K) ** m - 1e-12


def test_bad_arguments_are_refused():
    with pytest.raises(ValueError, match=r"c\[1\] must be an integer >= 0, got -1"):
        histogram_law((1, -1))
    with pytest.raises(ValueError, match="m must be an integer >= 1"):
        best_so_far_law(0, 3)
