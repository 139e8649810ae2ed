"""Price's second term: when the mean does not rise by the variance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import distributions

from fitbreadth.markets.metcalfe import compete, gain_law
from fitbreadth.markets.price import price_rate, price_step
from fitbreadth.selection import update

X, S0 = np.array([1.8, 1.0]), np.array([0.25, 0.75])


class TestRate:
    @pytest.mark.parametrize("t", [0.0, 1.5])
    def test_drifting_world(self, t):
        # all lose 0.2 a unit of time: shares do not notice, the mean does
        h = 1e-4
        found = compete(X, s0=S0, times=[t - h, t, t + h])
        mean = found.mean - 0.2 * found.times
        now = price_rate(X - 0.2 * t, s=found.shares[1], change=[-0.2, -0.2])
        assert now.total == pytest.approx((mean[2] - mean[0]) / (2 * h), abs=1e-6)
        assert now.selection == pytest.approx(found.variance[1], abs=1e-14)
        assert now.shift == pytest.approx(-0.2, abs=1e-15)

    def test_crowding_against_an_ode_solver(self):
        from scipy.integrate import solve_ivp

        # efficiency falls with the own share: x = a - 2 s
        a, h = np.array([1.0, 1.3, 1.1]), 1e-4

        def flow(_, s):
            x = a - 2 * s
            return s * (x - s @ x)

        s0 = np.array([0.5, 0.3, 0.2])
        ends = [
            solve_ivp(flow, (0, sign * h), s0, rtol=1e-12, atol=1e-14).y[:, -1] for sign in (-1, 1)
        ]
        before, after = (s @ (a - 2 * s) for s in ends)
        now = price_rate(a - 2 * s0, s=s0, change=-2 * flow(0, s0))
        assert now.total == pytest.approx((after - before) / (2 * h), abs=1e-6)
        assert now.shift != 0

    def test_nothing_changes_by_itself_in_fishers_world(self):
        now = price_rate(X, s=S0, change=[0, 0])
        assert now.total == now.selection == pytest.approx(0.12, abs=1e-15)

    def test_refuses(self):
        with pytest.raises(ValueError, match="change must have 2 entries, got 1"):
            price_rate(X, s=S0, change=[0])
        with pytest.raises(ValueError, match=r"x must be at most 1e\+150 in size, got 1e\+200"):
            price_rate([1e200, 0], s=S0, change=[0, 0])
        with pytest.raises(ValueError, match="s must sum to 1"):
            price_rate(X, s=[1, 1], change=[0, 0])


class TestStep:
    def test_prisoners_dilemma_by_hand(self):
        # all co-operate with 3, a lone half defects: (3/2, 3) to the means of new shares 1/3, 2/3
        payoff, w = np.array([[3, 0], [5, 1]]), np.array([0.5, 0.5])
        later = payoff @ np.array([1 / 3, 2 / 3])
        step = price_step([1.5, 3], w=w, later=later)
        assert step.total == pytest.approx((1 + 2 * 7 / 3) / 3 - 2.25, abs=1e-14)
        assert step.selection == pytest.approx(0.75**2 / 2.25, abs=1e-14)
        assert step.total < 0 < step.selection

    @given(distributions(), st.data())
    def test_always_adds_up(self, w, data):
        levels = st.lists(st.floats(0.01, 5), min_size=w.size, max_size=w.size)
        W, later = np.array(data.draw(levels)), np.array(data.draw(levels))
        step = price_step(W, w=w, later=later)
        assert step.total == pytest.approx(update(w, W) @ later - w @ W, abs=1e-12)
        assert step.selection == gain_law(w, W) >= 0

    def test_constant_fitness_has_no_second_term(self):
        step = price_step([1, 3], w=[0.5, 0.5], later=[1, 3])
        assert (step.selection, step.shift, step.total) == (0.5, 0, 0.5)

    def test_refuses(self):
        with pytest.raises(ValueError, match=r"later must be .* >= 0, got -1.0 at position 1"):
            price_step([1, 3], w=[0.5, 0.5], later=[1, -1])
        with pytest.raises(ValueError, match="W must have 2 entries, got 1"):
            price_step([1], w=[0.5, 0.5], later=[1, 1])
