"""How far off many shops are, by how far one of them is from the others, and shop by shop.

Guessed together, all shops stay below the level line of guesses alone; the odd one may not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WAYS = {
    "each alone": "specialist",
    "all shops, together": "generalist",
    "the odd one, together": "rival",
}
"""Guesses, with their roles."""

ODD_ONES = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0)
"""How far the odd shop may be from the middle of the others, in errors of a guess alone."""

TOP = 2.3
"""Largest error on the axes."""

LAST = 0.74
"""Where the last but the odd shop stands, along an axis from 0 to 1."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw errors against the odd shop's distance, and the errors shop by shop.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"law"`` (``who``, lists ``far``, ``law``), ``"found"`` (``who``, lists ``far``,
        ``many``, ``one``), ``"shop"`` (``at``, lists ``who``, ``place``, ``many``, ``one``,
        ``law``) or ``"column"`` (``set_odd``, ``left``, ``right``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _by_distance(part).properties(
            title=alt.Title(
                "How far off the guesses are",
                subtitle=[
                    "root mean square: 1,000 runs, or one run's shops",
                    "marks: simulations; lines: theory",
                ],
            )
        ),
        _by_shop(part).properties(
            title=alt.Title(
                "Shop by shop",
                subtitle=[
                    "root mean square of 1,000 runs, or one error",
                    "marks: simulations; dashes: theory",
                ],
            )
        ),
        bounds="flush",
        spacing=76,
    )


def _y(field: str) -> alt.Y:
    return alt.Y(
        field,
        title="off by, alone = 1",
        scale=alt.Scale(domain=[0, TOP], nice=False),
        axis=alt.Axis(values=[0, 0.5, 1, 1.5, 2], format="~g"),
    )


def _colour() -> alt.Color:
    return coloured("who", WAYS, legend=alt.Legend(symbolOpacity=1))


def _marks(chart: Any) -> Any:
    """Give a chart the entities' colours and marks, at what the reader asked for."""
    return chart.transform_calculate(off="runs == 'one' ? datum.one : datum.many").encode(
        y=_y("off:Q"),
        color=_colour(),
        shape=shaped("who", WAYS),
        tooltip=[alt.Tooltip("who:N"), alt.Tooltip("off:Q", title="off by", format=".2f")],
    )


def _by_distance(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="odd shop away by, typical errors",
            scale=alt.Scale(domain=[-0.5, ODD_ONES[-1] + 0.5], nice=False),
            axis=alt.Axis(values=[0, 2, 4, 6, 8, 10, 12], grid=False),
        )

    found = _marks(part("found", "far", "many", "one")).encode(x=x("far:Q"))
    here = found.transform_filter("datum.far == odd")
    return alt.layer(
        part("law", "far", "law")
        .mark_line(strokeWidth=6, opacity=0.35)
        .encode(x=x("far:Q"), y=_y("law:Q"), color=_colour()),
        found.mark_point(size=50),
        here.mark_point(size=230, filled=False, strokeWidth=2.5),
        part("column").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
    )


def _by_shop(part: Any) -> Any:
    x = alt.X(
        "place:Q",
        title="the other shops, by their true number",
        scale=alt.Scale(domain=[-0.09, 1.12], nice=False),
        axis=alt.Axis(
            values=[0, LAST, 1],
            labelExpr="datum.value == 1 ? 'odd one' : datum.value == 0 ? 'lowest' : 'highest'",
            grid=False,
            ticks=False,
            labelPadding=7,
        ),
    )
    shops = part("shop", "who", "place", "many", "one", "law").transform_filter("datum.at == odd")
    return alt.layer(
        # a foot for every shop
        shops.mark_tick(color=COLOUR["muted"], thickness=1, size=6, yOffset=-3).encode(
            x=x, y=alt.datum(0)
        ),
        shops.mark_tick(color=COLOUR["ink"], thickness=1.5, size=13, orient="horizontal").encode(
            x=x, y=_y("law:Q")
        ),
        _marks(shops).mark_point(size=50).encode(x=x),
    )
