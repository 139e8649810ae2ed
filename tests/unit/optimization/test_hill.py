"""S-shaped returns: some k tasks are best served equally."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from fitbreadth.optimization.hill import hill, hill_allocation, hill_breadth_law


def splits(budget, tasks):
    """Every way to give whole units of the budget to the tasks."""
    return [m for m in product(range(budget + 1), repeat=tasks) if sum(m) == budget]


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
