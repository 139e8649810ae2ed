"""Why error falls along a straight line, and why so slowly: numbers spread over d dimensions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import count, pairwise

import numpy as np

from fitbreadth.bitter_lesson.figures.resolution import SMALLEST, draw
from fitbreadth.bitter_lesson.power_law import PowerLaw, fit_power_law
from fitbreadth.bitter_lesson.random_surface import Surface, heights, random_surface
from fitbreadth.bitter_lesson.resolution import exponent
from fitbreadth.bitter_lesson.resolution_runs import grid_error, grid_errors
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.rounding import shorts, written
from fitbreadth.validate import Float

SIZES = tuple(m**6 for m in range(2, 9))
DIMENSIONS = {"one": 1, "two": 2, "three": 3}
KINDS = ("smooth", "kink", "jump")
SURFACES, POINTS, SEED, WAVES = 16, {1: 128, 2: 1000, 3: 300}, 3, 32
DRAWN = 6
"""Seed from which on a function along the edge is looked for that has creases or tears."""
APART_BY = 1000
"""What one run's seeds are larger by than those of the run before."""
BARS = 32
"""Most bars along the edge."""
FITTED = 5
APART = 0.08
"""Least distance of two names, as a part of the axis."""


def _knots(size: int, d: int) -> int:
    return int(np.rint(size ** (1 / d)))


@lru_cache(maxsize=64)
def _errors(d: int, kind: str, run: int) -> Float:
    return grid_errors(
        [_knots(size, d) for size in SIZES],
        d=d,
        seed=APART_BY * run + SEED,
        kind=kind,
        waves=WAVES,
        surfaces=SURFACES,
        points=POINTS[d],
    )


@lru_cache(maxsize=64)
def _mean(d: int, kind: str, run: int) -> tuple[Float, Float]:
    """Return mean errors, and their standard errors as parts of them."""
    errors = _errors(d, kind, run)
    mean = errors.mean(axis=0)
    # of the mean, as a part of it: a function without a tear has hardly any error
    return mean, errors.std(axis=0, ddof=1) / np.sqrt(SURFACES) / mean


@lru_cache(maxsize=64)
def _drawn(run: int) -> int:
    """Return the seed of the function along the edge, whatever the dimensions."""
    along = np.linspace(0, 1, 500)[:, None]
    return next(
        seed
        for seed in count(APART_BY * run + DRAWN)
        if np.ptp(heights(random_surface(1, seed=seed, kind="jump", waves=WAVES), points=along))
    )


@lru_cache(maxsize=256)
def _bars(d: int, kind: str, size: int, run: int) -> tuple[Float, Float]:
    """Return where bars along the edge begin and end, and the mean squared error within each.

    Bars hold whole pieces, so that each is a grid of its own.
    """
    whole = random_surface(1, seed=_drawn(run), kind=kind, waves=WAVES)
    pieces = _knots(size, d) - 1
    edges = np.rint(np.linspace(0, pieces, min(pieces, BARS) + 1))
    errors = []
    for first, last in pairwise(edges.tolist()):
        start, width = first / pieces, (last - first) / pieces
        inner = Surface(
            kind, whole.frequencies * width, whole.phases + whole.frequencies[:, 0] * start
        )
        knots, seed = [int(last - first) + 1], APART_BY * run + SEED
        errors.append(grid_error(inner, knots=knots, seed=seed, points=48))
    return edges / pieces, np.array(errors)


@lru_cache(maxsize=64)
def _frame(kind: str, run: int) -> dict[str, tuple[float, float]]:
    """Return the ends of both axes of error, whatever the dimensions and the size."""
    measured, along = [], []
    for d in DIMENSIONS.values():
        mean, spread = _mean(d, kind, run)
        measured += [*(mean * np.exp(-2 * spread)), *(mean * np.exp(2 * spread))]
        along += [error for size in SIZES for error in _bars(d, kind, size, run)[1] if error > 0]
    return {
        of: (
            10.0 ** np.floor(np.log10(min(values)) - 0.3),
            10.0 ** np.ceil(np.log10(max(values)) + 0.1),
        )
        for of, values in (("errors", measured), ("bars", along))
    }


def _law(d: int, kind: str, run: int) -> PowerLaw:
    return fit_power_law(SIZES[-FITTED:], _mean(d, kind, run)[0][-FITTED:])


def rows(*, d: str, kind: str, seed: int = 0) -> list[Row]:
    """Give the errors in every number of dimensions, and those of a function along an edge."""
    chosen = DIMENSIONS[d]
    parts: list[Row] = []
    for dims in DIMENSIONS.values():
        who = "this" if dims == chosen else "other"
        mean, spread = _mean(dims, kind, seed)
        middle = SIZES[-FITTED:]
        # the slope of theory, hung up at the middle of what is fitted
        height = np.exp(np.mean(np.log(mean[-FITTED:])))
        along = np.array([SIZES[1], SIZES[-1]], dtype=float)
        line = height * (along / np.exp(np.mean(np.log(middle)))) ** -exponent(dims, kind=kind)
        parts += [
            {"panel": "limit", "dims": dims, "size": shorts(along), "line": shorts(line)},
            {
                "panel": "errors",
                "who": who,
                "dims": dims,
                "size": list(SIZES),
                "error": shorts(mean),
                "low": shorts(mean / np.exp(2 * spread)),
                "high": shorts(mean * np.exp(2 * spread)),
            },
            {
                "panel": "name",
                "who": who,
                "words": f"{dims} dim.",
                "size": float(SIZES[-1]),
                "error": _name_height(dims, kind, seed),
            },
        ]
    frame = _frame(kind, seed)
    for size in SIZES:
        edges, errors = _bars(chosen, kind, size, seed)
        # where the pieces are exact there is nothing to draw
        seen = errors > 0
        parts.append(
            {
                "panel": "bars",
                "total": size,
                "bottom": frame["bars"][0],
                "start": shorts(edges[:-1][seen]),
                "end": shorts(edges[1:][seen]),
                "error": shorts(errors[seen]),
            }
        )
    return parts + [
        {"panel": "frame", "of": of, "at": at, "bottom": bottom, "top": top}
        for (of, (bottom, top)), at in zip(frame.items(), (SIZES[0], 0.5), strict=True)
    ]


def _name_height(d: int, kind: str, run: int) -> float:
    """Return where the name of a line stands: at its end, or lower to be clear of others."""
    end = float(_mean(d, kind, run)[0][-1])
    if d < max(DIMENSIONS.values()):
        bottom, top = _frame(kind, run)["errors"]
        end = min(end, _name_height(d + 1, kind, run) * (bottom / top) ** APART)
    return shorts(np.array([end]))[0]


def places() -> list[Row]:
    """Return where the reader may drag the size to."""
    edges = [SMALLEST, *np.sqrt(np.array(SIZES[1:], dtype=float) * SIZES[:-1]), 1.5 * SIZES[-1]]
    return [
        {
            "panel": "place",
            "set_n": size,
            "left": round(float(left), 1),
            "right": round(float(right), 1),
        }
        for size, left, right in zip(SIZES, edges[:-1], edges[1:], strict=True)
    ]


def sentence(*, d: str, kind: str, n: int, seed: int = 0) -> str:
    """Say how fine the grid is, how large the error, and what ten times the numbers would do."""
    dims = DIMENSIONS[d]
    error = float(_mean(dims, kind, seed)[0][SIZES.index(n)])
    law, limit = _law(dims, kind, seed), exponent(dims, kind=kind)
    each = _knots(n, dims)
    spread = {1: "all along one line", 2: f"{each} × {each}", 3: f"{each} × {each} × {each}"}
    return (
        f"{n:,} numbers, {spread[dims]}: mean squared error {written(error)} of the function's "
        f"variance. At the larger sizes error falls like N to the power −{law.exponent:.2f}, give "
        f"or take {law.high - law.exponent:.2g} for the points' scatter about a straight line (95% "
        f"interval); theory says −{limit:.3g}. To make it 10 times smaller takes "
        f"{_times(10 ** (1 / limit))} times the numbers."
    )


def _times(factor: float) -> str:
    return f"{factor:.3g}" if factor < 1000 else f"{factor:,.0f}"


def measured_exponent(rows: Sequence[Row]) -> float:
    """Return how steeply the error falls at the larger sizes."""
    lines = (row for row in rows if row["panel"] == "errors")
    error = next(line["error"] for line in lines if line["who"] == "this")
    return fit_power_law(SIZES[-FITTED:], error[-FITTED:]).exponent


LAB = Lab(
    name="fig-resolution",
    controls=(
        Control("d", "Dimensions", tuple(DIMENSIONS), "two", labels=("1", "2", "3")),
        Control("kind", "The function is", KINDS, "smooth", labels=("smooth", "creased", "torn")),
        Control("n", "Numbers stored, N", SIZES, 729, view=True),
    ),
    rows=rows,
    draw=draw,
    backdrop=places,
    readout=sentence,
    seed=0,
    outcome=Outcome("measured exponent of the error's fall", measured_exponent),
    needs_scipy=True,
    caption=(
        "See the slope change: switch between 1, 2 and 3 dimensions, then drag the ring. A random "
        "function is stored as N evenly spaced numbers, with straight pieces between. In d "
        "dimensions that leaves gaps of width N to the power −1/d, and the squared error of a "
        "smooth function goes with the fourth power of the gap, so with N to the power −4/d. A "
        "creased function has −3/d, a torn one −1/d. *Where the error is* shows one edge of the "
        "cube: creases and tears lag behind. The slope, the law's exponent, belongs to the "
        "function and the way of storing it: size cannot change it."
    ),
    description=(
        "Error against the numbers stored, both on logarithmic axes: three straight falling "
        "lines, steepest in one dimension and flattest in three, along wide grey lines of the "
        "theoretical slope. And bars of the error along an edge, which become more, narrower and "
        "lower with the numbers stored; with creases a few of them stay high, and with tears only "
        "these few are left."
    ),
    columns={
        "panel": "part",
        "dims": "dimensions",
        "size": "numbers stored",
        "error": "mean squared error",
        "low": "mean, lower end",
        "high": "mean, upper end",
        "line": "slope of theory",
        "total": "numbers stored in all",
        "start": "along the edge, from",
        "end": "to",
    },
)
