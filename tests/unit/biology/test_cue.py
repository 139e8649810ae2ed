"""A cue is worth its information, exactly if only the matching phenotype survives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from strategies import distributions

from fitbreadth.biology.cue import mutual_information, symmetric_cue, value_of_cue

FAIR = [0.5, 0.5]


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

    @given(distributions(size=3, low=0.05), cues(3, 4))
    def test_is_what_the_cue_takes_off_the_entropy(self, p, cue):
        marginal = p @ cue
        left = 0.0
        for c in range(4):
            posterior = p * cue[:, c] / marginal[c]
            left -= marginal[c] * np.sum(posterior * np.log(posterior))
        entropy = -np.sum(p * np.log(p))
        assert mutual_information(p, cue) == pytest.approx(entropy - left, abs=1e-10)

    @given(distributions(size=3, low=0.05), cues(3, 2))
    def test_lies_between_nothing_and_everything(self, p, cue):
        assert -1e-12 <= mutual_information(p, cue) <= min(-np.sum(p * np.log(p)), np.log(2)) + 1e-9

    @given(distributions(size=4, low=0.05))
    def test_of_a_perfect_cue_is_the_entropy_and_of_noise_nothing(self, p):
        entropy = -np.sum(p * np.log(p))
        assert mutual_information(p, np.eye(4)) == pytest.approx(entropy)
        assert mutual_information(p, np.full((4, 3), 1 / 3)) == pytest.approx(0, abs=1e-12)

    def test_an_always_wrong_cue_is_as_good_as_an_always_right_one(self):
        assert mutual_information(FAIR, symmetric_cue(0)) == pytest.approx(np.log(2))


class TestValue:
    @given(
        distributions(size=3, low=0.05), cues(3, 2), arrays(float, 3, elements=st.floats(0.1, 20))
    )
    def test_of_a_cue_is_its_information_if_fitness_is_diagonal(self, p, cue, f):
        worth = value_of_cue(p, cue, fitness=f)
        assert worth.gain == pytest.approx(worth.information, abs=1e-8)
        assert worth.information == pytest.approx(mutual_information(p, cue), abs=1e-12)

    def test_to_twelve_digits(self):
        worth = value_of_cue(FAIR, symmetric_cue(0.8), fitness=[2, 3])
        assert worth.gain == pytest.approx(worth.information, abs=1e-12)

    @settings(max_examples=30, deadline=None)
    @given(
        distributions(size=2, low=0.05),
        cues(2, 3),
        arrays(float, (2, 3), elements=st.floats(0.1, 5)),
    )
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
    ],
)
def test_refuses(call, message):
    with pytest.raises(ValueError, match=message):
        call()
