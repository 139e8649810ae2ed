r"""Species that compete: the Lotka-Volterra equations, where they rest, and who can invade.

Species i has density :math:`n_i`, grows at rate :math:`r_i` while all are rare, and alone would
settle at its carrying capacity :math:`K_i`. One individual of species j presses on it like
:math:`\alpha_{ij}` of its own:

.. math:: \dot n_i = r_i n_i \Bigl(1 - \frac{1}{K_i} \sum_j \alpha_{ij} n_j\Bigr) .

Symbols are those of MacArthur and Levins (1967). The equations are solved in
:mod:`fitbreadth.biology.trajectory`, and are replicator equations in other clothes
(:mod:`fitbreadth.biology.hofbauer`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, integer, matrix, number, vector


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
    wanted = "" if size is None else f", {size} by {size}"
    accepted = f"alpha must be a square matrix of finite numbers{wanted}"
    effect = matrix(accepted, alpha)
    species = len(effect) if size is None else size
    if effect.shape != (species, species):
        raise ValueError(f"{accepted}, got shape {effect.shape}")
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
