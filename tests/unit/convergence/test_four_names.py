"""Four programs, one update: and what makes them part."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import distributions

from fitbreadth.allocation import misfit_law
from fitbreadth.convergence.four_names import four_names, slopes

P = [0.5, 0.3, 0.2]
BELIEFS = [P, [0.6, 0.2, 0.2], [1 / 3] * 3, [0.75, 0.15, 0.1]]


class TestFourNames:
    def test_by_hand(self):
        # one round of two even hypotheses, which gave 1/2 and 4/5 or 1/2 and 1/5 to what came
        found = four_names([[0.5, 0.5], [0.8, 0.2]], p=[0.5, 0.5], rounds=1, seed=4)
        likelihood = (Fraction(4, 5), Fraction(1, 5))[found.states[0]]
        posterior = likelihood / (likelihood + Fraction(1, 2))
        for log_weights in found.programs.values():
            assert np.exp(log_weights[1, 1]) == pytest.approx(float(posterior), abs=1e-15)

    @settings(max_examples=20)
    @given(st.integers(0, 10**6), distributions(), st.integers(2, 4))
    def test_programs_agree_to_rounding(self, seed, p, units):
        rng = np.random.default_rng(seed)
        beliefs = rng.dirichlet(np.full(p.size, 5.0), size=units) * 0.9 + 0.1 / p.size
        found = four_names(beliefs, p=p, rounds=40, seed=seed)
        assert found.apart < 1e-11
        assert np.exp(found.hypotheses).sum(axis=1) == pytest.approx(1, abs=1e-12)

    def test_counting_and_fractions_are_the_same_number(self):
        found = four_names(BELIEFS, p=P, rounds=500, seed=2)
        assert (found.lineages == found.hypotheses).all()

    def test_a_hundred_rounds(self):
        assert four_names(BELIEFS, p=P, rounds=100, seed=1).apart < 1e-12

    def test_slow_reference(self):
        found = four_names(BELIEFS, p=P, rounds=30, seed=5)
        weights = np.full(4, 0.25)
        for t, state in enumerate(found.states):
            weights = weights * np.array(BELIEFS)[:, state]
            weights /= weights.sum()
            assert found.traders[t + 1] == pytest.approx(np.log(weights), abs=1e-12)

    def test_slope_is_the_misfit(self):
        expected = [-misfit_law(P, belief, rho=0, gamma=1) for belief in BELIEFS]
        assert slopes(BELIEFS, p=P) == pytest.approx(expected, abs=1e-12)
        # 2000 rounds; 4 standard errors of the mean step, false alarms 6e-5
        found = four_names(BELIEFS, p=P, rounds=2000, seed=6)
        steps = np.log(BELIEFS[1]) - np.log(P)
        sd = np.sqrt(P @ (steps - P @ steps) ** 2)
        ratio = found.hypotheses[-1, 1] - found.hypotheses[-1, 0]
        assert abs(ratio / 2000 - expected[1]) < 4 * sd / np.sqrt(2000)

    def test_another_learning_rate_parts_the_experts_alone(self):
        found = four_names(BELIEFS, p=P, rounds=100, seed=1, eta=0.5)
        assert np.abs(found.experts - found.shared).max() > 1
        assert np.abs(found.traders - found.hypotheses).max() < 1e-12
        # half as fast: log ratios are eta times as large
        ratio = (found.experts - found.experts[:, :1]) / 0.5
        assert ratio == pytest.approx(found.shared - found.shared[:, :1], abs=1e-10)

    def test_thrift_parts_the_traders_alone(self):
        found = four_names(BELIEFS, p=P, rounds=100, seed=1, saving=[0.95, 0.99, 0.99, 0.99])
        gap = (found.traders - found.shared)[-1]
        assert gap[1] - gap[0] == pytest.approx(100 * np.log(0.99 / 0.95), abs=1e-10)
        assert np.abs(found.experts - found.hypotheses).max() < 1e-12

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"beliefs": [[1.0, 0.0], [0.5, 0.5]]}, "beliefs must be an array .* > 0, got 0.0"),
            ({"beliefs": [0.5, 0.5]}, "beliefs must be"),
            ({"rounds": 0}, "rounds must be an integer"),
            ({"rounds": 2001}, "rounds must be an integer"),
            ({"eta": 0}, "eta must be"),
            ({"saving": [1.0, 1.5]}, "saving must be"),
            ({"p": [0.5, 0.6]}, "p must sum to 1"),
        ],
    )
    def test_refuses(self, change, words):
        asked = {"beliefs": [[0.5, 0.5], [0.8, 0.2]], "p": [0.5, 0.5], "rounds": 5, "seed": 1}
        asked |= change
        with pytest.raises(ValueError, match=words):
            four_names(asked.pop("beliefs"), **asked)
