r"""Species that compete: the Lotka-Volterra equations.

Species i has density :math:`n_i`, grows at rate :math:`r_i` while all are rare, and alone would
settle at its carrying capacity :math:`K_i`. One individual of species j presses on it like
:math:`\alpha_{ij}` of its own:

.. math:: \dot n_i = r_i n_i \Bigl(1 - \frac{1}{K_i} \sum_j \alpha_{ij} n_j\Bigr) .

Symbols are those of MacArthur and Levins (1967). With one extra strategy that earns nothing these
are the replicator equations in other clothes (:func:`replicator_payoffs`), so what the book says of
selection holds here too; the pay-off of each species now depends on who else is there.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, integer, number, vector

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


def growth_rate(n: ArrayLike, *, alpha: ArrayLike, K: ArrayLike, r: ArrayLike = 1.0) -> Float:
    """Return each species' growth per head in a community of the given densities.

    Parameters
    ----------
    n : array_like, shape (S,)
        Densities, >= 0.
    alpha : array_like, shape (S, S)
        Effect on species i (row) of one individual of species j (column), any sign.
    K : float or array_like, shape (S,)
        Carrying capacities, > 0; one number serves all species.
    r : float or array_like, shape (S,)
        Growth rates when rare, > 0; one number serves all species.

    Returns
    -------
    ndarray, shape (S,)
        Per unit of time. For an absent species it is the growth of the first few that arrive.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the shapes differ.

    References
    ----------
    macarthur1967, hofbauer1998

    Examples
    --------
    >>> growth_rate([1, 0], alpha=[[1, 0.5], [0.25, 1]], K=1)
    array([0.  , 0.75])
    """
    densities = vector("n", n, low=0)
    effect, capacity, rate = parameters(alpha, K=K, r=r, size=densities.size)
    return np.asarray(rate * (1 - effect @ densities / capacity))


def equilibrium(alpha: ArrayLike, *, K: ArrayLike) -> Float:
    """Return the densities at which no species of the community grows or shrinks.

    Parameters
    ----------
    alpha, K
        As for :func:`growth_rate`.

    Returns
    -------
    ndarray, shape (S,)
        The solution of ``alpha @ n = K``. An entry <= 0 says that the S species have no
        equilibrium together, so at least one of them is lost.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the shapes differ or alpha is singular to
        working precision.

    References
    ----------
    hofbauer1998

    Examples
    --------
    >>> equilibrium([[1, 0.5], [0.5, 1]], K=3)
    array([2., 2.])
    """
    effect, capacity, _ = parameters(alpha, K=K, r=1.0)
    condition = float(np.linalg.cond(effect))
    if not condition < 1e13:
        raise ValueError(
            f"alpha must not be singular, or there is no one equilibrium; got a matrix of "
            f"condition number {condition:.3g}"
        )
    return np.asarray(np.linalg.solve(effect, capacity))


def invasion_growth(species: int, *, alpha: ArrayLike, K: ArrayLike, r: ArrayLike = 1.0) -> float:
    """Return how fast a species grows when it is rare and all others are at equilibrium.

    Parameters
    ----------
    species : int
        Position of the invader, in [0, S - 1].
    alpha, K, r
        As for :func:`growth_rate`, invader included.

    Returns
    -------
    float
        Per unit of time: positive if it can invade.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the shapes differ, or the others have no
        equilibrium with all densities positive.

    References
    ----------
    macarthur1967

    Examples
    --------
    >>> round(invasion_growth(1, alpha=[[1, 0.5], [0.25, 1]], K=1), 12)
    0.75
    """
    effect, capacity, rate = parameters(alpha, K=K, r=r)
    invader = integer("species", species, low=0, high=capacity.size - 1)
    others = np.arange(capacity.size) != invader
    n = np.zeros(capacity.size)
    if others.any():
        n[others] = equilibrium(effect[np.ix_(others, others)], K=capacity[others])
    if (n[others] <= 0).any():
        raise ValueError(
            f"alpha and K must let the species other than {invader} live together, got an "
            f"equilibrium of {n[others].tolist()}"
        )
    return float(growth_rate(n, alpha=effect, K=capacity, r=rate)[invader])


def simulate(
    n0: ArrayLike, *, alpha: ArrayLike, K: ArrayLike, t: ArrayLike, r: ArrayLike = 1.0
) -> Trajectory:
    """Follow the densities of competing species through time.

    Parameters
    ----------
    n0 : array_like, shape (S,)
        Densities at time 0, >= 0. A species that is absent stays absent.
    alpha, K, r
        As for :func:`growth_rate`.
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


def replicator_payoffs(alpha: ArrayLike, *, K: ArrayLike, r: ArrayLike = 1.0) -> Float:
    r"""Return the game whose replicator equation has the same orbits (Hofbauer).

    Let :math:`x_0 = 1/(1 + \sum_j n_j)` and :math:`x_i = n_i x_0`. Then :math:`n_i = x_i/x_0`
    obeys the equations above when x obeys the replicator equation of this game in the time
    :math:`d\tau = (1 + \sum_j n_j)\,dt`: strategy 0 earns nothing, so
    :math:`\dot{(x_i/x_0)} = (x_i/x_0)\,(A x)_i`.

    Parameters
    ----------
    alpha, K, r
        As for :func:`growth_rate`.

    Returns
    -------
    ndarray, shape (S + 1, S + 1)
        Pay-off of the row strategy against the column strategy.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the shapes differ.

    References
    ----------
    hofbauer1998

    Examples
    --------
    >>> replicator_payoffs([[1]], K=2, r=3)
    array([[ 0. ,  0. ],
           [ 3. , -1.5]])
    """
    effect, capacity, rate = parameters(alpha, K=K, r=r)
    payoffs = np.zeros((rate.size + 1, rate.size + 1))
    payoffs[1:, 0] = rate
    payoffs[1:, 1:] = -(rate / capacity)[:, None] * effect
    return payoffs


def parameters(
    alpha: ArrayLike, *, K: ArrayLike, r: ArrayLike, size: int | None = None
) -> tuple[Float, Float, Float]:
    """Return alpha, K and r as float arrays of matching shapes, or refuse them by name.

    Parameters
    ----------
    alpha, K, r
        As for :func:`growth_rate`.
    size : int, optional
        Number of species, if something else has settled it.

    Returns
    -------
    alpha : ndarray, shape (S, S)
    K, r : ndarray, shape (S,)

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the shapes differ or r / K * alpha overflows.

    Examples
    --------
    >>> parameters([[1, 0], [0, 1]], K=2, r=[1, 3])[2]
    array([1., 3.])
    """
    accepted = "alpha must be a square matrix of finite numbers"
    try:
        raw = np.asarray(alpha)
    except ValueError:
        raise ValueError(f"{accepted}, got rows of different lengths") from None
    if raw.dtype.kind not in "iuf":
        raise TypeError(f"{accepted}, got entries of type {raw.dtype}")
    species = raw.shape[0] if size is None and raw.ndim else size
    if raw.size == 0 or raw.shape != (species, species):
        wanted = "" if size is None else f", {size} by {size}"
        raise ValueError(f"{accepted}{wanted}, got shape {raw.shape}")
    effect = raw.astype(float)
    if not np.isfinite(effect).all():
        row, column = np.argwhere(~np.isfinite(effect))[0]
        raise ValueError(f"{accepted}, got {effect[row, column]} in row {row}, column {column}")
    capacity, rate = _each("K", K, len(effect)), _each("r", r, len(effect))
    with np.errstate(over="ignore", invalid="ignore"):
        if not np.isfinite((rate / capacity)[:, None] * effect).all():
            raise ValueError(f"K must keep r / K * alpha finite, got a least K of {capacity.min()}")
    return effect, capacity, rate


def _each(name: str, values: ArrayLike, size: int) -> Float:
    """Return one positive number for each species."""
    if np.ndim(values) == 0:
        return np.full(size, number(name, values, above=0))
    return vector(name, values, above=0, size=size)
