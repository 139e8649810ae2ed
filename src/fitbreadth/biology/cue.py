r"""What a cue is worth: lineages that listen grow faster by the information they get.

States e of the environment come with probability :math:`p_e`, independently each generation. A
lineage splits its offspring over phenotypes with shares s; phenotype a has fitness
:math:`F_{ea} \ge 0` in state e, and all offspring of a generation meet the same state. The lineage
grows by :math:`\sum_e p_e \ln (Fs)_e` a generation. A cue c, seen with probability P(c|e) before
the split, lets it choose other shares for every c (donaldson2010).

If only the matching phenotype survives (F diagonal) the best shares are the probabilities of the
states, given what is known, and the gain is exactly the mutual information of state and cue.
If other phenotypes survive too, the gain is at most that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth._logarithms import log
from fitbreadth.allocation import misfit
from fitbreadth.divergence import renyi
from fitbreadth.rng import generator
from fitbreadth.selection import growth_rate, update
from fitbreadth.validate import Float, integer, number, probabilities, vector

LARGEST = 20_000_000
"""Most numbers that one simulation may hold."""

STEPS = 200_000
"""Most steps of the search for the best shares."""


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


@dataclass(frozen=True)
class Lineages:
    """Two lineages in the same worlds: one sees the cue, the other does not.

    Attributes
    ----------
    states, cues : ndarray of int, shape (runs, generations)
        What happened, and what was seen before it.
    log_blind, log_informed : ndarray, shape (runs, generations + 1)
        Natural log of the number of offspring, starting at 0 for one.
    """

    states: NDArray[np.intp]
    cues: NDArray[np.intp]
    log_blind: Float
    log_informed: Float

    @property
    def gain(self) -> Float:
        """Lead won a generation in each run, nats, shape (runs,)."""
        lead = self.log_informed[:, -1] - self.log_blind[:, -1]
        return np.asarray(lead / self.states.shape[1])


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
    states, signal = _world(p, cue)
    joint = states[:, None] * signal
    return renyi(joint.ravel(), np.outer(states, joint.sum(axis=0)).ravel())


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
    offspring = _fitness(fitness, states)
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
    states, signal = _world(p, cue)
    offspring = _fitness(fitness, states)
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


def simulate(
    p: ArrayLike,
    cue: ArrayLike,
    *,
    fitness: ArrayLike,
    generations: int,
    runs: int,
    seed: int | np.random.Generator,
) -> Lineages:
    """Let a lineage that sees the cue and one that does not live through the same worlds.

    Both use their best shares, as :func:`value_of_cue` finds them.

    Parameters
    ----------
    p, cue, fitness
        As for :func:`value_of_cue`.
    generations, runs : int
        At least 1.
    seed : int or numpy.random.Generator
        Source of states and cues.

    Returns
    -------
    Lineages
        Every run, every generation.

    Raises
    ------
    TypeError, ValueError, RuntimeError
        As for :func:`value_of_cue`, or if ``runs * (generations + 1)`` exceeds twenty million.

    References
    ----------
    donaldson2010

    Examples
    --------
    >>> cue = symmetric_cue(0.8)
    >>> met = simulate([0.5, 0.5], cue, fitness=[2, 2], generations=100, runs=1000, seed=1)
    >>> bool(abs(met.gain.mean() - mutual_information([0.5, 0.5], cue)) < 0.01)
    True
    """
    states, signal = _world(p, cue)
    offspring = _fitness(fitness, states)
    span, count = integer("generations", generations, low=1), integer("runs", runs, low=1)
    if count * (span + 1) > LARGEST:
        raise ValueError(
            f"runs * (generations + 1) must be at most {LARGEST}, got {count} * {span + 1}"
        )
    best = value_of_cue(states, signal, fitness=offspring)
    rng = generator(seed)
    joint = (states[:, None] * signal).ravel()
    drawn = rng.choice(joint.size, size=(count, span), p=joint / joint.sum())
    happened, seen = np.divmod(drawn, signal.shape[1])
    blind = log(offspring @ best.shares)[happened]
    informed = log(offspring @ best.answers.T)[happened, seen]
    start = np.zeros((count, 1))
    return Lineages(
        states=happened,
        cues=seen,
        log_blind=np.hstack([start, np.cumsum(blind, axis=1)]),
        log_informed=np.hstack([start, np.cumsum(informed, axis=1)]),
    )


def _world(p: ArrayLike, cue: ArrayLike) -> tuple[Float, Float]:
    """Return probabilities of the states, and of the cues in each, that sum to 1 exactly."""
    states = probabilities("p", p)
    rows = list(cue) if isinstance(cue, list | tuple | np.ndarray) and np.ndim(cue) == 2 else None
    if rows is None or len(rows) != states.size:
        raise ValueError(
            f"cue must be a 2-d array with {states.size} rows, one a state, "
            f"got shape {np.shape(cue)}"
        )
    signal = np.array([probabilities(f"cue[{e}]", row) for e, row in enumerate(rows)])
    return states / states.sum(), signal / signal.sum(axis=1, keepdims=True)


def _fitness(fitness: ArrayLike, states: Float) -> Float:
    """Return F as a matrix in which no state that occurs kills every phenotype."""
    if np.ndim(fitness) == 1:
        offspring = np.diag(vector("fitness", fitness, low=0, size=states.size))
    else:
        if np.ndim(fitness) != 2 or np.shape(fitness)[0] != states.size:
            raise ValueError(
                f"fitness must have {states.size} rows, one a state, got shape {np.shape(fitness)}"
            )
        rows = list(np.asarray(fitness))
        offspring = np.array([vector(f"fitness[{e}]", row, low=0) for e, row in enumerate(rows)])
    deadly = (states > 0) & (offspring.max(axis=1) == 0)
    if deadly.any():
        raise ValueError(
            "fitness must leave some phenotype offspring in every state that occurs, got none in "
            f"state {int(deadly.argmax())}"
        )
    return offspring
