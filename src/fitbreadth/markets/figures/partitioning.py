"""A market with its firms, beside the ends of many: fewer generalists, more specialists.

Customers stand in columns by taste, coloured by the kind of firm that serves them; every firm is a
mark on top. Beside it each dot is the end of one run, the chosen scale's a ring.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

KINDS = {"generalists": "generalist", "specialists": "specialist"}
"""The two kinds of firm, with their roles."""

TALLEST = 46
"""Customers at the top of the first panel's axis."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw one market at one time, and generalists against specialists at the end of all runs.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"crowd"`` (lists ``taste``, ``count``), ``"served"`` (``round``, lists
        ``cell`` from 0 to 60, ``count``, ``code``: 0, 1 generalists and 2, 3 specialists,
        neighbours told apart by 1), ``"firm"`` (``round``, ``who``, lists ``place``, ``top``,
        ``sold``), ``"end"`` (``set_scale``, lists ``few``, ``many``) or ``"mean"``
        (``average``, ``firms``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _market(part).properties(
            title=alt.Title(
                "One market: who serves whom", subtitle="columns: customers; every mark is a firm"
            )
        ),
        _ends(part).properties(
            title=alt.Title(
                "Many markets: how each ends",
                subtitle="dot: a run; rings: your setting; cross: mean",
            )
        ),
        bounds="flush",
        spacing=88,
    )


def _market(part: Any) -> Any:
    def at(name: str, *lists: str) -> Any:
        return part(name, *lists).transform_filter("datum.round == time")

    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="taste",
            scale=alt.Scale(domain=[-1.03, 1.03], nice=False),
            axis=alt.Axis(values=[-1, -0.5, 0, 0.5, 1], grid=False),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="customers with this taste",
            scale=alt.Scale(domain=[0, TALLEST], nice=False),
        )

    return alt.layer(
        part("crowd", "taste", "count")
        .mark_area(color=COLOUR["faint"], opacity=0.5, interpolate="step")
        .encode(x=x("taste:Q"), y=y("count:Q")),
        at("served", "cell", "count", "code")
        .transform_calculate(
            who="datum.code < 2 ? 'generalists' : 'specialists'",
            low="(datum.cell - 30.5) / 30",
            high="(datum.cell - 29.5) / 30",
            shade="datum.code % 2",
        )
        .mark_rect()
        .encode(
            x=x("low:Q"),
            x2="high:Q",
            y=y("count:Q"),
            y2=alt.datum(0),
            color=coloured("who", KINDS, legend=alt.Legend(symbolOpacity=1)),
            opacity=alt.Opacity(
                "shade:Q", scale=alt.Scale(domain=[0, 1], range=[0.3, 0.5]), legend=None
            ),
        ),
        at("firm", "place", "top", "sold")
        .mark_point(stroke=COLOUR["paper"], strokeWidth=0.7)
        .encode(
            x=x("place:Q"),
            y=y("top:Q"),
            color=coloured("who", KINDS, legend=alt.Legend(symbolOpacity=1)),
            shape=shaped("who", KINDS),
            size=alt.Size(
                "sold:Q", scale=alt.Scale(domain=[0, 1000], range=[45, 420]), legend=None
            ),
            tooltip=[
                alt.Tooltip("who:N", title="one of the"),
                alt.Tooltip("place:Q", title="taste"),
                alt.Tooltip("sold:Q", title="customers"),
            ],
        ),
    )


def _ends(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="generalists (effective number)",
            scale=alt.Scale(domain=[-0.2, 5.4], nice=False),
            axis=alt.Axis(values=[0, 1, 2, 3, 4, 5]),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="specialists",
            scale=alt.Scale(domain=[-2, 65], nice=False),
            axis=alt.Axis(values=[0, 20, 40, 60]),
        )

    dots = part("end", "few", "many")
    tips = [
        alt.Tooltip("set_scale:Q", title="customers to pay for a plant"),
        alt.Tooltip("few:Q", title="generalists, effective"),
        alt.Tooltip("many:Q", title="specialists"),
    ]
    return alt.layer(
        dots.transform_filter("datum.set_scale != scale")
        .mark_point(color=COLOUR["muted"], size=36, opacity=0.45, cursor="crosshair", clip=True)
        .encode(x=x("few:Q"), y=y("many:Q"), tooltip=tips),
        dots.transform_filter("datum.set_scale == scale")
        .mark_point(color=COLOUR["ink"], filled=False, strokeWidth=1.4, size=50, clip=True)
        .encode(x=x("few:Q"), y=y("many:Q"), tooltip=tips),
        part("mean")
        .mark_point(shape="cross", size=260, color=COLOUR["ink"], filled=False, strokeWidth=1.5)
        .encode(x=x("average:Q"), y=y("firms:Q")),
    )
