"""Death rates and lives refuse what cannot be; their theory is tested with the restaurants."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.biology.grain import Payoffs
from fitbreadth.markets.hazards import death_rate
from fitbreadth.markets.mortality import Business, survival
from fitbreadth.markets.mortality_runs import live

HARD = Payoffs(a=1, b=5e-324, g=0.5)
"""A bad spell leaves next to nothing: less than a float holds, once averaged."""


@given(st.floats(0, 1), st.integers(1, 40))
def test_a_constant_rate_is_found(rate, years):
    assert float(death_rate((1 - rate) ** np.arange(years + 1))) == pytest.approx(rate, abs=1e-12)


@pytest.mark.parametrize(
    ("alive", "error", "message"),
    [
        ([1, np.nan], ValueError, "alive must be an array of finite numbers >= 0, got nan"),
        ([1, -2], ValueError, "alive must be an array of finite numbers >= 0, got -2"),
        ([1, 2], ValueError, r"alive must never rise from a year to the next, got \[1, 2\]"),
        ([[3, 2], [3]], ValueError, "alive must be .*, got rows of different lengths"),
        ("x", TypeError, "alive must be an array of finite numbers"),
    ],
)
def test_death_rate_refuses(alive, error, message):
    with pytest.raises(error, match=message):
        death_rate(alive)


def test_shares_that_stand_still_may_rise_by_rounding():
    assert float(death_rate([1.0, 1 + 1e-15])) == pytest.approx(0, abs=1e-12)


def test_lives_share_the_death_rate():
    lives = live(Payoffs(a=1, b=0.2, g=0.6), spells=2, years=8, cities=5, organisations=7, seed=1)
    np.testing.assert_array_equal(lives.death_rates, death_rate(lives.alive.sum(axis=1)))


def test_nobody_outlives_years_without_earnings():
    ruined = Payoffs(a=1, b=5e-324, g=0.5, p=0)
    assert survival(ruined, spells=1, years=3)[0].tolist() == [1, 0, 0, 0]
    lives = live(ruined, spells=1, years=3, cities=2, organisations=3, seed=1)
    assert not lives.alive[0, :, 1:].any()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: survival(HARD, spells=1, years=10**6), "years must be an integer in"),
        (lambda: Business(break_even=1e-320), "break_even must be a finite number in"),
        (
            lambda: live(HARD, spells=1, years=1, cities=10**5, organisations=10**5, seed=1),
            "cities times the sum of organisations and years must be at most 10000000",
        ),
    ],
)
def test_refuses_what_would_not_end(call, message):
    with pytest.raises(ValueError, match=message):
        call()
