"""Whether adapting pays: a learner over specialists in a world that switches."""

from __future__ import annotations

import numpy as np

from fitbreadth.biology.cue import symmetric_cue, value_of_cue
from fitbreadth.claim import Evidence
from fitbreadth.convergence.adaptation import adapt, adaptation_time, faint_adaptation_time
from fitbreadth.convergence.adapting_pays import static_cost
from fitbreadth.convergence.evidence.adaptable_fails import KL, N, T, fails
from fitbreadth.convergence.fixed_share import bayes_mixture, fixed_share
from fitbreadth.convergence.horizon import break_even, one_close, paid
from fitbreadth.convergence.share_bound import best_sequence_loss, share_bound
from fitbreadth.convergence.switching import histories, regimes_apart

SWITCHES = 9
RATE = SWITCHES / (T - 1)


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    return [*_switching(), *_time(), *_horizon(), *_cue(), *fails()]


def _switching() -> list[Evidence]:
    drawn = histories(regimes_apart(KL, N=N), T=T, k=SWITCHES, runs=200, seed=91)
    likelihoods = drawn.likelihoods
    learner = fixed_share(likelihoods, alpha=RATE)
    regret = learner.loss[:, -1] - best_sequence_loss(likelihoods, k=SWITCHES)
    entropy = -RATE * np.log(RATE) - (1 - RATE) * np.log(1 - RATE)
    written = np.log(N) + SWITCHES * np.log(N - 1) + (T - 1) * entropy
    bound = share_bound(T, k=SWITCHES, N=N)
    equal = -np.log(likelihoods.mean(axis=-1)).sum(axis=1) - drawn.told[:, -1]
    once = bayes_mixture(likelihoods)[:, -1] - drawn.told[:, -1]
    return [
        Evidence(
            "most that fixed share loses to the best 10 stretches of 5 specialists in 2,000 steps",
            float(written),
            bound,
            "closed form",
        ),
        Evidence(
            "in none of 200 histories did it lose more",
            True,
            bool((regret <= bound).all()),
            "qualitative",
        ),
        Evidence(
            "in each the equal split, and Bayes' rule that expects no change, lost over 5 times as "
            "much",
            True,
            bool((np.minimum(equal, once) > 5 * regret).all()),
            "qualitative",
        ),
        Evidence(
            "meanwhile it trusted fewer than 1.25 specialists at a time, of 5",
            True,
            bool(learner.breadth.mean() < 1.25),
            "qualitative",
        ),
    ]


def _time() -> list[Evidence]:
    rates = 10.0 ** -np.arange(2, 8)
    regimes = regimes_apart(KL, N=N)
    theory = [adaptation_time(KL, N=N, alpha=rate) for rate in rates]
    steps = [adapt(regimes, alpha=rate, trials=1000, seed=92).mean[0] for rate in rates]
    slope = float(np.polyfit(theory, steps, 1)[0])
    faint = adapt(regimes_apart(0.05, N=2), alpha=1e-5, trials=1000, before=200, seed=93).mean[0]
    first = adaptation_time(0.05, N=2, alpha=1e-5)
    return [
        Evidence(
            "steps to adapt against ln((N-1)/alpha)/KL, for alpha from 1e-2 to 1e-7: slope in "
            "[.9, 1.1]",
            True,
            0.9 < slope < 1.1,
            "qualitative",
        ),
        Evidence(
            "fails: with faint evidence, .05 nats a step, it takes less than .7 of that, and what "
            "the formula for faint evidence says, to 5%",
            True,
            bool(
                faint < 0.7 * first
                and abs(faint / faint_adaptation_time(0.05, N=2, alpha=1e-5) - 1) < 0.05
            ),
            "qualitative",
        ),
    ]


def _horizon() -> list[Evidence]:
    even = break_even(0.1, N=10)
    got = paid(one_close(0.1, N=10), horizons=[0, 5, int(np.ceil(even)), 200], runs=500, seed=94)
    mean = got.excess.mean(axis=1)
    alike = paid(regimes_apart(0.1, N=10), horizons=[0, 5], runs=500, seed=95)
    return [
        Evidence(
            "a mixture of 10 is never more than ln 10 behind the right specialist",
            True,
            bool(got.excess.max() <= np.log(10) + 1e-9),
            "qualitative",
        ),
        Evidence(
            "behind a nearly right specialist after 5 steps, ahead after ln N/KL = 24",
            True,
            bool(mean[1] > 0.1 * 5 and mean[2] < 0.1 * np.ceil(even)),
            "qualitative",
        ),
        Evidence(
            "if all others are as wrong, ahead after 5 steps already",
            True,
            bool(alike.excess[1].mean() < 0.1 * 5),
            "qualitative",
        ),
    ]


def _cue() -> list[Evidence]:
    cue = symmetric_cue(0.8)
    information = float(np.log(2) + 0.8 * np.log(0.8) + 0.2 * np.log(0.2))
    return [
        Evidence(
            "what an 80% cue is worth to a lineage that listens, nats a generation",
            information,
            value_of_cue([0.5, 0.5], cue, fitness=[2.0, 2.0]).gain,
            "closed form",
        ),
        Evidence(
            "what the equal split loses a step by not knowing which of two such regimes holds",
            information,
            static_cost(cue),
            "closed form",
        ),
    ]
