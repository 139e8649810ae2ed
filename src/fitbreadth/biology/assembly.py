"""The community to which no species can be added, assembled one arrival at a time.

For symmetric Lotka-Volterra competition (:mod:`fitbreadth.biology.lotka_volterra`) there is one
such community, whatever the order of arrival, and the dynamics end there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.biology.lotka_volterra import parameters
from fitbreadth.validate import Float, number, vector


def assemble(alpha: ArrayLike, *, K: ArrayLike, tolerance: float = 1e-9) -> Float:
    """Return the densities of the community to which no species can be added.

    It is built as nature might: the species that would grow fastest arrives, the community
    moves to its new equilibrium, whoever reaches zero on the way is gone, until no arrival
    grows. For symmetric competition that is the active-set method of Lawson and Hanson for the
    convex problem "minimise n @ alpha @ n / 2 - K @ n, n >= 0", which Lotka-Volterra dynamics
    descend: the species' joint demand becomes the best fit to the supply (macarthur1969).

    Parameters
    ----------
    alpha : array_like, shape (S, S)
        Competition: symmetric, positive definite, 1 along the diagonal.
    K : array_like, shape (S,)
        Carrying capacities, > 0.
    tolerance : float
        The slowest growth, for r = 1, that counts as an invasion, in [1e-12, 1).

    Returns
    -------
    ndarray, shape (S,)
        Densities, exactly 0 for those who are not in the community.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, alpha is not symmetric with a diagonal of 1, or
        is so far from positive definite that no community settles.

    References
    ----------
    macarthur1969, hofbauer1998

    Examples
    --------
    >>> assemble([[1, 0.7, 0.3], [0.7, 1, 0.7], [0.3, 0.7, 1]], K=[1, 1, 1]).round(4)
    array([0.7692, 0.    , 0.7692])
    """
    supply = vector("K", K, above=0)
    effect, _, _ = parameters(alpha, K=supply, r=1.0, size=supply.size)
    if not (np.array_equal(effect, effect.T) and (np.diag(effect) == 1).all()):
        raise ValueError("alpha must be symmetric with a diagonal of 1, got one that is not")
    least = number("tolerance", tolerance, low=1e-12, below=1)
    n = np.zeros(supply.size)
    for _ in range(50 * supply.size):
        advantage = (supply - effect @ n) - least * supply
        advantage[n > 0] = -np.inf
        # Compared as growth per head, without dividing by a K that may be tiny.
        invaders = np.flatnonzero(advantage > 0)
        if invaders.size == 0:
            return n
        arrival = invaders[np.argmax(advantage[invaders] / supply[invaders])]
        n = _settle(n, int(arrival), effect, supply)
    raise ValueError(
        "alpha must be positive definite, got one for which species keep replacing one another"
    )


def _settle(n: Float, arrival: int, effect: Float, supply: Float) -> Float:
    """Move to the equilibrium with the arrival, losing species on the way."""
    n = n.copy()
    members = np.append(np.flatnonzero(n), arrival)
    while True:
        try:
            aim = np.linalg.solve(effect[np.ix_(members, members)], supply[members])
        except np.linalg.LinAlgError:
            raise ValueError("alpha must be positive definite, got a singular one") from None
        if (aim > 0).all():
            n[members] = aim
            return n
        # As far towards it as densities allow; the first to reach zero are lost.
        falling = aim <= 0
        descent = n[members] - aim
        reach = np.where(falling, 0.0, 1.0)
        np.divide(n[members], descent, out=reach, where=falling & (descent > 0))
        step = reach.min()
        n[members] += step * (aim - n[members])
        lost = reach <= step
        n[members[lost]] = 0
        members = members[~lost]
        if members.size == 0:
            raise ValueError("alpha must be positive definite, got one that no species survives")
