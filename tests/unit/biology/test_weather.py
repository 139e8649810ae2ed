"""A finite population of two types through the weather."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitbreadth.biology.grain import Payoffs, growth, volatility
from fitbreadth.biology.weather import compete
from fitbreadth.selection import trajectory

from .samples import payoffs


# Four standard errors: a false alarm in 6e-5 of the seeds, and the seeds are fixed.
def check_shared_weather(patches, *, seed):
    odds, runs, generations = Payoffs(g=1.1), 2000, 30
    # numbers so large that resampling adds less than a thousandth of the weather's variance
    found = compete(
        odds, patches=patches, generations=generations, runs=runs, seed=seed, population=10**15
    )
    slope = growth(odds, patches=patches) @ [1, -1]
    sd = volatility(odds, patches=patches) * np.sqrt(generations)
    last = found.log_ratio[:, -1]
    assert abs(last.mean() - slope * generations) < 4 * sd / np.sqrt(runs)
    # a sum of 30 is nearly normal: the variance's own standard error is sqrt(2/runs) of it
    assert abs(last.var() / sd**2 - 1) < 4 * np.sqrt(2 / runs)


def check_own_weather(*, seed):
    # With a patch each, chance enters by individuals' habitats and by resampling only. To first
    # order a step adds c^2/n_s + 1/(N x (1 - x)) to the variance of the log ratio, with c = 0.6
    # for a = 2, b = 1/2. What the curved logarithm adds to its mean is below 1/(2 N x (1 - x)).
    N, generations, runs, odds = 10_000, 20, 4000, Payoffs(g=1.1)
    found = compete(odds, patches=None, generations=generations, runs=runs, seed=seed, population=N)
    slope = np.log(1.25 / 1.1)
    x = 1 / (1 + np.exp(-slope * np.arange(generations + 1)))
    variance = (0.36 / (N * x[:-1]) + 1 / (N * x[1:] * (1 - x[1:]))).sum()
    bias = (1 / (2 * N * x * (1 - x))).sum()
    last = found.log_ratio[:, -1]
    assert abs(last.mean() - slope * generations) < bias + 4 * np.sqrt(variance / runs)
    assert last.var() == pytest.approx(variance, rel=4 * np.sqrt(2 / runs) + 0.02)


class TestSimulation:
    @pytest.mark.parametrize("patches", [1, 2, 10])
    def test_log_ratio_follows_the_theory(self, patches):
        check_shared_weather(patches, seed=3)

    def test_own_weather_in_a_small_population(self):
        check_own_weather(seed=5)

    @pytest.mark.slow
    @pytest.mark.parametrize("patches", [1, 2, 10])
    def test_log_ratio_with_a_second_seed(self, patches):
        check_shared_weather(patches, seed=4)

    @pytest.mark.slow
    def test_own_weather_with_a_second_seed(self):
        check_own_weather(seed=6)

    def test_growth_of_both_types(self):
        odds, runs, generations = Payoffs(3, 0.4, 1.2, 0.6), 500, 20
        found = compete(odds, patches=4, generations=generations, runs=runs, seed=7)
        theory = growth(odds, patches=4)
        error = volatility(odds, patches=4) / np.sqrt(runs * generations)
        assert abs(found.growth[0] - theory[0]) < 4 * error
        assert found.growth[1] == pytest.approx(theory[1], rel=1e-12)

    @pytest.mark.parametrize("patches", [1, 3, None])
    def test_in_a_large_population_it_is_the_shared_update(self, patches):
        odds = Payoffs(g=1.2)
        found = compete(odds, patches=patches, generations=20, seed=1, population=10**15)
        W = odds.a * found.good[0] + odds.b * (1 - found.good[0])
        logs = trajectory([0.5, 0.5], np.column_stack([W, np.full_like(W, 1.2)]))
        # resampling moves the log ratio by about 1e-7 a generation
        np.testing.assert_allclose(found.log_ratio[0], logs @ [1, -1], atol=1e-4)

    def test_a_patch_for_each_is_the_limit_of_many_patches(self):
        each, many = (
            compete(
                Payoffs(), patches=n, generations=10, runs=50, seed=1, population=10**12
            ).log_ratio[:, -1]
            for n in (None, 10**12)
        )
        np.testing.assert_allclose(each.mean(), many.mean(), atol=1e-4)

    def test_nothing_but_the_grain_turns_the_winner(self):
        space, time = (
            compete(Payoffs(), patches=n, generations=150, runs=200, seed=2).log_ratio[:, -1]
            for n in (None, 1)
        )
        assert np.all(space > 0)
        assert (time < 0).mean() > 0.9

    @given(payoffs, st.sampled_from([1, 4, None]), st.integers(2, 50), st.integers(0, 99))
    @settings(max_examples=60)
    def test_numbers_are_kept(self, odds, patches, population, seed):
        found = compete(
            odds, patches=patches, generations=8, runs=3, seed=seed, population=population
        )
        assert np.all(found.counts.sum(axis=2) == population)
        assert np.all(found.counts >= 0)
        for gone in found.counts.transpose(2, 0, 1) == 0:
            assert np.all(gone[:, 1:] >= gone[:, :-1]), "what has died out stays away"
        smallest, largest = min(odds.b, odds.g), max(odds.a, odds.g)
        alive = found.counts[:, :-1] > 0
        per_parent = found.offspring[alive] / found.counts[:, :-1][alive]
        assert np.all(per_parent >= smallest * (1 - 1e-9))
        assert np.all(per_parent <= largest * (1 + 1e-9))
        assert np.all(np.isfinite(found.growth))

    def test_equal_types_drift_to_fixation_as_often_as_they_are_common(self):
        # a = b = g: fixation of specialists has probability equal to their share
        runs, share = 4000, 0.3
        found = compete(
            Payoffs(1, 1, 1),
            patches=1,
            generations=120,
            runs=runs,
            seed=8,
            population=10,
            share=share,
        )
        last = found.log_ratio[:, -1]
        assert np.all(np.isinf(last))  # (1 - 1/10)^120 = 3e-6 of the runs are still undecided
        error = np.sqrt(share * (1 - share) / runs)
        assert abs((last > 0).mean() - share) < 4 * error

    def test_same_seed_same_runs(self):
        a, b, c = (
            compete(Payoffs(), patches=1, generations=9, seed=seed).log_ratio for seed in (1, 1, 2)
        )
        np.testing.assert_array_equal(a, b)
        assert np.any(a != c)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"patches": 0}, ValueError, "patches must be an integer .*, got 0"),
        ({"patches": 1.5}, TypeError, "patches must be an integer .*, got 1.5"),
        ({"generations": 0}, ValueError, "generations must be an integer >= 1, got 0"),
        ({"runs": 0}, ValueError, "runs must be an integer >= 1, got 0"),
        ({"population": 1}, ValueError, "population must be an integer .*, got 1"),
        ({"share": 1}, ValueError, "share must be a finite number > 0 and < 1, got 1"),
        ({"seed": -1}, ValueError, "seed must be"),
        ({"payoffs": 1.1}, TypeError, "payoffs must be Payoffs, got 1.1"),
    ],
)
def test_compete_refuses(arguments, error, message):
    call = {"payoffs": Payoffs(), "patches": 1, "generations": 5, "seed": 1, **arguments}
    with pytest.raises(error, match=message):
        compete(call.pop("payoffs"), **call)
