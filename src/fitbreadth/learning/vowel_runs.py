"""The race of the vowels, run 25 times for every system and step size, and stored.

With one output: the other reading is in :mod:`fitbreadth.learning.vowel_race` to be tried.

``python -m fitbreadth.learning.vowel_runs --out vowel_race.csv`` makes the table, and goes on where
it stopped. What it holds is described in ``fitbreadth/data/README.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from fitbreadth.learning.vowel_race import SYSTEMS, race
from fitbreadth.rng import streams
from fitbreadth.stored import command, table
from fitbreadth.validate import Float, choice, integer

CRITERIA = (0.12, 0.10, 0.09, 0.08)
"""Squared errors to reach; the last is that of the paper."""

RATES = (10.0, 20.0, 30.0, 40.0)
"""Step sizes, the same for all."""

RUNS, EPOCHS = 25, 2500
"""Beginnings, and passes allowed."""

COLUMNS = (
    *("system", "rate", "run", "first", "second", "third", "fourth"),
    *("error", "trained", "tested"),
)


@dataclass(frozen=True)
class Finish:
    """How the runs of one system at one step size ended.

    Attributes
    ----------
    epochs : ndarray of int, shape (4, 25)
        Passes until each of :data:`CRITERIA`; :data:`EPOCHS` + 1 where that was never reached.
    error, trained, tested : ndarray, shape (25,)
        As in :class:`fitbreadth.learning.vowel_race.Race`.
    """

    epochs: NDArray[np.int64]
    error: Float
    trained: Float
    tested: Float


@cache
def _finishes() -> dict[tuple[str, float], Finish]:
    found: dict[tuple[str, float], list[list[float]]] = {}
    for row in table("vowel_race.csv")[0]:
        key = (row["system"], float(row["rate"]))
        found.setdefault(key, []).append([float(row[name]) for name in COLUMNS[3:]])
    return {key: _finish(np.array(cells)) for key, cells in found.items()}


def _finish(cells: Float) -> Finish:
    return Finish(cells[:, :4].T.astype(np.int64), *cells[:, 4:].T)


def finish(system: str, *, rate: float) -> Finish:
    """Return the stored runs of a system.

    Parameters
    ----------
    system : str
        A key of :data:`fitbreadth.learning.vowel_race.SYSTEMS`.
    rate : float
        One of :data:`RATES`.

    Returns
    -------
    Finish

    Raises
    ------
    ValueError
        If there are no such runs.

    Examples
    --------
    >>> finish("4 experts", rate=20).epochs.shape
    (4, 25)
    """
    choice("system", system, tuple(SYSTEMS))
    if rate not in RATES:
        raise ValueError(f"rate must be one of {RATES}, got {rate!r}")
    return _finishes()[system, float(rate)]


def tuned_rate(system: str, *, criterion: int = 3) -> float:
    """Return the step size at which a system's average number of epochs is smallest.

    Parameters
    ----------
    system : str
        As for :func:`finish`.
    criterion : int
        Position in :data:`CRITERIA`, 0 to 3.

    Returns
    -------
    float
        A run that never arrived counts with one epoch more than allowed.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as above.

    Examples
    --------
    >>> tuned_rate("4 experts") in RATES
    True
    """
    integer("criterion", criterion, low=0, high=len(CRITERIA) - 1)
    means = [finish(system, rate=rate).epochs[criterion].mean() for rate in RATES]
    return RATES[int(np.argmin(means))]


def rows_of_race(system: str, rate: float, *, seed: int = 1) -> list[list[object]]:
    """Run a race from each beginning and return the rows that the table keeps of them.

    Parameters
    ----------
    system : str
        As for :func:`finish`.
    rate : float
        In (0, 1e6]. The beginnings are the same for every rate.
    seed : int
        Base seed; each system has its own stream of it.

    Returns
    -------
    list of list
        With :data:`COLUMNS`.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as above.

    Examples
    --------
    >>> rows_of_race("4 experts", 10.0)[0][:3]  # doctest: +SKIP
    ['4 experts', 10.0, 0]
    """
    choice("system", system, tuple(SYSTEMS))
    own = streams(seed, len(SYSTEMS))[list(SYSTEMS).index(system)]
    ran = race(system, rate=rate, criteria=CRITERIA, epochs=EPOCHS, runs=RUNS, seed=own)
    ends = np.round([ran.error, ran.trained, ran.tested], 4).T.tolist()
    return [[system, rate, run, *ran.epochs[:, run].tolist(), *ends[run]] for run in range(RUNS)]


def settings(seed: int) -> str:
    """Return what the rows depend on besides their columns: the line above the csv's header.

    Examples
    --------
    >>> settings(1).split("; ")[1:3]
    ['2500 epochs at most', 'base seed 1']
    """
    return (
        f"speech(seed=1), {RUNS} beginnings; {EPOCHS} epochs at most; base seed {seed}; "
        f"numpy {np.__version__}"
    )


def main(arguments: list[str] | None = None) -> None:
    """Run what the csv does not hold yet.

    Parameters
    ----------
    arguments : list of str, optional
        Of the command line; that of the process if not given.

    Raises
    ------
    SystemExit
        With a message, if the arguments are wrong or do not fit the csv.

    Examples
    --------
    >>> main(["--help"])
    Traceback (most recent call last):
    SystemExit: 0
    """
    command(
        arguments,
        module="fitbreadth.learning.vowel_runs",
        about="Race four systems at four step sizes.",
        out="vowel_race.csv",
        settings=settings,
        columns=COLUMNS,
        jobs=lambda given: product(SYSTEMS, RATES),
        keys=lambda job: [(*job, run) for run in range(RUNS)],
        run=lambda job, seed: rows_of_race(*job, seed=seed),
        unit="race",
    )


if __name__ == "__main__":
    main()
