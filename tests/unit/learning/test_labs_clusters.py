"""The labs on inputs in clusters and on vowels show what was run, and stored runs repeat."""

import numpy as np
import pytest

from fitbreadth.learning import cluster_runs, vowel_runs
from fitbreadth.learning.cluster_bound import least_error_uniform
from fitbreadth.learning.labs import clusters


class TestFindings:
    def test_nobody_alone_beats_the_bound(self):
        # 4 standard errors of 2,000 tests and some room for rules better than chance: false
        # alarm below 6e-5 each
        for K in cluster_runs.CLUSTERS:
            for noise in cluster_runs.NOISES:
                bound = least_error_uniform(noise)
                slack = 4 * np.sqrt(max(bound * (1 - bound), 1e-4) / 2000)
                for run in cluster_runs.trained("one nonlinear expert", clusters=K, noise=noise):
                    assert run.error[-1] > bound - slack

    def test_routed_experts_do_up_to_equal_strength(self):
        for K in cluster_runs.CLUSTERS:
            for noise in (0.25, 0.4, 0.63, 1.0):
                runs = cluster_runs.trained("mixture of nonlinear experts", clusters=K, noise=noise)
                assert np.mean([run.error[-1] for run in runs]) < 0.01

    def test_and_not_when_distractors_drown_signals(self):
        runs = cluster_runs.trained("mixture of nonlinear experts", clusters=4, noise=4.0)
        assert min(run.error[-1] for run in runs) > 0.1

    def test_half_the_passes_holds_for_rough_answers_alone(self):
        def ratio(place):
            best = {
                system: vowel_runs.finish(
                    system, rate=vowel_runs.tuned_rate(system, criterion=place)
                ).epochs[place].mean()
                for system in vowel_runs.SYSTEMS
            }  # fmt: skip
            return min(best["4 experts"], best["8 experts"]) / min(
                best["6 hidden"], best["12 hidden"]
            )

        assert ratio(0) < 0.65
        assert ratio(3) > 1


class TestLab:
    @pytest.mark.parametrize("K", cluster_runs.CLUSTERS)
    def test_shows_what_was_stored(self, K):
        rows = clusters.rows(clusters=K)
        dispatch = [row for row in rows if row["panel"] == "dispatch"]
        assert len(dispatch) == len(cluster_runs.NOISES) * len(cluster_runs.STEPS)
        for row in dispatch:
            total = np.zeros(K + 1)
            np.add.at(total, row["of"], row["share"])
            assert total[1:] == pytest.approx(1, abs=0.05)
        for row in rows:
            if row["panel"] == "learnt":
                for low, mean, high in zip(row["low"], row["error"], row["high"], strict=True):
                    assert 0 <= low <= mean <= high <= 1

    def test_panels_say_what_their_marks_are(self):
        drawn = str(clusters.LAB.at(**clusters.LAB.default()).to_dict())
        assert f"means of {cluster_runs.RUNS} runs" in drawn

    def test_caption_compares_the_ends_of_training(self):
        assert clusters.LAB.controls[0].default == 4
        equal, loud = (clusters.sentence(clusters=4, noise=x, step=600) for x in (1.0, 4.0))
        assert "one expert errs in 25.2% of inputs (it cannot err less than 12.5%)" in equal
        assert "routed experts in 0.3%, routed linear ones in 1.6%" in equal
        assert "(it could be perfect), routed experts in 33.3%" in loud
        for part in ("Train to 600 steps at ×1", "12.5% of inputs", "25%", "0.3%", "1.6%", "33%"):
            assert part in clusters.LAB.caption

    def test_says_what_it_draws(self):
        words = clusters.sentence(clusters=4, noise=1.0, step=600)
        assert "cannot err less than 12.5%" in words
        assert "it could be perfect" in clusters.sentence(clusters=4, noise=4.0, step=600)
        assert clusters.sentence(clusters=4, noise=4.0, step=0).startswith("Before training one")
