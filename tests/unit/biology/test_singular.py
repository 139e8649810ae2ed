"""Singular points of any invasion fitness, found and classified."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.biology.dieckmann import Dieckmann
from fitbreadth.biology.even_patches import even_patches
from fitbreadth.biology.singular import classify, gradient, singular_points

from .samples import quadratic


class TestSingularPoints:
    @given(st.floats(-1.9, 1.9))
    def test_finds_a_root_wherever_it_lies(self, at):
        found = singular_points(lambda x, y: (at - x) * (y - x), low=-2, high=2)
        np.testing.assert_allclose(found, [at], atol=1e-9)

    @pytest.mark.parametrize("count", [7, 50, 400])
    def test_three(self, count):
        def s(x, y):
            return (y - x) * (x - x**3)

        found = singular_points(s, low=-2, high=2.5, count=count)
        np.testing.assert_allclose(found, [-1, 0, 1], atol=1e-9)

    def test_none(self):
        assert singular_points(lambda x, y: y - x, low=0, high=1).size == 0

    def test_a_jump_is_none(self):
        def s(x, y):
            return np.where(x > 0.3333, -1.0, 1.0) * (y - x)

        assert singular_points(s, low=0, high=1).size == 0

    @pytest.mark.parametrize("mu", [-0.4, 1.3])
    def test_levene(self, mu):
        model = even_patches(3, d=1.7)

        def shifted(x, y):
            return model.invasion_fitness(x - mu, y - mu)

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
