"""An equal split over n tasks: less to each, and a total that depends on the returns."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.optimization.budget import compare_breadth
from fitbreadth.optimization.power import power_total
from fitbreadth.optimization.saturating import geometric_tasks, water_filling

budgets = st.floats(0.01, 100)


def saturating(m, tau=1.0):
    return 1 - np.exp(-np.asarray(m) / tau)


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
