"""A chain folded by differential evolution, which breeds strings of turns (storn1997).

It knows nothing of how chains move: see :mod:`fitbreadth.learning.letter_energy`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.learning.letter_energy import PENALTY, headings_of, scorer
from fitbreadth.learning.search_record import Search
from fitbreadth.rng import generator
from fitbreadth.validate import choice, integer, number

STRATEGIES = ("best1bin", "rand1bin", "best1exp", "rand1exp", "currenttobest1bin", "randtobest1bin")


def evolved_fold(
    sequence: str,
    *,
    budget: int,
    seed: int | np.random.Generator,
    penalty: float = PENALTY,
    strategy: str = "best1bin",
    popsize: int = 2,
    mutation: float = 0.5,
    recombination: float = 0.1,
) -> Search:
    """Fold by SciPy's differential evolution of whole numbers 0, 1, 2, a turn each.

    It begins anew when all its strings have become equally good, until the budget is spent.

    Parameters
    ----------
    sequence, budget, seed, penalty
        As for :func:`fitbreadth.learning.letter_fold.letter_fold`; ``penalty`` at most 1e6, and at
        least 3 residues.
    strategy, popsize, mutation, recombination
        As SciPy has them: ``popsize`` times n - 2 strings, at least 5. By default those that did
        best in the trials in ``data/README.md``.

    Returns
    -------
    Search

    Raises
    ------
    TypeError, ValueError
        If an argument is not as above.

    References
    ----------
    storn1997

    Examples
    --------
    >>> evolved_fold("HPHPPHHPHPPHPHHPPHPH", budget=1000, seed=1).budget
    1000
    """
    from scipy.optimize import differential_evolution

    choice("strategy", strategy, STRATEGIES)
    integer("popsize", popsize, low=1)
    number("mutation", mutation, low=0, below=2)
    number("recombination", recombination, low=0, high=1)
    number("penalty", penalty, low=0, high=1e6)
    scored, record = scorer(sequence, budget, penalty)
    if len(sequence) < 3:
        raise ValueError(f"sequence must have at least 3 letters to turn, got {sequence!r}")
    rng, size = generator(seed), len(sequence) - 2

    def objective(x: NDArray[np.float64]) -> NDArray[np.float64]:
        values = np.empty(x.shape[1])
        for i, turns in enumerate(x.T.round().astype(np.int64).tolist()):
            if record.count == budget:
                raise _Spent
            values[i] = scored(headings_of(turns))
        return values

    start: ArrayLike | None = np.ones(size)
    scored([0] * (size + 1))
    try:
        while record.count < budget:
            differential_evolution(
                objective,
                [(0, 2)] * size,
                integrality=np.ones(size, dtype=bool),
                strategy=strategy,
                popsize=popsize,
                mutation=mutation,
                recombination=recombination,
                maxiter=budget,
                tol=0,
                polish=False,
                vectorized=True,
                updating="deferred",
                x0=start,
                rng=rng,
            )
            start = None
    except _Spent:
        pass
    return record.search()


class _Spent(Exception):
    """The budget is."""
