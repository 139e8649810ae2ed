r"""What a firm is worth, and below which productivity it leaves.

In each year a firm earns its profit, and then stays or leaves for good, for nothing:

.. math:: v(\varphi, p) = \pi(\varphi, p) + \beta \max\{0, \mathrm{E}\, v(A\varphi, p)\}.

With y for the margin (:func:`fitbreadth.markets.earnings.margin`), :math:`v = c\,u(y)` with
:math:`u(y) = e^y - 1 + \beta \max\{0, C(y)\}`, in which price, wage and both costs are gone: one
solution serves every price. What staying is worth, C, is that of a firm that never leaves,

.. math:: N(y) = \frac{G e^y}{1-\beta G} - \frac1{1-\beta}, \qquad G = \mathrm{E} A^\eta,

and the value D of the right to leave. A firm leaves when y falls below some :math:`y^*`, so D
solves a linear equation above it (:mod:`fitbreadth.markets._wiener_hopf`), whose right-hand side
is linear in :math:`e^{y^*}`. The :math:`y^*` at which :math:`C(y^*) = 0` then follows in closed
form: no grid in productivity, no iteration, and no ceiling.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.markets._wiener_hopf import Solution, lognormal_below, normal_below, solve
from fitbreadth.markets.earnings import margin, scale, within_float
from fitbreadth.markets.industry import Industry
from fitbreadth.validate import Float, array, instance, number


@dataclass(frozen=True)
class FirmValue:
    """The worth of every firm of an industry at every price.

    Attributes
    ----------
    industry : Industry
        The industry.
    exit_margin : float
        y*: the margin at which a firm is indifferent. Below 0: it bears some losses in hope.
    option : Solution
        D, in fixed costs, against the margin above y*.
    """

    industry: Industry
    exit_margin: float
    option: Solution

    def staying(self, y: ArrayLike) -> Float:
        """Return C, what it is worth to stay on, in fixed costs, at margins y (any shape).

        Raises
        ------
        TypeError, ValueError
            If ``y`` are no finite numbers, or so large that the result fits no float.
        """
        return within_float(self._staying(array("y", y)), y=y)

    def in_costs(self, y: ArrayLike) -> Float:
        """Return u = v/c, worth in fixed costs, at margins y (any shape); at least -1.

        Raises
        ------
        TypeError, ValueError
            As for :meth:`staying`.
        """
        return within_float(self.unchecked(array("y", y)), y=y)

    def unchecked(self, y: Float) -> Float:
        """Return :meth:`in_costs`, infinite where it fits no float."""
        stay = np.where(y < self.exit_margin, 0.0, self._staying(y))
        with np.errstate(over="ignore"):
            return np.asarray(np.expm1(y) + self.industry.beta * stay)

    def _staying(self, y: Float) -> Float:
        mu, sigma = self.industry.step
        beta, G = self.industry.beta, np.exp(mu + sigma**2 / 2)
        with np.errstate(over="ignore"):
            forever = G * np.exp(y) / (1 - beta * G) - 1 / (1 - beta)
        return np.asarray(forever + self.option(y - self.exit_margin))


def firm_value(industry: Industry) -> FirmValue:
    """Solve a firm's problem, for all prices at once.

    Parameters
    ----------
    industry : Industry
        The industry.

    Returns
    -------
    FirmValue

    Raises
    ------
    TypeError, ValueError
        If it is no Industry, or ``s_a`` is too small for the solver.

    References
    ----------
    hopenhayn1992, quantecon_hopenhayn

    Examples
    --------
    A firm bears losing up to a quarter of the fixed cost before it gives up.

    >>> solved = firm_value(Industry())
    >>> round(float(np.exp(solved.exit_margin)), 3)
    0.754
    """
    beta = instance("industry", industry, Industry).beta
    mu, sigma = industry.step
    G = np.exp(mu + sigma**2 / 2)
    walk = {"mu": mu, "sigma": sigma, "discount": beta, "reach": 0.0}
    # leaving spares the firm what staying for ever would have brought: profits and costs apart
    spared = solve(lambda s: beta * normal_below(-(s + mu) / sigma) / (1 - beta), **walk)

    def forgone_source(s: Float) -> Float:
        return np.asarray(-beta * lognormal_below(s + mu, sigma) * G / (1 - beta * G))

    forgone = solve(forgone_source, **walk)
    at = np.zeros(1)
    costs = 1 / (1 - beta) - spared(at)[0]
    profits = G / (1 - beta * G) + forgone(at)[0]
    if not (costs > 0 and profits > 0):
        raise ValueError(f"no exit threshold found for {industry!r}: beta E[A^eta] is too near 1")
    exit_margin = float(np.log(costs / profits))
    lift = np.exp(exit_margin)
    option = Solution(
        mu,
        sigma,
        beta,
        spared.decay,
        spared.nodes,
        spared.weights,
        spared.values + lift * forgone.values,
        spared.top,
        spared.last + lift * forgone.last,
        lambda s: spared.source(s) + lift * forgone.source(s),
    )
    return FirmValue(industry, exit_margin, option)


def value(solved: FirmValue, phi: ArrayLike, *, p: float) -> Float:
    """Return what firms are worth before they earn this year's profit.

    Parameters
    ----------
    solved : FirmValue
        From :func:`firm_value`.
    phi : array_like
        Productivities, > 0.
    p : float
        Price, > 0.

    Returns
    -------
    ndarray, shape of phi
        Money; at worst -c, the loss of one year.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    hopenhayn1992

    Examples
    --------
    >>> value(firm_value(Industry()), [2, 3, 4], p=1.3785).round(2)
    array([-2.22, -0.07, 17.24])
    """
    industry = instance("solved", solved, FirmValue).industry
    worth = solved.unchecked(margin(industry, phi, p=p))
    with np.errstate(over="ignore"):
        return within_float(industry.c * worth, phi=phi, p=p)


def exit_threshold(solved: FirmValue, *, p: float) -> float:
    """Return the productivity below which a firm leaves after this year's production.

    Parameters
    ----------
    solved, p
        As for :func:`value`.

    Returns
    -------
    float
        phi*, inversely proportional to p: only p * phi counts.

    Raises
    ------
    TypeError, ValueError
        As for :func:`value`.

    References
    ----------
    hopenhayn1992

    Examples
    --------
    >>> solved = firm_value(Industry())
    >>> round(exit_threshold(solved, p=1.3785), 3), round(exit_threshold(solved, p=2.757), 3)
    (2.894, 1.447)
    """
    industry = instance("solved", solved, FirmValue).industry
    distance = (solved.exit_margin - scale(industry)) / industry.eta
    with np.errstate(over="ignore"):
        return float(within_float(np.exp(distance) / number("p", p, above=0), p=p))
