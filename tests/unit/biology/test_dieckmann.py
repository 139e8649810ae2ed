"""Competition along a gradient: invasion fitness, threshold, stability and species packing."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fitbreadth.biology.dieckmann import Dieckmann, packing
from fitbreadth.biology.evolution import mean_field
from fitbreadth.biology.lattice import monomorphic
from fitbreadth.biology.singular import classify

widths = st.floats(0.3, 2)


@st.composite
def kernels(draw):
    return Dieckmann(draw(widths), draw(widths), K0=100, r=draw(st.floats(0.1, 1.9)))


class TestInvasionFitness:
    def test_by_hand(self):
        # competition e^-2, and the mutant's place carries e^-0.5 of the resident's
        s = Dieckmann(sigma_a=0.5, sigma_K=1, r=0.8).invasion_fitness(0, 1)
        assert s == pytest.approx(0.8 * (1 - np.exp(-2) / np.exp(-0.5)), rel=1e-12)

    @given(kernels(), st.floats(-2, 2), st.floats(-2, 2))
    def test_as_published(self, kernel, x, y):
        alpha = np.exp(-((y - x) ** 2) / (2 * kernel.sigma_a**2))
        K = kernel.carrying_capacity([x, y])
        law = kernel.r * (1 - alpha * K[0] / K[1])
        assert kernel.invasion_fitness(x, y) == pytest.approx(law, rel=1e-9, abs=1e-9)
        assert kernel.invasion_fitness(x, x) == 0

    @given(kernels(), st.floats(0, 1), st.floats(0, 1))
    def test_the_individuals_grow_as_the_theory_says(self, kernel, a, b):
        traits = np.linspace(-3, 3, 101) * kernel.sigma_K
        x, y = int(a * 100), int(b * 100)
        assume(kernel.sigma_a > 0.25 * kernel.sigma_K)
        counts = np.zeros(101)
        counts[x] = kernel.carrying_capacity(traits[x])
        with np.errstate(divide="ignore", under="ignore"):
            growth = np.log(kernel.on(traits)(counts)[y])
        s = kernel.invasion_fitness(traits[x], traits[y])
        assert growth == pytest.approx(s if s > -700 else growth, rel=1e-9, abs=1e-9)
        assert (growth < -690) == (s < -690)


class TestBranching:
    def test_reference_number(self):
        assert Dieckmann(0.4, 0.5).curvature == pytest.approx(2.25, abs=1e-12)
        assert Dieckmann(0.4, 0.5, r=0.5).curvature == pytest.approx(1.125, abs=1e-12)

    @given(kernels())
    def test_branches_iff_competition_is_narrower(self, kernel):
        assume(abs(kernel.sigma_a - kernel.sigma_K) > 1e-3)
        point = classify(kernel.invasion_fitness, 0, step=1e-3)
        assert point.convergence_stable
        assert point.evolutionarily_stable is not kernel.branches
        assert point.mutant_curvature == pytest.approx(kernel.curvature, rel=1e-5, abs=1e-6)


class TestStability:
    @given(
        st.lists(st.floats(-1, 1), min_size=2, max_size=4, unique=True), st.floats(0.4, 1), widths
    )
    def test_every_equilibrium_is_stable_below_two(self, x, sigma_a, sigma_K):
        x = np.array(x)
        assume(np.abs(np.diff(np.sort(x))).min() > 0.1)
        K = Dieckmann(sigma_a, sigma_K).carrying_capacity(x)
        A = np.exp(-(((x[:, None] - x) / sigma_a) ** 2) / 2)
        n = np.linalg.solve(A, K)
        assume(n.min() > 0)
        # the map's derivative is 1 - r times this matrix
        eigenvalues = np.linalg.eigvals(n[:, None] / K[:, None] * A)
        assert np.abs(eigenvalues.imag).max() < 1e-7
        assert eigenvalues.real.min() > -1e-9
        assert eigenvalues.real.max() == pytest.approx(1, abs=1e-7)

    @pytest.mark.parametrize("r", [0.3, 1, 1.9])
    def test_one_trait_comes_to_rest_at_its_carrying_capacity(self, r):
        traits, kernel = np.linspace(-1, 1, 41), Dieckmann(0.4, 0.5, r=r)
        start = monomorphic(traits, 0.2, individuals=10)
        run = mean_field(kernel, start, traits=traits, generations=300, mutation=0)
        assert run.size[-1] == pytest.approx(kernel.carrying_capacity(0.2), rel=1e-6)


class TestPacking:
    @pytest.mark.parametrize(("sigma_a", "total"), [(0.4, 1250), (0.25, 2000)])
    def test_everybody_breaks_even(self, sigma_a, total):
        traits, kernel = np.linspace(-3, 3, 241), Dieckmann(sigma_a, 0.5)
        counts = packing(kernel, traits)
        assert counts.sum() == pytest.approx(total, rel=1e-9)
        middle = np.abs(traits) < 1
        np.testing.assert_allclose(kernel.on(traits)(counts)[middle], 1, rtol=1e-6)

    def test_a_large_population_gets_there(self):
        traits, kernel = np.linspace(-1.6, 1.6, 65), Dieckmann(0.4, 0.5)
        start = monomorphic(traits, -0.7, individuals=200)
        run = mean_field(kernel, start, traits=traits, generations=4000, mutation=1e-4, every=4000)
        total, law = run.size[-1], packing(kernel, traits)
        assert total == pytest.approx(law.sum(), rel=1e-3)
        variance = run.counts[-1] @ traits**2 / total
        assert variance == pytest.approx(0.5**2 - 0.4**2, rel=0.01)

    def test_refuses_wide_competition(self):
        with pytest.raises(ValueError, match=r"model must have sigma_a < sigma_K, got sigma_a=0.6"):
            packing(Dieckmann(0.6, 0.5), np.linspace(-1, 1, 41))


class TestRefuses:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"r": 2}, "r must be a finite number > 0 and < 2, got 2: from 2 on .* chaotic"),
            ({"r": 0}, "r must be"),
            ({"sigma_a": 0}, "sigma_a must be a finite number > 0, got 0"),
            ({"sigma_K": -1}, "sigma_K must be a finite number > 0, got -1"),
            ({"K0": 0}, "K0 must be a finite number > 0 and <= 1000000000000.0, got 0"),
            ({"K0": 1e13}, "K0 must be"),
        ],
    )
    def test_kernels(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            Dieckmann(**{"sigma_a": 0.4, "sigma_K": 0.5, **arguments})

    @pytest.mark.parametrize(
        ("lattice", "message"),
        [
            (np.linspace(-1, 1, 11), "a quarter of sigma_a and sigma_K, 0.1, got steps of 0.2"),
            (np.linspace(-0.9, 2, 59), "traits must cover two sigma_K, from -1 to 1, got -0.9 to"),
            (np.linspace(-2, 0.9, 59), "traits must cover two sigma_K"),
            (np.linspace(-30, 30, 1001), "within 36 sigma_K of 0, got -30 to 30"),
        ],
    )
    def test_lattices(self, lattice, message):
        with pytest.raises(ValueError, match=message):
            Dieckmann(0.4, 0.5).on(lattice)

    def test_hopeless_mutants(self):
        with pytest.raises(ValueError, match="y must not be less fit than a float can hold"):
            Dieckmann(1, 0.5).invasion_fitness(0, 100)
