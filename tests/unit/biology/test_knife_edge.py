"""Two specialists and a generalist: one number decides, and its border is a knife-edge."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fitbreadth.biology.hull import coexist
from fitbreadth.biology.knife_edge import (
    SUPPLY,
    best_invader,
    compete,
    consumers,
    edge,
    invasion,
)
from fitbreadth.biology.stationary import stationary

shapes = st.floats(0.4, 3)
budgets = st.floats(0.5, 1.8)


def growth(alpha, n, who, delta):
    """Growth rate of one consumer among the others, written out."""
    levels = [sum(n_s * a[i] for n_s, a in zip(n, alpha, strict=True)) for i in range(2)]
    return sum(alpha[who][i] * SUPPLY[i] / levels[i] for i in range(2)) - delta


class TestConsumers:
    @given(shapes, budgets)
    def test_all_lie_on_their_trade_off(self, gamma, budget):
        spent = (consumers(gamma, budget=budget) ** gamma).sum(axis=1)
        np.testing.assert_allclose(spent, [1, 1, budget], rtol=1e-12)

    @pytest.mark.parametrize(
        ("gamma", "budget", "message"),
        [
            (0, 1, "gamma must be a finite number > 0, got 0"),
            (1, 0, "budget must be a finite number > 0, got 0"),
            (1, -1, "budget must be a finite number > 0, got -1"),
            (1e-4, 1, r"gamma must be large enough for \(budget/2\)"),
            (1e-4, 4, r"gamma must be large enough for \(budget/2\)"),
        ],
    )
    def test_refuses(self, gamma, budget, message):
        for function in (consumers, invasion):
            with pytest.raises(ValueError, match=message):
                function(gamma, budget=budget)


class TestCompete:
    @pytest.mark.parametrize(
        ("gamma", "end"), [(0.8, (0.5, 0.5, 0)), (1, (1 / 3, 1 / 3, 1 / 3)), (1.25, (0, 0, 1))]
    )
    def test_published_ends(self, gamma, end):
        run = compete(gamma, times=[0, 300])
        np.testing.assert_allclose(run.n[-1], end, atol=1e-3)

    @pytest.mark.parametrize(("budget", "end"), [(1.01, (0, 0, 1)), (0.99, (0.5, 0.5, 0))])
    def test_one_percent_more_decides_a_straight_trade_off(self, budget, end):
        run = compete(1, budget=budget, times=[0, 3000])
        np.testing.assert_allclose(run.n[-1], end, atol=1e-3)

    @given(shapes, budgets)
    @settings(max_examples=40, deadline=None)
    def test_total_stays(self, gamma, budget):
        run = compete(gamma, budget=budget, delta=2, times=[0, 1, 20], shares=[0.2, 0.3, 0.5])
        np.testing.assert_allclose(run.n.sum(axis=1), 0.5, rtol=1e-6)

    @pytest.mark.parametrize("shares", [(0.5, 0.1, 0.4), (0.05, 0.05, 0.9)])
    def test_on_the_edge_the_start_stays(self, shares):
        # equal specialists, and n1 n2 / n3^2 as it was: s = n3 sqrt(c), 2 s + n3 = 1
        c = shares[0] * shares[1] / shares[2] ** 2
        n3 = 1 / (1 + 2 * np.sqrt(c))
        run = compete(1, times=[0, 200], shares=shares)
        np.testing.assert_allclose(run.n[-1], [(1 - n3) / 2, (1 - n3) / 2, n3], rtol=1e-5)

    @given(shapes, budgets, st.floats(0.1, 0.9))
    @settings(max_examples=40, deadline=None)
    def test_ends_where_the_invasions_say_whatever_the_start(self, gamma, budget, generalist):
        rates = invasion(gamma, budget=budget)
        assume(max(rates.generalist, rates.specialist) > 0.02)
        half = (1 - generalist) / 2
        run = compete(gamma, budget=budget, times=[0, 1000], shares=[half, half, generalist])
        assert run.n[-1, 2] == pytest.approx(float(rates.generalist > 0), abs=1e-3)
        end = stationary(consumers(gamma, budget=budget), supply=SUPPLY)
        np.testing.assert_allclose(run.r[-1], end.r, rtol=1e-3)

    def test_the_rare_leave_at_the_rate_of_invasion(self):
        # from a rare generalist on, ln n falls by the invasion rate per unit of time
        run = compete(0.8, times=[0, 50, 100], shares=[0.4999, 0.4999, 0.0002])
        slope = np.log(run.n[2, 2] / run.n[1, 2]) / 50
        assert slope == pytest.approx(invasion(0.8).generalist, rel=1e-3)

    def test_refuses(self):
        with pytest.raises(ValueError, match="shares must sum to 1"):
            compete(1, times=[0, 1], shares=[1, 1, 1])
        with pytest.raises(ValueError, match="shares must have 3 entries, got 2"):
            compete(1, times=[0, 1], shares=[0.5, 0.5])
        with pytest.raises(ValueError, match="delta must be"):
            compete(1, times=[0, 1], delta=0)
        with pytest.raises(ValueError, match="times must increase"):
            compete(1, times=[2, 1])


class TestInvasion:
    def test_by_hand(self):
        # gamma = 1/2: x = 1/4, half of what a generalist needs, and half eaten by one at home
        assert invasion(0.5, delta=3).generalist == pytest.approx(-1.5)
        assert invasion(0.5, delta=3).specialist == pytest.approx(3)

    @given(shapes, budgets, st.floats(0.1, 10))
    def test_is_growth_among_the_residents(self, gamma, budget, delta):
        alpha = consumers(gamma, budget=budget)
        rates = invasion(gamma, budget=budget, delta=delta)
        among = growth(alpha, [0.5 / delta, 0.5 / delta, 0], 2, delta)
        assert rates.generalist == pytest.approx(among, abs=1e-9 * delta)
        among = growth(alpha, [0, 0, 1 / delta], 0, delta)
        assert rates.specialist == pytest.approx(among, abs=1e-9 * delta)

    @given(shapes, budgets)
    def test_never_both_and_never_neither(self, gamma, budget):
        rates = invasion(gamma, budget=budget)
        assert np.sign(rates.generalist) == -np.sign(rates.specialist)
        if abs(gamma - edge(budget)) > 1e-9:
            assert (rates.generalist > 0) == (gamma > edge(budget))

    @given(budgets)
    def test_edge_is_where_both_are_zero(self, budget):
        if edge(budget) > 0.05:
            rates = invasion(edge(budget), budget=budget)
            assert rates.generalist == pytest.approx(0, abs=1e-9)
        assert edge(2 * budget) == pytest.approx(edge(budget) - 1)

    def test_equal_budgets_on_a_straight_trade_off_are_the_hull(self):
        assert coexist(consumers(1), supply=SUPPLY)
        assert invasion(1).generalist == invasion(1).specialist == 0


class TestBestInvader:
    @pytest.mark.parametrize(
        ("gamma", "regime"), [(0.6, "corner"), (1, "linear"), (1.8, "interior")]
    )
    def test_no_allocation_on_the_curve_grows_faster(self, gamma, regime):
        best = best_invader(gamma)
        u = np.linspace(0, 1, 401)
        alpha = np.column_stack([u, 1 - u]) ** (1 / gamma)
        rates = [growth([[1, 0], [0, 1], a], [0.5, 0.5, 0], 2, 1) for a in alpha]
        assert best.regime == regime
        assert 2 * best.value - 1 == pytest.approx(max(rates), abs=1e-12)

    @given(st.floats(1.01, 3), budgets)
    def test_above_one_it_is_the_generalist(self, gamma, budget):
        best = best_invader(gamma, budget=budget)
        np.testing.assert_allclose(best.levels, consumers(gamma, budget=budget)[2], rtol=1e-9)
        assert 2 * best.value - 1 == pytest.approx(invasion(gamma, budget=budget).generalist)
