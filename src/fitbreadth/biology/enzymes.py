r"""Consumers with one enzyme budget each, living on a mixture of resources (posfai2017).

Consumer s holds enzyme levels :math:`\alpha_{si} \ge 0` for the resources i, and every consumer can
pay for the same total, :math:`\sum_i \alpha_{si} = E`. In a well-mixed chemostat the resources come
and go much faster than the consumers, so that what is supplied is eaten at once:
:math:`r_i = S_i / \sum_s n_s\alpha_{si}` is taken up per enzyme, and

.. math:: \frac{dn_s}{dt} = n_s \Bigl(\sum_i \alpha_{si} r_i - \delta\Bigr) .

Sum it over s: whatever the enzymes, :math:`\sum n` goes to :math:`\sum S/\delta`. Divide every
level by E: nothing happens but :math:`r \to Er`. The right-hand side is :math:`n_s\,\partial F/
\partial n_s` with the concave :math:`F = \sum_i S_i \ln \sum_s n_s\alpha_{si} - \delta\sum_s n_s`,
so selection climbs F. With equal budgets :math:`F = \mathrm{const} - \sum S\; D_1(p\|q)` at the
final total, where p are the shares of the supply and q those of all enzymes in the population:
the allocation theorem at :math:`\kappa = 0`, played by a population. It reaches q = p, and no
consumer has to leave, if and only if p lies inside the hull of the strategies; otherwise it stops
at the point of the hull with the least misfit, where only the strategies next to p remain.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth._logarithms import log
from fitbreadth.validate import Float, number, vector

__all__ = ["Run", "Stationary", "coexist", "margin", "simulate", "stationary"]

_GLUT = 230  # e to this: an availability whose square still fits a float
_LEAST = 1e-6  # share of a resource that SLSQP still resolves
_SOLVED = 1e-7  # HiGHS meets constraints to within this


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


@dataclass(frozen=True)
class Stationary:
    """Where M consumers of R resources end, if all were there at the start.

    Abundances are left out: in the hull they depend on the start, these do not.

    Attributes
    ----------
    r : ndarray, shape (R,)
        Availabilities, in the unit of delta; delta/E each if all coexist, 0 where nothing is
        supplied. The population as a whole holds S/r enzymes for each resource that is.
    growth : ndarray, shape (M,)
        Growth rates: 0 for those who stay, below 0 for those who do not.
    total : float
        Sum of the abundances.
    """

    r: Float
    growth: Float
    total: float


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

    enzymes = _allocations(alpha)
    start = vector("n0", n0, low=0, size=enzymes.shape[0])
    rate = number("delta", delta, above=0)
    flows = _supply(supply, enzymes, start > 0)
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


def stationary(alpha: ArrayLike, *, supply: ArrayLike, delta: float = 1.0) -> Stationary:
    r"""Return where the community ends, the theory for :func:`simulate`.

    The maximum of F, by way of its dual: of all availabilities on which nobody grows,
    :math:`\alpha r \le \delta`, those with the largest :math:`\sum_i S_i \ln r_i`. Inside the
    hull that is r = delta/E.

    Parameters
    ----------
    alpha, supply, delta
        As for :func:`simulate`; of each resource supplied, at least a millionth of the total.

    Returns
    -------
    Stationary
        Availabilities, growth rates and total.

    Raises
    ------
    TypeError, ValueError
        As for :func:`simulate`.

    References
    ----------
    posfai2017

    Examples
    --------
    >>> end = stationary([[0.8, 0.2], [0.6, 0.4]], supply=[1, 1])
    >>> end.r.round(4), (end.growth < -1e-6).tolist()
    (array([0.8333, 1.25  ]), [True, False])
    """
    from scipy.optimize import minimize, nnls

    enzymes = _allocations(alpha)
    rate = number("delta", delta, above=0)
    flows = _supply(supply, enzymes, np.ones(enzymes.shape[0], dtype=bool))
    fed = flows > 0
    a, p = enzymes[:, fed] / enzymes.max(), flows[fed] / flows.sum()
    if p.min() < _LEAST:
        raise ValueError(
            f"supply must be 0 or at least {_LEAST:g} of the total, got {flows.tolist()}"
        )
    found = minimize(
        lambda x: -(p @ np.log(x)),
        np.full(p.size, 1 / a.sum(axis=1).max()),
        jac=lambda x: -p / x,
        bounds=[(1e-12, None)] * p.size,
        constraints={"type": "ineq", "fun": lambda x: 1 - a @ x, "jac": lambda _: -a},
        method="SLSQP",
        options={"ftol": 1e-15, "maxiter": 1000},
    )
    x = found.x / (a @ found.x).max()
    # Proof: there are abundances whose enzymes take up the supply at these availabilities.
    unmet = nnls(a.T * x[:, None], p)[1]
    if not unmet < 1e-5:
        raise ValueError(
            f"alpha={enzymes.tolist()} and supply={flows.tolist()} have a stationary state that "
            f"cannot be found: {found.message}"
        )
    r = np.zeros(flows.size)
    growth = np.full(enzymes.shape[0], -rate)
    with np.errstate(over="ignore"):
        r[fed] = x * (rate / enzymes.max())
        growth += a @ x * rate
        total = float(flows.sum() / rate)
    if not (np.isfinite(r).all() and np.isfinite(total)):
        raise ValueError(
            f"delta must leave delta/alpha and supply/delta finite, got delta={rate!r} with "
            f"alpha={enzymes.tolist()} and supply={flows.tolist()}"
        )
    return Stationary(r, growth, total)


def margin(alpha: ArrayLike, *, supply: ArrayLike) -> float:
    r"""Return how far inside the hull the supply lies: what the rarest consumer can have at most.

    A linear program: the largest :math:`\min_s \lambda_s` of all weights that mix the strategies
    to the supply, :math:`\sum_s \lambda_s\alpha_{si} = E S_i/\sum S`. Below 0 the supply lies
    outside, and no mixture without negative weights meets it.

    Parameters
    ----------
    alpha : array_like, shape (M, R)
        Enzyme levels, >= 0, every row with the same sum E > 0.
    supply : array_like, shape (R,)
        Supply of each resource, >= 0, not all 0.

    Returns
    -------
    float
        Share of the population, at most 1/M; minus infinity if the supply lies outside even the
        plane of the strategies.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the lengths or the budgets differ.

    References
    ----------
    posfai2017

    Examples
    --------
    >>> strategies = [[0.8, 0.2], [0.2, 0.8]]
    >>> [round(margin(strategies, supply=[S, 1 - S]), 6) for S in (0.5, 0.7, 0.9)]
    [0.5, 0.166667, -0.166667]
    """
    from scipy.optimize import linprog

    enzymes = _allocations(alpha)
    flows = _supplied(supply, enzymes.shape[1])
    budgets = (enzymes / enzymes.max()).sum(axis=1)
    if budgets.min() <= 0 or np.ptp(budgets) > 1e-9 * budgets.max():
        raise ValueError(
            f"alpha must spend the same budget > 0 in every row, got {enzymes.sum(axis=1).tolist()}"
        )
    consumers, resources = enzymes.shape
    found = linprog(
        np.append(np.zeros(consumers), -1),
        A_ub=np.column_stack([-np.eye(consumers), np.ones(consumers)]),
        b_ub=np.zeros(consumers),
        A_eq=np.column_stack([enzymes.T / enzymes.max() / budgets, np.zeros(resources)]),
        b_eq=flows / flows.sum(),
        bounds=(None, None),
    )
    return float(found.x[-1]) if found.status == 0 else -np.inf


def coexist(alpha: ArrayLike, *, supply: ArrayLike) -> bool:
    """Return whether all consumers stay: whether the supply lies inside the hull.

    Parameters
    ----------
    alpha, supply
        As for :func:`margin`.

    Returns
    -------
    bool
        False on the rim of the hull, where those who are not on it die out, slowly.

    Raises
    ------
    TypeError, ValueError
        As for :func:`margin`.

    References
    ----------
    posfai2017

    Examples
    --------
    >>> coexist([[0.8, 0.2], [0.6, 0.4], [0.2, 0.8]], supply=[1, 1])
    True
    """
    return margin(alpha, supply=supply) > _SOLVED


def _allocations(alpha: ArrayLike) -> Float:
    """``alpha`` as a finite, non-negative matrix that is not all zero."""
    accepted = "alpha must be a 2-d array of finite numbers >= 0, a row for each consumer"
    try:
        raw = np.asarray(alpha)
    except ValueError:
        raise ValueError(f"{accepted}, got rows of different lengths") from None
    if raw.dtype.kind not in "iuf":
        raise TypeError(f"{accepted}, got entries of type {raw.dtype}")
    if raw.ndim != 2 or raw.size == 0:
        raise ValueError(f"{accepted}, got shape {raw.shape}")
    bad = np.argwhere(~np.isfinite(raw) | (raw < 0))
    if bad.size:
        row, column = bad[0]
        raise ValueError(f"{accepted}, got {raw[row, column]} in row {row}, column {column}")
    if not raw.any():
        raise ValueError(f"{accepted}, not all 0, got {raw.tolist()}")
    return raw.astype(float)


def _supply(supply: ArrayLike, enzymes: Float, present: NDArray[np.bool_]) -> Float:
    """``supply`` as a vector of which somebody present eats every part."""
    flows = _supplied(supply, enzymes.shape[1])
    uneaten = np.flatnonzero((flows > 0) & ~enzymes[present].any(axis=0))
    if uneaten.size:
        raise ValueError(
            f"supply must be 0 of what no consumer present eats, got {flows[uneaten[0]]} of "
            f"resource {int(uneaten[0])}"
        )
    return flows


def _supplied(supply: ArrayLike, resources: int) -> Float:
    """``supply`` as a vector whose sum is positive and fits a float."""
    flows = vector("supply", supply, low=0, size=resources)
    with np.errstate(over="ignore"):
        total = flows.sum()
    if not 0 < total < np.inf:
        raise ValueError(f"supply must have a finite sum > 0, got {flows.tolist()}")
    return flows
