"""What the mixture pays to find out, and where adapting ceases to pay."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from fitbreadth.convergence.adapting_pays import (
    border_rate,
    fixed_cost,
    static_cost,
    switching_cost,
)
from fitbreadth.convergence.fixed_share import bayes_mixture, fixed_share
from fitbreadth.convergence.horizon import break_even, one_close, paid
from fitbreadth.convergence.switching import histories, regimes_apart
from fitbreadth.divergence import renyi

KL = 0.5 * np.log(6)


def test_by_hand():
    assert break_even(0.5, N=4) == pytest.approx(4 * np.log(2))
    # ln 2 - H(.8)
    cue = np.log(2) + 0.8 * np.log(0.8) + 0.2 * np.log(0.2)
    assert static_cost([[0.8, 0.2], [0.2, 0.8]]) == pytest.approx(cue, abs=1e-12)
    assert fixed_cost(regimes_apart(KL, N=5)) == pytest.approx(0.8 * KL)


@settings(max_examples=30, deadline=None)
@given(kl=st.floats(0.001, 5), N=st.integers(2, 50))
def test_one_close_is_as_close_as_asked(kl, N):
    p = one_close(kl, N=N)
    assert p.shape == (N, 3)
    assert renyi(p[0], p[1]) == pytest.approx(kl, rel=1e-6)


@settings(max_examples=30, deadline=None)
@given(N=st.integers(2, 8), seed=st.integers(0, 1000), T=st.integers(0, 300))
def test_never_pays_more_than_ln_N(N, seed, T):
    p = np.random.Generator(np.random.PCG64(seed)).dirichlet(np.ones(4), size=N) * 0.9 + 0.025
    assert paid(p, horizons=[0, T], runs=5, seed=seed).excess.max() <= np.log(N) + 1e-9


@pytest.mark.parametrize("seed", [21, pytest.param(22, marks=pytest.mark.slow)])
def test_agrees_with_all_histories_summed(seed):
    T, runs = 20, 4000
    lean = one_close(0.1, N=2)[1, 0]
    heads = np.arange(T + 1)
    ratio = (2 * lean) ** heads * (2 * (1 - lean)) ** (T - heads)
    each = np.log(2) - np.log1p(ratio)
    chance = binom.pmf(heads, T, 0.5)
    exact = chance @ each
    error = np.sqrt(chance @ (each - exact) ** 2 / runs)
    got = paid(one_close(0.1, N=2), horizons=[T], runs=runs, seed=seed).excess
    # 4 standard errors: 6e-5; states that hardly come weigh 1e-9
    assert abs(got.mean() - exact) < 4 * error + 1e-6


def test_is_the_loss_of_the_mixture():
    drawn = histories(regimes_apart(1, N=3), T=30, k=0, seed=23)
    first = int(drawn.regimes[0, 0])
    weights = np.log(drawn.likelihoods[0]).sum(axis=0)
    trust = weights[first] - np.logaddexp.reduce(weights)
    behind = bayes_mixture(drawn.likelihoods)[0, -1] - drawn.told[0, -1]
    assert behind == pytest.approx(np.log(3) + trust)


@pytest.mark.parametrize(("N", "kl"), [(10, 0.1), (30, 0.02)])
def test_ahead_on_average_from_the_break_even_on(N, kl):
    even = int(np.ceil(break_even(kl, N=N)))
    got = paid(one_close(kl, N=N), horizons=[1, 5, even], runs=200, seed=24).excess
    # every history pays at most ln N, so that this holds for any seed
    assert got[2].mean() <= kl * even
    # nearly ln(N/2) is paid at once
    assert got[0].mean() > kl
    assert got[1].mean() > 5 * kl


@settings(max_examples=30, deadline=None)
@given(gain=st.floats(1e-3, 5), N=st.integers(2, 50))
def test_border_is_where_the_costs_meet(gain, N):
    rate = border_rate(gain, N=N)
    assert 0 < rate <= 1 - 1 / N
    assert switching_cost(rate, N=N) == pytest.approx(min(gain, np.log(N)), rel=1e-6)


@settings(max_examples=30, deadline=None)
@given(rate=st.floats(0, 1), N=st.integers(2, 50))
def test_switching_costs_at_most_ln_N(rate, N):
    assert switching_cost(rate, N=N) <= np.log(N) + 1e-12


def test_beyond_the_border_the_guarantee_is_worth_nothing():
    p = regimes_apart(KL, N=5)
    border = border_rate(static_cost(p), N=5)
    runs, T = 60, 1000
    for rate in (border / 4, 0.8):
        drawn = histories(p, T=T, k=round(rate * (T - 1)), runs=runs, seed=25)
        lost = fixed_share(drawn.likelihoods, alpha=rate).loss[:, -1] - drawn.told[:, -1]
        equal = -np.log(drawn.likelihoods.mean(axis=-1)).sum(axis=1) - drawn.told[:, -1]
        if rate < border:
            assert (lost < equal).all()
        else:
            assert lost == pytest.approx(equal)
            assert switching_cost(rate, N=5) > static_cost(p)


def test_refuses_nonsense():
    p = regimes_apart(1, N=2)
    with pytest.raises(ValueError, match="horizons must be increasing"):
        paid(p, horizons=[5, 2], runs=1, seed=1)
    with pytest.raises(TypeError, match="horizons must be a 1-d array of integers"):
        paid(p, horizons=[1.5], runs=1, seed=1)
    with pytest.raises(ValueError, match="gain must be"):
        border_rate(0, N=2)
    with pytest.raises(ValueError, match="N must be"):
        break_even(1, N=1)
    with pytest.raises(ValueError, match="kl must be"):
        one_close(6, N=3)
    with pytest.raises(ValueError, match="alpha must be"):
        switching_cost(1.5, N=3)
