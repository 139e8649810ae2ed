"""Adaptive dynamics for any invasion fitness."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.biology.dieckmann import Dieckmann
from fitbreadth.biology.invasion import (
    classify,
    gradient,
    mutually_invasible,
    pairwise,
    singular_points,
)
from fitbreadth.biology.levene import even_patches


def quadratic(g, h):
    """Gradient g x, and s_yy = h, so s_xx = h - 2 g; mutants between x and x - 2 g x/h differ."""
    return lambda x, y: g * x * (y - x) + h / 2 * (y - x) ** 2


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


class TestSingularPoints:
    @given(st.floats(-1.9, 1.9))
    def test_finds_a_root_wherever_it_lies(self, at):
        found = singular_points(lambda x, y: (at - x) * (y - x), low=-2, high=2)
        np.testing.assert_allclose(found, [at], atol=1e-9)

    @pytest.mark.parametrize("count", [7, 50, 400])
    def test_three(self, count):
        s = lambda x, y: (y - x) * (x - x**3)  # noqa: E731
        found = singular_points(s, low=-2, high=2.5, count=count)
        np.testing.assert_allclose(found, [-1, 0, 1], atol=1e-9)

    def test_none(self):
        assert singular_points(lambda x, y: y - x, low=0, high=1).size == 0

    def test_a_jump_is_none(self):
        s = lambda x, y: np.where(x > 0.3333, -1.0, 1.0) * (y - x)  # noqa: E731
        assert singular_points(s, low=0, high=1).size == 0

    @pytest.mark.parametrize("mu", [-0.4, 1.3])
    def test_levene(self, mu):
        model = even_patches(3, d=1.7)
        shifted = lambda x, y: model.invasion_fitness(x - mu, y - mu)  # noqa: E731
        np.testing.assert_allclose(singular_points(shifted, low=-3, high=3), [mu], atol=1e-8)

    def test_refuses_neutral_traits(self):
        with pytest.raises(ValueError, match="s must select somewhere, got a gradient of zero"):
            singular_points(lambda x, y: 0 * (y - x), low=0, high=1)

    def test_refuses_an_empty_range(self):
        with pytest.raises(ValueError, match=r"high must be a finite number > 1.0, got 1"):
            singular_points(quadratic(-1, 1), low=1, high=1)


class TestClassify:
    @pytest.mark.parametrize(
        ("g", "h", "kind", "mutual"),
        [
            (-1, 0.5, "branching point", True),
            (-1, -0.5, "continuously stable", True),
            (-0.25, -0.5, "continuously stable", False),
            (1, -0.5, "Garden of Eden", False),
            (1, 0.5, "repeller", False),
            (0.2, 0.5, "repeller", True),
            (-1, 0, "degenerate", True),
            (0, 1, "degenerate", True),
        ],
    )
    def test_every_kind(self, g, h, kind, mutual):
        point = classify(quadratic(g, h), 0)
        assert point.kind == kind
        assert point.mutually_invasible is mutual
        assert point.mutant_curvature == pytest.approx(h, abs=1e-8)
        assert point.resident_curvature == pytest.approx(h - 2 * g, abs=1e-8)

    @given(st.floats(-2, 2), st.floats(-2, 2))
    def test_convergence_is_the_slope_of_the_gradient(self, g, h):
        if abs(g) < 0.01 or abs(h) < 0.01:
            return
        point = classify(quadratic(g, h), 0)
        slope = gradient(quadratic(g, h), 0.1) - gradient(quadratic(g, h), -0.1)
        assert point.convergence_stable == (slope < 0)
        assert point.evolutionarily_stable == (h < 0)

    def test_the_units_do_not_matter(self):
        for scale in (1e-3, 1, 1e3):
            model = even_patches(2, d=2.1 * scale, sigma=scale)
            point = classify(model.invasion_fitness, 0, step=1e-3 * scale)
            assert point.kind == "branching point"
            assert point.mutant_curvature * scale**2 == pytest.approx(0.1025, abs=1e-7)

    def test_the_kernel_at_the_border_is_degenerate(self):
        assert classify(Dieckmann(0.5, 0.5).invasion_fitness, 0).kind == "degenerate"

    def test_refuses_other_traits(self):
        with pytest.raises(
            ValueError, match=r"x must be a singular point, got 0.5 with a gradient"
        ):
            classify(even_patches(2, d=3).invasion_fitness, 0.5)


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
