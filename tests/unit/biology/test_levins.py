"""Levins' fitness set, and what the two grains make of it."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fitbreadth.biology.levins import centre_curvature, log_fitness, viability
from fitbreadth.biology.peaks import peaks

from .samples import HALVES, two, worlds


class TestViability:
    def test_by_hand(self):
        w = viability([0, 2], optima=[0, 2], sigma=2)
        np.testing.assert_allclose(w, [[1, np.exp(-0.5)], [np.exp(-0.5), 1]])

    @given(worlds(), st.floats(-9, 9))
    def test_adaptive_functions_are_the_two_means(self, world, z):
        optima, p, sigma = world
        w = viability([z], optima=optima, sigma=sigma)[0]
        assume(w.min() > 1e-300)  # the plain means take logarithms of these
        fine, coarse = (
            log_fitness([z], optima=optima, p=p, sigma=sigma, grain=grain)[0]
            for grain in ("fine", "coarse")
        )
        assert fine == pytest.approx(np.log(p @ w), abs=1e-9)
        assert coarse == pytest.approx(p @ np.log(w), abs=1e-9)
        assert coarse <= fine + 1e-12

    def test_far_from_every_optimum_it_does_not_underflow(self):
        assert viability([100], optima=[0])[0, 0] == 0
        found = log_fitness([100], optima=two(2), p=HALVES, grain="fine")
        np.testing.assert_allclose(found, -(99**2) / 2 + np.log(0.5), rtol=1e-12)


class TestCurvature:
    @pytest.mark.parametrize("habitats", [2, 3])
    @pytest.mark.parametrize("sigma", [0.5, 1, 2])
    def test_agrees_with_differences(self, habitats, sigma):
        for d in np.array([0, 0.7, 1.2247, 2, 2.5, 4]) * sigma:
            optima = two(d) if habitats == 2 else [-d, 0, d]
            h = 1e-3 * sigma
            A = viability([-h, 0, h], optima=optima, sigma=sigma).mean(axis=1)
            second = A @ [1, -2, 1] / h**2
            found = centre_curvature(d, habitats=habitats, sigma=sigma)
            assert found == pytest.approx(second, abs=2e-6 / sigma**2)

    def test_three_habitats_come_nearest_to_a_valley_at_root_three(self):
        values = [centre_curvature(d, habitats=3) for d in np.linspace(0, 20, 2001)]
        ceiling = (4 * np.exp(-1.5) - 1) / 3
        assert max(values) == pytest.approx(ceiling, abs=1e-5)
        assert max(values) <= centre_curvature(np.sqrt(3), habitats=3) + 1e-15 < -0.035

    @given(st.floats(0, 10))
    def test_its_sign_says_whether_the_centre_is_a_peak(self, d):
        if abs(d - 2) < 1e-3:
            return
        found = peaks(two(d), p=HALVES, grain="fine")
        assert (np.abs(found.z).min() < 1e-6) == (centre_curvature(d, habitats=2) < 0)


def test_refuses():
    with pytest.raises(ValueError, match="sigma must be a finite number > 0, got -1"):
        viability([0], optima=[0], sigma=-1)
    with pytest.raises(ValueError, match="grain must be one of"):
        log_fitness([0], optima=[0], p=[1], grain="space")
    with pytest.raises(ValueError, match=r"habitats must be an integer in \[2, 3\], got 4"):
        centre_curvature(1, habitats=4)
