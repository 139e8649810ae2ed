"""Species packing: the bell's continuum, how little breaks it, and what a solver can see."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import nnls

from fitbreadth.biology.capacity import capacity
from fitbreadth.biology.packing import bell_density, pack, ripple_threshold
from fitbreadth.biology.similarity import competition_matrix, utilisation
from fitbreadth.biology.trajectory import simulate

X = np.arange(-120, 121) / 10


def inner(packing, within=5):
    """Gaps between species that live away from the ends of the axis."""
    return packing.spacing[(np.abs(packing.x[1:]) < within) & (np.abs(packing.x[:-1]) < within)]


def room(shape, sigma_K=3.0, **options):
    K = capacity(X, shape=shape, sigma_K=sigma_K, **options)
    return np.where(K < 1e-4, 0, K)


class TestBell:
    @pytest.mark.parametrize(("w", "sigma_K"), [(1, 1.6), (1, 3), (0.5, 2)])
    def test_the_continuum_leaves_no_trait_growing(self, w, sigma_K):
        for x in (0.0, 0.7, 2.4):

            def pressure(y, x=x):
                density = bell_density([y], w=w, sigma_K=sigma_K)[0]
                return density * np.exp(-((x - y) ** 2) / (4 * w**2))

            total = quad(pressure, -40, 40, points=[0, x], limit=200)[0]
            assert total == pytest.approx(np.exp(-(x**2) / (2 * sigma_K**2)), rel=1e-7)

    def test_every_species_of_a_grid_stays_under_it(self):
        x = np.arange(-90, 91) / 10
        K = capacity(x, shape="bell", sigma_K=2.5)
        n = simulate(0.01 * K, alpha=competition_matrix(x, w=1), K=K, t=[1e4]).n[-1]
        middle = np.abs(x) < 5
        expected = bell_density(x, w=1, sigma_K=2.5) * 0.1
        np.testing.assert_allclose(n[middle], expected[middle], rtol=0.02)

    def test_a_narrow_bell_feeds_one(self):
        for sigma_K, many in ((1.0, False), (1.4, False), (1.5, True)):
            found = pack(X, room("bell", sigma_K), w=1)
            assert (found.x.size > 1) == many
        assert pack(X, room("bell", 1.4), w=1).x == pytest.approx([0])
        with pytest.raises(ValueError, match=r"sigma_K must be a finite number > 1\.414"):
            bell_density([0], w=1, sigma_K=1.4)

    def test_the_finer_one_looks_the_more_species_one_finds(self):
        sizes = [
            pack(X, room("bell", 2.5), w=1, tolerance=10.0**-k).x.size for k in (3, 5, 7, 9, 11)
        ]
        assert (np.diff(sizes) > 0).all()

    def test_so_does_a_sum_of_wide_bells_but_not_with_a_narrow_one(self):
        # a bell can be a blurred density only if it is wider than the blur, sqrt(2)
        def sizes(width):
            K = room("bell", 2.5) + 0.1 * np.exp(-((X - 1) ** 2) / (2 * width**2))
            K = np.where(np.abs(X) > 9, 0, K)
            return [pack(X, K, w=1, tolerance=10.0**-k).x.size for k in (5, 8, 11)]

        assert (np.diff(sizes(2)) > 0).all()
        assert np.ptp(sizes(1.2)[1:]) == 0


class TestOtherShapes:
    @pytest.mark.parametrize(
        ("shape", "options"),
        [("bump", {"change": 0.01}), ("bump", {"change": -0.01}), ("flat", {}), ("edge", {})],
    )
    def test_looking_finer_finds_no_more(self, shape, options):
        K = room(shape, **options)
        seen = [pack(X, K, w=1, tolerance=tolerance) for tolerance in (1e-7, 1e-9, 1e-11)]
        for other in seen[1:]:
            np.testing.assert_allclose(other.x, seen[0].x, atol=1e-6)
        # of the order of a niche width, which is all that is claimed
        assert (inner(seen[0]) > 1).all()
        assert (inner(seen[0]) < 2.5).all()

    @pytest.mark.parametrize("shape", ["bump", "flat", "edge"])
    def test_nobody_fits_into_a_gap(self, shape):
        found = pack(X, room(shape), w=1)
        assert found.growth.max() <= 1e-9
        for a, b in zip(found.x, found.x[1:], strict=False):
            between = found.growth[np.abs(X - (a + b) / 2) < (b - a) / 2 - 0.3]
            assert between.max() < -1e-5

    def test_a_finer_grid_places_them_alike(self):
        fine = np.arange(-240, 241) / 20
        coarse = pack(X, room("flat"), w=1)
        K = capacity(fine, shape="flat", sigma_K=3)
        finer = pack(fine, np.where(K < 1e-4, 0, K), w=1)
        np.testing.assert_allclose(finer.x, coarse.x, atol=0.02)
        # a grid is off by its step squared
        np.testing.assert_allclose(finer.n, coarse.n, rtol=5e-3)

    def test_the_distance_falls_with_the_logarithm_of_the_change(self):
        gaps = np.array(
            [
                inner(pack(X, room("bump", change=10.0**-k), w=1, tolerance=1e-11), 3).mean()
                for k in (2, 3, 4, 5, 6)
            ]
        )
        assert (np.diff(gaps) < 0).all()
        # the two that the module quotes
        assert gaps[[0, -1]] == pytest.approx([2.0, 1.3], abs=0.05)
        # 1/gap^2 is linear in ln(1/change), as it is for the ripple of a row of Gaussians
        slopes = np.diff(gaps**-2)
        np.testing.assert_allclose(slopes, slopes.mean(), rtol=0.1)

    def test_is_the_best_fit_of_demand_to_supply(self):
        # MacArthur's reading with a library's solver: supply R(z) whose use by x is K(x)
        z = np.linspace(-12, 12, 481)
        supply = np.where(np.abs(z) < 4, 1.0, 0.0)
        x = np.arange(-25, 26) / 5
        use = np.array([utilisation(z, place, w=1) for place in x]).T * np.sqrt(z[1] - z[0])
        fit, _ = nnls(use, supply * np.sqrt(z[1] - z[0]))
        K = use.T @ supply * np.sqrt(z[1] - z[0])
        found = pack(x, K, w=1)
        at = np.flatnonzero(fit)
        groups = np.split(at, np.flatnonzero(np.diff(at) > 1) + 1)
        assert len(groups) == found.x.size
        np.testing.assert_allclose([fit[g].sum() for g in groups], found.n, atol=1e-5)

    @settings(max_examples=15, deadline=None)
    @given(st.floats(-3, 3), st.floats(0.2, 5))
    def test_where_the_axis_starts_and_its_unit_do_not_matter(self, shift, unit):
        K = room("flat")
        plain, moved = pack(X, K, w=1), pack((X + shift) * unit, K, w=unit)
        np.testing.assert_allclose(moved.x, (plain.x + shift) * unit, atol=1e-6)

    @pytest.mark.parametrize(
        ("x", "K", "message"),
        [
            ([0, 1], [0, 0], "K must be > 0 for some trait"),
            ([0, 1], [1, -1], "K must be .* >= 0, got -1.0"),
            ([0, 1], [1], "K must have 2 entries, got 1"),
            ([1, 1], [1, 1], "x must increase"),
        ],
    )
    def test_refuses(self, x, K, message):
        with pytest.raises(ValueError, match=message):
            pack(x, K, w=1)


class TestRipple:
    def test_by_hand(self):
        assert ripple_threshold(2 * np.pi, w=1) == pytest.approx(np.exp(-1))
        assert ripple_threshold(2, w=1) == pytest.approx(5.2e-5, rel=0.01)
        assert ripple_threshold(1e-5, w=1) == 0

    @pytest.mark.parametrize("wavelength", [2.5, 3.0, 4.0])
    def test_a_continuum_exists_up_to_it(self, wavelength):
        # six waves on a ring, where dividing by the transform of the kernel is exact
        points = 120
        x = np.arange(points) * 6 * wavelength / points
        ring = np.minimum(x, 6 * wavelength - x)
        kernel = np.fft.fft(np.exp(-(ring**2) / 4)).real
        for share, positive in ((0.98, True), (1.02, False)):
            size = share * ripple_threshold(wavelength, w=1)
            K = 1 + size * np.cos(2 * np.pi * x / wavelength)
            wave = np.fft.fft(K)
            keep = np.abs(wave) > 1e-9
            n = np.fft.ifft(np.where(keep, wave / np.where(keep, kernel, 1), 0)).real
            assert (n.min() > 0) == positive

    @pytest.mark.parametrize("h", [1.0, 1.5, 2.0, 3.0])
    def test_a_row_of_single_species_ripples_by_twice_the_threshold(self, h):
        row = np.arange(-60, 61) * h
        on, between = (np.exp(-((row - x) ** 2) / 4).sum() for x in (0, h / 2))
        ripple = (on - between) / (on + between)
        # the next harmonic cancels out of the difference; rounding is of order 1e-16
        assert ripple == pytest.approx(2 * ripple_threshold(h, w=1), rel=1e-3, abs=1e-15)

    def test_past_it_species_settle_a_wave_apart(self):
        K = capacity(X, shape="bell", sigma_K=4) * (1 + 0.01 * np.cos(np.pi * X))
        found = pack(X, K, w=1)
        assert ripple_threshold(2, w=1) < 0.01
        np.testing.assert_allclose(inner(found), 2, atol=0.05)

    def test_refuses(self):
        with pytest.raises(ValueError, match="wavelength must be a finite number > 0, got 0"):
            ripple_threshold(0, w=1)
