r"""How long a learner takes to trust another specialist, once the world has switched.

While regime j holds, fixed share trusts specialist j with nearly 1, and any other with about
:math:`\alpha/(N-1)`: the floor that sharing keeps up. After a switch to i each step adds
:math:`\mathrm{KL}(p_i\|p_j)` nats to :math:`\ln w_i/w_j` on average, so it takes about

.. math:: t \approx \frac{\ln((N-1)/\alpha)}{\mathrm{KL}(p_i\|p_j)}

steps until :math:`w_i > \frac12`. That is right to first order: what it leaves out
does not grow as :math:`\alpha \to 0`. Evidence comes in lumps, and by Wald's identity what the last
lump carries beyond the goal costs :math:`E[\text{overshoot}]/\mathrm{KL}` steps more. Sharing goes
on handing trust to i after the switch, which saves some, and it saves much where evidence is faint.

**Faint evidence.** If a step brings little (KL far below 1, but far above :math:`\alpha`),
log odds are a Brownian motion with drift KL and variance 2 KL a step. Write
:math:`\epsilon = \alpha/(N-1)`. The odds of i are then
:math:`e^{X_t}(R_0 + \epsilon\int_0^t e^{-X_s}ds)`, and both :math:`R_0` and the integral are
:math:`\epsilon/\mathrm{KL}` over a standard exponential variable (dufresne1990), independently.
Since :math:`E \ln(1/E_1 + 1/E_2) = 1 + \gamma`, with Euler's :math:`\gamma = .577`,

.. math:: t \approx \frac{\ln\left((N-1)\,\mathrm{KL}/\alpha\right) - 1 - \gamma}{\mathrm{KL}} .

It is derived for N = 2; other specialists that share the trust make it a little longer. For
:math:`\alpha` not far below KL neither formula holds: trust leaks nearly as fast as it comes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.convergence.fixed_share import share
from fitbreadth.convergence.switching import draw_states, forecasts, specialists
from fitbreadth.rng import generator
from fitbreadth.validate import Float, integer, number

LEAST = 1e-100
"""Least evidence a step that formulas are asked about."""

MOST = 10**7
"""Steps and trials at most."""


@dataclass(frozen=True)
class Adapted:
    """What happened after a switch, trial by trial.

    Attributes
    ----------
    steps : ndarray of int, shape (trials,)
        Steps until the specialist of the new regime had more than half of the trust.
    trust : ndarray, shape (trials, shown + 1)
        Trust in it at the switch and after each of the next ``shown`` steps.
    """

    steps: NDArray[np.int64]
    trust: Float

    @property
    def mean(self) -> tuple[float, float]:
        """Mean number of steps, and its standard error (0 for a single trial)."""
        error = self.steps.std(ddof=1) / np.sqrt(self.steps.size) if self.steps.size > 1 else 0.0
        return float(self.steps.mean()), float(error)


def adaptation_time(kl: float, *, N: int, alpha: float) -> float:
    """Return ln((N - 1)/alpha)/KL, the theory for :func:`adapt`.

    Parameters
    ----------
    kl : float
        Divergence of the new regime from the old, nats a step, at least 1e-100.
    N : int
        Specialists, in [2, 1e9].
    alpha : float
        Assumed switching rate, in (0, 1). It should be far below ``kl``.

    Returns
    -------
    float
        Steps.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    herbster1998

    Examples
    --------
    >>> round(adaptation_time(0.5, N=5, alpha=0.0045), 2)
    13.58
    """
    apart = number("kl", kl, low=LEAST)
    count = specialists(N)
    return float(np.log((count - 1) / number("alpha", alpha, above=0, below=1)) / apart)


def faint_adaptation_time(kl: float, *, N: int, alpha: float) -> float:
    """Return the adaptation time if a step brings little evidence, derived above.

    Parameters
    ----------
    kl, N, alpha
        As for :func:`adaptation_time`, with alpha far below ``kl`` and that far below 1.

    Returns
    -------
    float
        Steps.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or (N - 1) kl / alpha is below e^(1 + gamma), where
        the formula would be negative.

    References
    ----------
    dufresne1990

    Examples
    --------
    >>> round(faint_adaptation_time(0.05, N=2, alpha=1e-5), 2)
    138.8
    """
    first = adaptation_time(kl, N=N, alpha=alpha)
    steps = first + float(np.log(kl) - 1 - np.euler_gamma) / kl
    if steps < 0:
        raise ValueError(
            f"alpha must be far below (N - 1) kl for a formula of faint evidence, got "
            f"alpha={alpha!r} with kl={kl!r} and N={N!r}"
        )
    return steps


def adapt(
    p: ArrayLike,
    *,
    alpha: float,
    trials: int,
    seed: int | np.random.Generator,
    before: int = 50,
    shown: int = 0,
    longest: int = 10_000,
) -> Adapted:
    """Let regime 0 hold, switch to regime 1, and count steps until specialist 1 is trusted.

    Parameters
    ----------
    p : array_like, shape (N, K)
        Row i is regime i: positive, sums to 1; the first two differ.
    alpha : float
        Assumed switching rate, in (0, 1).
    trials : int
        Independent repetitions, in [1, 1e7].
    seed : int or numpy.random.Generator
        Source of randomness.
    before : int
        Steps of regime 0 that have passed since trust in it was 1 - alpha, in [0, 1e7].
    shown : int
        Steps for which trust is returned, >= 0; times the trials at most 1e8.
    longest : int
        Most steps to wait, in [1, 1e7].

    Returns
    -------
    Adapted
        Steps and trust. A learner that trusts specialist 1 already at the switch took none.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.
    RuntimeError
        If a trial has not adapted after ``longest`` steps.

    Examples
    --------
    >>> sure = [[0.999, 0.001], [0.001, 0.999]]
    >>> adapt(sure, alpha=0.01, trials=3, seed=1).steps
    array([1, 1, 1])
    """
    tasks = forecasts(p)
    if np.array_equal(tasks[0], tasks[1]):
        raise ValueError(
            "p must have two different first rows, got regimes that nothing tells apart"
        )
    rate = number("alpha", alpha, above=0, below=1)
    many = integer("trials", trials, low=1, high=MOST)
    rng = generator(seed)
    held = integer("before", before, low=0, high=MOST)
    kept = integer("shown", shown, low=0, high=10 * MOST // many)
    most = integer("longest", longest, low=1, high=MOST)
    weights = np.tile(share(np.eye(len(tasks))[0], rate), (many, 1))
    for _ in range(held):
        weights = _step(weights, tasks, 0, rate, rng)
    steps = np.where(weights[:, 1] > 0.5, 0, -1)
    trust = np.empty((many, kept + 1))
    trust[:, 0] = weights[:, 1]
    t = 0
    while t < kept or (steps < 0).any():
        t += 1
        if t > max(most, kept):
            raise RuntimeError(
                f"{int((steps < 0).sum())} of {many} trials did not adapt in longest={most} steps: "
                f"alpha={rate:g} may be too large, or the regimes too alike"
            )
        weights = _step(weights, tasks, 1, rate, rng)
        steps[(steps < 0) & (weights[:, 1] > 0.5)] = t
        if t <= kept:
            trust[:, t] = weights[:, 1]
    return Adapted(steps, trust)


def _step(weights: Float, p: Float, regime: int, alpha: float, rng: np.random.Generator) -> Float:
    states = draw_states(p, np.full(len(weights), regime), rng)
    scored = weights * p.T[states]
    return share(scored / scored.sum(axis=1, keepdims=True), alpha)
