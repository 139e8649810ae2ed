"""Who moves the prices gains more in a round by betting nearer to the crowd than she knows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize
from strategies import distributions, pairs

from fitbreadth.convergence.price_edge import edge
from fitbreadth.convergence.price_maker import best_bets, halfway

P, EVEN = [0.5, 0.3, 0.2], [1 / 3] * 3
SHARES = st.floats(0, 0.999)


def test_two_states_by_hand():
    # half of all wealth, even others: p/(b (b/2 + 1/4)) is the same for both states, so that
    # .8 (1 - b)(3 - 2b) = .2 b (1 + 2b), or 6 b^2 - 21 b + 12 = 0
    b = best_bets(0.5, p=[0.8, 0.2], other=[0.5, 0.5])[0]
    assert 0.8 * (1 - b) * (3 - 2 * b) == pytest.approx(0.2 * b * (1 + 2 * b), abs=1e-12)
    assert b == pytest.approx((21 - np.sqrt(21**2 - 4 * 6 * 12)) / 12, abs=1e-12)


@pytest.mark.parametrize("w", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("other", [EVEN, [0.6, 0.2, 0.2]])
def test_agrees_with_a_general_optimiser(w, other):
    found = minimize(
        lambda b: -float(edge(w, p=P, belief=b / b.sum(), other=other)),
        x0=P,
        bounds=[(1e-3, 1)] * 3,
        method="L-BFGS-B",
        options={"ftol": 1e-15, "gtol": 1e-10},
    ).x
    assert best_bets(w, p=P, other=other) == pytest.approx(found / found.sum(), abs=1e-5)


@given(pairs(), SHARES)
def test_nobody_does_better(both, w):
    p, other = both
    best = best_bets(w, p=p, other=other)
    assert best.sum() == pytest.approx(1, abs=1e-12)
    top = edge(w, p=p, belief=best, other=other)
    for rival in (p, other, halfway(p, other=other), np.full(p.size, 1 / p.size)):
        assert top >= edge(w, p=p, belief=rival, other=other) - 1e-12


@given(pairs(), SHARES)
def test_what_one_more_would_bring_is_equal_on_every_state(both, w):
    p, other = both
    b = best_bets(w, p=p, other=other)
    rest = (1 - w) * other
    more = p * rest / (b * (w * b + rest))
    assert more == pytest.approx(np.full(p.size, more[0]), rel=1e-8)


@given(pairs())
def test_who_moves_no_price_bets_what_she_knows(both):
    p, other = both
    assert best_bets(0, p=p, other=other) == pytest.approx(p, abs=1e-9)


@given(pairs())
def test_who_owns_nearly_all_goes_half_way(both):
    p, other = both
    near = best_bets(1 - 1e-9, p=p, other=other)
    assert near == pytest.approx(halfway(p, other=other), abs=1e-6)


@given(distributions(), st.floats(0, 0.99))
def test_right_prices_leave_nothing_to_shade(p, w):
    assert best_bets(w, p=p, other=p) == pytest.approx(p, abs=1e-9)


@given(pairs(), st.floats(0.01, 0.99))
def test_beside_the_others_the_truth_grows_fastest(both, w):
    p, other = both
    best = best_bets(w, p=p, other=other)
    assert p @ np.log(p / other) >= p @ np.log(best / other) - 1e-12


def test_states_that_never_occur_get_nothing():
    found = best_bets(0.5, p=[0.7, 0, 0.3], other=[0.4, 0.2, 0.4])
    # what the others waste there is the same however she bets
    assert found[1] == 0
    less = [found[0] - 1e-3, 0, found[2] + 1e-3]
    asked = {"p": [0.7, 0, 0.3], "other": [0.4, 0.2, 0.4]}
    assert edge(0.5, belief=found, **asked) > edge(0.5, belief=less, **asked)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"w": 1.0}, "w must be"),
        ({"w": -0.1}, "w must be"),
        ({"p": [0.5, 0.6]}, "p must"),
        ({"other": [1.0, 0.0, 0.0]}, "other must put something on every state"),
        ({"other": [0.5, 0.5]}, "other must"),
    ],
)
def test_refuses(change, words):
    asked = {"w": 0.5, "p": P, "other": EVEN} | change
    with pytest.raises(ValueError, match=words):
        best_bets(asked.pop("w"), **asked)
