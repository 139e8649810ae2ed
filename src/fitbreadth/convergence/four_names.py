r"""One update computed four times, by programs that share no line of arithmetic.

A world draws states from p, and N units hold fixed beliefs :math:`\pi_i` about them. Read as

* *lineages*: a parent has D young, the part :math:`\pi_i(k)` of them fit for state k, and only
  those live that fit what came. Counted one by one, in whole numbers that never round;
* *hypotheses*: posterior = prior times likelihood over evidence, in exact fractions;
* *traders*: shares of wealth in Blume and Easley's market, :func:`fitbreadth.markets.race.race`;
* *experts*: Hedge, weights :math:`\propto e^{-\eta \cdot \mathrm{loss}}` of the log losses summed
  so far, by SciPy's ``log_softmax``.

All four are :func:`fitbreadth.selection.trajectory`, and differ by rounding alone, as long as the
*ratio* of what two units get does not depend on the weights (what each of them gets may: a return
does, through the price); the loss is the log loss and :math:`\eta = 1`; all traders stake all
their wealth, or save alike; types breed true (no sex, no mutation) and are so many that chance
takes no one. Only the arithmetic is the same. What L is, and who set it, is not:
a likelihood is computed from a model, a return is paid by somebody who lost it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.convergence.three_programs import exact, experts, hypotheses, lineages
from fitbreadth.markets.drift import drift
from fitbreadth.markets.race import race
from fitbreadth.selection import trajectory
from fitbreadth.validate import Float, array, integer, number, probabilities

LONGEST = 2000
"""Rounds that exact fractions are carried through at most."""


@dataclass(frozen=True)
class FourNames:
    """The weights of N units after each of T states, as four programs have them.

    Attributes
    ----------
    states : ndarray of int, shape (T,)
        What came.
    lineages, hypotheses, traders, experts : ndarray, shape (T + 1, N)
        Natural logs of the weights before the first state and after each, one array a program.
    shared : ndarray, shape (T + 1, N)
        The same by :func:`fitbreadth.selection.trajectory`.
    """

    states: NDArray[np.int64]
    lineages: Float
    hypotheses: Float
    traders: Float
    experts: Float
    shared: Float

    @property
    def programs(self) -> dict[str, Float]:
        """The five arrays by name."""
        names = ("lineages", "hypotheses", "traders", "experts", "shared")
        return {name: getattr(self, name) for name in names}

    @property
    def apart(self) -> float:
        """Largest difference of any log weight between any two of the five, nats."""
        pairs = combinations(self.programs.values(), 2)
        return max(float(np.abs(one - other).max()) for one, other in pairs)


def four_names(
    beliefs: ArrayLike,
    *,
    p: ArrayLike,
    rounds: int,
    seed: int | np.random.Generator,
    eta: float = 1.0,
    saving: ArrayLike | None = None,
) -> FourNames:
    """Run the update as biology, statistics, a market and a learner would, on one history.

    All start from equal weights.

    Parameters
    ----------
    beliefs : array_like, shape (N, K)
        What each unit puts on each state: rows > 0 that sum to 1.
    p : array_like, shape (K,)
        Probability of each state in every round.
    rounds : int
        T, in [1, 2000].
    seed : int or numpy.random.Generator
        Of the history.
    eta : float
        Learning rate of Hedge, in (0, 1000]. At any but 1 it parts company with the others.
    saving : array_like, shape (N,), optional
        Fraction that each *trader* saves, in (0, 1]. If they differ, the market parts company.

    Returns
    -------
    FourNames
        The states and the log weights.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the shapes differ.

    References
    ----------
    blume1992, taylor1978, freund1997, harper2009, shalizi2009

    Examples
    --------
    >>> found = four_names([[0.5, 0.5], [0.8, 0.2]], p=[0.6, 0.4], rounds=50, seed=1)
    >>> found.apart < 1e-12
    True
    >>> four_names([[0.5, 0.5], [0.8, 0.2]], p=[0.6, 0.4], rounds=50, seed=1, eta=0.5).apart > 0.1
    True
    """
    parts = array("beliefs", beliefs, above=0)
    last, rate = (
        integer("rounds", rounds, low=1, high=LONGEST),
        number("eta", eta, above=0, high=1000),
    )
    every = np.arange(last + 1)
    met = race(parts, p=p, rounds=last, runs=1, seed=seed, saving=saving, record=every)
    states = np.diff(met.counts[0], axis=0).argmax(axis=1)
    L = parts.T[states]
    fractions = [[exact(part) for part in row] for row in parts.tolist()]
    history = states.tolist()
    return FourNames(
        states,
        lineages=lineages(fractions, history),
        hypotheses=hypotheses(fractions, history),
        traders=met.log_shares[0],
        experts=experts(L, rate),
        shared=trajectory(np.full(len(parts), 1 / len(parts)), L),
    )


def slopes(beliefs: ArrayLike, *, p: ArrayLike) -> Float:
    """Return the theory: how the log weight of each unit moves against one that believes p.

    It is minus the misfit of the book's theorem at kappa = 0, ``-D(p || belief)``, D being Kullback
    and Leibler's divergence.

    Parameters
    ----------
    beliefs, p
        As for :func:`four_names`.

    Returns
    -------
    ndarray, shape (N,)
        Nats a round, never above 0.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the shapes differ.

    Examples
    --------
    >>> slopes([[0.5, 0.3, 0.2], [1 / 3, 1 / 3, 1 / 3]], p=[0.5, 0.3, 0.2]).round(6) + 0
    array([ 0.      , -0.068959])
    """
    return drift(beliefs, p=probabilities("p", p))
