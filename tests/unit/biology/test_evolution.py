"""Evolution on a lattice: chance against exact laws, its limit, and where it branches."""

import numpy as np
import pytest
from scipy.stats import binom

from fitbreadth.biology.branches import branches, branching_time
from fitbreadth.biology.coalition import residents, two_branches
from fitbreadth.biology.dieckmann import Dieckmann
from fitbreadth.biology.even_patches import branching_distance, even_patches
from fitbreadth.biology.evolution import evolve, mean_field
from fitbreadth.biology.lattice import monomorphic
from fitbreadth.biology.levene import Levene
from fitbreadth.rng import streams

NEUTRAL = Levene([0], [1], 1e9)


def plain_levene(counts, traits, mu, c, sigma, mutation):
    """The expected next counts, one parent and one patch at a time."""
    total, expected = sum(counts), [0.0] * len(traits)
    for i, parents in enumerate(counts):
        W = 0.0
        for optimum, share in zip(mu, c, strict=True):
            filled = sum(
                n / total * np.exp(-((x - optimum) ** 2) / (2 * sigma**2))
                for n, x in zip(counts, traits, strict=True)
            )
            W += share * np.exp(-((traits[i] - optimum) ** 2) / (2 * sigma**2)) / filled
        expected[i] += (1 - mutation) * parents * W
        for neighbour in (max(i - 1, 0), min(i + 1, len(traits) - 1)):
            expected[neighbour] += mutation / 2 * parents * W
    return expected


def plain_dieckmann(counts, traits, kernel, mutation):
    expected = [0.0] * len(traits)
    for i, x in enumerate(traits):
        crowd = sum(
            n * np.exp(-((x - z) ** 2) / (2 * kernel.sigma_a**2))
            for n, z in zip(counts, traits, strict=True)
        )
        K = kernel.K0 * np.exp(-(x**2) / (2 * kernel.sigma_K**2))
        births = counts[i] * np.exp(kernel.r * (1 - crowd / K))
        expected[i] += (1 - mutation) * births
        for neighbour in (max(i - 1, 0), min(i + 1, len(traits) - 1)):
            expected[neighbour] += mutation / 2 * births
    return expected


class TestMeanField:
    def test_a_levene_generation_one_parent_at_a_time(self):
        traits, counts = np.linspace(-2, 2, 17), np.arange(17) % 5
        model = Levene([-1, 0.5, 2], [0.2, 0.5, 0.3], 1)
        run = mean_field(model, counts, traits=traits, generations=1, mutation=0.1)
        law = plain_levene(counts, traits, model.mu, model.c, 1, 0.1)
        np.testing.assert_allclose(run.counts[1], law, rtol=1e-12)

    def test_a_dieckmann_generation_one_parent_at_a_time(self):
        traits, counts = np.linspace(-1, 1, 21), np.arange(21) % 5 * 3
        kernel = Dieckmann(0.4, 0.5, K0=50, r=0.7)
        run = mean_field(kernel, counts, traits=traits, generations=1, mutation=0.1)
        law = plain_dieckmann(counts, traits, kernel, 0.1)
        np.testing.assert_allclose(run.counts[1], law, rtol=1e-12)

    @pytest.mark.parametrize(("sd", "variance"), [(None, 0.05**2), (0.1, 0.1**2)])
    def test_mutation_alone_spreads_linearly(self, sd, variance):
        traits = np.linspace(-3, 3, 121)
        start = monomorphic(traits, 0, individuals=1)
        run = mean_field(NEUTRAL, start, traits=traits, generations=50, mutation=0.2, sd=sd)
        spread = run.counts @ traits**2
        np.testing.assert_allclose(spread, 0.2 * variance * run.generations, rtol=1e-6)

    def test_selection_alone_ends_in_the_coalition(self):
        traits = np.linspace(-2.5, 2.5, 41)
        for count in (2, 3):
            model = even_patches(count, d=2.5)
            run = mean_field(
                model, np.ones(41), traits=traits, generations=3000, mutation=0, every=3000
            )
            q = run.counts[-1] / 41
            np.testing.assert_allclose(q, residents(model, traits).q, atol=0.03)
            assert model.on(traits)(q).max() < 1 + 1e-3

    def test_numbers_are_kept(self):
        traits = np.linspace(-2, 2, 41)
        run = mean_field(
            even_patches(2, d=3), np.arange(41), traits=traits, generations=50, mutation=0.1
        )
        np.testing.assert_allclose(run.size, 820, rtol=1e-12)

    def test_the_climb_is_the_gradient_times_the_variance(self):
        # Price and Lande: a narrow population moves by s_y times its variance a generation
        traits, model = np.linspace(-2, 2, 401), even_patches(2, d=2)
        start = np.exp(-((traits - 0.8) ** 2) / (2 * 0.03**2))
        run = mean_field(model, start, traits=traits, generations=1, mutation=0)
        step = (run.mean[1] - run.mean[0]) / 0.03**2
        assert step == pytest.approx(model.gradient(0.8), rel=5e-3)


class TestChance:
    @pytest.mark.parametrize("seed", [3, pytest.param(4, marks=pytest.mark.slow)])
    def test_neutral_drift_is_wright_and_fishers(self, seed):
        N, generations, runs = 40, 12, 400
        start, traits = np.array([N // 2, N // 2, 0]), np.array([0.0, 1, 2])
        final = np.array(
            [
                evolve(
                    NEUTRAL, start, traits=traits, generations=generations, mutation=0, seed=rng
                ).counts[-1, 0]
                for rng in streams(seed, runs)
            ]
        )
        # the chain's own transition matrix gives the distribution, and so the standard errors
        i = np.arange(N + 1)
        law = np.linalg.matrix_power(binom.pmf(i, N, i[:, None] / N), generations)[N // 2]
        square = (i / N - 0.5) ** 2
        variance = law @ square
        assert variance == pytest.approx(0.25 * (1 - (1 - 1 / N) ** generations), rel=1e-9)
        # false alarm rate 6e-5 each
        error = np.sqrt((law @ square**2 - variance**2) / runs)
        assert np.mean((final / N - 0.5) ** 2) == pytest.approx(variance, abs=4 * error)
        assert np.mean(final / N) == pytest.approx(0.5, abs=4 * np.sqrt(variance / runs))

    @pytest.mark.parametrize("seed", [5, pytest.param(6, marks=pytest.mark.slow)])
    @pytest.mark.parametrize("model", [even_patches(3, d=1), Dieckmann(0.4, 0.5, K0=4000)])
    def test_a_generation_scatters_around_the_mean_field(self, model, seed):
        traits = np.linspace(-1.5, 1.5, 61)
        start = np.random.default_rng(0).multinomial(3000, np.full(61, 1 / 61))
        setting = {"traits": traits, "generations": 1, "mutation": 0.2, "sd": 0.1}
        law = mean_field(model, start, **setting).counts[1]
        total = law.sum()
        runs = [evolve(model, start, seed=rng, **setting).counts[1] for rng in streams(seed, 50)]
        fixed = isinstance(model, Levene)
        for statistic in (traits, traits**2, np.cos(9 * traits)):
            # sum over the classes of a Poisson draw; a multinomial one has its mean taken out
            variance = law @ statistic**2 - fixed * (law @ statistic) ** 2 / total
            mean = np.mean([counts @ statistic for counts in runs])
            # false alarm rate 6e-5 each
            assert mean == pytest.approx(law @ statistic, abs=4 * np.sqrt(variance / 50))

    def test_large_numbers_follow_the_mean_field(self):
        traits, model = np.linspace(-2.5, 2.5, 51), even_patches(2, d=3)
        setting = {"traits": traits, "generations": 20, "mutation": 0.05, "every": 5}
        gap = []
        for N in (10**4, 10**10):
            start = monomorphic(traits, -1, individuals=N)
            limit = mean_field(model, start, **setting).counts / N
            run = evolve(model, start, seed=1, **setting).counts / N
            gap.append(np.abs(run - limit).max())
        # chance goes as 1/sqrt(N): a million times more individuals, a thousand times less
        assert gap[1] < gap[0] / 100
        assert gap[1] < 1e-4

    def test_same_seed_same_history(self):
        traits = np.linspace(-1.5, 1.5, 31)
        start = monomorphic(traits, 0, individuals=100)
        setting = {"traits": traits, "generations": 50, "mutation": 0.1}
        a, b, c = (
            evolve(even_patches(2, d=2), start, seed=seed, **setting).counts
            for seed in (7, np.random.Generator(np.random.PCG64(7)), 8)
        )
        np.testing.assert_array_equal(a, b)
        assert (a != c).any()
        assert a.dtype == np.int64
        assert (a.sum(axis=1) == 100).all()

    def test_recording_does_not_disturb(self):
        traits = np.linspace(-1.5, 1.5, 31)
        start = monomorphic(traits, 0, individuals=100)
        setting = {"traits": traits, "generations": 50, "mutation": 0.1, "seed": 1}
        all_of_it = evolve(even_patches(2, d=2), start, **setting)
        some = evolve(even_patches(2, d=2), start, every=20, **setting)
        np.testing.assert_array_equal(some.generations, [0, 20, 40])
        np.testing.assert_array_equal(some.counts, all_of_it.counts[::20])


class TestBranching:
    @pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
    @pytest.mark.parametrize("count", [2, 3])
    @pytest.mark.parametrize("ratio", [0.9, 1.2])
    def test_above_the_threshold_only(self, count, ratio, seed):
        d = ratio * branching_distance(count)
        model, traits = even_patches(count, d=d), np.linspace(-2.5, 2.5, 101)
        run = evolve(
            model,
            monomorphic(traits, -1, individuals=2000),
            traits=traits,
            generations=2500,
            mutation=0.02,
            every=25,
            seed=seed,
        )
        found = branches(run, width=0.2)
        if ratio < 1:
            assert (found.count == 1).all()
            assert abs(run.mean[-20:].mean()) < 0.1
        else:
            assert 300 < branching_time(run, width=0.2) < 2000
            assert found.count[-1] == 2
            # qualitative: the branches drift by a tenth around where they are stable
            late = np.mean([z for z in found.positions[-10:] if z.size == 2], axis=0)
            np.testing.assert_allclose(late, residents(model, traits).positions, atol=0.15)

    def test_branches_meet_the_coalition_without_chance(self):
        traits = np.linspace(-2.5, 2.5, 101)
        for d in (2.5, 3):
            start = monomorphic(traits, -1, individuals=1)
            run = mean_field(
                even_patches(2, d=d),
                start,
                traits=traits,
                generations=3000,
                mutation=1e-3,
                every=3000,
            )
            z = two_branches(d)
            np.testing.assert_allclose(branches(run, width=0.2).positions[-1], [-z, z], atol=0.01)

    def test_three_far_patches_fill_one_after_the_other(self):
        traits = np.linspace(-4, 4, 161)
        run = evolve(
            even_patches(3, d=3),
            monomorphic(traits, -3, individuals=2000),
            traits=traits,
            generations=2500,
            mutation=0.02,
            every=25,
            seed=1,
        )
        second = branching_time(run, width=0.2)
        third = branching_time(run, width=0.2, least=3)
        assert second < third < 2500
        found = branches(run, width=0.2)
        np.testing.assert_allclose(found.positions[-1], [-3, 0, 3], atol=0.15)
        np.testing.assert_allclose(found.shares[-1], 1 / 3, atol=0.1)

    @pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow)])
    @pytest.mark.parametrize("sigma_a", [0.4, 0.6])
    def test_the_kernel_branches_iff_narrower(self, sigma_a, seed):
        traits = np.linspace(-1.5, 1.5, 61)
        run = evolve(
            Dieckmann(sigma_a, 0.5, K0=500),
            monomorphic(traits, -0.7, individuals=200),
            traits=traits,
            generations=2500,
            mutation=0.005,
            sd=0.05,
            every=25,
            seed=seed,
        )
        time = branching_time(run, width=0.06)
        assert (time is not None and time < 2000) if sigma_a < 0.5 else time is None


class Doubling:
    """Everybody has two children; nobody stops them."""

    def __init__(self, W):
        self.W = W

    def on(self, traits):
        return lambda counts: np.full(counts.size, float(self.W))

    def draw(self, expected, rng):
        return rng.poisson(expected)

    def __repr__(self):
        return f"Doubling({self.W})"


class TestEnds:
    def test_a_few_individuals_die_out(self):
        traits = np.linspace(-1, 1, 41)
        start = monomorphic(traits, 0, individuals=2)
        kernel = Dieckmann(0.4, 0.5, K0=2)
        run = evolve(kernel, start, traits=traits, generations=2000, mutation=0, seed=1)
        assert 1 <= run.extinct < 2000
        assert (run.size[: run.extinct] > 0).all()
        assert (run.size[run.extinct :] == 0).all()
        assert run.mean.size == run.extinct
        assert (branches(run, width=0.1).count[run.extinct :] == 0).all()

    def test_overcrowding_kills_all(self):
        traits = np.linspace(-1, 1, 41)
        start = monomorphic(traits, 0, individuals=10**9)
        kernel = Dieckmann(0.4, 0.5, K0=10)
        assert mean_field(kernel, start, traits=traits, generations=3, mutation=0).extinct == 1

    @pytest.mark.parametrize("W", [2, np.nan])
    def test_numbers_that_explode(self, W):
        with pytest.raises(OverflowError, match=r"Doubling.* must keep numbers below 1e15, got"):
            mean_field(Doubling(W), [1, 1, 1], traits=[0, 1, 2], generations=100, mutation=0)

    def test_one_s_own_ecology(self):
        run = evolve(Doubling(0), [5, 5, 5], traits=[0, 1, 2], generations=3, mutation=0, seed=1)
        assert run.extinct == 1


class TestRefuses:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"start": [1, 2]}, "start must have 41 entries, got 2"),
            ({"start": np.zeros(41)}, "start must hold more than 0 and at most 1e12 individuals"),
            ({"start": -np.ones(41)}, "start must be .* >= 0, got -1.0 at position 0"),
            ({"start": np.full(41, 0.5)}, "start must hold whole numbers, got 0.5 at position 0"),
            ({"generations": 0}, "generations must be an integer >= 1, got 0"),
            ({"every": 11}, r"every must be an integer in \[1, 10\], got 11"),
            ({"mutation": 2}, r"probability must be .* in \[0, 1\], got 2"),
            ({"traits": np.linspace(-1, 1, 41)}, "traits must cover all optima"),
        ],
    )
    def test_arguments(self, arguments, message):
        traits = np.linspace(-2, 2, 41)
        call = {
            "start": monomorphic(traits, 0, individuals=9),
            "traits": traits,
            "generations": 10,
            "mutation": 0.1,
            "seed": 1,
            **arguments,
        }
        with pytest.raises(ValueError, match=message):
            evolve(even_patches(2, d=3), call.pop("start"), **call)
