"""Steps to adapt: simulated, in theory, and for faint evidence."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitbreadth.convergence.adaptation import adapt, adaptation_time, faint_adaptation_time
from fitbreadth.convergence.switching import regimes_apart

KL = 0.5 * np.log(6)


def test_by_hand():
    # ln(4/.04)/2 = 2.302585
    assert adaptation_time(2, N=5, alpha=0.04) == pytest.approx(np.log(10))
    assert faint_adaptation_time(1, N=2, alpha=np.exp(-10)) == pytest.approx(9 - np.euler_gamma)


@settings(max_examples=30, deadline=None)
@given(kl=st.floats(0.01, 3), N=st.integers(2, 100), alpha=st.floats(1e-9, 0.5))
def test_a_hundredth_of_the_rate_costs_ln_100_over_kl(kl, N, alpha):
    longer = adaptation_time(kl, N=N, alpha=alpha / 100)
    assert longer - adaptation_time(kl, N=N, alpha=alpha) == pytest.approx(np.log(100) / kl)


@pytest.mark.parametrize("seed", [11, pytest.param(12, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kl", [0.3, KL, 1.5])
def test_slope_is_that_of_theory(kl, seed):
    p = regimes_apart(kl, N=5)
    rates = 10.0 ** -np.arange(2, 8)
    theory = [adaptation_time(kl, N=5, alpha=rate) for rate in rates]
    steps = [adapt(p, alpha=rate, trials=600, before=100, seed=seed).mean[0] for rate in rates]
    assert 0.9 < np.polyfit(theory, steps, 1)[0] < 1.1


@pytest.mark.parametrize("seed", [13, pytest.param(14, marks=pytest.mark.slow)])
def test_faint_evidence(seed):
    # the formula leaves out lumps of about .6 standard deviations of a step, sqrt(2 KL), at the
    # goal and at the floor each: at most 1.2 sqrt(2/KL) steps. 4 standard errors: 6e-5
    for kl in (0.02, 0.05):
        p = regimes_apart(kl, N=2)
        mean, error = adapt(p, alpha=1e-5, trials=800, before=int(10 / kl), seed=seed).mean
        theory = faint_adaptation_time(kl, N=2, alpha=1e-5)
        assert abs(mean - theory) < 1.2 * np.sqrt(2 / kl) + 4 * error
        assert mean < 0.7 * adaptation_time(kl, N=2, alpha=1e-5)


def test_mean_of_the_exponentials():
    # E ln(1/E1 + 1/E2) = 1 + gamma
    draws = np.random.Generator(np.random.PCG64(15)).exponential(size=(2, 200_000))
    logs = np.log((1 / draws).sum(axis=0))
    # 4 standard errors: 6e-5
    assert abs(logs.mean() - 1 - np.euler_gamma) < 4 * logs.std() / np.sqrt(logs.size)


def test_agrees_with_a_plain_loop():
    # sure states: the new specialist has half of the trust once the odds a/b have made up for
    # the floor
    p, alpha = regimes_apart(4, N=3), 1e-6
    a, b = p[0, 0], p[0, 1]
    weights, steps = np.array([1 - alpha, alpha / 2, alpha / 2]), 0
    while weights[1] <= 0.5:
        weights = weights * [b, a, b]
        weights /= weights.sum()
        weights = (1 - alpha) * weights + alpha / 2 * (1 - weights)
        steps += 1
    got = adapt(p, alpha=alpha, trials=4000, before=0, seed=16)
    # nothing but state 1 came with probability a**steps, and nobody can be quicker
    sure = a**steps
    assert got.steps.min() == steps
    assert abs((got.steps == steps).mean() - sure) < 4 * np.sqrt(sure * (1 - sure) / 4000)


def test_trust_is_what_steps_count():
    got = adapt(regimes_apart(1, N=4), alpha=0.01, trials=50, shown=60, seed=17)
    reached = (got.trust > 0.5).argmax(axis=1)
    assert (reached[got.steps <= 60] == got.steps[got.steps <= 60]).all()
    assert adapt(regimes_apart(1, N=4), alpha=0.01, trials=1, seed=1).mean[1] == 0


def test_refuses_nonsense():
    p = regimes_apart(1, N=2)
    with pytest.raises(RuntimeError, match="did not adapt in longest=1 steps"):
        adapt(p, alpha=1e-9, trials=5, longest=1, seed=1)
    with pytest.raises(ValueError, match="p must have two different first rows"):
        adapt([[0.5, 0.5], [0.5, 0.5]], alpha=0.1, trials=1, seed=1)
    with pytest.raises(ValueError, match="alpha must be far below"):
        faint_adaptation_time(0.01, N=2, alpha=0.01)
    with pytest.raises(ValueError, match="kl must be"):
        adaptation_time(0, N=2, alpha=0.1)
    with pytest.raises(ValueError, match="alpha must be"):
        adaptation_time(1, N=2, alpha=1)
