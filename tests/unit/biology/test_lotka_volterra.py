"""Competing species: growth per head, fixed points and invasions."""

import numpy as np
import pytest
from hypothesis import given

from fitbreadth.biology.lotka_volterra import equilibrium, growth_rate, invasion_growth, parameters
from fitbreadth.biology.trajectory import simulate

from .samples import EFFECT, RATE, ROOM, competitors, densities, matrix_of


class TestGrowthRate:
    def test_by_hand(self):
        # species 1: 1 - (1 + 0.5*2)/4 = 0.5; species 2, absent: 3*(1 - (1 + 2)/2) with alpha 1
        found = growth_rate([1, 2, 0], alpha=[[1, 0.5, 0], [0, 1, 0], [1, 1, 1]], K=[4, 2, 2], r=3)
        np.testing.assert_allclose(found, [1.5, 0, -1.5], atol=1e-15)

    @given(densities, competitors)
    def test_is_the_slope_of_the_log_densities(self, n0, entries):
        alpha, step = matrix_of(entries), 1e-4
        moved = simulate(n0, alpha=alpha, K=ROOM, r=RATE, t=[step]).n[0]
        slope = np.log(moved / n0) / step
        np.testing.assert_allclose(
            slope, growth_rate(n0, alpha=alpha, K=ROOM, r=RATE), rtol=0.02, atol=0.02
        )


class TestEquilibrium:
    def test_by_hand(self):
        # n1 + n2/2 = 3, n1/4 + n2 = 5/2 gives n1 = 2, n2 = 2
        np.testing.assert_allclose(equilibrium([[1, 0.5], [0.25, 1]], K=[3, 2.5]), [2, 2])

    def test_a_negative_entry_says_who_cannot_stay(self):
        # n1 = (1 - 0.5)/(1 - 0.75) = 2 and n2 = (1 - 1.5)/0.25 = -2
        np.testing.assert_allclose(equilibrium([[1, 0.5], [1.5, 1]], K=1), [2, -2])

    def test_simulation_ends_there(self):
        ends = simulate([0.1, 0.1, 0.1], alpha=EFFECT, K=ROOM, r=RATE, t=[400]).n[-1]
        expected = equilibrium(EFFECT, K=ROOM)
        assert (expected > 0).all()
        np.testing.assert_allclose(ends, expected, rtol=1e-5)

    @pytest.mark.parametrize("gap", [0, 1e-15])
    def test_refuses_identical_species(self, gap):
        with pytest.raises(ValueError, match="alpha must not be singular"):
            equilibrium([[1, 1 - gap], [1, 1]], K=1)


class TestInvasion:
    def test_by_hand(self):
        # the resident sits at K = 2, so 3 * (1 - 0.25*2/1) = 1.5
        assert invasion_growth(1, alpha=[[1, 9], [0.25, 1]], K=[2, 1], r=3) == pytest.approx(1.5)

    def test_an_empty_place(self):
        assert invasion_growth(0, alpha=[[1]], K=5, r=0.7) == 0.7

    @given(competitors)
    def test_mutual_invasion_is_coexistence_of_two(self, entries):
        alpha = np.array([[1, entries[0]], [entries[1], 1]])
        rates = [invasion_growth(i, alpha=alpha, K=[1, 1.5]) for i in (0, 1)]
        if min(rates) > 1e-6:
            assert (equilibrium(alpha, K=[1, 1.5]) > 0).all()

    def test_refuses(self):
        three = [[1, 2, 0], [0, 1, 0], [0, 0, 1]]
        with pytest.raises(ValueError, match="alpha and K must let the species other than 2"):
            invasion_growth(2, alpha=three, K=1)
        with pytest.raises(ValueError, match="species must be an integer in"):
            invasion_growth(3, alpha=three, K=1)


def test_parameters_refuse_names_for_numbers():
    with pytest.raises(TypeError, match=r"alpha must be a square matrix .* entries of type"):
        parameters([["a"]], K=1, r=1)
