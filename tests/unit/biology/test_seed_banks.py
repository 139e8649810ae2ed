"""Seed banks through the years: putting everything out ends in extinction."""

import numpy as np
import pytest

from fitbreadth.biology.bet_hedging import growth
from fitbreadth.biology.seed_banks import growth_sd, simulate

PLANT = {"p": 0.6, "Y": 5.0, "V": 0.8}


class TestSimulate:
    def test_is_the_plain_recipe(self):
        banks = simulate([0.3, 0.9], **PLANT, years=30, runs=3, seed=5)
        for run in range(3):
            seeds = [1.0, 1.0]
            for year, good in enumerate(banks.good[run]):
                for i, g in enumerate((0.3, 0.9)):
                    sprouted, waiting = g * seeds[i], (1 - g) * seeds[i]
                    seeds[i] = sprouted * (5 if good else 0) + waiting * 0.8
                np.testing.assert_allclose(banks.log_seeds[run, year + 1], np.log(seeds))
        np.testing.assert_array_equal(banks.log_seeds[:, 0], 0)

    def check_growth(self, seed):
        # 4 standard errors from the analytic spread, three plants: false alarm 3 * 6e-5
        g = [0.1, 11 / 21, 0.9]
        banks = simulate(g, **PLANT, years=200, runs=500, seed=seed)
        error = growth_sd(g, **PLANT) / np.sqrt(200 * 500)
        assert np.all(np.abs(banks.growth.mean(axis=0) - growth(g, **PLANT)) < 4 * error)

    def test_grows_as_the_theory_says(self):
        self.check_growth(1)

    @pytest.mark.slow
    @pytest.mark.parametrize("seed", [2, 3, 4])
    def test_grows_as_the_theory_says_with_other_seeds(self, seed):
        self.check_growth(seed)

    def test_spread_is_the_binomial_one(self):
        # sample sd of a normal-like sum: relative standard error 1/sqrt(2 runs), 4 of them
        banks = simulate([0.5], **PLANT, years=100, runs=4000, seed=1)
        sd = growth_sd([0.5], **PLANT)[0] * 10
        assert banks.log_seeds[:, -1, 0].std() == pytest.approx(sd, rel=4 / np.sqrt(2 * 4000))

    def test_all_out_dies_in_the_first_bad_year(self):
        banks = simulate([1], p=0.9, Y=5, V=0.8, years=20, runs=5000, seed=1)
        first_bad = np.where(banks.good.all(axis=1), 20, banks.good.argmin(axis=1))
        alive = np.isfinite(banks.log_seeds[:, 1:, 0]).sum(axis=1)
        np.testing.assert_array_equal(alive, first_bad)
        survives = 0.9**20  # 4 standard errors of a share: false alarm 6e-5
        error = np.sqrt(survives * (1 - survives) / 5000)
        assert abs((~banks.extinct).mean() - survives) < 4 * error

    def test_waiting_plants_never_die_out(self):
        assert not simulate([0, 0.999], **PLANT, years=500, runs=20, seed=1).extinct.any()

    def test_the_same_years_whoever_lives_through_them(self):
        one = simulate([0.5], **PLANT, years=9, runs=4, seed=3)
        two = simulate([0.2, 0.5], **PLANT, years=9, runs=4, seed=3)
        np.testing.assert_array_equal(one.good, two.good)
        np.testing.assert_array_equal(one.log_seeds[..., 0], two.log_seeds[..., 1])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: growth_sd([0.5, 1], **PLANT), "g must be < 1"),
        (lambda: simulate([0.5], **PLANT, years=0, runs=1, seed=1), "years must be .* >= 1"),
        (lambda: simulate([0.5], **PLANT, years=9, runs=0, seed=1), "runs must be .* >= 1"),
        (lambda: simulate([0.5], **PLANT, years=9, runs=1, seed=-1), "seed must be"),
        (lambda: simulate([0.5], **PLANT, years=10**5, runs=10**4, seed=1), "must be at most"),
    ],
)
def test_refuses(call, message):
    with pytest.raises(ValueError, match=message):
        call()
