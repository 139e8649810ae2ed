"""Pairwise invasibility for any invasion fitness."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.biology.dieckmann import Dieckmann
from fitbreadth.biology.even_patches import even_patches
from fitbreadth.biology.invasion import mutually_invasible, pairwise

from .samples import quadratic


class TestPairwise:
    def test_by_hand(self):
        plot = pairwise(lambda x, y: y - x, [0, 1], [0, 0.5, 2])
        np.testing.assert_allclose(plot.fitness, [[0, 0.5, 2], [-1, -0.5, 1]])
        np.testing.assert_array_equal(plot.sign, [[0, 1, 1], [-1, -1, 1]])

    @given(st.floats(-2, -0.1), st.floats(-3, -0.1))
    def test_intervals_of_a_quadratic(self, g, h):
        # s_yy < 0: the invaders of x lie between x and x - 2 g x/h, towards 0 from x
        residents, mutants = np.array([-0.5, 0.25]), np.linspace(-8, 8, 3201)
        resident, low, high = pairwise(quadratic(g, h), residents, mutants).intervals()
        other = residents - 2 * g * residents / h
        inside = np.abs(other) < 8
        expected_low = np.maximum(np.minimum(residents, other), -8)
        expected_high = np.minimum(np.maximum(residents, other), 8)
        if inside.all() and (np.abs(other - residents) > 0.01).all():
            np.testing.assert_array_equal(resident, [0, 1])
            # a straight line through a parabola misses its root by at most h/8 cells^2/slope
            np.testing.assert_allclose(low, expected_low, atol=1e-3)
            np.testing.assert_allclose(high, expected_high, atol=1e-3)

    def test_both_sides_invade_a_branching_point(self):
        plot = pairwise(even_patches(2, d=3).invasion_fitness, [0], np.linspace(-1, 1, 21))
        resident, low, high = plot.intervals()
        np.testing.assert_array_equal(resident, [0, 0])
        np.testing.assert_allclose(low, [-1, 0], atol=1e-12)
        np.testing.assert_allclose(high, [0, 1], atol=1e-12)

    def test_nobody_invades_a_stable_point(self):
        plot = pairwise(even_patches(2, d=1).invasion_fitness, [0], np.linspace(-1, 1, 21))
        assert plot.intervals()[0].size == 0
        assert (plot.sign <= 0).all()

    def test_symmetric_model_symmetric_plot(self):
        plot = pairwise(Dieckmann(0.4, 0.5).invasion_fitness, np.linspace(-1, 1, 41))
        np.testing.assert_array_equal(plot.sign, plot.sign[::-1, ::-1])
        assert (np.diag(plot.sign) == 0).all()

    def test_intervals_cover_the_plus_signs(self):
        plot = pairwise(even_patches(3, d=2).invasion_fitness, np.linspace(-3, 3, 61))
        resident, low, high = plot.intervals()
        covered = np.zeros(plot.sign.shape, dtype=bool)
        for row, a, b in zip(resident, low, high, strict=True):
            covered[row] |= (plot.mutants > a + 1e-9) & (plot.mutants < b - 1e-9)
        # an interval that is open towards the outside ends on the grid's last mutant
        edge = np.isin(plot.mutants, [-3, 3])
        np.testing.assert_array_equal(covered[:, ~edge], (plot.sign > 0)[:, ~edge])


class TestMutuallyInvasible:
    @given(st.floats(-2, 2), st.floats(-2, 2))
    def test_symmetric_and_never_with_oneself(self, x, y):
        s = even_patches(3, d=2.5).invasion_fitness
        assert mutually_invasible(s, x, y) == mutually_invasible(s, y, x)
        assert not mutually_invasible(s, x, x)

    def test_on_either_side_of_the_middle(self):
        # s_xx + s_yy is 2 Var/sigma^4: even below the threshold near types on either side mix
        for d in (1, 3):
            assert mutually_invasible(even_patches(2, d=d).invasion_fitness, -0.01, 0.01)
        assert not mutually_invasible(Dieckmann(2, 0.5).invasion_fitness, 0, 0.1)


@pytest.mark.parametrize(
    ("s", "message"),
    [
        (lambda x, y: y, "s must be 0 where mutant = resident, got 1"),
        (lambda x, y: (y - x) * np.inf, "s must be finite"),
        (lambda x, y: 0.0, r"s must return shape \(2,\), got shape \(\)"),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value")
def test_refuses_what_is_no_invasion_fitness(s, message):
    with pytest.raises(ValueError, match=message):
        pairwise(s, [0, 1])


def test_refuses_what_is_no_function():
    with pytest.raises(TypeError, match="s must be a function of resident and mutant, got 3"):
        pairwise(3, [0, 1])


def test_refuses_mutants_out_of_order():
    with pytest.raises(ValueError, match="mutants must be increasing"):
        pairwise(quadratic(-1, 1), [0, 1], [1, 0])
