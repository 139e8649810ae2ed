"""What insurance costs: it pays in the end, unless keeping many costs or the best one changes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.markets.drift import drift
from fitbreadth.markets.insurance import even_beliefs
from fitbreadth.markets.premium import behind_switching, break_even
from fitbreadth.markets.race import race


class TestBreakEven:
    def test_by_hand(self):
        assert break_even(1, gap=0.1) == 0
        assert break_even(100, gap=np.log(10)) == pytest.approx(2)
        assert break_even(10, gap=0.3, cost=0.01) == pytest.approx(np.log(10) / 0.2)

    @given(st.integers(2, 1000), st.floats(1e-3, 5), st.floats(0, 1e-6))
    def test_premium_is_earned_back_by_then(self, N, gap, cost):
        T = break_even(N, gap=gap, cost=cost)
        assert T * gap == pytest.approx(np.log(N) + cost * N * T)

    def test_never_if_keeping_them_costs_as_much_as_being_wrong(self):
        assert break_even(10, gap=0.5, cost=0.05) == np.inf
        assert break_even(10, gap=0.5, cost=0.049) < np.inf

    def test_mixture_overtakes_on_average_no_later(self):
        beliefs, p = even_beliefs(10), [0.75, 0.25]
        wrong = -drift(beliefs, p=p)[8]
        T = int(np.ceil(break_even(10, gap=wrong)))
        found = race(beliefs, p=p, rounds=T, runs=4000, record=[0, T], seed=2)
        # the mixture is ahead of a specialist whose share fell since the start
        lead = -found.slope[:, 8] * T
        assert lead.mean() - 4 * lead.std() / np.sqrt(4000) > 0

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"N": 0, "gap": 1}, r"N must be an integer in \[1, 10"),
            ({"N": 10**400, "gap": 1}, r"N must be an integer in \[1, 10"),
            ({"N": 9, "gap": 1e-320}, "gap must exceed cost .* N by enough"),
            ({"N": 2, "gap": 0}, "gap must be a finite number > 0, got 0"),
            ({"N": 2, "gap": 1, "cost": -1}, "cost must be a finite number >= 0, got -1"),
        ],
    )
    def test_refuses(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            break_even(**arguments)


class TestSwitching:
    def test_by_hand(self):
        # one season: the best has .9^9 .1, the mixture of the two (.9^9 .1 + .1^9 .9)/2
        best, other = 0.9**9 * 0.1, 0.1**9 * 0.9
        found = behind_switching([[0.9, 0.1], [0.1, 0.9]], counts=[[9, 1]])
        assert found == pytest.approx(np.log(2 * best / (best + other)), rel=1e-12)

    counts = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=6)

    @given(st.integers(1, 8), counts)
    def test_agrees_with_plain_products(self, N, seasons):
        beliefs, total, best = even_beliefs(N), np.ones(N), 1.0
        for rain, shine in seasons:
            gain = beliefs[:, 0] ** rain * beliefs[:, 1] ** shine
            total, best = total * gain, best * gain.max()
        expected = np.log(best) - np.log(total.mean())
        found = behind_switching(beliefs, counts=seasons)
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)
        assert found >= -1e-9

    def test_bound_holds_without_switches_and_breaks_with_them(self):
        beliefs = even_beliefs(5)
        assert behind_switching(beliefs, counts=[[90, 10]] * 50) <= np.log(5) + 1e-9
        one, two = (behind_switching(beliefs, counts=[[9, 1], [1, 9]] * n) for n in (50, 100))
        assert one > 50 * np.log(5)
        assert two / one == pytest.approx(2, rel=0.01)

    @pytest.mark.parametrize(
        ("beliefs", "counts", "message"),
        [
            ([[1.0, 0.0]], [[1, 1]], "beliefs must be > 0"),
            ([[0.5, 0.6]], [[1, 1]], "beliefs must have rows that sum to 1"),
            ([0.5, 0.5], [[1, 1]], "beliefs must be a 2-d array"),
            ([[0.5, 0.5]], [1, 1], r"counts must be .* 2 for each season, got shape \(2,\)"),
            ([[0.5, 0.5]], [[1, -1]], "counts must be .* whole numbers >= 0, .* got -1"),
            (even_beliefs(2), [[-5, 5], [5, 0]], "counts must be .* got -5 in row 0, column 0"),
            ([[0.5, 0.5]], [[1, 1, 1]], r"counts must be .* got shape \(1, 3\)"),
            ([[0.5, 0.5]], [[1, 1], [1]], "counts must be .* rows of different lengths"),
            ([[0.5, 0.5]], [[1, 0.5]], "counts must be .* whole numbers .* got 0.5"),
            ([[0.5, 0.5]], [[2**62, 0]] * 4, r"counts must be .* at most 2\*\*53 in all"),
            ([[0.5], [0.5, 0.5]], [[1, 1]], "beliefs must be .* rows of different lengths"),
        ],
    )
    def test_refuses(self, beliefs, counts, message):
        with pytest.raises(ValueError, match=message):
            behind_switching(beliefs, counts=counts)
