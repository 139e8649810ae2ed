"""Thresholds: tasks are served fully or not at all."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from fitbreadth.optimization.threshold import fully_served


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
