from collections import Counter
from fractions import Fraction
from itertools import pairwise, permutations, product
from math import log10

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.optimization.census import all_algorithms, count_algorithms
from fitbreadth.optimization.closure import is_permutation_closed
from fitbreadth.optimization.permutation import (
    closed_fraction,
    count_closed,
    log10_closed_fraction,
    sharpened_nfl,
)
from fitbreadth.optimization.problems import functions


@pytest.mark.parametrize(
    ("n", "K", "closed", "sets"),
    [(2, 2, 7, 15), (3, 2, 15, 255), (2, 3, 63, 511), (4, 2, 31, 65535), (2, 4, 1023, 65535)],
)
def test_equal_on_exactly_the_closed_sets(n, K, closed, sets):
    seen = sharpened_nfl(n, K)
    assert seen.algorithms == count_algorithms(n, K)
    assert len(seen.sets) == sets
    assert (seen.equal == seen.closed).all()
    assert seen.closed.sum() == closed == count_closed(n, K)
    assert closed_fraction(n, K) == Fraction(closed, sets)


@pytest.mark.parametrize(("n", "K"), [(2, 2), (3, 2)])
def test_both_sides_agree_with_a_plain_enumeration(n, K):
    F = list(product(range(K), repeat=n))
    algorithms = list(all_algorithms(n, K))

    def trace(algorithm, f):
        node, values = 0, []
        for _ in range(n):
            values.append(f[algorithm.next_x[node]])
            node = K * node + 1 + values[-1]
        return tuple(values)

    seen = sharpened_nfl(n, K)
    for mask, equal, closed in zip(seen.sets.tolist(), seen.equal, seen.closed, strict=True):
        members = [f for j, f in enumerate(F) if mask >> j & 1]
        multisets = {frozenset(Counter(trace(a, f) for f in members).items()) for a in algorithms}
        assert equal == (len(multisets) == 1)
        assert closed == all(order in members for f in members for order in permutations(f))


@given(st.integers(1, 2**9 - 1))
def test_closed_sets_are_those_the_closure_says(mask):
    seen = sharpened_nfl(2, 3)
    members = [j for j in range(9) if mask >> j & 1]
    assert seen.closed[mask - 1] == is_permutation_closed(functions(members, 2, 3))


@pytest.mark.parametrize(
    ("n", "K", "published"),
    [(3, 2, 0.0588), (4, 2, 4.73e-4), (5, 2, 1.47e-8), (3, 3, 7.6e-6), (8, 2, 4.4e-75)],
)
def test_closed_fractions_as_published(n, K, published):
    # the figures are given to two or three digits
    assert float(closed_fraction(n, K)) == pytest.approx(published, rel=5e-3)


@given(st.integers(1, 8), st.integers(2, 3))
def test_logarithm_agrees_with_the_fraction(n, K):
    exact = closed_fraction(n, K)
    expected = log10(exact.numerator) - log10(exact.denominator)
    assert log10_closed_fraction(n, K) == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_one_point_makes_every_set_closed():
    assert closed_fraction(1, 5) == 1
    assert log10_closed_fraction(1, 5) == 0


def test_the_fraction_vanishes_doubly_exponentially():
    values = [log10_closed_fraction(n, 2) for n in range(2, 40)]
    assert all(b < a for a, b in pairwise(values))
    # the leading term: 2^n sets of log10(2) digits each
    assert values[-1] == pytest.approx(-(2**39) * log10(2), rel=1e-9)


def test_too_much_is_refused_with_its_cost():
    with pytest.raises(ValueError, match="134217727 sets times 24 algorithms, above limit"):
        sharpened_nfl(3, 3)
    with pytest.raises(ValueError, match=r"2\^6 functions"):
        sharpened_nfl(6, 2)
    with pytest.raises(ValueError, match=r"2\^40 functions"):
        closed_fraction(40, 2)
    with pytest.raises(ValueError, match="binary digits"):
        count_closed(40, 40)
    with pytest.raises(ValueError, match="logarithm itself exceeds"):
        log10_closed_fraction(1000, 10)


def test_bad_arguments_are_refused():
    with pytest.raises(ValueError, match="K must be an integer >= 2, got 1"):
        sharpened_nfl(3, 1)
    with pytest.raises(TypeError, match="n must be an integer"):
        count_closed(2.0, 2)
    with pytest.raises(ValueError, match="n must be an integer >= 1, got 0"):
        log10_closed_fraction(0, 2)
