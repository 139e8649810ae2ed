"""Finite budget: concave returns spread, thresholds concentrate, and breadth grows like sqrt(B)."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp, minimize

from fitbreadth.optimization.budget import (
    breadth_law,
    compare_breadth,
    fully_served,
    geometric_tasks,
    hill,
    hill_allocation,
    hill_breadth_law,
    power_allocation,
    power_total,
    water_filling,
)

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


class TestCompareBreadth:
    @given(st.integers(1, 40), budgets, st.floats(0.1, 3))
    def test_power_returns_meet_their_law(self, tasks, budget, kappa):
        spread = compare_breadth(budget, tasks=tasks, returns=lambda m: m**kappa)
        n = spread.tasks
        np.testing.assert_allclose(spread.level, (budget / n) ** kappa, rtol=1e-12)
        np.testing.assert_allclose(spread.total, n ** (1 - kappa) * budget**kappa, rtol=1e-9)
        assert power_total(tasks, budget=budget, kappa=kappa) == pytest.approx(spread.total[-1])

    @pytest.mark.parametrize(("kappa", "sign"), [(0.5, 1), (1, 0), (2, -1)])
    def test_almost_nothing_per_task_yet_the_total_depends_on_kappa(self, kappa, sign):
        spread = compare_breadth(10, tasks=10_000, returns=lambda m: m**kappa)
        assert np.all(np.diff(spread.level) < 0)
        assert spread.level[-1] == pytest.approx(1e-3**kappa)
        steps = np.diff(spread.total)
        assert np.all(np.abs(steps) < 1e-9) if sign == 0 else np.all(sign * steps > 0)

    def test_an_equal_split_maximises_the_total_of_equal_concave_tasks(self):
        best = water_filling(np.ones(7), budget=5)
        spread = compare_breadth(5, tasks=7, returns=saturating)
        np.testing.assert_allclose(best.effort, 5 / 7)
        assert spread.total[-1] == pytest.approx(best.total)
        assert np.argmax(spread.total) == 6

    def test_weights_give_breadth_an_optimum(self):
        # served equally, a geometric list is best at a finite n, and the exact optimum is above
        w = 0.8 ** np.arange(60)
        spread = compare_breadth(16, tasks=60, returns=saturating, weights=w)
        by_hand = [w[:n].sum() * saturating(16 / n) for n in range(1, 61)]
        np.testing.assert_allclose(spread.total, by_hand)
        assert 1 < spread.tasks[spread.total.argmax()] < 20
        assert spread.total.max() < geometric_tasks(16, q=0.8).total

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            ({"tasks": 0}, ValueError, r"tasks must be an integer in \[1, .*\], got 0"),
            ({"budget": -1}, ValueError, "budget must be a finite number > 0, got -1"),
            ({"returns": 3}, TypeError, "returns must be a function from efforts to levels, got 3"),
            ({"returns": np.sum}, ValueError, "must be a 1-d array"),
            ({"returns": lambda m: m[1:]}, ValueError, "must have 4 entries, got 3"),
            ({"weights": [1, 2]}, ValueError, "weights must have 4 entries, got 2"),
        ],
    )
    def test_refuses(self, arguments, error, message):
        call = {"budget": 1, "tasks": 4, "returns": np.sqrt, **arguments}
        with pytest.raises(error, match=message):
            compare_breadth(call.pop("budget"), **call)


class TestPowerAllocation:
    @pytest.mark.parametrize("kappa", [0.3, 0.5, 1, 1.25, 2])
    def test_brute_force_over_whole_units(self, kappa):
        p, budget = np.array([0.5, 0.3, 0.2]), 24
        best = power_allocation(p, budget=budget, kappa=kappa)
        values = {m: p @ np.array(m, dtype=float) ** kappa for m in splits(budget, 3)}
        winner = max(values, key=values.get)
        assert values[winner] <= best.total * (1 + 1e-12)
        assert values[winner] == pytest.approx(best.total, rel=2e-3)
        np.testing.assert_allclose(best.effort, winner, atol=1)
        assert best.served == (3 if kappa < 1 else 1)

    @given(budgets, st.floats(0.1, 0.9), st.integers(1, 20))
    def test_equal_tasks_are_served_equally(self, budget, kappa, n):
        best = power_allocation(np.full(n, 1 / n), budget=budget, kappa=kappa)
        np.testing.assert_allclose(best.effort, budget / n, rtol=1e-9)
        law = power_total(n, budget=budget, kappa=kappa) / n
        assert best.total == pytest.approx(law, rel=1e-9)

    @pytest.mark.parametrize("kappa", [0.5, 1, 2])
    def test_price_is_the_worth_of_a_little_more(self, kappa):
        totals = [power_allocation([0.7, 0.3], budget=b, kappa=kappa).total for b in (2, 2 + 1e-6)]
        price = power_allocation([0.7, 0.3], budget=2, kappa=kappa).price
        assert price == pytest.approx((totals[1] - totals[0]) / 1e-6, rel=1e-5)

    def test_refuses_falling_returns(self):
        for function in (
            lambda k: power_allocation([1], budget=1, kappa=k),
            lambda k: power_total(1, budget=1, kappa=k),
        ):
            with pytest.raises(ValueError, match="kappa must be a finite number > 0, got 0"):
                function(0)


class TestHill:
    def test_curve(self):
        np.testing.assert_allclose(hill([0, 1, 2, 4], h=2, theta=2), [0, 0.2, 0.5, 0.8])
        np.testing.assert_array_equal(hill([0, 1.9, 2.1], h=1e5, theta=2), [0, 0, 1])

    @given(
        st.lists(st.floats(0.01, 50), min_size=1, max_size=5), st.floats(0.2, 20), st.floats(0.1, 9)
    )
    def test_is_its_definition(self, m, h, theta):
        m = np.array(m)
        np.testing.assert_allclose(hill(m, h=h, theta=theta), m**h / (theta**h + m**h), rtol=1e-10)

    @settings(max_examples=25, deadline=None)
    @given(
        st.integers(1, 4),
        st.floats(0.3, 8),
        st.floats(0.2, 3),
        st.floats(0.5, 2),
        st.integers(0, 2**32),
    )
    def test_no_split_beats_serving_k_tasks_equally(self, tasks, h, per_task, theta, seed):
        # random splits, each then climbed to a local optimum
        budget = per_task * theta * tasks
        best = hill_allocation(budget, tasks=tasks, h=h, theta=theta)
        starts = np.random.default_rng(seed).dirichlet(np.full(tasks, 0.7), size=6)
        for start in starts:
            found = minimize(
                lambda m: -np.sum(hill(np.maximum(m, 0), h=h, theta=theta)),
                budget * start,
                bounds=[(0, budget)] * tasks,
                constraints={"type": "eq", "fun": lambda m: m.sum() - budget},
                method="SLSQP",
            )
            m = np.maximum(found.x, 0)
            m *= budget / m.sum()
            assert np.sum(hill(m, h=h, theta=theta)) <= best.total * (1 + 1e-9)

    @pytest.mark.parametrize("h", [1.05, 1.5, 2, 4, 12])
    @pytest.mark.parametrize("budget", [4, 9, 20])
    def test_brute_force_on_a_grid_with_three_tasks(self, h, budget):
        theta = 5
        best = hill_allocation(budget, tasks=3, h=h, theta=theta)
        every = np.array(splits(budget, 3), dtype=float)
        values = hill(every.ravel(), h=h, theta=theta).reshape(every.shape).sum(axis=1)
        assert values.max() <= best.total * (1 + 1e-12)
        if budget % best.served == 0:
            assert values.max() == pytest.approx(best.total, rel=1e-12)

    def test_inequality_of_the_proof(self):
        # at two efforts of equal slope the convex side is the steeper: checked on the curve itself
        def slope(m, h):
            return h * m ** (h - 1) / (1 + m**h) ** 2

        def curvature(m, h):
            return slope(m, h) / m * ((h - 1) - 2 * h * m**h / (1 + m**h))

        for h in (1.01, 1.2, 2, 5, 30):
            crest = ((h - 1) / (h + 1)) ** (1 / h)
            a = crest * np.linspace(0.02, 0.98, 60)
            low, high = np.full(60, crest), np.full(60, 1e6)
            for _ in range(200):
                middle = np.sqrt(low * high)
                above = slope(middle, h) > slope(a, h)
                low, high = np.where(above, middle, low), np.where(above, high, middle)
            b = low
            reached = b < 9e5
            assert reached.sum() > 10
            assert np.all(curvature(a, h)[reached] > -curvature(b, h)[reached])

    @given(st.floats(0.3, 20), st.floats(0.5, 50), st.floats(0.2, 3))
    def test_breadth_is_the_law_but_for_rounding(self, h, budget, theta):
        served = hill_allocation(budget, tasks=60, h=h, theta=theta).served
        law = min(max(hill_breadth_law(budget, h=h, theta=theta), 1), 60)
        assert law - 1 < served < law + 1

    def test_breadth_against_steepness_and_budget(self):
        # concave: everything; barely S-shaped: broad; a step: as many as can be fully served
        served = [hill_allocation(12, tasks=40, h=h).served for h in (0.5, 1, 1.1, 2, 5, 1e6)]
        assert served == [40, 40, 40, 12, 9, 11]
        assert hill_allocation(12.5, tasks=40, h=1e6).served == 12
        grown = [hill_allocation(b, tasks=400, h=2).served for b in (10, 20, 40, 80)]
        assert grown == [10, 20, 40, 80]
        assert hill_breadth_law(12, h=1e9) == pytest.approx(12)
        assert hill_breadth_law(12, h=1) == np.inf

    def test_specialist_when_the_threshold_is_out_of_reach(self):
        best = hill_allocation(1, tasks=10, h=4, theta=3)
        assert best.served == 1
        assert best.total == pytest.approx(1 / 82)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"h": 0}, "h must be a finite number > 0, got 0"),
            ({"theta": 0}, "theta must be a finite number > 0, got 0"),
            ({"budget": 0}, "budget must be a finite number > 0, got 0"),
        ],
    )
    def test_refuses(self, arguments, message):
        call = {"budget": 1, "h": 2, **arguments}
        budget = call.pop("budget")
        for function in (hill_breadth_law, lambda b, **k: hill_allocation(b, tasks=3, **k)):
            with pytest.raises(ValueError, match=message):
                function(budget, **call)
        with pytest.raises(ValueError, match=r"m must be .* >= 0, got -1.0"):
            hill([-1], h=2)


class TestFullyServed:
    @given(st.integers(0, 200), st.integers(1, 20), st.integers(1, 30))
    def test_one_threshold_serves_the_floor(self, budget, theta, tasks):
        best = fully_served([theta] * tasks, budget=budget)
        assert best.served == best.total == min(budget // theta, tasks)

    @given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.integers(0, 40))
    def test_equal_weights_serve_the_cheapest(self, thresholds, budget):
        affordable = int(np.sum(np.cumsum(np.sort(thresholds)) <= budget))
        assert fully_served(thresholds, budget=budget).served == affordable

    @given(
        st.lists(st.tuples(st.integers(1, 9), st.floats(0, 5)), min_size=1, max_size=8),
        st.integers(0, 40),
    )
    def test_agrees_with_every_subset(self, tasks, budget):
        thresholds, weights = np.array(tasks).T
        chosen = np.array(list(product([0, 1], repeat=len(tasks))))
        feasible = chosen[chosen @ thresholds <= budget]
        best = fully_served(thresholds.astype(int), budget=budget, weights=weights)
        assert best.total == pytest.approx(np.max(feasible @ weights))
        assert best.effort.sum() <= budget
        assert best.total == pytest.approx(best.level @ weights)
        assert set(best.effort / thresholds) <= {0, 1}

    def test_agrees_with_an_integer_programme(self):
        rng = np.random.default_rng(4)
        thresholds, weights = rng.integers(5, 60, size=40), rng.uniform(0, 1, size=40)
        found = milp(
            -weights,
            constraints=LinearConstraint(thresholds[None, :], ub=300),
            integrality=np.ones(40),
            bounds=Bounds(0, 1),
        )
        best = fully_served(thresholds, budget=300, weights=weights)
        assert best.total == pytest.approx(-found.fun, rel=1e-6)

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            ({"thresholds": [0, 1]}, ValueError, "thresholds must be .* >= 1, got 0.0"),
            ({"thresholds": [1.5]}, ValueError, r"thresholds must be whole numbers, got \[1.5\]"),
            ({"budget": 2.5}, TypeError, "budget must be an integer >= 0, got 2.5"),
            ({"budget": -1}, ValueError, "budget must be an integer >= 0, got -1"),
            ({"weights": [1]}, ValueError, "weights must have 2 entries, got 1"),
            ({"weights": [1, -1]}, ValueError, "weights must be .* got -1.0 at position 1"),
            ({"budget": 10**9}, ValueError, "table of 2000000002 entries"),
        ],
    )
    def test_refuses(self, arguments, error, message):
        call = {"thresholds": [2, 3], "budget": 4, **arguments}
        with pytest.raises(error, match=message):
            fully_served(call.pop("thresholds"), **call)
