"""Every belief at once: Laplace's rule, behind the best belief by at most ln(n + 1)."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.markets.insurance import even_beliefs, shortfall
from fitbreadth.markets.laplace import laplace_law, laplace_rule, laplace_shortfall
from fitbreadth.selection import after_counts


def test_by_hand():
    # rain, rain, shine: 1/2 * 2/3 * 1/4 = 1/12; the best belief 2/3 keeps 4/27
    assert laplace_shortfall(2, n=3) == pytest.approx(np.log(4 / 27 * 12))
    assert laplace_rule(2, n=3) == pytest.approx(0.6)
    assert laplace_shortfall(0, n=0) == 0


@given(st.lists(st.booleans(), max_size=60))
def test_agrees_with_betting_day_by_day_in_any_order(rainy):
    wealth, rain = Fraction(1), 0
    for day, wet in enumerate(rainy):
        bet = Fraction(rain + 1, day + 2)
        assert laplace_rule(rain, n=day) == pytest.approx(float(bet), rel=1e-12)
        wealth *= bet if wet else 1 - bet
        rain += wet
    n = len(rainy)
    assert wealth == Fraction(1, (n + 1) * comb(n, rain))
    best = Fraction(rain, n) ** rain * Fraction(n - rain, n) ** (n - rain) if n else Fraction(1)
    assert laplace_shortfall(rain, n=n) == pytest.approx(np.log(float(best / wealth)), abs=1e-9)


@given(st.integers(1, 2000))
def test_worst_when_all_days_are_alike_and_least_in_the_middle(n):
    found = laplace_shortfall(np.arange(n + 1), n=n)
    assert found.max() <= np.log(n + 1)
    np.testing.assert_allclose(found[[0, -1]], np.log(n + 1), rtol=1e-12)
    assert found.argmin() in (n // 2, (n + 1) // 2)
    np.testing.assert_allclose(found, found[::-1], atol=1e-8)


def test_published_case():
    # 3.258 of 6.909 nats: some 620 rainy days in 1000
    assert laplace_shortfall(620, n=1000) == pytest.approx(3.258, abs=5e-4)
    assert laplace_shortfall(1000, n=1000) == pytest.approx(6.909, abs=5e-4)


def test_half_of_ln_n_in_the_limit():
    for n in (1000, 10_000, 100_000):
        for p in (0.5, 0.7, 0.9):
            found = float(laplace_shortfall(round(p * n), n=n))
            # Stirling's next terms: (13 - 1/(p(1-p)))/(12 n), at most 1.9/n here
            assert found == pytest.approx(laplace_law(n, p=p), abs=2 / n)


def test_limit_of_many_specialists():
    N, seen = 20_000, np.array([[62, 38], [0, 100], [50, 50]])
    beliefs = even_beliefs(N)
    all_of_them = shortfall(after_counts(np.full(N, 1 / N), beliefs.T, counts=seen))
    # the best of so many is the best of all beliefs, up to half a step of 1/N
    np.testing.assert_allclose(all_of_them, laplace_shortfall(seen[:, 0], n=100), atol=100 / N)


@pytest.mark.parametrize("function", [laplace_rule, laplace_shortfall])
def test_refuses(function):
    for k in (-1, 4, [], 0.5, [0, 9]):
        with pytest.raises(ValueError, match="k must be whole numbers from 0 to n = 3, got"):
            function(k, n=3)
    with pytest.raises(TypeError, match="k must be an array of finite numbers, got 'two'"):
        function("two", n=3)
    with pytest.raises(ValueError, match=r"k must be .* rows of different lengths"):
        function([[1], [1, 2]], n=3)
    with pytest.raises(ValueError, match="n must be an integer in"):
        function(0, n=-1)


def test_law_refuses():
    with pytest.raises(ValueError, match="p must be a finite number > 0 and < 1, got 1"):
        laplace_law(10, p=1)
    for n in (0, 10**400):
        with pytest.raises(ValueError, match=r"n must be an integer in \[1, 10"):
            laplace_law(n, p=0.5)
    assert laplace_law(1, p=1e-320) == pytest.approx((320 * np.log(10) - np.log(2 * np.pi)) / 2)
