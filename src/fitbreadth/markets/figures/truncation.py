"""A firm's worth with its top cut off, and the price that comes of it.

Above the ceiling a firm is taken to be worth no more than at it; the price falls towards the true
one as the ceiling is lifted, and at one and the same ceiling more points change nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

SOLVERS = {"with a ceiling": "specialist", "without one": "environment"}
"""The two solutions, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the worth of a firm with and without a ceiling, and the price against the ceiling.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"worth"`` (``who``, lists ``phi``, ``worth``), ``"ceiling"`` (``phi``),
        ``"tip"`` (``who``, ``phi``, ``worth``), ``"prices"`` and ``"others"`` (lists ``at``,
        ``price``; at the other number of points), ``"true"`` (``who``, ``at``, ``price``),
        ``"note"`` (``at``, ``price``, ``label``), ``"told"`` (``rank``, ``at``, ``price``,
        ``label``), ``"grip"`` (``at``, ``price``, ``set_ceiling``) or ``"now"`` (``who``, ``at``,
        ``price``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    solver = coloured("who", SOLVERS)
    x = alt.X(
        "phi:Q",
        title="productivity of a firm",
        scale=alt.Scale(domain=[0, 12], nice=False),
        axis=alt.Axis(tickCount=6),
    )
    worth = alt.Y(
        "worth:Q",
        title="worth of a firm, yearly wages",
        scale=alt.Scale(domain=[-10, 320], nice=False),
    )
    firm = alt.layer(
        alt.Chart(data).mark_rule(color=COLOUR["faint"]).encode(y=alt.datum(0)),
        part("ceiling").mark_rule(strokeDash=[4, 3]).encode(x=x),
        part("worth", "phi", "worth").mark_line(strokeWidth=3).encode(x=x, y=worth, color=solver),
        part("tip")
        .mark_point(size=130)
        .encode(x=x, y=worth, color=solver, shape=shaped("who", SOLVERS)),
    )
    at = alt.X(
        "at:Q",
        title="largest productivity that is computed",
        scale=alt.Scale(domain=[2.5, 10.5], nice=False),
        axis=alt.Axis(values=[3, 4, 5, 6, 7, 8, 10]),
    )
    price = alt.Y(
        "price:Q", title="price of the good", scale=alt.Scale(domain=[1.35, 1.93], nice=False)
    )
    prices = alt.layer(
        part("true").mark_rule(strokeWidth=3).encode(y=price, color=solver),
        part("true")
        .mark_point(size=130)
        .encode(x=at, y=price, color=solver, shape=shaped("who", SOLVERS)),
        part("others", "at", "price")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=at, y=price),
        part("prices", "at", "price")
        .mark_line(color=COLOUR["specialist"], strokeWidth=1.5)
        .encode(x=at, y=price),
        *(
            part("told")
            .transform_filter(f"datum.rank == {rank}")
            .mark_text(align="right", dy=16 * rank, fontSize=12, color=COLOUR[colour])
            .encode(x=at, y=price, text="label:N")
            for rank, colour in enumerate(("specialist", "muted"))
        ),
        part("grip")
        .mark_point(color=COLOUR["specialist"], shape="triangle-up", size=45, cursor="crosshair")
        .encode(
            x=at,
            y=price,
            tooltip=[
                alt.Tooltip("at:Q", title="largest productivity"),
                alt.Tooltip("price:Q", format=".4f"),
            ],
        ),
        part("note")
        .mark_text(align="left", dx=10, dy=-8, fontSize=12)
        .encode(x=at, y=price, text="label:N"),
        part("now")
        .mark_point(size=200)
        .encode(x=at, y=price, color=solver, shape=shaped("who", SOLVERS)),
    )
    return alt.hconcat(
        firm.properties(
            title=alt.Title(
                "What a firm is taken to be worth", subtitle="dashed: the largest that is computed"
            )
        ),
        prices.properties(
            title=alt.Title("The price that comes out", subtitle="wide: the other number of points")
        ),
        bounds="flush",
        spacing=88,
    )
