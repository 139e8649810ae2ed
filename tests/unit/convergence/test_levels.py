"""All-in bettors that pool are a Kelly bettor; each for itself they are ruined."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.biology.hedge import best_hedge
from fitbreadth.convergence.levels import (
    least_pooled,
    narrow_growth,
    play_narrow,
    races_survived,
)
from fitbreadth.markets.doubling import best_doubling_rate

P = (0.5, 0.25, 0.125, 0.125)


def pooled_growth(p, **keywords):
    return narrow_growth(p, pooled=1, **keywords)


@st.composite
def odds_on(draw):
    weights = np.array(draw(st.lists(st.floats(0.05, 1), min_size=2, max_size=5)))
    return weights / weights.sum()


def test_by_hand():
    # Cover and Thomas' race: a quarter of a doubling
    assert pooled_growth(P, shares=P, odds=4) == pytest.approx(0.25 * np.log(2), abs=1e-12)
    # 1 + 1/3 + 1/7 + 1/7
    assert races_survived(P) == pytest.approx(1 + 1 / 3 + 2 / 7)


def test_pool_grows_like_the_best_single_bettor():
    assert pooled_growth(P, shares=P, odds=4) == pytest.approx(
        best_doubling_rate(P, odds=4) * np.log(2), abs=1e-12
    )
    # and like the genotype whose young are dealt out over phenotypes of one state each
    hedge = best_hedge(P, fitness=4 * np.eye(4))
    assert pooled_growth(P, shares=hedge, odds=4) == pytest.approx(
        pooled_growth(P, shares=P, odds=4), abs=1e-9
    )


@given(p=odds_on(), pooled=st.sampled_from([0.0, 0.3, 1.0]))
def test_money_of_all_is_that_of_each_race_by_race(p, pooled):
    # plain reference: bettor by bettor, with the same winners
    found = play_narrow(p, shares=p, odds=2.5, pooled=pooled, races=6, runs=3, seed=4)
    won = np.random.default_rng(4).choice(p.size, size=(3, 6), p=p)
    for run, winners in enumerate(won):
        each = p.copy()
        for race, winner in enumerate(winners, start=1):
            each = np.where(np.arange(p.size) == winner, each * 2.5, 0)
            each = (1 - pooled) * each + pooled * each.sum() * p
            left = np.log(each.sum()) if each.sum() > 0 else -np.inf
            assert found.log_wealth[run, race] == pytest.approx(left)


def check_simulation(seed):
    runs, races = 20_000, 60
    chances = np.array(P)
    for pooled in (0.5, 1.0):
        found = play_narrow(P, shares=P, odds=4, pooled=pooled, races=races, runs=runs, seed=seed)
        growth = (found.log_wealth[:, -1] - found.log_wealth[:, 1]) / (races - 1)
        # 4 SE over independent runs, false alarms 6e-5
        error = growth.std() / np.sqrt(runs)
        theory = narrow_growth(P, shares=P, odds=4, pooled=pooled)
        assert abs(growth.mean() - theory) < 4 * error
    ruin = play_narrow(P, shares=P, odds=4, pooled=0, races=races, runs=runs, seed=seed)
    # second moment of the races survived: sum over t of (2t - 1) P(T >= t), P(T >= t) = sum p^t
    t = np.arange(1, 200)
    square = ((2 * t - 1) * (chances[:, None] ** t).sum(axis=0)).sum()
    error = np.sqrt((square - races_survived(P) ** 2) / runs)
    assert abs(ruin.survived.mean() - races_survived(P)) < 4 * error
    assert np.isneginf(ruin.log_wealth[:, -1]).all()


def test_simulation_meets_the_theory():
    check_simulation(1)


@pytest.mark.slow
def test_simulation_meets_the_theory_with_another_seed():
    check_simulation(2)


@given(p=odds_on())
def test_survival_is_the_sum_of_its_series(p):
    series = sum((p**t).sum() for t in range(1, 4000))
    assert races_survived(p) == pytest.approx(series)


def test_pooling_more_is_never_worse():
    parts = np.linspace(0, 1, 41)
    grown = [narrow_growth(P, shares=P, odds=4, pooled=part) for part in parts]
    assert grown[0] == -np.inf
    assert (np.diff(grown) > 0).all()
    # how Kelly's rate is reached: the Kullback-Leibler divergence of what stands from P, by hand
    part, chances = 0.6, np.array(P)
    stand = (1 - part) * np.eye(4) + part * chances
    lost = chances @ (chances * np.log(chances / stand)).sum(axis=1)
    assert grown[-1] - narrow_growth(P, shares=P, odds=4, pooled=part) == pytest.approx(lost)


def test_border_of_pooling():
    part = least_pooled(P, odds=4)
    assert narrow_growth(P, shares=P, odds=4, pooled=part) == pytest.approx(0, abs=1e-10)
    # two horses by hand: the same wins again or the other, o^2 (1 - q/2) (q/2) = 1
    odds = 2.2
    assert least_pooled([0.5, 0.5], odds=odds) == pytest.approx(1 - np.sqrt(1 - 4 / odds**2))
    assert least_pooled([0.5, 0.5], odds=2) == pytest.approx(1, abs=1e-5)


def test_a_bettor_without_money_wins_nothing():
    play = {"shares": [1, 0], "odds": 2, "races": 2, "runs": 1, "seed": 1}
    for pooled in (0, 1):
        assert play_narrow([0, 1], pooled=pooled, **play).log_wealth[0, 1] == -np.inf
    assert pooled_growth([0.5, 0.5], shares=[1, 0], odds=2) == -np.inf


def test_refuses_nonsense():
    with pytest.raises(ValueError, match="p must leave"):
        races_survived([1, 0])
    with pytest.raises(ValueError, match="p must sum to 1"):
        races_survived([0.5, 0.4])
    play = {"shares": P, "odds": 4, "pooled": 1, "races": 2, "runs": 2, "seed": 1}
    with pytest.raises(ValueError, match="shares must have 4"):
        play_narrow(P, **(play | {"shares": [0.5, 0.5]}))
    with pytest.raises(ValueError, match="odds must"):
        play_narrow(P, **(play | {"odds": 0}))
    with pytest.raises(ValueError, match="pooled must"):
        play_narrow(P, **(play | {"pooled": 1.5}))
    with pytest.raises(ValueError, match="odds must let"):
        least_pooled(P, odds=2)
    with pytest.raises(ValueError, match="races must"):
        play_narrow(P, **(play | {"races": 0}))
    with pytest.raises(ValueError, match="races times runs"):
        play_narrow(P, **(play | {"races": 10**5, "runs": 10**5}))
