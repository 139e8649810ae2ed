"""Where adapting does not pay, or is not narrow: the other half of the evidence for it."""

from __future__ import annotations

import numpy as np

from fitbreadth.claim import Evidence
from fitbreadth.convergence.adaptation import adapt, adaptation_time, faint_adaptation_time
from fitbreadth.convergence.adapting_pays import border_rate, static_cost, switching_cost
from fitbreadth.convergence.fixed_share import bayes_mixture, fixed_share
from fitbreadth.convergence.switching import histories, regimes_apart
from fitbreadth.divergence import renyi
from fitbreadth.validate import Float

N, T = 5, 2000
KL = float(0.5 * np.log(6))


def fails() -> list[Evidence]:
    """Return the numbers of the regimes in which it fails."""
    regimes = regimes_apart(KL, N=N)
    border = border_rate(static_cost(regimes), N=N)
    restless = histories(regimes, T=500, k=400, runs=50, seed=96)
    last = (N - 1) / N
    equal = -np.log(restless.likelihoods.mean(axis=-1)).sum(axis=1)
    learner = fixed_share(restless.likelihoods, alpha=last).loss[:, -1]
    late = fixed_share(restless.likelihoods, alpha=1e-3).loss[:, -1]
    still = histories(regimes, T=T, k=0, runs=50, seed=97)
    kept = fixed_share(still.likelihoods, alpha=0.005).loss[:, -1] - still.told[:, -1]
    strange = np.array([0.3, 0.3, 0.2, 0.1, 0.1])
    nearest = min(renyi(strange, own) for own in regimes)
    foreign = np.random.Generator(np.random.PCG64(98)).choice(N, size=(50, T), p=strange)
    unmet = bayes_mixture(regimes.T[foreign])[:, -1] + np.log(strange[foreign]).sum(axis=1)
    single = np.min(-np.log(regimes.T[foreign]).sum(axis=1), axis=-1)
    single = single + np.log(strange[foreign]).sum(axis=1)
    return [
        Evidence(
            "fails: at the border rate the bound is what the equal split loses",
            static_cost(regimes),
            switching_cost(border, N=N),
            "closed form",
        ),
        Evidence(
            "fails: in a world that picks its regime anew at every step the tuned learner is the "
            "equal split",
            0.0,
            float(np.abs(learner - equal).max()),
            "exact",
        ),
        Evidence(
            "fails: who expects switches far too seldom does worse than the equal split there",
            True,
            bool(late.mean() > equal.mean()),
            "qualitative",
        ),
        Evidence(
            "fails: in a world that never switches, staying adaptable costs more than ln N",
            True,
            bool(kept.mean() > np.log(N)),
            "qualitative",
        ),
        Evidence(
            "fails: for a task that is not among the N the Bayes mixture never does better than "
            "the specialist that turns out best, and pays over .05 nats a step",
            True,
            bool((unmet >= single - 1e-9).all() and nearest > 0.05 and unmet.mean() > T * 0.05),
            "qualitative",
        ),
        Evidence(
            "but it can be ahead of each by name: of 60:40 and of 40:60, on 1,000 tosses of a fair "
            "coin, by over 4 nats on average",
            True,
            bool(min(lead_on_a_fair_coin()) > 4),
            "qualitative",
        ),
        *_dial(regimes),
    ]


def lead_on_a_fair_coin(tosses: int = 1000, lean: float = 0.6) -> tuple[float, float]:
    """Return by how much two leaning forecasters' Bayes mixture is ahead of each, on average."""
    from scipy.stats import binom

    heads = np.arange(tosses + 1)
    counts = np.array([heads, tosses - heads])
    high = np.log([lean, 1 - lean]) @ counts
    low = high[::-1]
    mixture = np.logaddexp(high, low) - np.log(2)
    chance = binom.pmf(heads, tosses, 0.5)
    return float(chance @ (mixture - high)), float(chance @ (mixture - low))


def _dial(regimes: Float) -> list[Evidence]:
    """Breadth is what the rate makes it, and faint evidence must outweigh the rate."""
    calm, restless = (histories(regimes, T=500, k=k, runs=50, seed=99) for k in (1, 400))
    broad = [
        fixed_share(drawn.likelihoods, alpha=rate).breadth.mean()
        for drawn, rate in ((calm, 1 / 499), (restless, 400 / 499))
    ]
    eager = fixed_share(calm.likelihoods, alpha=0.5).breadth.mean()
    slow = adapt(regimes_apart(0.02, N=100), alpha=0.01, trials=100, before=500, seed=100).mean[0]
    return [
        Evidence(
            "fails: told the right rate, it trusts fewer than 1.2 of 5 specialists at one change "
            "in 500 steps, and more than 4.9 at 400",
            True,
            bool(broad[0] < 1.2 and broad[1] > 4.9),
            "qualitative",
        ),
        Evidence(
            "fails: expecting a change every 2 steps it trusts over 4.5 of 5, though one comes",
            True,
            bool(eager > 4.5),
            "qualitative",
        ),
        Evidence(
            "fails: where alpha is not far below KL (.01 and .02 nats, N = 100) it takes over 1.4 "
            "times as long as the simple formula says, and over 3 times the one for faint evidence",
            True,
            bool(
                slow > 1.4 * adaptation_time(0.02, N=100, alpha=0.01)
                and slow > 3 * faint_adaptation_time(0.02, N=100, alpha=0.01)
            ),
            "qualitative",
        ),
    ]
