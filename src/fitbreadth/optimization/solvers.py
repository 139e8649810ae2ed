"""Five optimizers, each restarted until a meter stops it: at the last target, or its budget spent.

An optimizer sees f alone. The meter also knows f_opt and notes when f - f_opt first reached each
target.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from fitbreadth.optimization.benchmark import TARGETS
from fitbreadth.optimization.runs import ALGORITHMS
from fitbreadth.rng import generator
from fitbreadth.validate import Float, choice, integer, number

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
