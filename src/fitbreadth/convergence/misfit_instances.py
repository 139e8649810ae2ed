r"""The misfit law in every chapter's own model: what a wrong plan loses, and what it should lose.

An instance measures the loss by what its model pays. The theorem says that in nats of budget it
is :math:`D_{1-\kappa}(r\|s)`, the Rényi divergence of the wrong plan s from the ideal r. In the
market of beliefs the loss is not computed at all but read off simulated wealth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.convergence.instances_plan import Instance
from fitbreadth.convergence.misfit_plans import wrong_plan
from fitbreadth.divergence import renyi
from fitbreadth.escort import escort
from fitbreadth.markets.drift import log_ratio_law
from fitbreadth.markets.race import race
from fitbreadth.validate import instance, probabilities


@dataclass(frozen=True)
class Loss:
    """What one wrong plan loses in one model.

    Attributes
    ----------
    domain, what : str
        As of :class:`fitbreadth.convergence.instances_plan.Instance`.
    kappa : float
        How far the model rewards focus, below 1.
    law : float
        D_{1-kappa}(r || s), nats of budget.
    measured : float
        What the model says, nats of budget.
    error : float
        Standard error of ``measured``; 0 where it is no simulation.
    """

    domain: str
    what: str
    kappa: float
    law: float
    measured: float
    error: float

    @property
    def wasted(self) -> float:
        """Part of the budget that the plan wastes, as measured, 1 - e^-loss."""
        return -float(np.expm1(-self.measured))


def losses(
    found: Sequence[Instance], *, p: ArrayLike, plan: str, far: float = 1.0
) -> tuple[Loss, ...]:
    """Return what a wrong plan loses in each model, beside the law.

    Parameters
    ----------
    found : sequence of Instance
        Worked for the odds p. Those with kappa >= 1 are passed over: their best plan is a corner,
        from which the divergence of any other plan is no measure of its loss.
    p : array_like, shape (n,)
        How often each task comes up, likeliest first.
    plan, far
        As for :func:`fitbreadth.convergence.misfit_plans.wrong_plan`, from the ideal of each model.

    Returns
    -------
    tuple of Loss
        In the order given.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    renyi1961, vanerven2014

    Examples
    --------
    >>> from fitbreadth.convergence.instances_biology import years
    >>> (lost,) = losses([years([0.7, 0.3])], p=[0.7, 0.3], plan="equal")
    >>> round(lost.measured, 6), round(lost.law, 6)
    (0.082283, 0.082283)
    """
    odds = probabilities("p", p)
    told = []
    for each in found:
        model = instance("found", each, Instance)
        if model.kappa >= 1:
            continue
        ideal = escort(odds, model.kappa)
        shares = wrong_plan(ideal, plan=plan, far=far)
        law = renyi(ideal, shares, 1 - model.kappa)
        told.append(Loss(model.domain, model.what, model.kappa, law, model.loss(shares), error=0.0))
    return tuple(told)


def raced_loss(
    p: ArrayLike,
    *,
    plan: str,
    far: float = 1.0,
    rounds: int = 100_000,
    runs: int = 4,
    seed: int | np.random.Generator = 5,
) -> Loss:
    """Return how fast a trader with a wrong plan falls behind one who knows the odds.

    Parameters
    ----------
    p, plan, far
        As for :func:`losses`; the plan must leave something on every state that occurs.
    rounds, runs : int
        Of the simulated market, at least 1.
    seed : int or numpy.random.Generator

    Returns
    -------
    Loss
        Nats a round, with the analytic standard error of the mean over runs.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    blume1992, kelly1956

    Examples
    --------
    >>> lost = raced_loss([0.7, 0.3], plan="equal")
    >>> abs(lost.measured - lost.law) < 4 * lost.error
    True
    """
    odds = probabilities("p", p)
    shares = wrong_plan(odds, plan=plan, far=far)
    law = log_ratio_law(odds, shares, p=odds)
    run = race([odds, shares], p=odds, rounds=rounds, runs=runs, seed=seed, record=[0, rounds])
    # of the ratio: the loser's share alone would fall as fast only in the limit
    ratio = run.log_shares[:, -1, 0] - run.log_shares[:, -1, 1]
    return Loss(
        domain="markets",
        what="traders in a simulated market",
        kappa=0.0,
        law=renyi(odds, shares),
        measured=float(ratio.mean() / rounds),
        error=law.sd / float(np.sqrt(rounds * runs)),
    )
