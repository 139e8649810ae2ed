"""Knowledge that scale does not wash out, and a learner that needs no telling.

A function of many variables depends on few directions. Told which, one spends all numbers there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.bitter_lesson.axis_refinement import refine
from fitbreadth.bitter_lesson.figures.directions import LOWEST, WAYS, draw
from fitbreadth.bitter_lesson.power_law import PowerLaw, fit_power_law
from fitbreadth.bitter_lesson.random_surface import Surface
from fitbreadth.bitter_lesson.relevant_directions import (
    growth,
    ridge_surface,
    symmetry_factor,
    told_error,
)
from fitbreadth.bitter_lesson.resolution_runs import grid_error
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.rounding import shorts
from fitbreadth.validate import Float

TOLD, FINDS, UNTOLD = WAYS
GAINING = TOLD, FINDS
VARIABLES = (3, 4, 5, 6)
RELEVANT = (2, 3)
SURFACES, POINTS, LARGEST, FITTED = 6, 64, 10**6, 1000
HELPS = 1.1
"""Least factor that is called a help."""

SEED = 0
Curve = tuple[Float, Float]


def _seeds(seed: int) -> range:
    """Return the seed of each function: runs that follow one another have none in common."""
    return range(1000 * seed, 1000 * seed + SURFACES)


@lru_cache(maxsize=64)
def _surfaces(d: int, relevant: int, turned: bool, seed: int) -> list[tuple[Surface, Float]]:
    return [
        ridge_surface(d, relevant=relevant, seed=each, turned=turned, waves=32)
        for each in _seeds(seed)
    ]


@lru_cache(maxsize=1024)
def _along(d: int, relevant: int, turned: bool, knots: int, seed: int) -> tuple[float, ...]:
    """Return the error of every surface with so many knots along each of its directions."""
    return tuple(
        told_error(surface, directions=directions, knots=knots, seed=each, points=POINTS)
        for each, (surface, directions) in zip(
            _seeds(seed), _surfaces(d, relevant, turned, seed), strict=True
        )
    )


def _counts(d: int) -> list[int]:
    """Return knots along an axis for about 9 sizes up to a million."""
    sizes = np.geomspace(10, LARGEST, 9)
    return [int(n) for n in np.unique(np.round(sizes ** (1 / d))) if n > 1]


@lru_cache(maxsize=128)
def _curve(who: str, d: int, relevant: int, turned: bool, seed: int) -> Curve:
    """Return sizes, and the errors of every surface, shape (sizes, surfaces)."""
    # axes that do not matter add nothing to the error, so that any d has the same surfaces
    plain = d if turned else relevant
    if who == TOLD:
        counts = _counts(relevant)
        errors = [_along(plain, relevant, turned, n, seed) for n in counts]
        return np.array(counts, dtype=float) ** relevant, np.array(errors)
    surfaces = _surfaces(d, relevant, turned, seed)
    if who == UNTOLD:
        counts = _counts(d)
        errors = [
            _whole(d, relevant, n, seed) if turned else _along(plain, relevant, turned, n, seed)
            for n in counts
        ]
        return np.array(counts, dtype=float) ** d, np.array(errors)
    seeds = _seeds(seed)
    runs = [
        refine(surface, budget=LARGEST, seed=each)
        for each, (surface, _) in zip(seeds, surfaces, strict=True)
    ]
    # every other stage is enough to draw, and the last
    stages = min(len(run.evaluations) for run in runs)
    kept = range(stages - 1, -1, -2)[::-1]
    size = np.array([np.mean([run.evaluations[at] for run in runs]) for at in kept])
    error = [
        [
            grid_error(surface, knots=run.knots[at].tolist(), seed=each, points=POINTS)
            for each, run, (surface, _) in zip(seeds, runs, surfaces, strict=True)
        ]
        for at in kept
    ]
    return size, np.array(error)


def _whole(d: int, relevant: int, knots: int, seed: int) -> tuple[float, ...]:
    return tuple(
        grid_error(surface, knots=[knots] * d, seed=each, points=POINTS)
        for each, (surface, _) in zip(_seeds(seed), _surfaces(d, relevant, True, seed), strict=True)
    )


def _law(who: str, d: int, relevant: int, turned: bool, seed: int) -> PowerLaw:
    size, error = _curve(who, d, relevant, turned, seed)
    used = size >= FITTED
    return fit_power_law(size[used], error[used].mean(axis=1))


def _times(who: str, d: int, relevant: int, turned: bool, seed: int) -> Curve:
    """Return sizes, and how many times smaller the error is than for who was not told."""
    size, error = _curve(who, d, relevant, turned, seed)
    without, worse = _curve(UNTOLD, d, relevant, turned, seed)
    inside = (without >= size[0]) & (without <= size[-1] * 1.3)
    own = np.interp(np.log(without[inside]), np.log(size), np.log(error.mean(axis=1)))
    return without[inside], worse.mean(axis=1)[inside] / np.exp(own)


def rows(*, d: int, relevant: int, turned: str, seed: int = SEED) -> list[Row]:
    """Give the three curves with their slopes of theory, and the ratios."""
    skew = turned == "turned"
    parts: list[Row] = []
    # where all directions matter, who was told has the same errors as who was not: last, on top
    for who in (UNTOLD, FINDS, TOLD):
        size, error = _curve(who, d, relevant, skew, seed)
        mean = error.mean(axis=1)
        slope = _limit(who, d, relevant, skew)
        used = size >= FITTED
        middle = np.exp(np.mean(np.log(size[used])))
        height = np.exp(np.mean(np.log(mean[used])))
        ends = size[used][[0, -1]]
        line = height * (ends / middle) ** -slope
        parts += [
            {"panel": "limit", "who": who, "size": shorts(ends), "line": shorts(line)},
            {
                "panel": "errors",
                "who": who,
                "size": shorts(size),
                "error": shorts(mean),
                "low": shorts(error.min(axis=1)),
                "high": shorts(error.max(axis=1)),
            },
        ]
    for who in GAINING:
        size, times = _times(who, d, relevant, skew, seed)
        parts.append({"panel": "ratio", "who": who, "size": shorts(size), "times": shorts(times)})
    mirror = float(f"{symmetry_factor(2, d=d):.4g}")
    words = f"dashed, a mirror symmetry: {mirror:.1f} times"
    return [
        *parts,
        {"panel": "mirror", "size": [10.0, float(LARGEST)], "times": [mirror, mirror]},
        # below all lines
        {"panel": "note", "at": float(LARGEST), "level": LOWEST, "words": words},
    ]


def _limit(who: str, d: int, relevant: int, turned: bool) -> float:
    knows = who == TOLD or (who == FINDS and not turned)
    return 4 / (relevant if knows else d)


def sentence(*, d: int, relevant: int, turned: str, seed: int = SEED) -> str:
    """Say the exponents, and what the knowledge is worth at the largest size."""
    skew = turned == "turned"
    laws = {who: _law(who, d, relevant, skew, seed).exponent for who in WAYS}
    words = (
        f"{relevant} of {d} directions matter. Error falls like N to the power "
        f"−{laws[TOLD]:.2f} if told which, −{laws[FINDS]:.2f} if one finds out and "
        f"−{laws[UNTOLD]:.2f} if not told; in the limit −{4 / relevant:.3g}, "
        f"−{_limit(FINDS, d, relevant, skew):.3g} and −{4 / d:.3g}. "
    )
    if growth(d, relevant=relevant) == 0:
        return words + "Where all directions matter, being told which do is worth nothing lasting."
    size, told, found = _gains(d, relevant, skew, seed)
    helps = f"divides it by {_by(found)}" if found > HELPS else "does not help"
    return (
        f"{words}At N = {size:,.0f} being told divides the error by {_by(told)} and goes on "
        f"gaining at every size; finding out {helps}."
    )


def _gains(d: int, relevant: int, turned: bool, seed: int) -> tuple[float, float, float]:
    """Return the largest size at which both can be compared, and their ratios there."""
    told, found = (
        dict(zip(*_times(who, d, relevant, turned, seed), strict=True)) for who in GAINING
    )
    size = max(told.keys() & found.keys())
    return size, told[size], found[size]


def _by(times: float) -> str:
    if times >= 1e6:
        return f"{float(f'{times:.2g}') / 1e6:,.3g} million"
    return f"{float(f'{times:.2g}'):,.0f}" if times >= 10 else f"{times:.2g}"


def steeper(rows: Sequence[Row]) -> float:
    """Return by how much the exponent of who was told is larger than that of who was not."""
    told, untold = (
        next(row for row in rows if row["panel"] == "errors" if row["who"] == who)
        for who in (TOLD, UNTOLD)
    )
    return _slope(told) - _slope(untold)


def _slope(curve: Row) -> float:
    size, error = np.array(curve["size"]), np.array(curve["error"])
    used = size >= FITTED
    return fit_power_law(size[used], error[used]).exponent


LAB = Lab(
    name="fig-directions",
    controls=(
        Control("d", "Variables", VARIABLES, 4),
        Control("relevant", "Directions that matter", RELEVANT, 2),
        Control(
            "turned",
            "They lie",
            ("axes", "turned"),
            "axes",
            labels=("along variables", "askew"),
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("exponent if told, minus exponent if not", steeper),
    needs_scipy=True,
    caption=(
        "Add variables that do not matter, and watch the gap. A smooth function of several "
        "variables depends on few. Told which, one spends all N numbers there; not told, one "
        "spreads them over all. The slopes differ: such knowledge gains at every size. Yet nobody "
        "need put it in. The finder, told only the axes, refines one variable after another "
        "wherever it is most wrong, counts every look, and falls as steeply; values are exact and "
        "may be asked for. Then let the directions lie askew: every variable matters a little, "
        "with nothing to leave out. A mirror symmetry is worth the same factor at every size."
    ),
    description=(
        "Error against the numbers asked for, both on logarithmic axes: a steep line for who was "
        "told, one nearly as steep and a little above it for who finds out, and a flat one for "
        "who was not told. And the ratio of errors, which climbs along straight lines, beside a "
        "level dashed line for a mirror symmetry."
    ),
    columns={
        "panel": "part",
        "who": "who",
        "size": "numbers asked for",
        "error": "mean squared error",
        "low": f"least of {SURFACES} functions",
        "high": f"largest of {SURFACES} functions",
        "line": "slope of theory",
        "times": "times less error than not told",
    },
)
