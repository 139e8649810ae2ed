"""Bettors at the same races: mean and median part company."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.markets.bankroll import Bankrolls, play
from fitbreadth.markets.doubling import doubling_rate
from fitbreadth.markets.risk import certain_factor, power_bets

HORSES = np.array([1 / 2, 1 / 4, 1 / 8, 1 / 8])
BETTORS = np.array([power_bets(HORSES, rho=rho) for rho in (-2, 0, 0.5, 1)])


def test_by_hand():
    # one horse that always wins: all on it gains 2^3, half on it stays where it was
    found = play([1, 0], bets=[[1, 0], [0.5, 0.5], [0, 1]], odds=2, races=3, runs=2, seed=1)
    np.testing.assert_allclose(found.log_wealth[:, :2], [[3 * np.log(2), 0]] * 2, atol=1e-12)
    np.testing.assert_array_equal(found.ruined, [0, 0, 1])
    assert found.typical[2] == -np.inf


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_log_wealth_doubles_as_often_as_theory_says(seed):
    races, runs = 60, 4000
    found = play(HORSES, bets=BETTORS[:3], odds=4, races=races, runs=runs, seed=seed)
    for bets, logs in zip(BETTORS, found.log_wealth.T, strict=False):
        rate = doubling_rate(HORSES, bets=bets, odds=4) * np.log(2)
        sd = np.sqrt(HORSES @ (np.log(4 * bets) - rate) ** 2)
        # 4 analytic standard errors, three times: false alarm 2e-4
        assert abs(logs.mean() - races * rate) < 4 * sd * np.sqrt(races / runs) + 1e-9


def test_mean_is_a_power_of_the_mean_factor_and_ruin_of_the_favourites_chance():
    races, runs = 4, 20_000
    found = play(HORSES, bets=BETTORS, odds=4, races=races, runs=runs, seed=3)
    for bets, logs in zip(BETTORS, found.log_wealth.T, strict=True):
        mean = certain_factor(HORSES, bets=bets, odds=4, rho=1) ** races
        square = (HORSES @ (4 * bets) ** 2) ** races
        # 4 analytic standard errors, four times: false alarm 2.4e-4
        assert abs(np.exp(logs).mean() - mean) < 4 * np.sqrt((square - mean**2) / runs) + 1e-9
    alive = 0.5**races
    assert abs(found.ruined[-1] - (1 - alive)) < 4 * np.sqrt(alive * (1 - alive) / runs)
    np.testing.assert_array_equal(found.ruined[:-1], 0)


def test_kellys_bettor_is_typically_the_richest():
    found = play(HORSES, bets=BETTORS, odds=4, races=400, runs=1000, seed=4)
    assert found.typical.argmax() == 1
    assert (found.log_wealth[:, 1] > found.log_wealth[:, 2]).mean() > 0.9


@given(st.integers(1, 30), st.integers(1, 20), st.integers(0, 1000))
def test_agrees_with_multiplying_race_by_race(races, runs, seed):
    # the same number of wins in any order leaves the same wealth
    found = play(HORSES, bets=np.eye(4) * 0.4 + 0.15, odds=3, races=races, runs=runs, seed=seed)
    won = np.random.default_rng(seed).multinomial(races, HORSES, size=runs)
    for run, wins in enumerate(won):
        wealth = np.ones(4)
        for horse in np.repeat(np.arange(4), wins):
            wealth *= 3 * (0.4 * (np.arange(4) == horse) + 0.15)
        np.testing.assert_allclose(found.log_wealth[run], np.log(wealth), rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"bets": [[0.5, 0.6, 0, 0]]}, "bets must have rows that sum to 1, got a sum of 1.1"),
        ({"bets": [0.5, 0.5]}, "bets must be a 2-d array"),
        ({"bets": [[0.5, 0.5]]}, "bets must be .* with 4 columns"),
        ({"bets": [[1.0], [0.5, 0.5]]}, "bets must be .* rows of different lengths"),
        ({"odds": 0}, "odds must be"),
        ({"races": 0}, "races must be an integer"),
        ({"runs": 0}, "runs must be an integer"),
        ({"runs": 10**8}, "runs must leave at most .* 1 bettors and 4 horses"),
    ],
)
def test_refuses(arguments, message):
    wanted = {"bets": [HORSES], "odds": 4, "races": 5, "runs": 5, "seed": 1}
    with pytest.raises(ValueError, match=message):
        play(HORSES, **wanted | arguments)


@pytest.mark.parametrize(
    ("chance", "error"),
    [(2, ValueError), (-0.1, ValueError), (np.nan, ValueError), ("x", TypeError)],
)
def test_quantile_refuses(chance, error):
    with pytest.raises(error, match=r"chance must be a finite number in \[0, 1\], got"):
        Bankrolls(np.zeros((3, 1))).quantile(chance)
