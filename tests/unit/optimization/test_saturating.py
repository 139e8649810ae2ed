"""Saturating returns: water-filling is exact, and breadth grows like sqrt(B)."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from fitbreadth.optimization.saturating import breadth_law, geometric_tasks, water_filling

weights_lists = st.lists(st.floats(0.01, 10), min_size=1, max_size=8)


budgets = st.floats(0.01, 100)


def saturating(m, tau=1.0):
    return 1 - np.exp(-np.asarray(m) / tau)


def splits(budget, tasks):
    """Every way to give whole units of the budget to the tasks."""
    return [m for m in product(range(budget + 1), repeat=tasks) if sum(m) == budget]


class TestWaterFilling:
    def test_by_hand(self):
        # both served: m1 - m2 = ln 2, m1 + m2 = 1
        best = water_filling([1, 0.5], budget=1)
        np.testing.assert_allclose(best.effort, [(1 + np.log(2)) / 2, (1 - np.log(2)) / 2])
        assert best.price == pytest.approx(np.exp(-(1 + np.log(2)) / 2))
        assert best.total == pytest.approx(1.5 - 2 * best.price)

    @pytest.mark.parametrize("tau", [0.5, 1, 3])
    @pytest.mark.parametrize("budget", [0.3, 2, 20])
    def test_agrees_with_a_general_optimiser(self, budget, tau):
        w = np.array([0.3, 1, 0.05, 0.6, 0.6])
        found = minimize(
            lambda m: -(w @ saturating(m, tau)),
            np.full(5, budget / 5),
            jac=lambda m: -w * np.exp(-m / tau) / tau,
            bounds=[(0, None)] * 5,
            constraints={"type": "eq", "fun": lambda m: m.sum() - budget},
            method="SLSQP",
            options={"ftol": 1e-14, "maxiter": 500},
        )
        best = water_filling(w, budget=budget, tau=tau)
        assert best.total == pytest.approx(-found.fun, abs=1e-8)
        np.testing.assert_allclose(best.effort, found.x, atol=1e-3 * budget)

    def test_no_split_in_whole_units_beats_it_and_the_best_is_near(self):
        w, budget = np.array([1, 0.7, 0.2]), 30
        best = water_filling(w, budget=budget, tau=8)
        values = [w @ saturating(m, 8) for m in splits(budget, 3)]
        assert max(values) <= best.total
        assert max(values) == pytest.approx(best.total, rel=1e-3)

    @given(weights_lists, budgets, st.floats(0.5, 10))
    def test_optimality_conditions(self, weights, budget, tau):
        w = np.array(weights)
        best = water_filling(w, budget=budget, tau=tau)
        assert best.effort.sum() == pytest.approx(budget)
        marginal = w * np.exp(-best.effort / tau) / tau
        served = best.effort > 0
        np.testing.assert_allclose(marginal[served], best.price, rtol=1e-9)
        assert np.all(marginal[~served] <= best.price * (1 + 1e-9))
        assert best.total == pytest.approx(w @ saturating(best.effort, tau), rel=1e-9)

    @given(weights_lists, budgets, st.randoms())
    def test_order_and_scale_of_the_weights_do_not_matter(self, weights, budget, shuffler):
        order = list(range(len(weights)))
        shuffler.shuffle(order)
        w = np.array(weights)
        effort = water_filling(w, budget=budget).effort
        shuffled = water_filling(3 * w[order], budget=budget).effort
        np.testing.assert_allclose(shuffled, effort[order], atol=1e-9)

    def test_price_is_the_worth_of_a_little_more(self):
        w, step = [1, 0.8, 0.3], 1e-6
        low, high = (water_filling(w, budget=2 + d, tau=2) for d in (-step, step))
        slope = (high.total - low.total) / (2 * step)
        assert water_filling(w, budget=2, tau=2).price == pytest.approx(slope, rel=1e-8)

    def test_a_minute_budget_goes_to_the_best_task(self):
        best = water_filling([1e-300, 2e-300], budget=1e-18)
        np.testing.assert_allclose(best.effort, [0, 1e-18], atol=1e-15)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"weights": [1, 0]}, "weights must be .* > 0, got 0.0 at position 1"),
            ({"weights": []}, "weights must be"),
            ({"budget": 0}, "budget must be a finite number > 0, got 0"),
            ({"tau": -1}, "tau must be a finite number > 0, got -1"),
        ],
    )
    def test_refuses(self, arguments, message):
        call = {"weights": [1, 2], "budget": 1, **arguments}
        with pytest.raises(ValueError, match=message):
            water_filling(call.pop("weights"), **call)


class TestGeometricTasks:
    @pytest.mark.parametrize(
        ("budget", "served", "law"),
        [(1, 3, 2.99), (4, 6, 5.99), (16, 12, 11.98), (64, 24, 23.95), (256, 48, 47.90)],
    )
    def test_breadth_table(self, budget, served, law):
        # the reference numbers of the finite-budget model, q = 0.8, tau = 1
        assert geometric_tasks(budget, q=0.8).served == served
        assert breadth_law(budget, q=0.8) == pytest.approx(law, abs=0.006)

    @given(st.floats(0.01, 1000), st.floats(0.05, 0.99), st.floats(0.1, 10))
    def test_breadth_is_the_triangular_law(self, budget, q, tau):
        k, square = (
            geometric_tasks(budget, q=q, tau=tau).served,
            breadth_law(budget, q=q, tau=tau) ** 2,
        )
        assert k * (k - 1) <= square * (1 + 1e-9)
        assert k * (k + 1) >= square * (1 - 1e-9)

    @given(st.floats(0.01, 200), st.floats(0.1, 0.9), st.floats(0.1, 10))
    def test_a_longer_finite_list_gives_the_same(self, budget, q, tau):
        endless = geometric_tasks(budget, q=q, tau=tau)
        listed = water_filling(q ** np.arange(endless.served + 5), budget=budget, tau=tau)
        # a task on the verge may be listed at a rounding error of effort
        padded = np.append(endless.effort, np.zeros(5))
        np.testing.assert_allclose(padded, listed.effort, atol=1e-9 * max(budget, tau))
        assert endless.total == pytest.approx(listed.total, rel=1e-9)

    def test_total_in_closed_form(self):
        best, q = geometric_tasks(16, q=0.8, tau=2), 0.8
        k = best.served
        law = (1 - q**k) / (1 - q) - k * best.price * 2
        assert best.total == pytest.approx(law, rel=1e-12)

    def test_four_times_the_budget_is_twice_the_breadth(self):
        served = [geometric_tasks(4.0**n, q=0.9).served for n in range(2, 9)]
        np.testing.assert_allclose(np.divide(served[1:], served[:-1]), 2, rtol=0.06)

    def test_levels_fall_along_the_list_and_end(self):
        best = geometric_tasks(16, q=0.8)
        levels = [best.level_of(task) for task in range(20)]
        assert np.all(np.diff(levels[: best.served]) < 0)
        assert min(levels[: best.served]) > 0
        assert levels[best.served :] == [0] * (20 - best.served)
        np.testing.assert_allclose(best.level, saturating(best.effort), rtol=1e-12)

    def test_weights_far_below_the_smallest_float(self):
        best = geometric_tasks(1e6, q=0.3)
        assert best.served == pytest.approx(breadth_law(1e6, q=0.3), abs=1)
        assert 0.3**best.served == 0
        assert best.total == pytest.approx(1 / 0.7)
        assert np.all(best.effort > 0)

    def test_refuses_with_the_cost(self):
        with pytest.raises(ValueError, match=r"would serve about 4.47e\+09 tasks \(3.6e\+10 bytes"):
            geometric_tasks(1e13, q=1 - 1e-6)
        with pytest.raises(ValueError, match="q must be a finite number > 0 and < 1, got 1"):
            geometric_tasks(1, q=1)
        with pytest.raises(ValueError, match="task must be an integer >= 0, got -1"):
            geometric_tasks(1, q=0.5).level_of(-1)
