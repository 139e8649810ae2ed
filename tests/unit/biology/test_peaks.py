"""The best single phenotype: where one compromise is best, and where it splits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitbreadth.biology.levins import log_fitness, viability
from fitbreadth.biology.peaks import coarse_optimum, fine_optimum, peaks
from fitbreadth.selection import update

from .samples import HALVES, two, worlds

THIRDS = [1 / 3] * 3


class TestPeaks:
    def test_published_optimum(self):
        np.testing.assert_allclose(
            peaks(two(2.5), p=HALVES, grain="fine").best, [-1.09967, 1.09967], atol=5e-6
        )

    @pytest.mark.parametrize("sigma", [0.4, 1, 7])
    def test_fine_grain_splits_beyond_two_sigma(self, sigma):
        for d in (0, 0.5, 1.9, 2, 2.001, 2.1, 3, 6, 30):
            found = peaks(two(d * sigma), p=HALVES, grain="fine", sigma=sigma)
            theory = fine_optimum(d * sigma, sigma=sigma)
            expected = [0] if d <= 2 else [-theory, theory]
            # near the threshold the top is flat and rounding is magnified
            np.testing.assert_allclose(found.best, expected, atol=1e-6 * sigma)
            assert found.is_best.all()

    @given(worlds())
    def test_coarse_grain_has_one_compromise_at_any_distance(self, world):
        optima, p, sigma = world
        found = peaks(optima, p=p, grain="coarse", sigma=sigma)
        np.testing.assert_allclose(found.z, [coarse_optimum(optima, p=p)], atol=1e-9)

    @given(worlds(), st.sampled_from(["fine", "coarse"]))
    @settings(max_examples=60)
    def test_nothing_on_a_grid_is_fitter(self, world, grain):
        optima, p, sigma = world
        at = {"optima": optima, "p": p, "grain": grain, "sigma": sigma}
        found = peaks(**at)
        grid = np.linspace(optima.min() - sigma, optima.max() + sigma, 401)
        value = log_fitness(grid, **at)
        assert value.max() <= found.log_fitness.max() + 1e-9
        inner = (value[1:-1] > value[:-2] + 1e-9) & (value[1:-1] > value[2:] + 1e-9)
        step = grid[1] - grid[0]
        for top in grid[1:-1][inner]:
            assert np.abs(found.z - top).min() <= 1.001 * step, "a peak of the grid is missing"
        assert found.z.size <= optima.size  # so many bells have no more peaks than bells

    @given(worlds())
    @settings(max_examples=60)
    def test_a_peak_is_the_mean_optimum_after_the_shared_update(self, world):
        optima, p, sigma = world
        for z in peaks(optima, p=p, grain="fine", sigma=sigma).z:
            q = update(p, viability([z], optima=optima, sigma=sigma)[0])
            assert q @ optima == pytest.approx(z, abs=1e-8)

    @given(worlds(), st.floats(-5, 5))
    @settings(max_examples=30)
    def test_the_origin_and_the_unit_do_not_matter(self, world, shift):
        optima, p, sigma = world
        there = peaks(3 * (optima + shift), p=p, grain="fine", sigma=3 * sigma)
        here = peaks(optima, p=p, grain="fine", sigma=sigma)
        if there.z.size == here.z.size:  # at a fold rounding decides how many there are
            np.testing.assert_allclose(there.z, 3 * (here.z + shift), atol=1e-4)
        np.testing.assert_allclose(there.log_fitness.max(), here.log_fitness.max(), atol=1e-9)

    def test_three_habitats_keep_the_centre_for_every_distance(self):
        for d in np.linspace(0.2, 12, 60):
            found = peaks([-d, 0, d], p=THIRDS, grain="fine")
            assert np.abs(found.z).min() < 1e-9

    def test_the_rarer_habitat_keeps_a_lower_peak(self):
        found = peaks(two(5), p=[0.4, 0.6], grain="fine")
        assert found.z.size == 2
        np.testing.assert_array_equal(found.is_best, [False, True])

    def test_a_habitat_that_never_occurs_does_not_count(self):
        found = peaks([-3, 0, 3], p=[0, 1, 0], grain="fine")
        np.testing.assert_allclose(found.z, [0], atol=1e-12)

    def test_optima_far_apart(self):
        found = peaks([-400, 0, 50], p=[0.2, 0.3, 0.5], grain="fine")
        np.testing.assert_allclose(found.z, [-400, 0, 50], atol=1e-9)
        np.testing.assert_allclose(found.log_fitness, np.log([0.2, 0.3, 0.5]))


class TestFineOptimum:
    @given(st.floats(2.0001, 50), st.floats(0.1, 10))
    def test_solves_its_equation(self, d, sigma):
        d *= sigma
        z = fine_optimum(d, sigma=sigma)
        assert 0 < z <= d / 2 * (1 + 1e-12)
        assert d / 2 * np.tanh(z * d / (2 * sigma**2)) == pytest.approx(z, rel=1e-9)

    def test_leaves_the_centre_like_a_square_root(self):
        # tanh u = u - u^3/3 with half = d/2 = 1 + e gives z^2 = 6e to first order
        for e in (1e-8, 1e-6, 1e-4):
            assert fine_optimum(2 + 2 * e) ** 2 == pytest.approx(6 * e, rel=1e-2)

    def test_the_last_distance_with_a_generalist_and_one_very_far(self):
        assert fine_optimum(2 * 0.7, sigma=0.7) == 0
        assert fine_optimum(1e60) == pytest.approx(5e59)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"optima": []}, "optima must be a 1-d array"),
        ({"optima": [0, np.nan]}, "optima must be .* finite"),
        ({"optima": [0, 1, 2]}, "p must have 3 entries, got 2"),
        ({"p": [0.5, 0.6]}, "p must sum to 1, got a sum of 1.1"),
        ({"p": [-0.5, 1.5]}, "p must be .* >= 0, got -0.5 at position 0"),
        ({"grain": "medium"}, "grain must be one of fine, coarse, got 'medium'"),
        ({"sigma": 0}, "sigma must be a finite number > 0, got 0"),
        ({"optima": [0, 20_000]}, "optima must lie within 10000 sigma .* got 20000 sigma"),
    ],
)
def test_peaks_refuse(arguments, message):
    call = {"optima": [0, 1], "p": HALVES, "grain": "fine", **arguments}
    with pytest.raises(ValueError, match=message):
        peaks(call.pop("optima"), **call)


def test_optima_refuse():
    with pytest.raises(ValueError, match="p must have 2 entries, got 1"):
        coarse_optimum([0, 1], p=[1])
    with pytest.raises(ValueError, match=r"d must be a finite number .*, got -1"):
        fine_optimum(-1)
