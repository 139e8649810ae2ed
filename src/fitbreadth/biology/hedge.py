r"""Hedging: the best split of offspring over phenotypes when all meet the same unknown state.

States e of the environment come with probability :math:`p_e`, independently each generation. A
lineage splits its offspring over phenotypes with shares s; phenotype a has fitness
:math:`F_{ea} \ge 0` in state e, so the lineage grows by :math:`\sum_e p_e \ln (Fs)_e` a
generation. If only the matching phenotype survives (F diagonal) the best shares are the
probabilities of the states, and other shares cost their divergence from these (kelly1956).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.allocation import misfit
from fitbreadth.biology._environment import offspring_of
from fitbreadth.validate import Float, probabilities

STEPS = 200_000
"""Most steps of the search for the best shares."""


def best_hedge(p: ArrayLike, *, fitness: ArrayLike) -> Float:
    """Return the shares of the phenotypes with the largest growth rate.

    Selection itself finds them: each phenotype's share is multiplied, over and over, by its
    mean fitness relative to the lineage's (cover1984). That never lowers the growth, and
    the largest of these relative fitnesses bounds what is still to be gained.

    Parameters
    ----------
    p : array_like, shape (K,)
        Probability of each state.
    fitness : array_like, shape (K, A)
        F: offspring of each phenotype in each state, >= 0; in every state that occurs some
        phenotype has offspring.

    Returns
    -------
    ndarray, shape (A,)
        Shares whose growth is within 1e-9 nats of the best.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the shapes differ.
    RuntimeError
        If the search has not settled after two hundred thousand steps.

    References
    ----------
    cover1984

    Examples
    --------
    >>> best_hedge([0.7, 0.3], fitness=[[4, 0], [0, 3]])
    array([0.7, 0.3])
    """
    states = probabilities("p", p)
    offspring = offspring_of(fitness, states)
    shares = np.full(offspring.shape[1], 1 / offspring.shape[1])
    # Scaling a state's row changes no share; it keeps the products from overflowing.
    relative = offspring[states > 0]
    relative = relative / relative.max(axis=1, keepdims=True)
    weights = states[states > 0] / states.sum()
    for _ in range(STEPS):
        advantage = (weights / (relative @ shares)) @ relative
        if advantage.max() < 1 + 1e-9:
            return np.asarray(shares / shares.sum())
        shares = shares * advantage
    raise RuntimeError(
        f"fitness {offspring.tolist()!r} with p={states.tolist()!r} leaves the best shares "
        f"undecided after {STEPS} steps: {float(np.log(advantage.max())):.2g} nats may be missing"
    )


def mismatch_cost(p: ArrayLike, s: ArrayLike) -> float:
    """Return what hedging with shares s costs where p was right and fitness is diagonal.

    It is the misfit of :mod:`fitbreadth.allocation` at rho = 0 and gamma = 1, KL(p || s),
    whatever the fitness of the matching phenotypes.

    Parameters
    ----------
    p, s : array_like, shape (K,)
        Probabilities of the states, and shares of the phenotypes that match them.

    Returns
    -------
    float
        Nats a generation, in [0, inf].

    Raises
    ------
    TypeError, ValueError
        If ``p`` or ``s`` is not a distribution or their lengths differ.

    References
    ----------
    kelly1956, donaldson2010

    Examples
    --------
    >>> round(mismatch_cost([0.5, 0.5], [0.8, 0.2]), 6)
    0.223144
    """
    return misfit(p, s, rho=0, gamma=1)
