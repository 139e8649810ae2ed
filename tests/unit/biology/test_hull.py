"""The hull of the strategies: everyone stays if the supply lies inside."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import distributions

from fitbreadth.biology.hull import coexist, margin

from .samples import TRIANGLE


class TestMargin:
    def test_by_hand(self):
        # two strategies on a line: the weights are unique
        alpha = [[0.8, 0.2], [0.2, 0.8]]
        for share, rarest in ((0.5, 0.5), (0.65, 0.25), (0.8, 0), (0.95, -0.25)):
            assert margin(alpha, supply=[share, 1 - share]) == pytest.approx(rarest, abs=1e-9)

    @given(distributions(size=3), st.floats(0.1, 50))
    def test_of_three_strategies_it_is_a_coordinate(self, p, E):
        weights = np.linalg.solve(np.array(TRIANGLE).T, p)
        found = margin(E * np.array(TRIANGLE), supply=7 * p)
        assert found == pytest.approx(weights.min(), abs=1e-7)

    @given(distributions(size=4))
    def test_a_mixture_lies_inside_by_its_rarest_part_at_least(self, weights):
        alpha = np.array([*TRIANGLE, [0.4, 0.3, 0.3]])
        found = margin(alpha, supply=weights @ alpha)
        assert weights.min() - 1e-7 <= found <= 0.25 + 1e-7
        assert coexist(alpha, supply=weights @ alpha)

    def test_rim_and_off_the_plane(self):
        alpha = [[0.8, 0.2, 0], [0.2, 0.8, 0]]
        assert not coexist(alpha, supply=[0.8, 0.2, 0])
        assert coexist(alpha, supply=[0.7, 0.3, 0])
        assert margin(alpha, supply=[0.5, 0.4, 0.1]) == -np.inf

    def test_refuses_other_budgets(self):
        with pytest.raises(ValueError, match=r"alpha must spend the same budget .* \[1.0, 1.1\]"):
            margin([[1, 0], [0, 1.1]], supply=[1, 1])
        with pytest.raises(ValueError, match="same budget > 0"):
            coexist([[1, 0], [0, 0]], supply=[1, 1])
        with pytest.raises(ValueError, match="supply must have a finite sum > 0"):
            margin(TRIANGLE, supply=[0, 0, 0])
