"""What the market selects: thrift less misfit, with the spread that a race must show."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import distributions, pairs

from fitbreadth.allocation import misfit_law
from fitbreadth.divergence import renyi
from fitbreadth.markets.drift import LogRatioLaw, drift, log_ratio_law, ruin
from fitbreadth.markets.race import race

P = [0.5, 0.3, 0.2]
UNIFORM = [1 / 3] * 3
NEAR = [0.6, 0.2, 0.2]


def mean_log_ratio(rival, *, seed, rounds=20_000, runs=50):
    found = race([P, rival], p=P, rounds=rounds, runs=runs, seed=seed)
    return float(np.mean(found.slope[:, 0] - found.slope[:, 1])), np.sqrt(rounds * runs)


class TestDrift:
    def test_kelly_by_hand(self):
        # an even coin, three quarters on heads: ln 0.75/2 + ln 0.25/2 + ln 2
        expected = (np.log(0.75) + np.log(0.25)) / 2 + np.log(2)
        assert drift([[0.75, 0.25]], p=[0.5, 0.5])[0] == pytest.approx(expected, rel=1e-13)

    def test_cover_and_thomas(self):
        # four horses at 4 for 1: the doubling rate is 0.25 bit, what beats an even bet
        gap = drift([[0.5, 0.25, 0.125, 0.125], [0.25] * 4], p=[0.5, 0.25, 0.125, 0.125])
        assert (gap[0] - gap[1]) / np.log(2) == pytest.approx(0.25, abs=1e-14)

    @given(pairs())
    def test_is_minus_the_misfit_of_the_theorem(self, both):
        p, belief = both
        found = drift([belief], p=p)[0]
        assert found == pytest.approx(-renyi(p, belief), abs=1e-12)
        assert found == pytest.approx(-misfit_law(p, belief, rho=0, gamma=1), abs=1e-12)
        assert found <= 1e-12

    @given(distributions(), st.floats(0.1, 1))
    def test_thrift_adds(self, p, delta):
        assert drift([p], p=p, saving=[delta])[0] == pytest.approx(np.log(delta), abs=1e-12)

    def test_break_even_saving(self):
        # M2: who saves 0.95 and knows is held by who saves 0.9794 and believes NEAR
        need = 0.95 * np.exp(renyi(P, NEAR))
        assert need == pytest.approx(0.97940, abs=5e-6)
        even = drift([P, NEAR], p=P, saving=[0.95, need])
        assert even[0] == pytest.approx(even[1], abs=1e-14)

    def test_ruin_is_minus_infinity(self):
        assert drift([[1, 0], [1, 0]], p=[0.5, 0.5]).tolist() == [-np.inf] * 2
        assert drift([[1, 0]], p=[1, 0]).tolist() == [0]


class TestLogRatioLaw:
    @pytest.mark.parametrize(
        ("rival", "slope", "sd"), [(UNIFORM, 0.068959, 0.3646), (NEAR, 0.030479, 0.2550)]
    )
    def test_blume_and_easley(self, rival, slope, sd):
        law = log_ratio_law(P, rival, p=P)
        assert law.slope == pytest.approx(slope, abs=5e-7)
        assert law.sd == pytest.approx(sd, abs=5e-5)
        # 4 analytic standard errors: false alarm rate 6e-5
        found, root = mean_log_ratio(rival, seed=12)
        assert found == pytest.approx(law.slope, abs=4 * law.sd / root)

    @pytest.mark.slow
    @pytest.mark.parametrize("rival", [UNIFORM, NEAR])
    def test_blume_and_easley_with_another_seed(self, rival):
        law = log_ratio_law(P, rival, p=P)
        found, root = mean_log_ratio(rival, seed=1992, runs=200)
        assert found == pytest.approx(law.slope, abs=4 * law.sd / root)

    def test_spread_over_runs(self):
        # a sample variance of 4000 normal numbers is off by sqrt(2/4000) of itself: 4 of those,
        # false alarm rate 6e-5
        law = log_ratio_law(P, UNIFORM, p=P)
        found = race([P, UNIFORM], p=P, rounds=1000, runs=4000, seed=13, record=[0, 1000]).slope
        steps = (found[:, 0] - found[:, 1]) * np.sqrt(1000)
        assert steps.var() / law.sd**2 == pytest.approx(1, abs=4 * np.sqrt(2 / 4000))

    def test_savings_by_the_race(self):
        # M2: the wrong trader saves 0.96, the right one 0.95; slope 0.02 for the right one
        law = log_ratio_law(P, NEAR, p=P, saving=(0.95, 0.96))
        assert law.slope == pytest.approx(0.02, abs=6e-5)
        found = race([P, NEAR], p=P, saving=[0.95, 0.96], rounds=10_000, runs=50, seed=14).slope
        # 4 analytic standard errors: false alarm rate 6e-5
        error = law.sd / np.sqrt(10_000 * 50)
        assert np.mean(found[:, 0] - found[:, 1]) == pytest.approx(law.slope, abs=4 * error)

    @given(pairs(), st.data())
    def test_is_the_difference_of_drifts_and_changes_sign_with_the_order(self, both, data):
        p, i = both
        j = data.draw(distributions(size=p.size))
        law, back = log_ratio_law(i, j, p=p), log_ratio_law(j, i, p=p)
        assert law.slope == pytest.approx(drift([i], p=p)[0] - drift([j], p=p)[0], abs=1e-12)
        assert law.slope == pytest.approx(-back.slope, abs=1e-13)
        assert law.sd == pytest.approx(back.sd, abs=1e-13)

    def test_own_beliefs_never_part(self):
        assert log_ratio_law(NEAR, NEAR, p=P) == LogRatioLaw(0, 0)

    def test_states_that_never_occur_do_not_count(self):
        law = log_ratio_law([0.5, 0.5, 0], [0.25, 0.5, 0.25], p=[1, 0, 0])
        assert law.slope == pytest.approx(np.log(2))
        assert law.sd == pytest.approx(0, abs=1e-12)

    def test_quantile_by_hand(self):
        # 97.5 % of a normal law lie below 1.96 standard deviations
        assert LogRatioLaw(0.1, 2).quantile(0.975, rounds=100) == pytest.approx(10 + 39.2, abs=1e-3)

    @pytest.mark.parametrize(
        ("i", "j", "message"),
        [
            ([1, 0], [0.5, 0.5], "i must put something on every .* got 0 on state 1"),
            ([0.5, 0.5], [0, 1], "j must put something on every .* got 0 on state 0"),
            ([0.5, 0.5], [1], "j must have 2 entries, got 1"),
            ([0.5, 0.6], [0.5, 0.5], "i must sum to 1"),
        ],
    )
    def test_refuses(self, i, j, message):
        with pytest.raises(ValueError, match=message):
            log_ratio_law(i, j, p=[0.5, 0.5])

    def test_refuses_savings_and_chances(self):
        with pytest.raises(ValueError, match="saving must have 2 entries, got 1"):
            log_ratio_law(P, P, p=P, saving=(1,))
        with pytest.raises(ValueError, match="chance must be a finite number > 0 and < 1, got 1"):
            LogRatioLaw(0, 1).quantile(1, rounds=10)
        for rounds in (0, 10**400):
            with pytest.raises(ValueError, match=r"rounds must be an integer in \[1, 10"):
                LogRatioLaw(0, 1).quantile(0.5, rounds=rounds)

    def test_products_too_small_for_a_float(self):
        tiny = [1e-200, 1 - 1e-200]
        law = log_ratio_law(tiny, [0.5, 0.5], p=[1, 0], saving=(1e-200, 1))
        assert law.slope == pytest.approx(-400 * np.log(10) + np.log(2))
        assert drift([tiny], p=[1, 0], saving=[1e-200])[0] == pytest.approx(-400 * np.log(10))


class TestRuin:
    def test_by_hand(self):
        # all on rain, which fails one day in four: safe for two days with chance 9/16
        found = ruin([[1, 0], [0, 1], [0.5, 0.5]], p=[0.75, 0.25], rounds=2)
        np.testing.assert_allclose(found, [7 / 16, 15 / 16, 0], rtol=1e-14)

    @given(distributions(), st.integers(1, 50))
    def test_agrees_with_waiting_round_by_round(self, p, rounds):
        safe = 1.0
        for _ in range(rounds):
            safe *= p[0]
        (found,) = ruin([np.eye(p.size)[0]], p=p, rounds=rounds)
        assert found == pytest.approx(1 - safe, abs=1e-12)

    def test_extremes_are_exact(self):
        assert ruin([[1, 0]], p=[0, 1], rounds=1).tolist() == [1]
        assert ruin([[1, 0]], p=[1, 0], rounds=10**9).tolist() == [0]
        tiny = ruin([[1, 0]], p=[1 - 1e-10, 1e-10], rounds=1)[0]
        assert tiny == pytest.approx(1e-10, rel=1e-5)

    def test_chances_that_rounding_sums_to_more_than_one_ruin_for_certain(self):
        p = np.array([0.012, 0.045, 0.716, 0.227])
        assert (p / p.sum()).sum() > 1
        assert ruin([[0, 0, 0, 0, 1]], p=[*p, 0], rounds=3).tolist() == [1]

    def test_by_the_race(self):
        # share of ruined runs, 4 binomial standard errors: false alarm rate 6e-5
        runs = 4000
        beliefs = [[0.9, 0.1], [1, 0]]
        found = race(beliefs, p=[0.9, 0.1], rounds=10, runs=runs, seed=15).ruined
        chance = ruin(beliefs, p=[0.9, 0.1], rounds=10)[1]
        error = np.sqrt(chance * (1 - chance) / runs)
        assert not found[:, 0].any()
        assert found[:, 1].mean() == pytest.approx(chance, abs=4 * error)

    def test_refuses(self):
        for rounds in (0, 10**400):
            with pytest.raises(ValueError, match=r"rounds must be an integer in \[1, 10"):
                ruin([[1, 0]], p=[0.5, 0.5], rounds=rounds)
        with pytest.raises(ValueError, match="beliefs must have rows that sum to 1"):
            ruin([[1, 1]], p=[0.5, 0.5], rounds=1)
