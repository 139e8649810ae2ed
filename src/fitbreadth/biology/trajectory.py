"""Competing species through time: the Lotka-Volterra equations solved.

The equations are those of :mod:`fitbreadth.biology.lotka_volterra`. One species alone follows the
logistic curve, the theory at hand.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.biology.lotka_volterra import parameters
from fitbreadth.validate import Float, number, vector

LARGEST = 1e9
"""A density this many times all that the species could reach alone counts as a blow-up."""


@dataclass(frozen=True)
class Trajectory:
    """Densities of S species at T times.

    Attributes
    ----------
    t : ndarray, shape (T,)
        Times, in the unit of 1/r.
    n : ndarray, shape (T, S)
        Densities >= 0, in the unit of K.
    """

    t: Float
    n: Float

    def persisting(self, share: float = 1e-6) -> np.ndarray:
        """Return which species still hold more than ``share`` of the final total, shape (S,)."""
        final = self.n[-1]
        return np.asarray(final > number("share", share, low=0, below=1) * final.sum())


def simulate(
    n0: ArrayLike, *, alpha: ArrayLike, K: ArrayLike, t: ArrayLike, r: ArrayLike = 1.0
) -> Trajectory:
    """Follow the densities of competing species through time.

    Parameters
    ----------
    n0 : array_like, shape (S,)
        Densities at time 0, >= 0. A species that is absent stays absent.
    alpha, K, r
        As for :func:`fitbreadth.biology.lotka_volterra.growth_rate`.
    t : array_like, shape (T,)
        Times at which to report, >= 0, increasing, the last one > 0.

    Returns
    -------
    Trajectory
        Solved by SciPy's LSODA in log densities, to a relative 1e-6: no density can become
        negative, however close to extinction.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the shapes differ, densities grow without bound
        (species that help each other: negative alpha) or the solver gives up.

    References
    ----------
    macarthur1967, hofbauer1998

    Examples
    --------
    >>> simulate([0.1, 0.1], alpha=[[1, 2], [0.5, 1]], K=1, t=[0, 100]).n.round(3)
    array([[0.1, 0.1],
           [0. , 1. ]])
    """
    from scipy.integrate import solve_ivp

    start = vector("n0", n0, low=0)
    effect, capacity, rate = parameters(alpha, K=K, r=r, size=start.size)
    times = vector("t", t, low=0)
    if times[-1] <= 0 or (np.diff(times) <= 0).any():
        raise ValueError(f"t must increase and end after 0, got {times.tolist()}")
    there = start > 0
    n = np.zeros((times.size, start.size))
    if not there.any():
        return Trajectory(times, n)
    effect, capacity, rate = effect[np.ix_(there, there)], capacity[there], rate[there]
    own = np.diag(effect)
    alone = np.divide(capacity, own, out=capacity.copy(), where=own > 0)
    # Capped, so that a trial step of the solver cannot overflow before the blow-up is noticed.
    cap = min(float(np.log(np.r_[start[there], capacity, alone]).max() + np.log(LARGEST)), 700.0)

    def pressure(y: Float) -> Float:
        return (rate / capacity)[:, None] * effect * np.exp(np.minimum(y, cap + 1))

    def blow_up(_: float, y: Float) -> float:
        return cap - float(y.max())

    # SciPy reads from the function itself whether to stop there
    blow_up.terminal = True  # type: ignore[attr-defined]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the solver's complaint becomes the error below
        found = solve_ivp(
            lambda _, y: rate - pressure(y).sum(axis=1),
            (0.0, times[-1]),
            np.log(start[there]),
            method="LSODA",
            jac=lambda _, y: -pressure(y),
            t_eval=times,
            events=blow_up,
            rtol=1e-8,
            atol=1e-8,
        )
    if found.status == 1:
        raise ValueError(
            f"alpha, K and r must keep densities finite, but they grow without bound by "
            f"t={found.t_events[0][0]:.6g}: alpha, whose least entry is {effect.min():g}, does "
            f"not hold every species back (a negative entry is mutual help)"
        )
    if found.status != 0 or not np.isfinite(found.y).all():
        raise ValueError(f"alpha, K and r must be solvable, but the solver says: {found.message}")
    n[:, there] = np.exp(found.y.T)
    return Trajectory(times, n)


def logistic(t: ArrayLike, *, n0: float, K: float, r: float = 1.0) -> Float:
    r"""Return :math:`K / (1 + (K/n_0 - 1) e^{-rt})`, the theory of one species alone.

    Parameters
    ----------
    t : array_like, shape (T,)
        Times, >= 0.
    n0, K, r : float
        Initial density, carrying capacity and growth rate, each > 0.

    Returns
    -------
    ndarray, shape (T,)
        Densities.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> logistic([0, np.log(9)], n0=0.1, K=1)
    array([0.1, 0.5])
    """
    times = vector("t", t, low=0)
    capacity = number("K", K, above=0)
    gap = capacity / number("n0", n0, above=0) - 1
    return np.asarray(capacity / (1 + gap * np.exp(-number("r", r, above=0) * times)))
