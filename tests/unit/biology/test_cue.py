"""A cue is worth its information, exactly if only the matching phenotype survives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize_scalar

from fitbreadth.allocation import misfit_law
from fitbreadth.biology.cue import (
    best_hedge,
    mismatch_cost,
    mutual_information,
    simulate,
    symmetric_cue,
    value_of_cue,
)
from fitbreadth.selection import growth_rate

FAIR = [0.5, 0.5]


def distributions(size):
    return arrays(float, size, elements=st.floats(0.05, 1)).map(lambda x: x / x.sum())


def cues(states, signals):
    return arrays(float, (states, signals), elements=st.floats(0.05, 1)).map(
        lambda x: x / x.sum(axis=1, keepdims=True)
    )


class TestInformation:
    def test_by_hand(self):
        # ln 2 minus the entropy of (0.8, 0.2); the chapter's reference number
        by_hand = np.log(2) + 0.8 * np.log(0.8) + 0.2 * np.log(0.2)
        assert mutual_information(FAIR, symmetric_cue(0.8)) == pytest.approx(by_hand, abs=1e-12)
        assert by_hand == pytest.approx(0.192745, abs=5e-7)

    @given(distributions(3), cues(3, 4))
    def test_is_what_the_cue_takes_off_the_entropy(self, p, cue):
        marginal = p @ cue
        left = 0.0
        for c in range(4):
            posterior = p * cue[:, c] / marginal[c]
            left -= marginal[c] * np.sum(posterior * np.log(posterior))
        entropy = -np.sum(p * np.log(p))
        assert mutual_information(p, cue) == pytest.approx(entropy - left, abs=1e-10)

    @given(distributions(3), cues(3, 2))
    def test_lies_between_nothing_and_everything(self, p, cue):
        assert -1e-12 <= mutual_information(p, cue) <= min(-np.sum(p * np.log(p)), np.log(2)) + 1e-9

    @given(distributions(4))
    def test_of_a_perfect_cue_is_the_entropy_and_of_noise_nothing(self, p):
        entropy = -np.sum(p * np.log(p))
        assert mutual_information(p, np.eye(4)) == pytest.approx(entropy)
        assert mutual_information(p, np.full((4, 3), 1 / 3)) == pytest.approx(0, abs=1e-12)

    def test_an_always_wrong_cue_is_as_good_as_an_always_right_one(self):
        assert mutual_information(FAIR, symmetric_cue(0)) == pytest.approx(np.log(2))


class TestBestHedge:
    @given(distributions(4), arrays(float, 4, elements=st.floats(0.01, 100)))
    def test_diagonal_is_the_probabilities(self, p, f):
        np.testing.assert_allclose(best_hedge(p, fitness=np.diag(f)), p, atol=1e-9)

    @settings(max_examples=30)
    @given(distributions(2), arrays(float, (2, 2), elements=st.floats(0.1, 5)))
    def test_agrees_with_a_general_optimiser(self, p, F):
        found = minimize_scalar(
            lambda s: -p @ np.log(F @ [s, 1 - s]), bounds=(0, 1), method="bounded"
        )
        corners = p @ np.log(F)  # the bounded search never tries the ends themselves
        best = p @ np.log(F @ best_hedge(p, fitness=F))
        assert best == pytest.approx(max(-found.fun, *corners), abs=1e-8)

    def test_a_useless_phenotype_gets_nothing(self):
        assert best_hedge(FAIR, fitness=[[4, 0, 1], [0, 4, 1]])[2] == pytest.approx(0, abs=1e-4)

    def test_a_phenotype_that_just_fails_to_pay(self):
        # growth 0.5 ln(1 - s^2/4): best without it, but flat there, so the search is slow
        shares = best_hedge(FAIR, fitness=[[0.5, 1], [1.5, 1]])
        assert 0.5 * np.log1p(-(shares[0] ** 2) / 4) > -1e-9

    def test_a_safe_phenotype_gets_everything(self):
        # growth 0.5 ln 9 beats any share of the two specialists, 0.5 ln 4
        np.testing.assert_allclose(
            best_hedge(FAIR, fitness=[[4, 0, 3], [0, 4, 3]]), [0, 0, 1], atol=1e-6
        )


class TestValue:
    @given(distributions(3), cues(3, 2), arrays(float, 3, elements=st.floats(0.1, 20)))
    def test_of_a_cue_is_its_information_if_fitness_is_diagonal(self, p, cue, f):
        worth = value_of_cue(p, cue, fitness=f)
        assert worth.gain == pytest.approx(worth.information, abs=1e-8)
        assert worth.information == pytest.approx(mutual_information(p, cue), abs=1e-12)

    def test_to_twelve_digits(self):
        worth = value_of_cue(FAIR, symmetric_cue(0.8), fitness=[2, 3])
        assert worth.gain == pytest.approx(worth.information, abs=1e-12)

    @settings(max_examples=30, deadline=None)
    @given(distributions(2), cues(2, 3), arrays(float, (2, 3), elements=st.floats(0.1, 5)))
    def test_is_never_more_than_the_information(self, p, cue, F):
        worth = value_of_cue(p, cue, fitness=F)
        assert -1e-8 <= worth.gain <= worth.information + 1e-8

    def test_is_strictly_less_where_the_wrong_phenotype_gets_by(self):
        worth = value_of_cue(FAIR, symmetric_cue(0.8), fitness=[[2, 1], [1, 2]])
        # by hand: blind 3/2 always; with the cue all of the named phenotype, 2 or 1
        assert worth.gain == pytest.approx(0.8 * np.log(2) - np.log(1.5), abs=1e-9)
        assert worth.gain < 0.8 * worth.information

    def test_is_nothing_where_the_phenotype_does_not_matter(self):
        worth = value_of_cue(FAIR, symmetric_cue(0.9), fitness=[[2, 2], [1, 1]])
        assert worth.gain == pytest.approx(0, abs=1e-12)
        assert worth.information > 0.3

    def test_of_a_perfect_cue_in_an_uneven_world(self):
        worth = value_of_cue([0.9, 0.1], np.eye(2), fitness=[3, 5])
        assert worth.informed == pytest.approx(0.9 * np.log(3) + 0.1 * np.log(5))
        np.testing.assert_allclose(worth.answers, np.eye(2), atol=1e-9)

    def test_a_cue_that_never_comes_changes_nothing(self):
        cue = np.hstack([symmetric_cue(0.8), np.zeros((2, 1))])
        worth = value_of_cue(FAIR, cue, fitness=[2, 2])
        assert worth.gain == pytest.approx(mutual_information(FAIR, symmetric_cue(0.8)))
        np.testing.assert_array_equal(worth.answers[2], 0)


class TestMismatch:
    @given(distributions(3), distributions(3), arrays(float, 3, elements=st.floats(0.1, 20)))
    def test_is_the_growth_lost_whatever_the_fitness(self, p, s, f):
        best, actual = growth_rate(np.stack([f * p, f * s], axis=1), p=p)
        assert mismatch_cost(p, s) == pytest.approx(best - actual, abs=1e-10)
        assert mismatch_cost(p, s) == pytest.approx(misfit_law(p, s, rho=0, gamma=1), abs=1e-10)

    def test_by_hand(self):
        assert mismatch_cost(FAIR, [0.25, 0.75]) == pytest.approx(0.5 * np.log(4 / 3))
        assert mismatch_cost(FAIR, [1, 0]) == np.inf


class TestSimulate:
    def test_is_the_plain_recipe(self):
        F, p, cue = [[3, 0.5], [0.2, 2]], [0.6, 0.4], symmetric_cue(0.7)
        met = simulate(p, cue, fitness=F, generations=20, runs=2, seed=4)
        best = value_of_cue(p, cue, fitness=F)
        for run in range(2):
            blind = informed = 1.0
            for t, (e, c) in enumerate(zip(met.states[run], met.cues[run], strict=True)):
                blind *= sum(F[e][a] * best.shares[a] for a in range(2))
                informed *= sum(F[e][a] * best.answers[c, a] for a in range(2))
                assert met.log_blind[run, t + 1] == pytest.approx(np.log(blind))
                assert met.log_informed[run, t + 1] == pytest.approx(np.log(informed))

    def check_gain(self, seed):
        # 4 analytic standard errors: false alarm 6e-5 each
        for accuracy, F in ((0.8, [2, 2]), (0.6, [2, 2]), (0.8, [[2, 1], [1, 2]])):
            cue = symmetric_cue(accuracy)
            worth = value_of_cue([0.6, 0.4], cue, fitness=F)
            met = simulate([0.6, 0.4], cue, fitness=F, generations=100, runs=400, seed=seed)
            assert abs(met.gain.mean() - worth.gain) < 4 * worth.sd / np.sqrt(100 * 400)

    def test_gain_is_the_value(self):
        self.check_gain(1)

    @pytest.mark.slow
    @pytest.mark.parametrize("seed", [2, 3])
    def test_gain_is_the_value_with_other_seeds(self, seed):
        self.check_gain(seed)

    def test_states_and_cues_come_as_often_as_they_should(self):
        met = simulate([0.7, 0.3], symmetric_cue(0.9), fitness=[1, 1], **self.many())
        for wanted, found in ((0.7, met.states == 0), (0.9, met.states == met.cues)):
            # 4 standard errors of a share: false alarm 6e-5
            assert abs(found.mean() - wanted) < 4 * np.sqrt(wanted * (1 - wanted) / found.size)

    def many(self):
        return {"generations": 200, "runs": 200, "seed": 1}

    def test_a_perfect_listener_never_draws_a_blank(self):
        met = simulate(FAIR, np.eye(2), fitness=[2, 2], generations=50, runs=20, seed=1)
        np.testing.assert_allclose(met.log_informed[:, -1], 50 * np.log(2))

    def test_a_fair_world_keeps_the_blind_lineage_level(self):
        met = simulate(FAIR, symmetric_cue(0.8), fitness=[2, 2], generations=50, runs=9, seed=1)
        np.testing.assert_allclose(met.log_blind, 0, atol=1e-9)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: symmetric_cue(1.2), r"accuracy must be .* in \[0, 1\], got 1.2"),
        (lambda: symmetric_cue(0.5, states=1), "states must be .* >= 2, got 1"),
        (lambda: mutual_information([0.5, 0.6], np.eye(2)), "p must sum to 1"),
        (lambda: mutual_information(FAIR, [[0.5, 0.6], [0, 1]]), r"cue\[0\] must sum to 1"),
        (lambda: mutual_information(FAIR, np.eye(3)), "cue must be a 2-d array with 2 rows"),
        (lambda: mutual_information(FAIR, [0.5, 0.5]), "cue must be a 2-d array with 2 rows"),
        (lambda: mutual_information(FAIR, [[-0.5, 1.5], [0, 1]]), r"cue\[0\] must be .* >= 0"),
        (lambda: best_hedge(FAIR, fitness=[[1, 0], [0, 0]]), "got none in state 1"),
        (lambda: best_hedge(FAIR, fitness=[[1, -1], [0, 1]]), r"fitness\[0\] must be .* >= 0"),
        (lambda: best_hedge(FAIR, fitness=np.eye(3)), "fitness must have 2 rows"),
        (lambda: best_hedge(FAIR, fitness=[1, 2, 3]), "fitness must have 2 entries, got 3"),
        (lambda: mismatch_cost(FAIR, [0.5, 0.4]), "s must sum to 1"),
        (
            lambda: simulate(FAIR, np.eye(2), fitness=[1, 1], generations=0, runs=1, seed=1),
            "generations must be .* >= 1",
        ),
        (
            lambda: simulate(FAIR, np.eye(2), fitness=[1, 1], generations=10**7, runs=9, seed=1),
            "must be at most",
        ),
    ],
)
def test_refuses(call, message):
    with pytest.raises(ValueError, match=message):
        call()
