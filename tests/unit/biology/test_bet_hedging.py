"""Seeds that wait: Cohen's optimum is Kelly's, and putting everything out ends in extinction."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from fitbreadth.allocation import misfit, optimum
from fitbreadth.biology.bet_hedging import (
    growth,
    growth_of_the_mean,
    growth_sd,
    kelly,
    multiplication,
    optimal_fraction,
    shares,
    simulate,
)

chances = st.floats(0, 1)
inner = st.floats(0.02, 0.98)
harvests = st.floats(0.1, 50)
survivals = st.floats(0.05, 1)
PLANT = {"p": 0.6, "Y": 5.0, "V": 0.8}


class TestGrowth:
    def test_by_hand(self):
        # half the seeds sprout: 0.5 * 4 + 0.5 * 0.5 = 2.25 in a good year, 0.25 in a bad one
        assert growth([0.5], p=0.5, Y=4, V=0.5)[0] == pytest.approx(0.5 * np.log(2.25 * 0.25))
        np.testing.assert_allclose(multiplication([0.5], Y=4, V=0.5), [[2.25], [0.25]])

    @given(chances, harvests, survivals)
    def test_at_the_ends(self, p, Y, V):
        none, all_of_them = growth([0, 1], p=p, Y=Y, V=V)
        assert none == pytest.approx(np.log(V), abs=1e-12)
        assert all_of_them == (np.log(Y) if p == 1 else -np.inf)

    @given(inner, inner, st.floats(0.05, 0.95), inner, harvests, survivals)
    def test_is_concave(self, g, h, weight, p, Y, V):
        mixed = weight * g + (1 - weight) * h
        at_g, at_h, at_mixed = growth([g, h, mixed], p=p, Y=Y, V=V)
        assert at_mixed >= weight * at_g + (1 - weight) * at_h - 1e-9

    @given(inner, inner, harvests, survivals)
    def test_never_beats_the_growth_of_the_mean(self, g, p, Y, V):
        assert growth([g], p=p, Y=Y, V=V) <= growth_of_the_mean([g], p=p, Y=Y, V=V) + 1e-12

    def test_the_arithmetic_mean_is_best_with_all_seeds_out(self):
        g = np.linspace(0, 1, 21)
        assert growth_of_the_mean(g, **PLANT).argmax() == 20
        assert growth_of_the_mean([1], **PLANT)[0] == pytest.approx(np.log(0.6 * 5))
        assert growth(g, **PLANT).argmin() == 20


class TestOptimum:
    def test_reference_number(self):
        # the reference numbers of the chapter: 0.52381 = 11/21
        assert optimal_fraction(0.6, Y=5, V=0.8) == pytest.approx(11 / 21, abs=1e-12)

    @given(inner, harvests, survivals)
    def test_a_general_optimiser_finds_nothing_better(self, p, Y, V):
        best = optimal_fraction(p, Y=Y, V=V)
        found = minimize_scalar(
            lambda g: -growth([g], p=p, Y=Y, V=V)[0],
            bounds=(0, 1 - 1e-9),
            method="bounded",
            options={"xatol": 1e-10},
        )
        assert growth([best], p=p, Y=Y, V=V)[0] >= -found.fun - 1e-9

    def test_argmax_on_a_fine_grid(self):
        g = np.linspace(0, 0.9999, 10_000)
        assert g[growth(g, **PLANT).argmax()] == pytest.approx(11 / 21, abs=1e-4)

    @given(chances, harvests, survivals)
    def test_is_kelly(self, p, Y, V):
        assume(Y > V * (1 + 1e-6))  # odds must be positive
        bet = kelly(p, b=(Y - V) / V)
        assert optimal_fraction(p, Y=Y, V=V) == pytest.approx(bet, abs=1e-8)

    @pytest.mark.parametrize(
        ("p", "Y", "V", "fraction"),
        [(0.16, 5, 0.8, 0), (0.1, 5, 0.8, 0), (1, 5, 0.8, 1), (0.9, 0.5, 0.8, 0), (0, 9, 1, 0)],
    )
    def test_when_none_or_all(self, p, Y, V, fraction):
        assert optimal_fraction(p, Y=Y, V=V) == fraction

    @given(inner, harvests, survivals)
    def test_bet_is_never_everything_while_years_can_fail(self, p, Y, V):
        assert 0 <= optimal_fraction(p, Y=Y, V=V) < 1


class TestAsAllocation:
    """The seed bank is the shared theorem at kappa = 0, exactly."""

    @given(inner, inner, harvests, survivals)
    def test_shortfall_is_the_misfit(self, g, p, Y, V):
        assume(0.99 * p * Y > V)
        best = optimal_fraction(p, Y=Y, V=V)
        at_best, at_g = growth([best, g], p=p, Y=Y, V=V)
        cost = misfit([p, 1 - p], shares([g], Y=Y, V=V)[:, 0], rho=0, gamma=1)
        assert at_best - at_g == pytest.approx(cost, abs=1e-9)

    def test_best_shares_are_the_chances(self):
        s = shares([optimal_fraction(0.6, Y=5, V=0.8)], Y=5, V=0.8)[:, 0]
        np.testing.assert_allclose(s, optimum([0.6, 0.4], rho=0, gamma=1).shares, atol=1e-12)

    @given(st.floats(0, 1), survivals, st.floats(1.01, 50))
    def test_shares_are_shares(self, g, V, Y):
        s = shares([g], Y=Y, V=V)
        assert s.sum() == pytest.approx(1)
        assert np.all(s >= 0)


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
        (lambda: growth([1.2], **PLANT), r"g must lie in \[0, 1\], got 1.2 at position 0"),
        (lambda: growth([-0.1], **PLANT), "g must be .* >= 0, got -0.1"),
        (lambda: growth([0.5], p=1.1, Y=5, V=0.8), r"p must be .* in \[0, 1\], got 1.1"),
        (lambda: growth([0.5], p=0.5, Y=0, V=0.8), "Y must be .* > 0, got 0"),
        (lambda: growth([0.5], p=0.5, Y=5, V=0), "V must be .* <= 1, got 0"),
        (lambda: growth([0.5], p=0.5, Y=5, V=1.5), "V must be .* <= 1, got 1.5"),
        (lambda: growth([0.5], p=np.nan, Y=5, V=1), "p must be .* got nan"),
        (lambda: growth_sd([0.5, 1], **PLANT), "g must be < 1"),
        (lambda: optimal_fraction(-0.1, Y=5, V=0.8), "p must be"),
        (lambda: kelly(0.5, b=0), "b must be .* > 0, got 0"),
        (lambda: shares([0.5], Y=0.8, V=0.8), "Y must be .* > 0.8, got 0.8"),
        (lambda: simulate([0.5], **PLANT, years=0, runs=1, seed=1), "years must be .* >= 1"),
        (lambda: simulate([0.5], **PLANT, years=9, runs=0, seed=1), "runs must be .* >= 1"),
        (lambda: simulate([0.5], **PLANT, years=9, runs=1, seed=-1), "seed must be"),
        (lambda: simulate([0.5], **PLANT, years=10**5, runs=10**4, seed=1), "must be at most"),
    ],
)
def test_refuses(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_refuses_what_is_no_number():
    with pytest.raises(TypeError, match="p must be"):
        growth([0.5], p="often", Y=5, V=0.8)
