"""Five optimizers on the real suite: ``python -m fitbreadth.optimization.suite --out runs.csv``.

Each optimizer restarts until a meter stops it: at the last target or when the budget is spent.
The functions are those of COCO's ``bbob`` suite (hansen2021) in dimension 5. An optimizer sees
f alone. The meter also knows f_opt, which COCO's ``BareProblem.best_value`` returns, and notes
when f - f_opt first reached each target. Finished runs are appended to the csv, and those
already in it are skipped, so an interrupted command is simply given again.
"""

from __future__ import annotations

import argparse
import csv
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from fitbreadth.optimization.benchmark import ALGORITHMS, TARGETS
from fitbreadth.rng import generator
from fitbreadth.validate import Float, choice, integer, number

DIMENSION = 5
FUNCTIONS = (1, 2, 3, 8, 10, 15, 21)
COLUMNS = (
    *("algorithm", "function", "instance", "seed"),
    *(f"to {target:.0e}" for target in TARGETS),
    "evaluations",
)
"""Header of the csv: ``to t`` is blank when precision t was never reached."""

Objective = Callable[[Float], float]


@dataclass(frozen=True)
class Run:
    """One run of an optimizer.

    Attributes
    ----------
    hits : tuple of int
        Evaluations used when the first ``len(hits)`` of ``TARGETS`` were first reached.
    evaluations : int
        Evaluations used in all.
    """

    hits: tuple[int, ...]
    evaluations: int


class _Stopped(Exception):
    """The last target is reached or the budget is spent."""


class _Meter:
    """Count the evaluations of f, note when targets are reached, and stop the optimizer."""

    def __init__(self, objective: Objective, optimum: float, budget: int) -> None:
        self.objective, self.optimum, self.budget = objective, optimum, budget
        self.evaluations = 0
        self.hits: list[int] = []

    def __call__(self, x: Float) -> float:
        value = float(self.objective(np.asarray(x, dtype=float)))
        self.evaluations += 1
        for target in TARGETS[len(self.hits) :]:
            if value - self.optimum > target:
                break
            self.hits.append(self.evaluations)
        if len(self.hits) == len(TARGETS) or self.evaluations >= self.budget:
            raise _Stopped
        return value


def _start(rng: np.random.Generator, dimension: int) -> Float:
    """Draw a start in [-4, 4]^D; the optimum lies in it, the domain is [-5, 5]^D."""
    return rng.uniform(-4, 4, dimension)


def _bfgs(f: Objective, dimension: int, rng: np.random.Generator) -> None:
    from scipy.optimize import minimize

    while True:
        minimize(f, _start(rng, dimension), method="BFGS")


def _nelder_mead(f: Objective, dimension: int, rng: np.random.Generator) -> None:
    from scipy.optimize import minimize

    # SciPy's own tolerances of 1e-4 and its iteration limit would stop short of the last target
    options = {"xatol": 1e-8, "fatol": 1e-8, "maxiter": 10**9, "maxfev": 10**9}
    while True:
        minimize(f, _start(rng, dimension), method="Nelder-Mead", options=options)


def _ipop_cma_es(f: Objective, dimension: int, rng: np.random.Generator) -> None:
    import cma

    # a seed of nan and an own `randn` keep cma away from NumPy's global stream
    quiet = {"seed": np.nan, "randn": lambda *shape: rng.standard_normal(shape), "verbose": -9}
    while True:
        cma.fmin2(f, lambda: _start(rng, dimension), 2.0, quiet, restarts=9, incpopsize=2)


def _line_search(f: Objective, dimension: int, rng: np.random.Generator) -> None:
    """Sweep the coordinates: 200 points across the domain, then Brent's method about the best."""
    from scipy.optimize import minimize_scalar

    step = 10 / 200
    while True:
        x, best, gained = _start(rng, dimension), np.inf, np.inf
        while gained > 1e-9:
            for j in range(dimension):

                def along(t: float, x: Float = x, j: int = j) -> float:
                    return f(np.concatenate([x[:j], [t], x[j + 1 :]]))

                points = -5 + step * (np.arange(200) + rng.random())
                c = points[int(np.argmin([along(t) for t in points]))]
                line = minimize_scalar(
                    along, bounds=(c - step, c + step), method="bounded", options={"xatol": 1e-8}
                )
                x[j] = line.x
            gained, best = best - line.fun, line.fun


def _random(f: Objective, dimension: int, rng: np.random.Generator) -> None:
    while True:
        f(rng.uniform(-5, 5, dimension))


_SOLVERS = dict(
    zip(ALGORITHMS, (_bfgs, _nelder_mead, _ipop_cma_es, _line_search, _random), strict=True)
)


def solve(
    algorithm: str,
    *,
    objective: Objective,
    optimum: float,
    dimension: int,
    budget: int,
    seed: int | np.random.Generator,
) -> Run:
    """Run an optimizer until precision 1e-7 or until its budget is spent.

    Parameters
    ----------
    algorithm : str
        A key of ``ALGORITHMS``.
    objective : callable
        f, from an array of shape (D,) to a float.
    optimum : float
        f_opt, which the optimizer is not told.
    dimension : int
        D, at least 2.
    budget : int
        Evaluations allowed, at least 1.
    seed : int or numpy.random.Generator
        Of the starts and of all sampling.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as above.

    References
    ----------
    auger2005ipop (restarts of CMA-ES with doubled population), posik2009 (line search)

    Examples
    --------
    >>> def sphere(x):
    ...     return float(x @ x)
    >>> solve("random", objective=sphere, optimum=0, dimension=2, budget=9, seed=1).evaluations
    9
    """
    solver = _SOLVERS[choice("algorithm", algorithm, tuple(ALGORITHMS))]
    if not callable(objective):
        raise TypeError(f"objective must be a function of an array, got {objective!r}")
    meter = _Meter(objective, number("optimum", optimum), integer("budget", budget, low=1))
    with suppress(_Stopped):
        solver(meter, integer("dimension", dimension, low=2), generator(seed))
    return Run(tuple(meter.hits), meter.evaluations)


def run(algorithm: str, *, function: int, instance: int, seed: int) -> list[Any]:
    """Run an optimizer on one problem of the suite, and return the row of the csv.

    Parameters
    ----------
    algorithm : str
        A key of ``ALGORITHMS``.
    function : int
        1 to 24.
    instance : int
        Of the function's shifts and rotations, at least 1.
    seed : int
        Base seed; the run's own is derived from it, the algorithm, the function and the instance.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as above.
    ModuleNotFoundError
        If COCO, ``cma`` or SciPy is missing.

    Examples
    --------
    >>> run("line-search", function=3, instance=1, seed=1)[:3]  # doctest: +SKIP
    ['line-search', 3, 1]
    """
    integer("function", function, low=1, high=24)
    integer("instance", instance, low=1)
    integer("seed", seed, low=0)
    choice("algorithm", algorithm, tuple(ALGORITHMS))
    from cocoex import BareProblem

    own = zlib.crc32(f"{seed}, {algorithm}, f{function}, instance {instance}".encode())
    problem = BareProblem("bbob", function, DIMENSION, instance)
    result = solve(
        algorithm,
        objective=problem,
        optimum=problem.best_value(),
        dimension=DIMENSION,
        budget=100_000 if function in (3, 15, 21) and algorithm != "random" else 20_000,
        seed=own,
    )
    blanks = [""] * (len(TARGETS) - len(result.hits))
    return [algorithm, function, instance, own, *result.hits, *blanks, result.evaluations]


def settings(seed: int) -> str:
    """Return the line above the csv's header: what else its rows depend on.

    Parameters
    ----------
    seed : int
        Base seed.

    Raises
    ------
    ModuleNotFoundError
        If COCO, ``cma`` or SciPy is missing.

    Examples
    --------
    >>> settings(1)  # doctest: +SKIP
    '# bbob, dimension 5; budget 2e4, 1e5 on f3, f15 and f21 (random 2e4); base seed 1; ...'
    """
    made_with = ", ".join(
        f"{name} {version(name)}" for name in ("coco-experiment", "cma", "scipy", "numpy")
    )
    budget = "budget 2e4, 1e5 on f3, f15 and f21 (random 2e4)"
    return f"# bbob, dimension {DIMENSION}; {budget}; base seed {seed}; {made_with}"


def done(out: Path, *, expected: str) -> set[tuple[str, int, int]]:
    """Return which (algorithm, function, instance) a csv holds, and make it ready to append to.

    Parameters
    ----------
    out : pathlib.Path
        The csv. It is begun if missing, and a last line that was cut short is removed.
    expected : str
        The settings line it must carry.

    Raises
    ------
    ValueError
        If it was made with other settings, or is not such a csv.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     done(Path(folder) / "runs.csv", expected="# settings")
    set()
    """
    head = f"{expected}\n{','.join(COLUMNS)}\n"
    found = out.read_text(encoding="utf-8") if out.exists() else ""
    text = found[: found.rfind("\n") + 1]
    if head.startswith(found):
        text = head
    if not text.startswith(head):
        first = found.splitlines()[0]
        raise ValueError(f"{out} was made with other settings: it has\n{first}\nnot\n{expected}")
    out.write_text(text, encoding="utf-8")
    rows = csv.reader(text.removeprefix(head).splitlines())
    return {(row[0], int(row[1]), int(row[2])) for row in rows}


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
    parser = argparse.ArgumentParser(
        prog="python -m fitbreadth.optimization.suite",
        description="Run five optimizers on the COCO suite; resumes where the csv ends.",
    )
    parser.add_argument("--out", type=Path, default=Path("bbob_runs.csv"), help="csv to append to")
    parser.add_argument("--functions", type=int, nargs="+", default=FUNCTIONS, metavar="F")
    parser.add_argument("--instances", type=int, nargs="+", default=range(1, 8), metavar="I")
    parser.add_argument("--algorithms", nargs="+", default=list(ALGORITHMS), choices=ALGORITHMS)
    parser.add_argument("--seed", type=int, default=1, help="base seed")
    given = parser.parse_args(arguments)
    try:
        from tqdm import tqdm

        wanted = {
            (algorithm, integer("--functions", function, low=1, high=24), instance)
            for algorithm in given.algorithms
            for function in given.functions
            for instance in (integer("--instances", i, low=1) for i in given.instances)
        }
        finished = done(given.out, expected=settings(integer("--seed", given.seed, low=0)))
    except ModuleNotFoundError as missing:
        parser.error(f"{missing}: pip install 'fitbreadth[suite]'")
    except (ValueError, OSError) as wrong:
        parser.error(str(wrong))
    with given.out.open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        for algorithm, function, instance in tqdm(sorted(wanted - finished), unit="run"):
            writer.writerow(run(algorithm, function=function, instance=instance, seed=given.seed))
            file.flush()


if __name__ == "__main__":
    main()
