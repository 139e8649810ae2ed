"""The chance of leaving by age: beliefs pushed through the years, and simulated firms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal, norm

from fitbreadth.markets.age_hazard import cohort
from fitbreadth.markets.exit_rule import exit_rule
from fitbreadth.markets.founding import entry_profit
from fitbreadth.markets.learning_firm import step_variance
from fitbreadth.markets.size_and_age import failure, growth
from fitbreadth.markets.young_firms import simulate


def founded(s, cost, *, beta=0.9, ages=30):
    rule = exit_rule(s=s, beta=beta, ages=ages)
    return rule, entry_profit(rule, cost=cost)


class TestCohort:
    def test_first_two_years_in_closed_form(self):
        rule, mean = founded(2, 0.5)
        found = cohort(rule, mean=mean)
        first, second = step_variance([1, 2], s0=1, s=2)
        leave = norm.cdf((rule.boundary[1] - mean) / np.sqrt(first))
        assert found.hazard[0] == pytest.approx(leave, abs=1e-4)
        # stays in both years: an orthant of the two beliefs
        both = multivariate_normal([-mean, -mean], [[first, first], [first, first + second]])
        stays = both.cdf(-rule.boundary[1:3])
        assert found.survival[2] == pytest.approx(stays, abs=2e-4)

    @settings(max_examples=15, deadline=None)
    @given(st.floats(0.5, 8), st.floats(0, 4), st.floats(0.7, 0.95))
    def test_rises_to_a_peak_and_falls_from_there(self, s, cost, beta):
        rule, mean = founded(s, cost, beta=beta)
        found = cohort(rule, mean=mean)
        steps = np.diff(found.hazard)
        assert np.all(steps[: found.peak - 1] > -1e-6)
        assert np.all(steps[found.peak - 1 :] < 1e-6)
        # those in business earn more with age, though nobody improves
        assert np.all(np.diff(found.profit) > 0)
        assert np.all(np.diff(found.survival) <= 1e-12)

    @pytest.mark.parametrize("beta", [0.8, 0.9, 0.95])
    @pytest.mark.parametrize("s", [0.5, 1, 2, 4, 8])
    def test_falls_from_the_first_year_if_founding_is_free(self, s, beta):
        rule, mean = founded(s, 0, beta=beta)
        assert cohort(rule, mean=mean).peak == 1

    def test_adolescents_die_most_if_founding_is_dear(self):
        peaks = []
        for cost in (0, 1, 4, 8):
            rule, mean = founded(4, cost)
            peaks.append(cohort(rule, mean=mean).peak)
        assert peaks == sorted(peaks)
        assert peaks[0] == 1
        assert peaks[-1] > 5

    @pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
    @pytest.mark.parametrize(("s", "cost"), [(0.5, 0), (2, 0), (2, 4), (6, 1)])
    def test_simulated_firms_agree(self, s, cost, seed):
        # binomial standard errors at each of 20 ages, and what the grid leaves; 4 SE:
        # false alarm 4 * 20 * 6e-5. Profits: the mean of those in business, sd at most 1
        rule, mean = founded(s, cost, ages=20)
        theory = cohort(rule, mean=mean)
        firms = simulate(rule, mean=mean, firms=20_000, seed=seed)
        error = np.sqrt(theory.hazard * (1 - theory.hazard) / firms.at_risk)
        assert np.all(np.abs(firms.hazard - theory.hazard) < 4 * error + 2e-4)
        for n in (1, 5, 20):
            there = firms.theta[firms.active[:, n]]
            assert abs(there.mean() - theory.profit[n]) < 4 / np.sqrt(there.size)


class TestFirms:
    def test_leave_once_and_for_good_when_the_news_is_bad(self):
        rule, mean = founded(2, 1)
        firms = simulate(rule, mean=mean, firms=500, seed=3)
        assert np.all(firms.active[:, 0])
        for belief, active, left in zip(firms.belief, firms.active, firms.last_age, strict=True):
            below = np.flatnonzero(belief[1:] < rule.boundary[1:]) + 1
            assert left == (below[0] if below.size else rule.boundary.size)
            assert active.sum() == left

    def test_same_seed_same_firms(self):
        rule, mean = founded(2, 1)
        one, two = (simulate(rule, mean=mean, firms=9, seed=3) for _ in range(2))
        np.testing.assert_array_equal(one.belief, two.belief)


class TestSizeAndAge:
    @settings(max_examples=20, deadline=None)
    @given(st.floats(0.5, 8), st.floats(0.7, 0.95), st.integers(0, 29))
    def test_large_firms_fail_less_and_grow_less(self, s, beta, age):
        rule = exit_rule(s=s, beta=beta)
        m = rule.boundary[age] + np.linspace(0, 3, 40)
        assert np.all(np.diff(failure(rule, m, age=age)) <= 0)
        assert np.all(np.diff(growth(rule, m, age=age)) <= 1e-12)

    @pytest.mark.parametrize("beta", [0.8, 0.9, 0.95])
    @pytest.mark.parametrize("s", [1, 2, 4, 8])
    def test_of_a_size_the_old_fail_less_if_they_break_even(self, s, beta):
        rule = exit_rule(s=s, beta=beta)
        m = [0, 0.1, 0.25, 0.5, 1]
        by_age = np.array([failure(rule, m, age=age) for age in range(30)])
        assert np.all(np.diff(by_age, axis=0) <= 0)

    def test_below_break_even_the_old_fail_more(self):
        rule = exit_rule(s=2)
        low = float(rule.boundary[10])
        young, old = (failure(rule, [low], age=age)[0] for age in (1, 10))
        assert young < 0.5 < old

    def test_a_giant_neither_leaves_nor_grows(self):
        rule = exit_rule(s=2)
        assert failure(rule, [1e308], age=10).tolist() == [0]
        assert growth(rule, [1e308], age=10).tolist() == [0]

    def test_simulated_firms_of_one_size(self):
        # whatever the past, a belief of 0.1 at age 3 has the same future; binomial 4 SE and
        # a normal mean's 4 SE: false alarm 2 * 6e-5
        rule = exit_rule(s=2)
        rng = np.random.default_rng(4)
        m, n = 0.1, 40_000
        step = np.sqrt(step_variance([4], s0=1, s=2)[0]) * rng.standard_normal(n)
        stays = m + step >= rule.boundary[4]
        chance = failure(rule, [m], age=3)[0]
        assert abs((~stays).mean() - chance) < 4 * np.sqrt(chance * (1 - chance) / n)
        error = step[stays].std() / np.sqrt(stays.sum())
        assert abs(step[stays].mean() - growth(rule, [m], age=3)[0]) < 4 * error

    def test_growth_varies_less_with_age(self):
        # Evans. Of firms that cost enough to found: were it nothing, the first year's exits
        # would take so much of the spread that survivors vary more in their second year
        rule, mean = founded(2, 8)
        firms = simulate(rule, mean=mean, firms=20_000, seed=6)
        steps = np.diff(firms.belief, axis=1)
        spread = [steps[firms.active[:, n], n - 1].std() for n in (1, 3, 6, 10, 20)]
        assert np.all(np.diff(spread) < 0)
        rule, mean = founded(2, 0)
        firms = simulate(rule, mean=mean, firms=20_000, seed=6)
        steps = np.diff(firms.belief, axis=1)
        first, second = (steps[firms.active[:, n], n - 1].std() for n in (1, 2))
        assert first < second


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: cohort(None, mean=0), TypeError, "rule must be an ExitRule"),
        (lambda: cohort(exit_rule(s=1), mean=-2), ValueError, "mean must be"),
        (lambda: cohort(exit_rule(s=1), mean=4), ValueError, "mean must be"),
        (lambda: simulate(None, mean=0, firms=1, seed=1), TypeError, "rule must be an ExitRule"),
        (lambda: simulate(exit_rule(s=1), mean=-2, firms=1, seed=1), ValueError, "mean must be"),
        (lambda: simulate(exit_rule(s=1), mean=0, firms=0, seed=1), ValueError, "firms must be"),
        (
            lambda: simulate(exit_rule(s=1), mean=0, firms=10**8, seed=1),
            ValueError,
            "firms must be",
        ),
        (lambda: simulate(exit_rule(s=1), mean=0, firms=1, seed=-1), ValueError, "seed must be"),
        (
            lambda: simulate(exit_rule(s=1), mean=-0.7, firms=1, seed=2).hazard,
            ValueError,
            "firms must be enough",
        ),
        (lambda: failure(None, [0], age=1), TypeError, "rule must be an ExitRule"),
        (lambda: failure(exit_rule(s=1), [0], age=30), ValueError, "age must be an integer"),
        (lambda: growth(exit_rule(s=1), [-3], age=1), ValueError, "m must be a 1-d array"),
    ],
)
def test_refuses(call, error, message):
    with pytest.raises(error, match=message):
        call()
