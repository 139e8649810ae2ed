"""What a real benchmark says about fit: published running times, and runs of our own.

The benchmark is the BBOB suite of 24 functions (hansen2010). Two tables ship with the package,
described in ``fitbreadth/data/README.md``: the best of the algorithms entered in 2009 for every
function and target, and five optimizers run by :mod:`fitbreadth.optimization.suite`. Notation
follows the BBOB papers: D is the dimension, a target is a precision f - f_opt, and ERT is the
expected running time in evaluations of f.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.validate import Float, choice, integer, vector

TARGETS = (1e1, 1.0, 1e-1, 1e-3, 1e-5, 1e-7)
"""Precisions f - f_opt, easiest first, that our own runs were timed at."""

REFERENCE_TARGETS = (*TARGETS, 1e-8)
"""The same and the hardest target that was published."""

DIMENSIONS = (5, 20)
"""Dimensions of the published table that ship with the package."""

ALGORITHMS = {
    "bfgs": "BFGS with restarts",
    "nelder-mead": "Nelder-Mead with restarts",
    "ipop-cma-es": "IPOP-CMA-ES",
    "line-search": "coordinate line search",
    "random": "random search",
}
"""The optimizers we ran, and how to write them."""

NAMES = (
    *("sphere", "separable ellipsoid", "separable Rastrigin", "skew Rastrigin-Büche"),
    *("linear slope", "attractive sector", "step ellipsoid", "Rosenbrock", "rotated Rosenbrock"),
    *("rotated ellipsoid", "discus", "bent cigar", "sharp ridge", "sum of different powers"),
    *("rotated Rastrigin", "Weierstrass", "Schaffer F7, condition 10"),
    *("Schaffer F7, condition 1000", "Griewank-Rosenbrock", "Schwefel", "Gallagher, 101 peaks"),
    *("Gallagher, 21 peaks", "Katsuura", "Lunacek bi-Rastrigin"),
)
"""Short names of f1 to f24, in that order."""

GROUPS = {
    "separable": range(1, 6),
    "low or moderate conditioning": range(6, 10),
    "high conditioning, unimodal": range(10, 15),
    "multimodal, adequate structure": range(15, 20),
    "multimodal, weak structure": range(20, 25),
}
"""The suite's five groups, and the numbers of the functions in each."""


@dataclass(frozen=True)
class Reference:
    """The best of BBOB-2009 in one dimension.

    Row i is function f(i+1), column j is ``REFERENCE_TARGETS[j]``.

    Attributes
    ----------
    dimension : int
        D.
    ert : ndarray, shape (24, 7)
        Lowest ERT of any entry, in evaluations, as published: rounded to whole evaluations.
    algorithm : ndarray of str, shape (24, 7)
        The entry that has it. The published table names one where several tie.
    successes, runs : ndarray of int, shape (24, 7)
        Runs of that entry that hit the target, and runs made.
    """

    dimension: int
    ert: Float = field(repr=False)
    algorithm: NDArray[np.str_] = field(repr=False)
    successes: NDArray[np.int64] = field(repr=False)
    runs: NDArray[np.int64] = field(repr=False)


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


@lru_cache(maxsize=2)
def reference(dimension: int) -> Reference:
    """Return the best of BBOB-2009, read from the table that ships with the package.

    Parameters
    ----------
    dimension : int
        D, 5 or 20.

    Raises
    ------
    TypeError, ValueError
        If ``dimension`` is neither.

    References
    ----------
    hansen2010

    Examples
    --------
    >>> best = reference(5)
    >>> best.ert[3 - 1].tolist()
    [716.0, 1622.0, 1637.0, 1646.0, 1650.0, 1654.0, 1657.0]
    >>> str(best.algorithm[3 - 1, -1])
    'LSstep'
    """
    if integer("dimension", dimension) not in DIMENSIONS:
        raise ValueError(f"dimension must be 5 or 20, got {dimension!r}")
    table, _ = _read("bbob2009.csv")
    table = table[table[:, 0].astype(int) == dimension]
    shape = (24, len(REFERENCE_TARGETS))
    return Reference(
        dimension=int(dimension),
        ert=_frozen(table[:, 3].astype(float).reshape(shape)),
        # a data set is called ALGORITHM_author_noiseless
        algorithm=_frozen(np.array([s.rsplit("_", 2)[0] for s in table[:, 4]]).reshape(shape)),
        successes=_frozen(table[:, 5].astype(int).reshape(shape)),
        runs=_frozen(table[:, 6].astype(int).reshape(shape)),
    )


def winners(dimension: int, *, target: float = 1e-8) -> dict[str, int]:
    """Count on how many of the 24 functions each entry of BBOB-2009 was the fastest.

    Parameters
    ----------
    dimension : int
        D, 5 or 20.
    target : float
        One of ``REFERENCE_TARGETS``.

    Returns
    -------
    dict of str to int
        Functions won, the most first; the length is the number of distinct winners.

    Raises
    ------
    TypeError, ValueError
        If ``dimension`` or ``target`` is not in the table.

    Examples
    --------
    >>> len(winners(5)), len(winners(20))
    (15, 11)
    >>> len(winners(5, target=1e-7)), len(winners(20, target=1e-7))
    (14, 11)
    """
    column = _column(target, REFERENCE_TARGETS)
    return dict(Counter(reference(dimension).algorithm[:, column].tolist()).most_common())


@lru_cache(maxsize=1)
def runs() -> Runs:
    """Return our own runs, read from the table that ships with the package.

    Examples
    --------
    >>> made = runs()
    >>> made.hits.shape[1] == len(TARGETS), sorted(set(made.function.tolist()))
    (True, [1, 2, 3, 8, 10, 15, 21])
    """
    table, settings = _read("bbob_runs.csv")
    hits = np.where(table[:, 4:-1] == "", "inf", table[:, 4:-1]).astype(float)
    function, instance, seed = table[:, 1:4].astype(int).T
    return Runs(
        algorithm=_frozen(table[:, 0]),
        function=_frozen(function),
        instance=_frozen(instance),
        seed=_frozen(seed),
        hits=_frozen(hits),
        evaluations=_frozen(table[:, -1].astype(int)),
        settings=settings,
    )


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
    made, column = runs(), _column(target, TARGETS)
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


def _column(target: float, accepted: tuple[float, ...]) -> int:
    if target not in accepted:
        raise ValueError(f"target must be one of {accepted}, got {target!r}")
    return accepted.index(target)


def _read(name: str) -> tuple[NDArray[np.str_], str]:
    """Return the rows of a table below its header, and the comment above it."""
    lines = files("fitbreadth.data").joinpath(name).read_text(encoding="utf-8").splitlines()
    comment = lines.pop(0).removeprefix("# ") if lines[0].startswith("#") else ""
    return np.array(list(csv.reader(lines[1:]))), comment


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    """Make a cached array read-only, since every caller shares it."""
    array.setflags(write=False)
    return array
