r"""What a cue is worth: lineages that listen grow faster by the information they get.

A lineage hedges over the states e of its environment (:mod:`fitbreadth.biology.hedge`). A cue c,
seen with probability P(c|e) before the split, lets it choose other shares for every c
(donaldson2010). If only the matching phenotype survives (F diagonal) the best shares are the
probabilities of the states, given what is known, and the gain is exactly the mutual information
of state and cue. If other phenotypes survive too, the gain is at most that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth._logarithms import log
from fitbreadth.biology._environment import offspring_of, world
from fitbreadth.biology.hedge import best_hedge
from fitbreadth.divergence import renyi
from fitbreadth.selection import growth_rate, update
from fitbreadth.validate import Float, integer, number


@dataclass(frozen=True)
class Value:
    """What a cue is worth to a lineage that uses it as well as can be.

    Attributes
    ----------
    blind, informed : float
        Growth without and with the cue, nats a generation.
    gain : float
        Their difference: the fitness value of the cue.
    information : float
        Mutual information of state and cue, nats; the gain is at most this.
    sd : float
        Standard deviation of the lead won in one generation, nats.
    shares : ndarray, shape (A,)
        Best shares of the phenotypes without the cue.
    answers : ndarray, shape (M, A)
        Best shares for each cue; row m is zero if cue m never occurs.
    """

    blind: float
    informed: float
    gain: float
    information: float
    sd: float
    shares: Float
    answers: Float


def symmetric_cue(accuracy: float, *, states: int = 2) -> Float:
    """Return P(c|e) of a cue that names the state, and when wrong any other alike.

    Parameters
    ----------
    accuracy : float
        Probability that it names the right state, in [0, 1].
    states : int
        K >= 2.

    Returns
    -------
    ndarray, shape (K, K)
        Rows are states, columns cues; each row sums to 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> symmetric_cue(0.75)
    array([[0.75, 0.25],
           [0.25, 0.75]])
    """
    right = number("accuracy", accuracy, low=0, high=1)
    count = integer("states", states, low=2)
    wrong = (1 - right) / (count - 1)
    return np.full((count, count), wrong) + (right - wrong) * np.eye(count)


def mutual_information(p: ArrayLike, cue: ArrayLike) -> float:
    """Return I(E;C), the divergence of the joint distribution from independence.

    Parameters
    ----------
    p : array_like, shape (K,)
        Probability of each state.
    cue : array_like, shape (K, M)
        P(c|e): row e is the distribution of the cue in state e.

    Returns
    -------
    float
        Nats, in [0, entropy of p].

    Raises
    ------
    TypeError, ValueError
        If ``p`` or a row of ``cue`` is not a distribution, or the shapes differ.

    References
    ----------
    cover2006

    Examples
    --------
    >>> round(mutual_information([0.5, 0.5], symmetric_cue(0.8)), 6)
    0.192745
    """
    states, signal = world(p, cue)
    joint = states[:, None] * signal
    return renyi(joint.ravel(), np.outer(states, joint.sum(axis=0)).ravel())


def value_of_cue(p: ArrayLike, cue: ArrayLike, *, fitness: ArrayLike) -> Value:
    """Return growth without and with a cue, each at its best, and the bound on the gain.

    Parameters
    ----------
    p, cue
        As for :func:`mutual_information`.
    fitness : array_like, shape (K, A) or (K,)
        As for :func:`best_hedge`; one number a state is the fitness of the one phenotype
        that survives there.

    Returns
    -------
    Value
        With ``gain == information`` if fitness is diagonal, ``gain <= information`` always.

    Raises
    ------
    TypeError, ValueError, RuntimeError
        As for :func:`best_hedge` and :func:`mutual_information`.

    References
    ----------
    donaldson2010, kelly1956

    Examples
    --------
    >>> worth = value_of_cue([0.5, 0.5], symmetric_cue(0.8), fitness=[2, 2])
    >>> round(worth.gain, 6), round(worth.information, 6)
    (0.192745, 0.192745)

    Where the wrong phenotype gets by, the same cue is worth less:

    >>> round(value_of_cue([0.5, 0.5], symmetric_cue(0.8), fitness=[[2, 1], [1, 2]]).gain, 6)
    0.149053
    """
    states, signal = world(p, cue)
    offspring = offspring_of(fitness, states)
    shares = best_hedge(states, fitness=offspring)
    answers = np.zeros((signal.shape[1], offspring.shape[1]))
    for seen in np.flatnonzero(states @ signal > 0):
        # Bayes' rule is the update that all chapters share.
        posterior = update(states, signal[:, seen])
        answers[seen] = best_hedge(posterior, fitness=offspring)
    joint = (states[:, None] * signal).ravel()
    without = np.repeat(offspring @ shares, signal.shape[1])
    listening = (offspring @ answers.T).ravel()
    blind, informed = growth_rate(np.stack([without, listening], axis=1), p=joint / joint.sum())
    lead = log(listening[joint > 0]) - log(without[joint > 0])
    gain = float(informed - blind)
    spread = np.sqrt(max(0.0, float(joint[joint > 0] @ (lead - gain) ** 2)))
    return Value(
        blind=float(blind),
        informed=float(informed),
        gain=gain,
        information=mutual_information(states, signal),
        sd=float(spread),
        shares=shares,
        answers=answers,
    )
