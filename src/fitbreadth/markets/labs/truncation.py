"""A published price that is its grid's: lift the ceiling, and it falls.

A solver that knows no firm above its last grid point makes large firms poor. What entrants hope
for is to become one, so fewer enter, and the price comes out too high however fine the grid.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.markets.ceiling import Capped, capped_price
from fitbreadth.markets.figures.truncation import SOLVERS, draw
from fitbreadth.markets.firm_value import value
from fitbreadth.markets.free_entry import Entry, free_entry
from fitbreadth.markets.industry import Industry
from fitbreadth.validate import Float

CEILINGS = (3, 3.5, 4, 5, 6, 7, 8, 10)
POINTS = (100, 400)
PUBLISHED = 5
TOP, WIDEST = 300.0, 12.0


@lru_cache(maxsize=64)
def _capped(ceiling: float, points: int) -> Capped:
    return capped_price(Industry(), ceiling=ceiling, points=points)


@cache
def _true() -> Entry:
    return free_entry(Industry())


def rows(*, ceiling: float, points: int) -> list[Row]:
    """Solve for the price with a ceiling, at every ceiling, and without one."""
    found, true = _capped(ceiling, points), _true()
    phi = np.linspace(0.05, WIDEST, 40)
    capped = np.interp(phi, found.phi, found.value)
    free = value(true.solved, phi, p=true.price)
    capped_name, free_name = SOLVERS
    other = _other(points)
    # the lines go through the mark, also where it is between two ceilings
    places = sorted({*CEILINGS, ceiling})
    prices, others = ([_capped(at, n).price for at in places] for n in (points, other))
    parts: list[Row] = []
    for who, worth in ((capped_name, capped), (free_name, free)):
        seen = worth <= TOP
        parts.append(
            {"panel": "worth", "who": who, "phi": _list(phi[seen]), "worth": _list(worth[seen])}
        )
        # where the two part ways, and where the true one leaves the axis
        last = int(seen.sum()) - 1
        tip = (ceiling, found.value[-1]) if who == capped_name else (phi[last], worth[last])
        parts.append({"panel": "tip", "who": who, "phi": _five(tip[0]), "worth": _five(tip[1])})
    parts += [
        {"panel": "told", "rank": rank, "at": 10.4, "price": 1.85}
        | {"label": f"{n} points: {_capped(ceiling, n).price:.4f}"}
        for rank, n in enumerate((points, other))
    ]
    parts += [
        {"panel": "ceiling", "phi": ceiling},
        {"panel": "others", "at": places, "price": _list(np.array(others))},
        {"panel": "prices", "at": places, "price": _list(np.array(prices))},
        {"panel": "true", "who": free_name, "at": 2.7, "price": round(true.price, 4)},
        {
            "panel": "note",
            "at": PUBLISHED,
            "price": round(_capped(PUBLISHED, points).price, 4),
            "label": "the lecture's",
        },
        {"panel": "now", "who": capped_name, "at": ceiling, "price": round(found.price, 4)},
    ]
    return parts + [
        {"panel": "grip", "at": at, "price": round(price, 4), "set_ceiling": at}
        for at, price in zip(places, prices, strict=True)
        if at in CEILINGS
    ]


def _other(points: int) -> int:
    return next(n for n in POINTS if n != points)


def _list(values: Float) -> list[float]:
    return [_five(value) for value in values.tolist()]


def _five(value: float) -> float:
    return float(f"{value:.5g}")


def sentence(*, ceiling: float, points: int) -> str:
    """Say what price comes out, and how far off it is."""
    found, true = _capped(ceiling, points).price, _true().price
    other = _other(points)
    return (
        f"With {ceiling:g} as the largest productivity that is computed, and {points} points below "
        f"it, the price comes out as {found:.4f}, {found / true - 1:.1%} above the true "
        f"{true:.4f}; with {other} points it is {_capped(ceiling, other).price:.4f}."
    )


LAB = Lab(
    name="fig-truncation",
    controls=(
        Control("ceiling", "Largest productivity that is computed", CEILINGS, PUBLISHED),
        Control("points", "Points below it", POINTS, POINTS[0]),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Try more points, then lift the ceiling, the largest productivity that is computed. "
        "This is a check on the last figure, whose price decides how productive a firm must be "
        "to stay. A well-known lecture computes the worth of a firm at 100 points up to a "
        "productivity of 5, and takes a firm above to be worth no more than one at 5. More "
        "points do not help: the price stays near 1.48. A higher ceiling does, for what pays "
        "for entry is the hope of becoming large. Cut that off and only a higher price makes "
        "entering worth its cost."
    ),
    description=(
        "One panel shows the worth of a firm: with a ceiling the curve turns level there, without "
        "one it keeps rising. In the other the price falls steeply with the ceiling towards a "
        "level line that marks the true price, and hardly moves with the number of points."
    ),
    columns={
        "panel": "panel",
        "who": "solved",
        "phi": "productivity",
        "worth": "worth of a firm, yearly wages",
        "at": "largest productivity",
        "price": "price",
    },
)
