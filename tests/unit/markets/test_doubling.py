"""Kelly's race: how often wealth doubles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import pairs

from fitbreadth.markets.doubling import (
    best_doubling_rate,
    doubling_rate,
    lost_doublings,
    payouts,
)

HORSES = [1 / 2, 1 / 4, 1 / 8, 1 / 8]
paid = st.lists(st.floats(0.2, 50), min_size=6, max_size=6)


def test_published_horses():
    assert doubling_rate(HORSES, bets=HORSES, odds=4) == pytest.approx(0.25, abs=1e-12)
    assert best_doubling_rate(HORSES, odds=4) == pytest.approx(0.25, abs=1e-12)


def test_by_hand():
    # twice one's money on a coin, three quarters on heads: log2(1.5 * 0.5)/2
    assert doubling_rate([0.5, 0.5], bets=[0.75, 0.25], odds=2) == pytest.approx(np.log2(0.75) / 2)
    assert doubling_rate([0.5, 0.5], bets=[1, 0], odds=2) == -np.inf
    assert doubling_rate([1, 0], bets=[1, 0], odds=[2, 9]) == pytest.approx(1)


@given(pairs(), paid)
def test_best_bets_are_the_chances_whatever_the_odds(pair, odds):
    p, bets = pair
    odds = odds[: p.size]
    best = best_doubling_rate(p, odds=odds)
    assert doubling_rate(p, bets=p, odds=odds) == pytest.approx(best, abs=1e-9)
    loss = best - doubling_rate(p, bets=bets, odds=odds)
    assert loss == pytest.approx(lost_doublings(p, bets=bets), abs=1e-9)
    assert loss >= -1e-9


@given(pairs())
def test_against_a_crowds_fair_odds_whoever_is_nearer_the_truth_gains(pair):
    p, crowd = pair
    assert doubling_rate(p, bets=crowd, odds=1 / crowd) == pytest.approx(0, abs=1e-9)
    gain = best_doubling_rate(p, odds=1 / crowd)
    assert gain == pytest.approx(lost_doublings(p, bets=crowd), abs=1e-9)


def test_unfair_odds_make_it_better_to_keep_some_money_back():
    # the track keeps a twentieth: whoever bets all must lose, whoever bets nothing does not
    assert best_doubling_rate([0.5, 0.5], odds=1.9) < 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"odds": 0}, "odds must be a finite number > 0, got 0"),
        ({"odds": [4, 4, 4, 0]}, "odds must be a 1-d array of finite numbers > 0, got 0.0 at"),
        ({"odds": [4, 4]}, "odds must have 4 entries"),
        ({"odds": 4, "bets": [1, 0]}, "bets must have 4 entries"),
        ({"odds": 4, "bets": [0.2] * 4}, "bets must sum to 1"),
    ],
)
def test_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        doubling_rate(**{"p": HORSES, "bets": HORSES} | arguments)


def test_others_refuse():
    with pytest.raises(ValueError, match="bets must have 4 entries"):
        lost_doublings(HORSES, bets=[1])


@pytest.mark.parametrize(
    ("odds", "horses", "error", "message"),
    [
        ("four", 4, TypeError, "odds must be .* got 'four'"),
        (None, 4, TypeError, "odds must be a finite number > 0, got None"),
        ([[1], [2, 3]], 2, TypeError, "odds must be .* got"),
        ([1, 2], 3, ValueError, "odds must have 3 entries, got 2"),
        ("x", "x", TypeError, "horses must be an integer .* got 'x'"),
        (4, 0, ValueError, r"horses must be an integer in \[1, 100000000\], got 0"),
        (4, 10**400, ValueError, "horses must be an integer in"),
    ],
)
def test_payouts_refuse(odds, horses, error, message):
    with pytest.raises(error, match=message):
        payouts(odds, horses)
