"""Insurance: all specialists together trail the best by ln N at most, whatever happens."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.markets.drift import drift
from fitbreadth.markets.insurance import behind, even_beliefs, shortfall
from fitbreadth.markets.race import race
from fitbreadth.selection import after_counts, mixture_loss, trajectory


def together(beliefs, rainy):
    """Shortfall after each day of a sequence of rain (True) and shine."""
    L = np.where(np.asarray(rainy)[:, None], beliefs[:, 0], beliefs[:, 1])
    return shortfall(trajectory(np.full(len(beliefs), 1 / len(beliefs)), L))


class TestShortfall:
    def test_by_hand(self):
        # one rainy day for beliefs 1/4 and 3/4: the mixture has 1/2, the best 3/4
        found = together(even_beliefs(2), [True])
        np.testing.assert_allclose(found, [0, np.log(1.5)], atol=1e-15)

    @given(st.integers(1, 60), st.lists(st.booleans(), min_size=1, max_size=60))
    def test_at_most_ln_N_after_any_sequence(self, N, rainy):
        found = together(even_beliefs(N), rainy)
        assert np.all(found >= 0)
        assert np.all(found <= np.log(N) + 1e-12)

    @given(st.integers(1, 9), st.lists(st.booleans(), min_size=1, max_size=40))
    def test_agrees_with_losses_counted_day_by_day(self, N, rainy):
        beliefs = even_beliefs(N)
        wealth = np.ones(N)  # each its own purse, in plain multiplication
        for rain in rainy:
            wealth *= beliefs[:, 0] if rain else beliefs[:, 1]
        assert together(beliefs, rainy)[-1] == pytest.approx(
            np.log(wealth.max() / wealth.mean()), abs=1e-10
        )
        L = np.where(np.array(rainy)[:, None], beliefs[:, 0], beliefs[:, 1])
        loss = mixture_loss(np.full(N, 1 / N), L)[-1]
        assert together(beliefs, rainy)[-1] == pytest.approx(loss + np.log(wealth.max()), abs=1e-10)

    def test_fifty_reach_their_bound(self):
        # rain on 61 days of 100 for ever: the specialist of 61% has it all
        found = shortfall(
            after_counts(np.full(50, 0.02), even_beliefs(50).T, counts=[61_000, 39_000])
        )
        assert found == pytest.approx(3.9120, abs=5e-5)
        assert found <= np.log(50)

    def test_unequal_start_pays_for_the_best_ones_share(self):
        w0 = np.array([0.9, 0.1])
        logs = after_counts(w0, even_beliefs(2).T, counts=[[0, 1000], [1000, 0]])
        np.testing.assert_allclose(shortfall(logs, w0=w0), -np.log(w0))

    def test_race_never_breaks_the_bound_and_wrong_ones_fall_without_end(self):
        beliefs = even_beliefs(5)
        found = race(beliefs, p=[0.7, 0.3], rounds=2000, runs=200, seed=3)
        assert shortfall(found.log_shares).max() <= np.log(5)
        each = behind(found.log_shares)[:, -1] / 2000
        law = drift(beliefs, p=[0.7, 0.3])
        # the steps of ln(w_i/w_j) are ln(pi_i/pi_j): 4 analytic standard errors at four
        # beliefs (false alarm 4 * 6e-5); in every run the best one was the right one
        sd = np.sqrt(0.21) * np.abs(np.log(beliefs[:, 0] / beliefs[:, 1]) - np.log(7 / 3))
        assert np.all(np.abs(each.mean(axis=0) + law) <= 4 * sd / np.sqrt(200 * 2000) + 1e-12)

    def test_ruined_specialist_is_infinitely_behind(self):
        L = np.array([[1, 0.5], [0, 0.5]])
        logs = after_counts([0.5, 0.5], L, counts=[1, 1])
        np.testing.assert_array_equal(behind(logs), [np.inf, 0])
        assert shortfall(logs) == pytest.approx(np.log(2))


def test_even_beliefs_are_distributions_around_one_half():
    for N in (1, 2, 7, 50):
        found = even_beliefs(N)
        np.testing.assert_allclose(found.sum(axis=1), 1)
        np.testing.assert_allclose(found[:, 0].mean(), 0.5)
        np.testing.assert_allclose(np.diff(found[:, 0]), 1 / N)


@pytest.mark.parametrize(
    ("logs", "w0", "message"),
    [
        (np.log([0.5, 0.4]), None, "log_shares must be logs of shares that sum to 1"),
        (0.0, None, r"log_shares .* got shape \(\)"),
        ([np.nan, 0.0], None, r"log_shares .* got \[nan, 0.0\]"),
        ([[0.0], [0.0, 0.0]], None, "log_shares .* got rows of different lengths"),
        (np.log([0.5, 0.5]), [1.0, 0.0], "w0 must have 2 entries > 0"),
        (np.log([0.5, 0.5]), [1.0], "w0 must have 2 entries > 0"),
    ],
)
@pytest.mark.parametrize("measure", [shortfall, behind])
def test_refuses(measure, logs, w0, message):
    with pytest.raises(ValueError, match=message):
        measure(logs, w0=w0)


def test_refuses_what_is_no_number():
    with pytest.raises(TypeError, match="log_shares must be logs"):
        shortfall(["a"])
    for N in (0, 10**400):
        with pytest.raises(ValueError, match=r"N must be an integer in \[1, 10000000\], got"):
            even_beliefs(N)
