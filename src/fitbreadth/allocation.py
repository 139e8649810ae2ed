r"""The theorem all chapters share: how to spread a budget over tasks, and what misfit costs.

A unit holds levels :math:`x_j \ge 0` on tasks :math:`j` that come with probability
:math:`p_j`. The trade-off is :math:`\sum_j x_j^\gamma \le B` and performance in the long run is
:math:`G_\rho(x) = (\sum_j p_j x_j^\rho)^{1/\rho}`. Write :math:`s_j = x_j^\gamma / B` for the
shares of the budget and :math:`\kappa = \rho/\gamma`.

**Theorem.** If :math:`\kappa < 1` the one best allocation is the escort distribution
:math:`r_j \propto p_j^{1/(1-\kappa)}`, and any other falls short by the Rényi divergence
:math:`\ln G^* - \ln G(s) = \tfrac1\gamma D_{1-\kappa}(r\|s)`. If :math:`\kappa > 1` the best
allocations give everything to one likeliest task. If :math:`\kappa = 1` every split among the
likeliest tasks is best.

**Proof.** Performance never falls with a level, so the whole budget may as well be spent and
:math:`\sum s_j = 1`. Put :math:`x_j = (B s_j)^{1/\gamma}` into :math:`G`:

.. math:: \gamma \ln G(s) = \ln B + \tfrac1\kappa \ln \sum_j p_j s_j^\kappa . \qquad (1)

*Interior*, :math:`0 \ne \kappa < 1`. Let :math:`Z = \sum_j p_j^{1/(1-\kappa)}`, so that
:math:`p_j = (Z r_j)^{1-\kappa}`. By the definition
:math:`D_\alpha(r\|s) = \frac{1}{\alpha-1} \ln \sum_j r_j^\alpha s_j^{1-\alpha}` with
:math:`\alpha = 1-\kappa`,

.. math:: \sum_j p_j s_j^\kappa = Z^{1-\kappa} \sum_j r_j^{1-\kappa} s_j^\kappa
          = Z^{1-\kappa} e^{-\kappa D_{1-\kappa}(r\|s)} , \\
          \gamma \ln G(s) = \ln B + \tfrac{1-\kappa}{\kappa} \ln Z - D_{1-\kappa}(r\|s) .

Only the divergence contains :math:`s`. Its order is positive, so by Jensen's inequality it is
:math:`\ge 0`, with equality if and only if :math:`s = r`. This gives the optimum, its value (the
middle term is minus the Rényi entropy of :math:`p` of order :math:`1/(1-\kappa)`) and the law of
misfit at once. At :math:`\kappa = 0` the second term of (1) is its limit
:math:`\sum_j p_j \ln s_j = -H(p) - D_1(p\|s)`: Kelly's rule :math:`s = p`.

*Corner*, :math:`\kappa \ge 1`. Now :math:`\sum_j p_j s_j^\kappa` is convex in :math:`s`, so it is
largest at a vertex of the simplex, where it equals some :math:`p_j`: take :math:`\max p`. For
:math:`\kappa > 1` it is strictly convex where :math:`p > 0`, and no mixture is as good; for
:math:`\kappa = 1` it is linear. ∎
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth._logarithms import log, log_power_mean
from fitbreadth.divergence import breadth, power_mean, renyi
from fitbreadth.escort import escort, kappa
from fitbreadth.validate import Float, extended, number, probabilities

__all__ = [
    "Optimum",
    "breadth",
    "escort",
    "kappa",
    "misfit",
    "misfit_law",
    "optimal_value",
    "optimum",
    "power_mean",
    "renyi",
]


@dataclass(frozen=True)
class Optimum:
    """The best allocation of a budget over ``n`` tasks.

    Attributes
    ----------
    shares : ndarray, shape (n,)
        Shares of the budget, u/B; they sum to 1.
    levels : ndarray, shape (n,)
        Levels x = (B * shares)^(1/gamma).
    value : float
        Performance G* = G_rho(levels), in the unit of the levels.
    kappa : float
        rho/gamma.
    regime : str
        ``"interior"`` (kappa < 1), ``"linear"`` (kappa = 1: the likeliest tasks share
        equally, though any split among them is as good) or ``"corner"`` (kappa > 1: all to
        the first of the likeliest tasks).
    """

    shares: Float
    levels: Float
    value: float
    kappa: float
    regime: str


def optimum(p: ArrayLike, *, rho: float, gamma: float, budget: float = 1.0) -> Optimum:
    """Return the allocation with the largest G_rho on the trade-off set.

    Parameters
    ----------
    p : array_like, shape (n,)
        Task distribution: >= 0, sums to 1.
    rho : float
        Exponent of the performance mean, any real or infinite number.
    gamma : float
        Exponent of the trade-off, > 0.
    budget : float
        B > 0, in the unit of the levels to the power gamma.

    Returns
    -------
    Optimum
        Shares, levels, value and regime.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or ``budget**(1/gamma)`` exceeds a float.

    References
    ----------
    kelly1956, cohen1966, blume1992

    Examples
    --------
    >>> best = optimum([0.5, 0.3, 0.2], rho=0, gamma=1, budget=10)
    >>> best.levels.round(12), best.regime
    (array([5., 3., 2.]), 'interior')
    """
    tasks = probabilities("p", p)
    ratio = kappa(rho, gamma)
    log_budget = _log_budget(budget, gamma)
    modes = tasks == tasks.max()
    if ratio < 1:
        shares, regime = escort(tasks, ratio), "interior"
    elif ratio == 1:
        shares, regime = modes / modes.sum(), "linear"
    else:
        shares, regime = np.eye(tasks.size)[tasks.argmax()], "corner"
    log_levels = (log_budget + log(shares)) / gamma
    value = float(np.exp(log_power_mean(log_levels, tasks, extended("rho", rho))))
    return Optimum(shares, np.exp(log_levels), value, ratio, regime)


def optimal_value(p: ArrayLike, *, rho: float, gamma: float, budget: float = 1.0) -> float:
    r"""Return G* in closed form, the theory for :func:`optimum`.

    For kappa < 1 it is :math:`(B/{}^\alpha\!D(p))^{1/\gamma}`, :math:`\alpha=1/(1-\kappa)`: what
    the budget gives when split equally over the effective number of tasks (:func:`breadth`).
    For kappa >= 1 it is :math:`B^{1/\gamma} (\max p)^{1/\rho}`.

    Parameters
    ----------
    p, rho, gamma, budget
        As for :func:`optimum`.

    Returns
    -------
    float
        The largest performance, in the unit of the levels.

    Raises
    ------
    TypeError, ValueError
        As for :func:`optimum`.

    Examples
    --------
    >>> round(optimal_value([0.25] * 4, rho=0, gamma=1, budget=8), 12)
    2.0
    """
    tasks = probabilities("p", p)
    ratio = kappa(rho, gamma)
    log_scale = _log_budget(budget, gamma) / gamma
    if ratio < 1:
        return float(np.exp(log_scale - np.log(breadth(tasks, 1 / (1 - ratio))) / gamma))
    return float(np.exp(log_scale + np.log(tasks.max()) / rho))


def misfit(p: ArrayLike, s: ArrayLike, rho: float, gamma: float) -> float:
    """Return ln G* - ln G(s), computed from the two performances.

    Parameters
    ----------
    p, s : array_like, shape (n,)
        Task distribution, and actual shares of the budget, which sum to 1. (The budget cancels.)
    rho, gamma : float
        As for :func:`optimum`; every kappa is accepted.

    Returns
    -------
    float
        Nats, in [0, inf].

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the lengths differ.

    Examples
    --------
    >>> round(misfit([0.5, 0.5], [0.25, 0.75], rho=0, gamma=1), 6)
    0.143841
    """
    tasks = probabilities("p", p)
    actual = probabilities("s", s, size=tasks.size)
    best = optimum(tasks, rho=rho, gamma=gamma).shares
    exponent = extended("rho", rho)
    ideal = log_power_mean(log(best) / gamma, tasks, exponent)
    return ideal - log_power_mean(log(actual / actual.sum()) / gamma, tasks, exponent)


def misfit_law(p: ArrayLike, s: ArrayLike, rho: float, gamma: float) -> float:
    """Return what the theorem says :func:`misfit` is: D_{1-kappa}(escort || s) / gamma.

    Parameters
    ----------
    p, s, rho, gamma
        As for :func:`misfit`, with kappa = rho/gamma < 1.

    Returns
    -------
    float
        Nats, in [0, inf]. At kappa = 0 and gamma = 1 it is KL(p || s).

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or kappa >= 1.

    References
    ----------
    renyi1961, vanerven2014

    Examples
    --------
    >>> round(misfit_law([0.5, 0.5], [0.25, 0.75], rho=0, gamma=1), 6)
    0.143841
    """
    ratio = kappa(rho, gamma)
    return renyi(escort(p, ratio), s, 1 - ratio) / gamma


def _log_budget(budget: float, gamma: float) -> float:
    """Return ln B, once the level that it buys is known to fit a float."""
    log_budget = float(np.log(number("budget", budget, above=0)))
    if log_budget / gamma > 709:
        raise ValueError(
            f"gamma must be large enough for budget**(1/gamma) to fit a float, got "
            f"gamma={gamma!r} with budget={budget!r}"
        )
    return log_budget
