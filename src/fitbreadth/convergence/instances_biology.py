"""The biology chapter's instances: an enzyme budget for habitats, and offspring for bad years."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.biology.hedge import best_hedge
from fitbreadth.biology.trade_off import fitness_set
from fitbreadth.convergence.instances_plan import Instance, search
from fitbreadth.selection import growth_rate
from fitbreadth.validate import Float, number, probabilities, vector


def habitats(p: ArrayLike, *, gamma: float) -> Instance:
    """Return a lineage that shares a budget between habitats that lie side by side.

    Fitness in each habitat is on Levins' power curve, and only its mean over habitats counts: a
    fine grain, rho = 1.

    Parameters
    ----------
    p : array_like, shape (n,)
        Frequencies of the habitats: >= 0, sum to 1.
    gamma : float
        Shape of the trade-off, in [0.01, 100]: weak above 1, strong below.

    Returns
    -------
    Instance
        Found by climbing mean fitness.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    levins1968

    Examples
    --------
    >>> habitats([0.8, 0.2], gamma=2).shares.round(4)
    array([0.9412, 0.0588])
    """
    odds, shape = probabilities("p", p), number("gamma", gamma, low=0.01, high=100)

    def worth(shares: Float) -> float:
        # the curve is the same for every habitat, so the first of its two columns serves all
        fitness = fitness_set(shares, gamma=shape)[:, 0]
        return float(shape * np.log(odds @ fitness))

    what = f"a lineage among habitats (γ = {shape:g})"
    return Instance("biology", what, 1.0, shape, search(worth, tasks=odds.size), worth)


def years(p: ArrayLike, *, fitness: ArrayLike | None = None) -> Instance:
    """Return a lineage that splits its offspring over phenotypes, each right in one kind of year.

    All meet the same year, so growth is a mean of logarithms: rho = 0.

    Parameters
    ----------
    p : array_like, shape (n,)
        Chance of each kind of year: >= 0, sums to 1.
    fitness : array_like, shape (n,), optional
        Offspring of the phenotype that fits the year, > 0, 4 each by default; all others die.

    Returns
    -------
    Instance
        Found by selection, as in :func:`fitbreadth.biology.hedge.best_hedge`.

    Raises
    ------
    TypeError, ValueError, RuntimeError
        As :func:`fitbreadth.biology.hedge.best_hedge`.

    References
    ----------
    cohen1966, cover1984

    Examples
    --------
    >>> years([0.7, 0.3], fitness=[9, 2]).shares
    array([0.7, 0.3])
    """
    odds = probabilities("p", p)
    given = np.full(odds.size, 4.0) if fitness is None else fitness
    F = np.diag(vector("fitness", given, above=0, size=odds.size))

    def worth(shares: Float) -> float:
        return float(growth_rate((F @ shares)[:, None], p=odds)[0])

    found = best_hedge(odds, fitness=F)
    return Instance("biology", "a lineage that hedges over years", 0.0, 1.0, found, worth)
