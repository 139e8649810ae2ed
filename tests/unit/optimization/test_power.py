"""Power returns: concave ones spread, convex ones concentrate."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.optimization.power import power_allocation, power_total

budgets = st.floats(0.01, 100)


def splits(budget, tasks):
    """Every way to give whole units of the budget to the tasks."""
    return [m for m in product(range(budget + 1), repeat=tasks) if sum(m) == budget]


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
