"""Lineages with and without the cue, in the same worlds."""

import numpy as np
import pytest

from fitbreadth.biology.cue import symmetric_cue, value_of_cue
from fitbreadth.biology.lineages import simulate

FAIR = [0.5, 0.5]


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
