"""Where a community of enzyme budgets ends: the population matches the supply."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from fitbreadth.allocation import misfit_law, renyi
from fitbreadth.biology.hull import margin
from fitbreadth.biology.stationary import stationary
from fitbreadth.selection import update

from .samples import TRIANGLE, communities


class TestStationary:
    def test_by_hand(self):
        # supply (1/2, 1/2) beyond (0.6, 0.4): that strategy alone, n = 1, r = S / alpha
        end = stationary([[0.8, 0.2], [0.6, 0.4]], supply=[0.5, 0.5])
        np.testing.assert_allclose(end.r, [0.5 / 0.6, 0.5 / 0.4], rtol=1e-7)
        np.testing.assert_allclose(
            end.growth, [0.8 * 0.5 / 0.6 + 0.2 * 0.5 / 0.4 - 1, 0], atol=1e-7
        )

    @given(communities())
    @settings(max_examples=60, deadline=None)
    def test_nobody_grows_and_inside_all_is_level(self, community):
        alpha, p = community
        end = stationary(alpha, supply=p)
        assert end.growth.max() <= 1e-9
        # p / r are the enzymes of a population of total 1
        assert (p / end.r).sum() == pytest.approx(1, abs=1e-5)
        depth = margin(alpha, supply=p)
        if depth > 1e-3:
            np.testing.assert_allclose(end.r, 1, atol=1e-4)
        elif depth < -1e-2:
            assert np.abs(end.r - 1).max() > 1e-4

    @pytest.mark.parametrize("p", [(0.9, 0.05, 0.05), (0.05, 0.9, 0.05), (0.5, 0.49, 0.01)])
    def test_outside_it_is_the_point_of_the_hull_with_the_least_misfit(self, p):
        end = stationary(TRIANGLE, supply=p)
        reached = p / end.r
        least = misfit_law(p, reached / reached.sum(), rho=0, gamma=1)
        assert least == pytest.approx(renyi(p, reached / reached.sum(), 1))
        grid = [
            np.array([i, j, 60 - i - j]) / 60
            for i, j in product(range(61), repeat=2)
            if i + j <= 60
        ]
        tried = [misfit_law(p, w @ np.array(TRIANGLE), rho=0, gamma=1) for w in grid]
        assert least <= min(tried) + 1e-7
        assert least == pytest.approx(min(tried), abs=1e-3)

    @given(communities())
    @settings(max_examples=15, deadline=None)
    def test_bayes_on_the_supply_gets_there_too(self, community):
        # the same F by repeated selection in discrete time (Cover's algorithm)
        alpha, p = community
        w = np.full(len(alpha), 1 / len(alpha))
        for _ in range(1500):
            w = update(w, alpha @ (p / (w @ alpha)))
        end = stationary(alpha, supply=p)
        value = np.log(w @ alpha) @ p
        best = np.log(p / end.r) @ p
        assert value <= best + 1e-6
        assert value == pytest.approx(best, abs=2e-3)

    def test_unequal_budgets_the_larger_wins(self):
        end = stationary([[0.5, 0.5], [0.55, 0.55]], supply=[1, 1])
        np.testing.assert_allclose(end.growth, [0.5 / 0.55 - 1, 0], atol=1e-6)

    def test_refuses(self):
        with pytest.raises(ValueError, match="supply must have 3 entries, got 2"):
            stationary(TRIANGLE, supply=[1, 1])
        with pytest.raises(ValueError, match="supply must be 0 of what no consumer present eats"):
            stationary([[1, 0]], supply=[0.5, 0.5])
        with pytest.raises(ValueError, match="supply must be 0 or at least 1e-06 of the total"):
            stationary(TRIANGLE, supply=[1, 1, 1e-9])
        with pytest.raises(ValueError, match="delta must be a finite number > 0, got -1"):
            stationary(TRIANGLE, supply=[1, 1, 1], delta=-1)
        with pytest.raises(ValueError, match="delta must leave delta/alpha and supply/delta"):
            stationary(TRIANGLE, supply=[1e300] * 3, delta=1e-10)
        with pytest.raises(ValueError, match="supply must have a finite sum > 0"):
            stationary(TRIANGLE, supply=[1e308] * 3)
