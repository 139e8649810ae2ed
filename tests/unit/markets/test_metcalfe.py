"""Metcalfe's market: the mean rises by the variance, as long as nothing else changes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import distributions

from fitbreadth.markets.metcalfe import compete, gain, gain_law
from fitbreadth.selection import trajectory


@st.composite
def industries(draw, low=-3.0):
    s0 = draw(distributions())
    levels = st.floats(low, 3)
    return s0, np.array(draw(st.lists(levels, min_size=s0.size, max_size=s0.size)))


class TestCompete:
    def test_logistic_by_hand(self):
        # two firms: the better one's share is the logistic curve
        times = np.array([-2.0, 0, 1, 3])
        found = compete([1.5, 1], s0=[0.5, 0.5], times=times).shares[:, 0]
        np.testing.assert_allclose(found, 1 / (1 + np.exp(-0.5 * times)), rtol=1e-12)

    def test_mean_rises_by_the_variance(self):
        # M8: 0.12, from a quarter of the market at 1.8 and the rest at 1
        h = 1e-4
        found = compete([1.8, 1], s0=[0.25, 0.75], times=[-h, 0, h])
        slope = (found.mean[2] - found.mean[0]) / (2 * h)
        assert found.variance[1] == pytest.approx(0.12, abs=1e-15)
        assert slope == pytest.approx(0.12, abs=1e-6)

    @given(industries(), st.floats(-2, 2))
    def test_slope_of_the_mean_is_the_variance_at_every_time(self, industry, t):
        s0, x = industry
        h = 1e-4
        found = compete(x, s0=s0, times=[t - h, t, t + h])
        slope = (found.mean[2] - found.mean[0]) / (2 * h)
        # the error of a central difference: h^2/6 times the third cumulant's rate
        assert slope == pytest.approx(found.variance[1], abs=1e-5)
        assert found.variance[1] >= 0

    @given(industries())
    def test_log_ratios_are_linear(self, industry):
        s0, x = industry
        log_shares = compete(x, s0=s0, times=[0, 1, 7]).log_shares
        ratio = log_shares - log_shares[:, :1]
        steps = np.outer([1, 7], x - x[0])
        np.testing.assert_allclose(ratio[1:] - ratio[0], steps, atol=1e-10)

    @given(industries())
    def test_is_the_update_with_the_exponential_of_efficiency(self, industry):
        s0, x = industry
        path = trajectory(s0, np.tile(np.exp(x / 10), (30, 1)))
        found = compete(x, s0=s0, times=np.arange(31) / 10)
        np.testing.assert_allclose(found.log_shares, path, atol=1e-10)

    def test_agrees_with_an_ode_solver(self):
        from scipy.integrate import solve_ivp

        s0, x = np.array([0.6, 0.3, 0.1]), np.array([0, 0.5, 0.8])
        solved = solve_ivp(
            lambda _, s: s * (x - s @ x), (0, 10), s0, t_eval=[2, 5, 10], rtol=1e-10, atol=1e-13
        )
        np.testing.assert_allclose(
            compete(x, s0=s0, times=[2, 5, 10]).shares, solved.y.T, rtol=1e-7
        )

    def test_far_future_and_absent_firms(self):
        found = compete([1, 2, 9], s0=[0.5, 0.5, 0], times=[0, 1e6])
        assert found.shares[1].tolist() == [0, 1, 0]
        assert found.log_shares[1, 0] == pytest.approx(-1e6)
        assert found.mean[1] == 2
        assert found.variance[1] == 0

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            ({"x": [1]}, "x must have 2 entries, got 1"),
            ({"x": [1, np.nan]}, "x must be .* got nan at position 1"),
            ({"s0": [0.5, 0.6]}, "s0 must sum to 1"),
            ({"times": []}, r"times must be .* got shape \(0,\)"),
            ({"x": [1e140, -1e140], "times": [-1e200]}, "times must be small enough"),
            ({"x": [1e140, -1e140], "times": [1e200]}, "times must be small enough"),
            ({"x": [1, -1e200]}, r"x must be at most 1e\+150 in size, got -1e\+200"),
        ],
    )
    def test_refuses(self, changed, message):
        setting = {"x": [1, 2], "s0": [0.5, 0.5], "times": [0]} | changed
        with pytest.raises(ValueError, match=message):
            compete(setting.pop("x"), **setting)


class TestGain:
    def test_by_hand(self):
        # (1/2, 1/2) at 1 and 3 becomes (1/4, 3/4): from 2 to 2.5
        assert gain([0.5, 0.5], [1, 3]) == pytest.approx(0.5, abs=1e-15)

    @given(industries(low=0.01))
    def test_is_the_variance_over_the_mean(self, industry):
        w, W = industry
        assert gain(w, W) == pytest.approx(gain_law(w, W), abs=1e-12)

    @given(industries(), st.floats(1e-4, 1e-3))
    def test_small_steps_are_continuous(self, industry, h):
        # W = exp(x h): the mean of W rises by Var(x) h^2 to leading order
        w, x = industry
        now = compete(x, s0=w, times=[0]).variance[0]
        assert gain(w, np.exp(x * h)) / h**2 == pytest.approx(now, abs=100 * h)

    def test_refuses(self):
        for function in (gain, gain_law):
            with pytest.raises(ValueError, match=r"W must leave some unit .* got a mean of 0"):
                function([1, 0], [0, 1])
            with pytest.raises(ValueError, match=r"W must be .* >= 0, got -1.0 at position 0"):
                function([0.5, 0.5], [-1, 1])
            with pytest.raises(ValueError, match=r"W must be at most 1e\+150 in size"):
                function([0.5, 0.5], [1e200, 1])
