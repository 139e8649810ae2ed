"""A world that switches: regimes as far apart as asked, and histories with k switches."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitbreadth.convergence.switching import forecasts, histories, regimes_apart
from fitbreadth.divergence import renyi


@settings(max_examples=40, deadline=None)
@given(kl=st.floats(1e-4, 20), N=st.integers(2, 40))
def test_any_two_regimes_are_as_far_apart_as_asked(kl, N):
    p = regimes_apart(kl, N=N)
    assert renyi(p[0], p[1]) == pytest.approx(kl, rel=1e-7)
    assert renyi(p[1], p[0]) == pytest.approx(kl, rel=1e-7)


def test_by_hand():
    # (.6 - .1) ln 6
    assert renyi(*regimes_apart(0.5 * np.log(6), N=5)[:2]) == pytest.approx(0.5 * np.log(6))
    drawn = histories([[0.5, 0.5], [0.9, 0.1]], T=4, k=1, segments="equal", seed=3)
    first = drawn.regimes[0, 0]
    assert drawn.regimes.tolist() == [[first, first, 1 - first, 1 - first]]
    gave = drawn.p[drawn.regimes[0], drawn.states[0]]
    assert drawn.told[0].tolist() == pytest.approx([0, *-np.cumsum(np.log(gave))])
    assert (drawn.likelihoods[0, np.arange(4), drawn.regimes[0]] == gave).all()


@settings(max_examples=30, deadline=None)
@given(data=st.data(), T=st.integers(1, 30), segments=st.sampled_from(["random", "equal"]))
def test_every_history_has_k_switches(data, T, segments):
    k = data.draw(st.integers(0, T - 1))
    drawn = histories(regimes_apart(0.5, N=3), T=T, k=k, runs=4, segments=segments, seed=1)
    assert (np.diff(drawn.regimes, axis=1) != 0).sum(axis=1).tolist() == [k] * 4
    assert drawn.switches[:, -1].tolist() == [k] * 4


@pytest.mark.parametrize("seed", [5, pytest.param(6, marks=pytest.mark.slow)])
def test_states_come_as_often_as_the_regime_says(seed):
    p = np.array([[0.6, 0.3, 0.1], [0.1, 0.2, 0.7]])
    drawn = histories(p, T=40_000, k=1, segments="equal", seed=seed)
    for regime in (0, 1):
        seen = drawn.states[drawn.regimes == regime]
        share = np.bincount(seen, minlength=3) / seen.size
        # 4 standard errors: false alarm 6e-5 for each of the six
        assert (abs(share - p[regime]) < 4 * np.sqrt(p[regime] * (1 - p[regime]) / seen.size)).all()


def test_switches_fall_anywhere_alike():
    runs = 4000
    drawn = histories(regimes_apart(1, N=4), T=9, k=2, runs=runs, seed=7)
    where = (np.diff(drawn.regimes, axis=1) != 0).mean(axis=0)
    # 4 standard errors: false alarm 6e-5 for each of the eight
    assert (abs(where - 2 / 8) < 4 * np.sqrt(0.25 * 0.75 / runs)).all()


@pytest.mark.parametrize(
    ("p", "words"),
    [
        ([[0.5, 0.5]], "at least two rows"),
        ([[0.5, 0.5], [0.5, 0.6]], "sum of 1.1 in row 1"),
        ([[1.0, 0.0], [0.5, 0.5]], "got 0.0 in row 0, column 1"),
        ([[-0.5, 1.5], [0.5, 0.5]], "p must be a 2-d array"),
    ],
)
def test_refuses_what_is_no_forecast(p, words):
    with pytest.raises(ValueError, match=words):
        forecasts(p)


def test_refuses_nonsense():
    p = regimes_apart(1, N=2)
    with pytest.raises(ValueError, match="k must be an integer in"):
        histories(p, T=5, k=5, seed=1)
    with pytest.raises(ValueError, match="segments must be one of random, equal, got 'odd'"):
        histories(p, T=5, k=1, segments="odd", seed=1)
    with pytest.raises(ValueError, match="runs must be"):
        histories(p, T=5, k=1, runs=0, seed=1)
    with pytest.raises(ValueError, match="kl must be"):
        regimes_apart(0, N=3)
    with pytest.raises(TypeError, match="N must be"):
        regimes_apart(1, N=2.0)
