"""Our own runs of five optimizers on the benchmark, and what each pays beside the best published.

The table was made by :mod:`fitbreadth.optimization.suite` and is described in
``fitbreadth/data/README.md``. Notation as in :mod:`fitbreadth.optimization.benchmark`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.optimization._tables import column_of, frozen
from fitbreadth.optimization.benchmark import TARGETS, reference
from fitbreadth.stored import table
from fitbreadth.validate import Float, choice, integer, vector

ALGORITHMS = {
    "bfgs": "BFGS with restarts",
    "nelder-mead": "Nelder-Mead with restarts",
    "ipop-cma-es": "IPOP-CMA-ES",
    "line-search": "coordinate line search",
    "random": "random search",
}
"""The optimizers we ran, and how to write them."""

FUNCTIONS = (1, 2, 3, 8, 10, 15, 21)
"""The functions of the suite that we ran them on."""


@dataclass(frozen=True)
class Runs:
    """Our own R runs in dimension 5, one a row.

    Attributes
    ----------
    algorithm : ndarray of str, shape (R,)
        Keys of ``ALGORITHMS``.
    function, instance, seed : ndarray of int, shape (R,)
        The problem and the run's own seed.
    hits : ndarray, shape (R, 6)
        Evaluations used when each of ``TARGETS`` was first hit; infinite when never.
    evaluations : ndarray of int, shape (R,)
        Evaluations used in all: a run stops at its last target or at its budget.
    settings : str
        What the runs were made with: budgets, base seed and versions.
    """

    algorithm: NDArray[np.str_] = field(repr=False)
    function: NDArray[np.int64] = field(repr=False)
    instance: NDArray[np.int64] = field(repr=False)
    seed: NDArray[np.int64] = field(repr=False)
    hits: Float = field(repr=False)
    evaluations: NDArray[np.int64] = field(repr=False)
    settings: str


@lru_cache(maxsize=1)
def runs() -> Runs:
    """Return our own runs, read from the table that ships with the package.

    Examples
    --------
    >>> made = runs()
    >>> made.hits.shape[1] == len(TARGETS), sorted(set(made.function.tolist()))
    (True, [1, 2, 3, 8, 10, 15, 21])
    """
    rows, settings = table("bbob_runs.csv")
    cells = np.array([list(row.values()) for row in rows])
    hits = np.where(cells[:, 4:-1] == "", "inf", cells[:, 4:-1]).astype(float)
    function, instance, seed = cells[:, 1:4].astype(np.int64).T
    return Runs(
        algorithm=frozen(cells[:, 0]),
        function=frozen(function),
        instance=frozen(instance),
        seed=frozen(seed),
        hits=frozen(hits),
        evaluations=frozen(cells[:, -1].astype(np.int64)),
        settings=settings,
    )


def ert(evaluations: ArrayLike, *, successes: ArrayLike) -> float:
    """Estimate the expected running time of restarting until success.

    ERT is all evaluations, of the failed runs too, over the number of successes.

    Parameters
    ----------
    evaluations : array_like, shape (R,)
        Evaluations of each run: until the target was hit, or until the run gave up.
    successes : array_like of bool, shape (R,)
        Whether each run hit the target.

    Returns
    -------
    float
        In evaluations; infinite when no run succeeded.

    Raises
    ------
    TypeError
        If ``evaluations`` are not numbers or ``successes`` not booleans.
    ValueError
        If an evaluation count is below 1, or the shapes differ.

    References
    ----------
    auger2005 (on evaluating an advanced local search), hansen2010

    Examples
    --------
    >>> ert([100, 300, 1000], successes=[True, True, False])
    700.0
    """
    spent = vector("evaluations", evaluations, low=1)
    hit = np.asarray(successes)
    if hit.dtype != bool:
        raise TypeError(f"successes must be an array of booleans, got {successes!r}")
    if hit.shape != spent.shape:
        raise ValueError(f"successes must have shape {spent.shape}, got {hit.shape}")
    return float(spent.sum() / hit.sum()) if hit.any() else float("inf")


@dataclass(frozen=True)
class RunningTime:
    """How long one of our optimizers took on one function.

    Attributes
    ----------
    ert : float
        In evaluations; infinite when no run succeeded.
    successes, runs : int
        Runs that hit the target, and runs made.
    overhead : float
        ``ert`` over the ERT of the best of BBOB-2009. Below 1, we were faster.
    """

    ert: float
    successes: int
    runs: int
    overhead: float


def running_time(algorithm: str, *, function: int, target: float = 1e-7) -> RunningTime:
    """Return our ERT on one function, and its overhead over the best of BBOB-2009.

    Ours is one run on each of instances 1 to 7; the published one is three on each of 1 to 5.

    Parameters
    ----------
    algorithm : str
        A key of ``ALGORITHMS``.
    function : int
        One that we ran: 1, 2, 3, 8, 10, 15 or 21.
    target : float
        One of ``TARGETS``.

    Raises
    ------
    TypeError, ValueError
        If we made no such runs, or none was timed at ``target``.

    Examples
    --------
    >>> running_time("random", function=1).ert
    inf
    """
    made, column = runs(), column_of(target, TARGETS)
    wanted = made.algorithm == choice("algorithm", algorithm, tuple(ALGORITHMS))
    rows = wanted & (made.function == integer("function", function, low=1, high=24))
    if not rows.any():
        ran = ", ".join(str(f) for f in sorted(set(made.function.tolist())))
        raise ValueError(f"function must be one that was run ({ran}), got {function!r}")
    hit = np.isfinite(made.hits[rows, column])
    spent = np.where(hit, made.hits[rows, column], made.evaluations[rows])
    ours = ert(spent, successes=hit)
    best = float(reference(5).ert[function - 1, column])
    return RunningTime(ours, int(hit.sum()), int(hit.size), ours / best)
