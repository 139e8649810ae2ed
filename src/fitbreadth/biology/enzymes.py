r"""Consumers with one enzyme budget each, living on a mixture of resources (posfai2017).

Consumer s holds enzyme levels :math:`\alpha_{si} \ge 0` for the resources i, and every consumer can
pay for the same total, :math:`\sum_i \alpha_{si} = E`. In a well-mixed chemostat the resources come
and go much faster than the consumers, so that what is supplied is eaten at once:
:math:`r_i = S_i / \sum_s n_s\alpha_{si}` is taken up per enzyme, and

.. math:: \frac{dn_s}{dt} = n_s \Bigl(\sum_i \alpha_{si} r_i - \delta\Bigr) .

Sum it over s: whatever the enzymes, :math:`\sum n` goes to :math:`\sum S/\delta`. Divide every
level by E: nothing happens but :math:`r \to Er`. Where the community ends is the theory of
:mod:`fitbreadth.biology.stationary`, and who is still there that of :mod:`fitbreadth.biology.hull`.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth._logarithms import log
from fitbreadth.biology._consumers import allocations, eaten
from fitbreadth.validate import Float, number, vector

_GLUT = 230  # e to this: an availability whose square still fits a float


@dataclass(frozen=True)
class Run:
    """A community of M consumers of R resources through time.

    Attributes
    ----------
    t : ndarray, shape (T,)
        Times, in the unit of 1/delta.
    n : ndarray, shape (T, M)
        Abundances.
    r : ndarray, shape (T, R)
        Availabilities: uptake per enzyme, in the unit of delta; 0 where nothing is supplied.
    """

    t: Float
    n: Float
    r: Float


def simulate(
    alpha: ArrayLike, *, supply: ArrayLike, n0: ArrayLike, times: ArrayLike, delta: float = 1.0
) -> Run:
    """Run the community through time.

    Parameters
    ----------
    alpha : array_like, shape (M, R)
        Enzyme levels, >= 0. Budgets, the sums of the rows, need not be equal.
    supply : array_like, shape (R,)
        Supply S of each resource, >= 0, not all 0; in resource per unit of time.
    n0 : array_like, shape (M,)
        Abundances at the start, >= 0; an absent consumer stays absent.
    times : array_like, shape (T,)
        When to record, increasing from 0.
    delta : float
        Rate of dilution or death, > 0.

    Returns
    -------
    Run
        Abundances and availabilities.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or a length differs, if nobody present eats some
        resource that is supplied, or if the solver fails.

    References
    ----------
    posfai2017

    Examples
    --------
    >>> run = simulate([[1, 0], [0, 1]], supply=[3, 1], n0=[1, 1], times=[0, 50])
    >>> run.n[-1].round(6), run.r[-1].round(6)
    (array([3., 1.]), array([1., 1.]))
    """
    from scipy.integrate import solve_ivp

    enzymes = allocations(alpha)
    start = vector("n0", n0, low=0, size=enzymes.shape[0])
    rate = number("delta", delta, above=0)
    flows = eaten(supply, enzymes, start > 0)
    at = vector("times", times, low=0)
    if at.size < 2 or at[0] != 0 or np.any(np.diff(at) <= 0):
        raise ValueError(f"times must increase from 0 and have two entries or more, got {times!r}")
    present, fed = start > 0, flows > 0
    # Scaled, delta, E and the total supply drop out; in logarithms nobody falls below zero.
    a = enzymes[np.ix_(present, fed)] / enzymes.max()
    p = flows[fed] / flows.sum()
    y0 = np.log(start[present]) + np.log(rate) - np.log(flows.sum())
    if (np.log(p) - log(np.exp(y0) @ a)).max() > _GLUT:
        raise ValueError(
            f"n0 must hold enough enzymes alpha for the supply, got n0={start.tolist()} with "
            f"alpha={enzymes.tolist()} and supply={flows.tolist()}"
        )

    def slope(_: float, y: Float) -> Float:
        return np.asarray(a @ (p / (np.exp(y) @ a)) - 1)

    def jacobian(_: float, y: Float) -> Float:
        w = np.exp(y)
        return np.asarray(-(a * (p / (w @ a) ** 2)) @ a.T * w)

    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the failures warned of are raised below
        found = solve_ivp(
            slope,
            (0, rate * at[-1]),
            y0,
            method="LSODA",
            t_eval=rate * at,
            jac=jacobian,
            rtol=1e-9,
            atol=1e-9,
        )
        n, r = np.zeros((at.size, start.size)), np.zeros((at.size, flows.size))
        if found.success:
            w = np.exp(found.y.T)
            n[:, present] = w * (flows.sum() / rate)
            r[:, fed] = p / (w @ a) * rate / enzymes.max()
    if not (found.success and np.isfinite(n).all() and np.isfinite(r).all()):
        raise ValueError(
            f"alpha={enzymes.tolist()}, supply={flows.tolist()}, n0={start.tolist()} and "
            f"delta={rate!r} cannot be followed to time {at[-1]:g}: "
            f"{'the result is not finite' if found.success else found.message}"
        )
    return Run(at, n, r)
