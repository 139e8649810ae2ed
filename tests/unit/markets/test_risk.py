"""Appetite for risk: an equal split, Kelly's bets, all on the favourite."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import distributions, pairs

from fitbreadth.allocation import escort, misfit_law
from fitbreadth.divergence import breadth
from fitbreadth.markets.risk import certain_factor, power_bets

HORSES = np.array([1 / 2, 1 / 4, 1 / 8, 1 / 8])
appetites = st.floats(-20, 0.95)


def test_by_hand():
    # squares of 4, 2, 1, 1 at one half; cube roots of 8 and 1 at -2
    np.testing.assert_allclose(power_bets(HORSES, rho=0.5), np.array([16, 4, 1, 1]) / 22)
    np.testing.assert_allclose(power_bets([8 / 9, 1 / 9], rho=-2), [2 / 3, 1 / 3])


@given(distributions(), appetites, st.floats(0.1, 100))
def test_equal_odds_give_the_escort_distribution_whatever_their_size(p, rho, odds):
    np.testing.assert_allclose(power_bets(p, rho=rho, odds=odds), escort(p, rho), atol=1e-12)


@given(pairs(), st.floats(-5, 0.9), st.integers(0, 2**32 - 1))
def test_no_other_bets_please_the_bettor_more(pair, rho, seed):
    p, other = pair
    odds = np.random.default_rng(seed).uniform(0.5, 10, p.size)
    best = power_bets(p, rho=rho, odds=odds)
    top = certain_factor(p, bets=best, odds=odds, rho=rho)
    assert top >= certain_factor(p, bets=other, odds=odds, rho=rho) * (1 - 1e-9)
    # nor anything close by
    near = 0.999 * best + 0.001 * other
    assert top >= certain_factor(p, bets=near, odds=odds, rho=rho) * (1 - 1e-9)


@given(pairs(), st.floats(-5, 0.9))
def test_misfit_is_the_certain_factor_forgone(pair, rho):
    p, other = pair
    best = certain_factor(p, bets=power_bets(p, rho=rho), odds=3, rho=rho)
    loss = np.log(best / certain_factor(p, bets=other, odds=3, rho=rho))
    assert loss == pytest.approx(misfit_law(p, other, rho, 1), abs=1e-8)


def test_limits():
    odds = [1.5, 3, 6, 6]
    np.testing.assert_allclose(power_bets(HORSES, rho=0, odds=odds), HORSES)
    np.testing.assert_allclose(power_bets(HORSES, rho=-np.inf), 1 / 4)
    # the same return whoever wins
    level = power_bets(HORSES, rho=-np.inf, odds=odds) * odds
    np.testing.assert_allclose(level, level[0])
    np.testing.assert_allclose(power_bets(HORSES, rho=-1e9, odds=odds) * odds, level, rtol=1e-7)
    # the mean counts alone: p o is .75, .75, .75, .75 but for a longer third
    long = [1.5, 3, 6.1, 6]
    for rho in (1, 1.001):
        np.testing.assert_array_equal(power_bets(HORSES, rho=rho, odds=long), [0, 0, 1, 0])
    np.testing.assert_array_equal(power_bets(HORSES, rho=1, odds=odds), [0.25] * 4)
    np.testing.assert_array_equal(power_bets(HORSES, rho=np.inf, odds=[1, 9, 2, 2]), [0, 1, 0, 0])
    np.testing.assert_allclose(
        power_bets(HORSES, rho=1 - 1e-4, odds=long), [0, 0, 1, 0], atol=1e-12
    )


def test_a_boundless_appetite_has_no_overflow():
    odds = [1e-300, 2, 1e300, 1e300]
    np.testing.assert_array_equal(power_bets(HORSES, rho=1e308, odds=odds), [0, 0, 1, 0])


def test_a_horse_that_cannot_win_gets_nothing():
    for rho in (-np.inf, -3, 0, 0.5, 1, 2, 1e308, np.inf):
        assert power_bets([0.5, 0.5, 0], rho=rho, odds=[2, 3, 100])[2] == 0


@given(distributions(), appetites, appetites)
def test_more_appetite_means_less_breadth(p, one, other):
    low, high = sorted((one, other))
    narrow, broad = (breadth(power_bets(p, rho=rho)) for rho in (high, low))
    assert narrow <= broad + 1e-9


def test_certain_factors_by_hand():
    assert certain_factor(HORSES, bets=[1, 0, 0, 0], odds=4, rho=1) == pytest.approx(2)
    assert certain_factor(HORSES, bets=[1, 0, 0, 0], odds=4, rho=0) == 0
    assert certain_factor(HORSES, bets=HORSES, odds=4, rho=0) == pytest.approx(2**0.25)
    assert certain_factor(HORSES, bets=[0.25] * 4, odds=4, rho=-np.inf) == pytest.approx(1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"rho": np.nan}, "rho must be a real number or infinite, got nan"),
        ({"rho": 0, "odds": -1}, "odds must be a finite number > 0, got -1"),
        ({"rho": 0, "odds": [1, 2]}, "odds must have 4 entries"),
        ({"rho": 0, "p": [0.5, 0.6]}, "p must sum to 1"),
    ],
)
def test_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        power_bets(**{"p": HORSES} | arguments)


def test_certain_factor_refuses():
    with pytest.raises(ValueError, match="bets must have 4 entries"):
        certain_factor(HORSES, bets=[1], odds=4, rho=0)
