"""Fixed share against its bound, a chain summed by brute force, and the best sequence."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from fitbreadth.convergence.fixed_share import bayes_mixture, fixed_share
from fitbreadth.convergence.share_bound import best_sequence_loss, share_bound
from fitbreadth.convergence.switching import histories, regimes_apart
from fitbreadth.selection import mixture_loss, update

KL = 0.5 * np.log(6)
PAYOFFS = arrays(float, (6, 3), elements=st.floats(1e-3, 1))


def test_by_hand():
    run = fixed_share([[0.8, 0.2, 0.2], [0.1, 0.5, 0.5]], alpha=0.2)
    # 2/3, 1/6, 1/6 after the first; each then keeps .8 and gets .1 of what the others had
    shared = [0.8 * 2 / 3 + 0.1 / 3, 0.8 / 6 + 0.1 * 5 / 6, 0.8 / 6 + 0.1 * 5 / 6]
    assert run.weights[1] == pytest.approx(shared)
    assert run.loss == pytest.approx(
        [0, -np.log(0.4), -np.log(0.4) - np.log(0.1 * shared[0] + shared[1])]
    )


@settings(max_examples=25, deadline=None)
@given(L=PAYOFFS, alpha=st.floats(0.01, 0.9))
def test_is_bayes_rule_over_all_sequences(L, alpha):
    total = 0.0
    for path in product(range(3), repeat=6):
        prior = 1 / 3
        for a, b in pairwise(path):
            prior *= 1 - alpha if a == b else alpha / 2
        total += prior * np.prod(L[np.arange(6), path])
    assert fixed_share(L, alpha=alpha).loss[-1] == pytest.approx(-np.log(total))


@settings(max_examples=40, deadline=None)
@given(L=PAYOFFS, k=st.integers(0, 5))
def test_best_sequence_is_that_of_brute_force(L, k):
    best = min(
        -np.log(L[np.arange(6), path]).sum()
        for path in product(range(3), repeat=6)
        if sum(a != b for a, b in pairwise(path)) <= k
    )
    assert best_sequence_loss(L, k=k) == pytest.approx(best)


@settings(max_examples=60, deadline=None)
@given(L=arrays(float, (12, 4), elements=st.floats(1e-6, 1)), k=st.integers(1, 8))
def test_bound_holds_whatever_comes(L, k):
    lost = fixed_share(L, alpha=k / 11).loss[-1] - best_sequence_loss(L, k=k)
    assert lost <= share_bound(12, k=k, N=4) + 1e-9


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_bound_holds_on_every_seed(seed):
    drawn = histories(regimes_apart(KL, N=5), T=2000, k=9, runs=200, seed=seed)
    lost = fixed_share(drawn.likelihoods, alpha=9 / 1999).loss[:, -1]
    regret = lost - best_sequence_loss(drawn.likelihoods, k=9)
    bound = share_bound(2000, k=9, N=5)
    assert round(bound, 1) == 71.7
    assert (regret <= bound).all()
    # the best sequence does at least as well as the true one
    assert (lost - drawn.told[:, -1] <= regret + 1e-9).all()


@settings(max_examples=40, deadline=None)
@given(T=st.integers(2, 3000), N=st.integers(2, 50), data=st.data())
def test_tuned_rate_makes_the_bound_least(T, N, data):
    k = data.draw(st.integers(0, T - 1))
    rate = k / (T - 1)
    least = share_bound(T, k=k, N=N)
    for alpha in (0.01, 0.3, 0.9):
        assert least <= share_bound(T, k=k, N=N, alpha=alpha) + 1e-9
    if 0 < rate < 1:
        entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
        written = np.log(N) + k * np.log(N - 1) + (T - 1) * entropy
        assert least == pytest.approx(written)
    if k == 0:
        assert least == pytest.approx(np.log(N))


def test_limits():
    L = histories(regimes_apart(1, N=4), T=60, k=3, seed=3).likelihoods[0]
    once = bayes_mixture(L)
    assert once == pytest.approx(mixture_loss([0.25] * 4, L))
    assert fixed_share(L, alpha=1e-100).loss == pytest.approx(once)
    # a share of (N - 1)/N leaves all equal
    equal = fixed_share(L, alpha=0.75)
    assert equal.weights == pytest.approx(np.full((61, 4), 0.25))
    assert equal.breadth == pytest.approx(np.full(61, 4.0))
    first = fixed_share(L[:1], alpha=1e-12).weights[1]
    assert first == pytest.approx(update([0.25] * 4, L[0]), abs=1e-9)


def test_bayes_mixture_falls_behind_linearly():
    # after 300 steps of one regime its ln-weight is about 300 KL ahead, and as many steps undo it
    p = regimes_apart(1, N=2)
    gave = p.T[np.repeat([0, 1], 300)]
    assert bayes_mixture(gave)[-1] > 100 + fixed_share(gave, alpha=0.01).loss[-1]


def test_many_histories_are_run_as_each_alone():
    L = histories(regimes_apart(1, N=3), T=20, k=3, runs=4, seed=4).likelihoods
    both, alone = fixed_share(L, alpha=0.1), [fixed_share(one, alpha=0.1) for one in L]
    assert both.loss == pytest.approx(np.array([one.loss for one in alone]))
    assert best_sequence_loss(L, k=2) == pytest.approx(
        [float(best_sequence_loss(x, k=2)) for x in L]
    )
    assert bayes_mixture(L) == pytest.approx(np.array([bayes_mixture(x) for x in L]))


def test_refuses_nonsense():
    with pytest.raises(ValueError, match="alpha must be a finite number > 0 and < 1, got 0"):
        fixed_share([[0.5, 0.5]], alpha=0)
    with pytest.raises(ValueError, match="but all are 0 at step 1"):
        fixed_share([[0.5, 0.5], [0, 0]], alpha=0.1)
    with pytest.raises(ValueError, match=r"shape \(..., T, N\)"):
        fixed_share([0.5, 0.5], alpha=0.1)
    with pytest.raises(ValueError, match="L must be an array of finite numbers >= 0"):
        bayes_mixture([[0.5, -0.5]])
    with pytest.raises(ValueError, match="k must be an integer in"):
        share_bound(5, k=5, N=2)
    with pytest.raises(ValueError, match="k must be"):
        best_sequence_loss([[0.5, 0.5]], k=-1)
