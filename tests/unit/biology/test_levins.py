"""Levins' fitness set: where one compromise is best, and where it splits."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fitbreadth.biology.coalition import residents
from fitbreadth.biology.levene import Levene
from fitbreadth.biology.levins import (
    best_mixture,
    centre_curvature,
    coarse_optimum,
    fine_optimum,
    log_fitness,
    log_mixture_fitness,
    peaks,
    viability,
)
from fitbreadth.selection import update

HALVES = [0.5, 0.5]
THIRDS = [1 / 3] * 3


def two(d):
    return [-d / 2, d / 2]


@st.composite
def worlds(draw):
    n = draw(st.integers(1, 5))
    optima = draw(st.lists(st.floats(-6, 6), min_size=n, max_size=n))
    weights = np.array(draw(st.lists(st.floats(0.05, 1), min_size=n, max_size=n)))
    return np.array(optima), weights / weights.sum(), draw(st.floats(0.3, 3))


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


@st.composite
def families(draw, optima):
    """Phenotypes about the optima, and their shares."""
    m = draw(st.integers(1, 4))
    z = draw(st.lists(st.floats(-8, 8), min_size=m, max_size=m))
    weights = np.array(draw(st.lists(st.floats(0.05, 1), min_size=m, max_size=m)))
    return np.mean(optima) + np.array(z), weights / weights.sum()


class TestMixture:
    def test_by_hand(self):
        # habitat 1 sees 3/4 + e^-2/4, habitat 2 sees 3 e^-2/4 + 1/4
        found = log_mixture_fitness([0, 2], [0.75, 0.25], optima=[0, 2], p=[0.6, 0.4])
        one, other = 0.75 + 0.25 * np.exp(-2), 0.75 * np.exp(-2) + 0.25
        assert found == pytest.approx(0.6 * np.log(one) + 0.4 * np.log(other), abs=1e-15)

    @given(worlds(), st.data())
    def test_lies_between_its_members_and_the_fine_grain(self, world, data):
        # Jensen twice: the mean of the logs <= the log of the mean, over types and over habitats
        optima, p, sigma = world
        z, q = data.draw(families(optima))
        at = {"optima": optima, "p": p, "sigma": sigma}
        found = log_mixture_fitness(z, q, **at)
        assert found >= q @ log_fitness(z, **at, grain="coarse") - 1e-9
        fine = log_fitness(z, **at, grain="fine")
        assert found <= fine.max() + np.log(q @ np.exp(fine - fine.max())) + 1e-9

    @given(worlds(), st.floats(-9, 9), st.integers(1, 4))
    def test_siblings_all_alike_are_a_single_phenotype(self, world, z, m):
        optima, p, sigma = world
        at = {"optima": optima, "p": p, "sigma": sigma}
        found = log_mixture_fitness([z] * m, np.full(m, 1 / m), **at)
        assert found == pytest.approx(log_fitness([z], **at, grain="coarse")[0], abs=1e-9)

    def test_a_lineage_counted_out_year_by_year(self):
        # 4 SE of the mean over 4000 independent years; 6e-5 false alarms with a fixed seed
        optima, p, z, q = [-1.5, 0, 2], [0.5, 0.2, 0.3], [-1.2, 1.5], [0.55, 0.45]
        years = np.random.default_rng(20).choice(3, size=4000, p=p)
        log_size, factors = 0.0, []
        for year in years:
            alive = 0.0
            for trait, share in zip(z, q, strict=True):
                alive += share * np.exp(-((trait - optima[year]) ** 2) / 2)
            factors.append(np.log(alive))
            log_size += np.log(alive)
        theory = log_mixture_fitness(z, q, optima=optima, p=p)
        per_year = [log_mixture_fitness(z, q, optima=[theta], p=[1]) for theta in optima]
        error = np.sqrt(p @ (np.array(per_year) - theory) ** 2 / years.size)
        assert abs(log_size / years.size - theory) < 4 * error
        assert set(np.round(factors, 9)) == set(np.round(per_year, 9))

    def test_far_from_every_optimum_it_does_not_underflow(self):
        found = log_mixture_fitness([100, 200], HALVES, optima=two(2), p=HALVES)
        assert found == pytest.approx(np.log(0.5) - (99**2 + 101**2) / 4, rel=1e-12)


class TestBestMixture:
    @pytest.mark.parametrize(("d", "ratio"), [(2.5, 1.15), (4, 3.70)])
    def test_advantage_over_the_middle(self, d, ratio):
        alone = log_fitness([0], optima=two(d), p=HALVES, grain="coarse")[0]
        assert np.exp(best_mixture(d).log_fitness - alone) == pytest.approx(ratio, abs=0.005)

    @pytest.mark.parametrize("d", [0.5, 1.9, 2.1, 2.5, 4, 7])
    @pytest.mark.parametrize("sigma", [0.4, 1])
    def test_is_the_coalition_of_levenes_patches(self, d, sigma):
        # the very same maximum, found by Newton's method over 1201 traits
        best = best_mixture(d * sigma, sigma=sigma)
        lattice = np.linspace(-4, 4, 1201) * sigma
        found = residents(Levene(two(d * sigma), HALVES, sigma), lattice)
        np.testing.assert_allclose(found.positions, best.z, atol=0.01 * sigma)
        np.testing.assert_allclose(found.shares, best.q, atol=1e-6)
        at = {"optima": two(d * sigma), "p": HALVES, "sigma": sigma}
        value = log_mixture_fitness(lattice, found.q, **at)
        # a lattice of 1/150 sigma costs at most the square of half a step
        assert best.log_fitness - 2e-5 < value <= best.log_fitness + 1e-9

    @given(st.floats(0, 12), st.floats(0.2, 5))
    def test_pays_if_and_only_if_the_set_caves_in(self, d, sigma):
        assume(d <= 2 or d > 2.001)  # just beyond, the gain is below rounding
        best = best_mixture(d * sigma, sigma=sigma)
        at = {"optima": two(d * sigma), "p": HALVES, "sigma": sigma}
        assert log_mixture_fitness(best.z, best.q, **at) == pytest.approx(
            best.log_fitness, abs=1e-12
        )
        alone = peaks(**at, grain="coarse").log_fitness.max()
        if d <= 2:
            assert best.z.size == 1
            assert best.log_fitness == pytest.approx(alone, abs=1e-12)
        else:
            assert best.z.size == 2
            assert best.log_fitness > alone + 1e-10

    @given(st.floats(0, 6), st.data())
    def test_no_other_mixture_is_better(self, d, data):
        z, q = data.draw(families([0]))
        found = log_mixture_fitness(z, q, optima=two(d), p=HALVES)
        assert found <= best_mixture(d).log_fitness + 1e-12

    def test_unequal_habitats_mix_too(self):
        # no closed form: the coalition beats the best single phenotype, and no trait invades it
        optima, p = two(4), [0.7, 0.3]
        lattice = np.linspace(-3, 3, 601)
        found = residents(Levene(optima, p, 1), lattice)
        mixed = log_mixture_fitness(lattice, found.q, optima=optima, p=p)
        alone = peaks(optima, p=p, grain="coarse").log_fitness.max()
        assert found.positions.size == 2
        assert mixed > alone + 0.5
        assert mixed == pytest.approx(p @ np.log(p), abs=0.01)  # nearly Kelly's bet, s = p


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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"q": [1]}, "q must have 2 entries, got 1"),
        ({"q": [0.5, 0.6]}, "q must sum to 1, got a sum of 1.1"),
        ({"q": [-0.5, 1.5]}, "q must be .* >= 0, got -0.5 at position 0"),
        ({"z": [0, np.inf]}, "z must be .* finite"),
        ({"z": [0, 1e200]}, "z must lie within 1e150 sigma of the optima, with sigma=1.0"),
        ({"sigma": 1e-320}, "z must lie within 1e150 sigma of the optima, with sigma=1e-320"),
        ({"optima": []}, "optima must be a 1-d array"),
        ({"p": [1]}, "p must have 2 entries, got 1"),
        ({"p": [0.5, 0.6]}, "p must sum to 1, got a sum of 1.1"),
        ({"sigma": 0}, "sigma must be a finite number > 0, got 0"),
    ],
)
def test_mixtures_refuse(arguments, message):
    call = {"z": [0, 1], "q": HALVES, "optima": [0, 1], "p": HALVES, **arguments}
    with pytest.raises(ValueError, match=message):
        log_mixture_fitness(call.pop("z"), call.pop("q"), **call)


def test_the_others_refuse():
    with pytest.raises(ValueError, match="sigma must be a finite number > 0, got -1"):
        viability([0], optima=[0], sigma=-1)
    with pytest.raises(ValueError, match="grain must be one of"):
        log_fitness([0], optima=[0], p=[1], grain="space")
    with pytest.raises(ValueError, match="p must have 2 entries, got 1"):
        coarse_optimum([0, 1], p=[1])
    with pytest.raises(ValueError, match=r"d must be a finite number .*, got -1"):
        fine_optimum(-1)
    with pytest.raises(ValueError, match=r"d must be a finite number .*, got -1"):
        best_mixture(-1)
    with pytest.raises(ValueError, match="sigma must be a finite number > 0, got 0"):
        best_mixture(1, sigma=0)
    with pytest.raises(ValueError, match=r"habitats must be an integer in \[2, 3\], got 4"):
        centre_curvature(1, habitats=4)
