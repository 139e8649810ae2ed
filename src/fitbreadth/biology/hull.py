"""Who stays: all consumers of one enzyme budget, if the supply lies in their hull (posfai2017).

Inside the hull of the strategies some mixture of consumers holds enzymes in just the proportions
of the supply. All resources are then equally available, and nobody grows or shrinks
(:mod:`fitbreadth.biology.stationary`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.biology._consumers import allocations, supplied

_SOLVED = 1e-7  # HiGHS meets constraints to within this


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

    enzymes = allocations(alpha)
    flows = supplied(supply, enzymes.shape[1])
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
