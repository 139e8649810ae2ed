"""Experts trained on inputs in clusters, five times for each setting, and stored.

``python -m fitbreadth.learning.cluster_runs --out cluster_runs.csv`` makes the table, and goes on
where it stopped. What it holds is described in ``fitbreadth/data/README.md``.
"""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np

from fitbreadth.learning.cluster_training import KINDS, Training, train
from fitbreadth.rng import streams
from fitbreadth.stored import command, table
from fitbreadth.validate import choice, integer

CLUSTERS = (2, 4, 6)
NOISES = (0.25, 0.4, 0.63, 1.0, 1.6, 2.5, 4.0)
STEPS = (0, 25, 50, 75, 100, 150, 200, 300, 450, 600)
RUNS = 5

COLUMNS = ("kind", "clusters", "noise", "run", "errors", "dispatch")
"""Header of the csv: the last two hold what was found after each of :data:`STEPS`."""


def row_of_training(
    kind: str, clusters: int, noise: float, run: int, *, seed: int = 7
) -> list[object]:
    """Train once and return the row that the table keeps of it.

    Parameters
    ----------
    kind, clusters, noise
        As for :func:`fitbreadth.learning.cluster_training.train`.
    run : int
        In [0, 5).
    seed : int
        Base seed; each run has its own stream of it.

    Returns
    -------
    list
        With :data:`COLUMNS`. The dispatch is in whole per cent, step by step and cluster by
        cluster; blank for one expert, who receives everything.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as above.

    Examples
    --------
    >>> row_of_training("one nonlinear expert", 2, 1.0, 0)[:4]  # doctest: +SKIP
    ['one nonlinear expert', 2, 1.0, 0]
    """
    own = streams(seed, RUNS)[integer("run", run, low=0, high=RUNS - 1)]
    ran = train(kind, clusters=clusters, noise=noise, record=STEPS, seed=own)
    errors = " ".join(map(str, ran.error.round(4).tolist()))
    shares = (100 * ran.dispatch).round().astype(np.int64).ravel().tolist()
    dispatch = "" if ran.dispatch.shape[-1] == 1 else " ".join(map(str, shares))
    return [kind, clusters, noise, run, errors, dispatch]


@cache
def _trained() -> dict[tuple[str, int, float], list[Training]]:
    found: dict[tuple[str, int, float], list[Training]] = {}
    for row in table("cluster_runs.csv")[0]:
        kind, clusters = row["kind"], int(row["clusters"])
        shape = (len(STEPS), clusters, KINDS[kind][0])
        shares = row["dispatch"].split() or ["100"] * (len(STEPS) * clusters)
        per_cent = np.array(shares, dtype=float).reshape(shape)
        # whole per cent need not sum to 100
        dispatch = per_cent / per_cent.sum(axis=-1, keepdims=True)
        error = np.array(row["errors"].split(), dtype=float)
        found.setdefault((kind, clusters, float(row["noise"])), []).append(
            Training(np.array(STEPS), error, dispatch)
        )
    return found


def trained(kind: str, *, clusters: int, noise: float) -> list[Training]:
    """Return the five stored runs of a setting.

    Parameters
    ----------
    kind : str
        A key of :data:`fitbreadth.learning.cluster_training.KINDS`.
    clusters : int
        One of :data:`CLUSTERS`.
    noise : float
        One of :data:`NOISES`.

    Returns
    -------
    list of Training
        Tested after each of :data:`STEPS`.

    Raises
    ------
    ValueError
        If there are no such runs.

    Examples
    --------
    >>> runs = trained("mixture of nonlinear experts", clusters=4, noise=1.0)
    >>> len(runs), runs[0].dispatch.shape
    (5, (10, 4, 8))
    """
    choice("kind", kind, tuple(KINDS))
    if clusters not in CLUSTERS or noise not in NOISES:
        raise ValueError(
            f"clusters must be one of {CLUSTERS} and noise of {NOISES}, got {clusters!r} and "
            f"{noise!r}"
        )
    return _trained()[kind, int(clusters), float(noise)]


def settings(seed: int) -> str:
    """Return what the rows depend on besides their columns: the line above the csv's header.

    Examples
    --------
    >>> settings(7).split("; ")[:2]
    ['5 runs a setting', 'base seed 7']
    """
    return f"{RUNS} runs a setting; base seed {seed}; numpy {np.__version__}"


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
        module="fitbreadth.learning.cluster_runs",
        about="Train experts on inputs in clusters.",
        out="cluster_runs.csv",
        seed=7,
        settings=settings,
        columns=COLUMNS,
        jobs=lambda given: product(KINDS, CLUSTERS, NOISES, range(RUNS)),
        run=lambda job, seed: [row_of_training(*job, seed=seed)],
    )


if __name__ == "__main__":
    main()
