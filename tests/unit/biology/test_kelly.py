"""Cohen's seeds are Kelly's stakes, and the shared theorem at kappa = 0."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fitbreadth.allocation import misfit, optimum
from fitbreadth.biology.bet_hedging import growth, optimal_fraction
from fitbreadth.biology.kelly import kelly, shares

chances = st.floats(0, 1)
inner = st.floats(0.02, 0.98)
harvests = st.floats(0.1, 50)
survivals = st.floats(0.05, 1)


@given(chances, harvests, survivals)
def test_the_best_fraction_is_kellys_bet(p, Y, V):
    assume(Y > V * (1 + 1e-6))  # odds must be positive
    bet = kelly(p, b=(Y - V) / V)
    assert optimal_fraction(p, Y=Y, V=V) == pytest.approx(bet, abs=1e-8)


class TestAsAllocation:
    """The seed bank is the shared theorem at kappa = 0, exactly."""

    @given(inner, inner, harvests, survivals)
    def test_shortfall_is_the_misfit(self, g, p, Y, V):
        assume(0.99 * p * Y > V)
        best = optimal_fraction(p, Y=Y, V=V)
        at_best, at_g = growth([best, g], p=p, Y=Y, V=V)
        cost = misfit([p, 1 - p], shares([g], Y=Y, V=V)[:, 0], rho=0, gamma=1)
        assert at_best - at_g == pytest.approx(cost, abs=1e-9)

    def test_best_shares_are_the_chances(self):
        s = shares([optimal_fraction(0.6, Y=5, V=0.8)], Y=5, V=0.8)[:, 0]
        np.testing.assert_allclose(s, optimum([0.6, 0.4], rho=0, gamma=1).shares, atol=1e-12)

    @given(st.floats(0, 1), survivals, st.floats(1.01, 50))
    def test_shares_are_shares(self, g, V, Y):
        s = shares([g], Y=Y, V=V)
        assert s.sum() == pytest.approx(1)
        assert np.all(s >= 0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: kelly(0.5, b=0), "b must be .* > 0, got 0"),
        (lambda: shares([0.5], Y=0.8, V=0.8), "Y must be .* > 0.8, got 0.8"),
    ],
)
def test_refuses(call, message):
    with pytest.raises(ValueError, match=message):
        call()
