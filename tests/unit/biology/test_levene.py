"""Levene's patches: invasion fitness, branching, and selection in a community."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import distributions

from fitbreadth.biology.even_patches import even_patches
from fitbreadth.biology.levene import Levene
from fitbreadth.biology.singular import classify

traits = st.floats(-5, 5)


@st.composite
def patches(draw):
    c = draw(distributions())
    mu = draw(st.lists(st.floats(-3, 3), min_size=c.size, max_size=c.size))
    return Levene(mu, c, draw(st.floats(0.3, 3)))


class TestInvasionFitness:
    def test_by_hand(self):
        # optima -1 and 1: f(1)/f(0) is e^-1.5 in the one patch and e^0.5 in the other
        s = even_patches(2, d=2).invasion_fitness(0, 1)
        assert s == pytest.approx(np.log((np.exp(-1.5) + np.exp(0.5)) / 2), rel=1e-12)

    @given(patches(), traits, traits)
    def test_a_plain_sum_gives_the_same(self, model, x, y):
        def f(i, z):
            return np.exp(-((z - model.mu[i]) ** 2) / (2 * model.sigma**2))

        assume(all(f(i, x) > 1e-250 for i in range(model.mu.size)))
        plain = sum(c * f(i, y) / f(i, x) for i, c in enumerate(model.c))
        assert model.invasion_fitness(x, y) == pytest.approx(np.log(plain), rel=1e-9, abs=1e-9)

    @given(patches(), traits)
    def test_nobody_invades_his_like(self, model, x):
        assert model.invasion_fitness(x, x) == pytest.approx(0, abs=1e-12)

    @given(patches(), traits)
    def test_gradient(self, model, x):
        h = 1e-5
        slope = (model.invasion_fitness(x, x + h) - model.invasion_fitness(x, x - h)) / (2 * h)
        assert model.gradient(x) == pytest.approx(slope, abs=1e-5, rel=1e-5)

    def test_one_patch_is_its_viability(self):
        model = Levene([0.5], [1], 2)
        x, y = np.array([-1.0, 3]), np.array([2.0, 0])
        law = model.log_viability(y)[0] - model.log_viability(x)[0]
        np.testing.assert_allclose(model.invasion_fitness(x, y), law, atol=1e-14)

    def test_far_from_all_optima(self):
        # no viability there is a float; seen from afar the nearer patch decides
        s = even_patches(2, d=2).invasion_fitness(-1000, 1000)
        assert s == pytest.approx(-np.log(2) + 2000, rel=1e-12)

    def test_broadcasts(self):
        model, x, y = even_patches(3, d=2), np.array([[0.0], [1]]), np.array([0.5, 1, 2])
        table = model.invasion_fitness(x, y)
        assert table.shape == (2, 3)
        assert table[1, 2] == model.invasion_fitness(1, 2)
        assert model.invasion_fitness(y, x).shape == (2, 3)


class TestBranching:
    @pytest.mark.parametrize(("d", "curvature"), [(1.98, -0.0199), (2, 0), (2.02, 0.0201)])
    def test_reference_numbers(self, d, curvature):
        model = even_patches(2, d=d)
        assert model.curvature == pytest.approx(curvature, abs=1e-12)
        found = classify(model.invasion_fitness, 0).mutant_curvature
        assert found == pytest.approx(curvature, abs=1e-8)

    @given(patches())
    def test_evolution_always_leads_there_and_branches_iff_optima_spread_wider(self, model):
        assume(abs(model.variance - model.sigma**2) > 1e-3 * model.sigma**2)
        point = classify(model.invasion_fitness, model.singular_point, step=1e-3 * model.sigma)
        assert point.convergence_stable
        assert point.evolutionarily_stable is not model.branches
        # s_xx - s_yy is 2/sigma^2 whatever the patches
        difference = point.resident_curvature - point.mutant_curvature
        assert difference == pytest.approx(2 / model.sigma**2, rel=1e-6)
        assert point.mutant_curvature == pytest.approx(
            model.curvature, rel=1e-6, abs=1e-6 / model.sigma**2
        )

    def test_uneven_patches(self):
        # variance c(1 - c) d^2: a rare habitat must be further off
        model = Levene([0, 3], [0.9, 0.1], 1)
        assert model.singular_point == pytest.approx(0.3)
        assert model.variance == pytest.approx(0.81)
        assert not model.branches


class TestReproduction:
    def test_by_hand(self):
        # two residents on the optima fill each patch with (1 + e^-4.5)/2
        middle = even_patches(2, d=3).reproduction(0, traits=[-1.5, 1.5], q=[0.5, 0.5])
        assert middle == pytest.approx(2 * np.exp(-1.125) / (1 + np.exp(-4.5)), rel=1e-12)

    @given(patches(), distributions(size=4), st.lists(traits, min_size=4, max_size=4))
    def test_the_mean_is_one(self, model, q, x):
        assert q @ model.reproduction(x, traits=x, q=q) == pytest.approx(1, rel=1e-9)

    @given(patches(), traits, st.floats(-3, 3))
    def test_one_resident_gives_the_invasion_fitness(self, model, x, y):
        s = model.invasion_fitness(x, y)
        assume(s < 700)
        assert model.reproduction(y, traits=[x], q=[1]) == pytest.approx(np.exp(s), rel=1e-9)

    @given(patches(), st.integers(0, 2**32))
    def test_on_a_lattice(self, model, seed):
        x = np.arange(-4, 4.01, model.sigma / 8)
        counts = np.random.default_rng(seed).integers(0, 50, x.size)
        W = model.on(x)(counts)
        law = model.reproduction(x, traits=x, q=counts / counts.sum())
        np.testing.assert_allclose(W, law, rtol=1e-9, atol=1e-200)

    def test_wide_niches_are_neutral(self):
        W = even_patches(3, d=2, sigma=1e6).on(np.linspace(-2, 2, 9))(np.arange(9.0))
        np.testing.assert_allclose(W, 1, rtol=1e-9)


class TestRefuses:
    @pytest.mark.parametrize(
        ("mu", "c", "sigma", "message"),
        [
            ([0, 1], [0.5, 0.5], 0, "sigma must be a finite number > 0, got 0"),
            ([0, 1], [0.5, 0.4], 1, "c must sum to 1, got a sum of 0.9"),
            ([0, 1], [1.5, -0.5], 1, "c must be .* >= 0, got -0.5 at position 1"),
            ([0, 1], [1], 1, "c must have 2 entries, got 1"),
            ([0, np.inf], [0.5, 0.5], 1, "mu must be .* got inf"),
        ],
    )
    def test_patches(self, mu, c, sigma, message):
        with pytest.raises(ValueError, match=message):
            Levene(mu, c, sigma)

    @pytest.mark.parametrize(
        ("lattice", "message"),
        [
            (np.linspace(-2, 2, 9), r"traits must be no coarser than sigma/4 = 0.25, .* of 0.5"),
            (np.linspace(-1, 2, 31), "traits must cover all optima, from -1.5 to 1.5, got -1 to 2"),
            (np.linspace(-2, 1, 31), "traits must cover all optima"),
        ],
    )
    def test_lattices(self, lattice, message):
        with pytest.raises(ValueError, match=message):
            even_patches(2, d=3).on(lattice)

    def test_a_population_out_of_reach(self):
        model, x = even_patches(2, d=3), np.linspace(-60, 60, 481)
        with pytest.raises(ValueError, match=r"some survivors, got none at the optimum -1.5"):
            model.on(x)(np.eye(481)[0])
        with pytest.raises(ValueError, match="y must not be fitter than a float can hold"):
            model.reproduction(1.5, traits=[-60], q=[1])

    def test_arguments(self):
        model = even_patches(2, d=3)
        with pytest.raises(ValueError, match="q must have 2 entries, got 1"):
            model.reproduction(0, traits=[0, 1], q=[1])
        with pytest.raises(ValueError, match=r"y must be .* got nan"):
            model.invasion_fitness(0, np.nan)
        with pytest.raises(TypeError, match="x must hold finite numbers, got rows of different"):
            model.gradient([[0], [0, 1]])
