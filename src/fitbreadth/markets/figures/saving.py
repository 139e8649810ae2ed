"""A map of belief and thrift with its border, and the race of one place on it.

The border is a valley about the truth that leaves the map on either side.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WHO = {"the other takes over": "rival", "the truthful takes over": "environment"}
"""Who takes over, with their roles."""

REACH = 6
"""Powers of ten to either side that the figure shows of a ratio."""

_RATIOS = ("1 : million", "1 : 1,000", "1 : 1", "1,000 : 1", "million : 1")


def draw(rows: Sequence[Row]) -> Any:
    """Draw who takes over where, and the wealth of one pair of traders.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"border"`` (lists ``x``, ``edge``), ``"region"`` (``who``, lists ``x``,
        ``edge``, ``end``), ``"grid"`` (``set_q``, ``set_saving``, ``who``, ``count``), ``"place"``
        (``belief``, ``saves``; not drawn, ``gain``), ``"theory"`` and ``"median"`` (lists ``t``,
        ``y``) or ``"band"`` (lists ``t``, ``low``, ``high``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _map(part).properties(
            title=alt.Title("Who takes over", subtitle="ring: your trader; line: theory")
        ),
        _ratio(part).properties(
            title=alt.Title(
                "The other's wealth to the truthful's", subtitle="band: 8 of 10 markets"
            )
        ),
        bounds="flush",
        spacing=104,
    )


def _map(part: Any) -> Any:
    def axes(x: str, y: str) -> dict[str, Any]:
        return {
            "x": alt.X(
                x,
                title="chance of rain that it expects",
                scale=alt.Scale(domain=[0.25, 1], nice=False),
                axis=alt.Axis(format="%", values=[0.3, 0.5, 0.7, 0.9]),
            ),
            "y": alt.Y(
                y,
                title="it saves, each day",
                scale=alt.Scale(domain=[0.9, 1.005], nice=False),
                axis=alt.Axis(format="%", values=[0.9, 0.92, 0.94, 0.96, 0.98, 1]),
            ),
        }

    colour = coloured("who", WHO, legend=alt.Legend(symbolOpacity=1))
    return alt.layer(
        part("region", "x", "edge", "end")
        .mark_area(opacity=0.16)
        .encode(**axes("x:Q", "edge:Q"), y2="end:Q", color=colour),
        part("border", "x", "edge")
        .mark_line(color=COLOUR["faint"], strokeWidth=6)
        .encode(**axes("x:Q", "edge:Q")),
        part("grid")
        .mark_point(size=42, cursor="crosshair")
        .encode(
            **axes("set_q:Q", "set_saving:Q"),
            color=colour,
            shape=shaped("who", WHO),
            tooltip=[
                alt.Tooltip("set_q:Q", title="expects rain with", format=".0%"),
                alt.Tooltip("set_saving:Q", title="saves", format=".0%"),
                alt.Tooltip("count:Q", title="ahead in markets, of 300"),
            ],
        ),
        part("place")
        .mark_point(filled=False, size=260, strokeWidth=2.5, color=COLOUR["ink"])
        .encode(**axes("belief:Q", "saves:Q")),
        # unseen: where a reader can put the trader, wide enough for a finger
        part("grid")
        .mark_point(shape="square", size=480, opacity=0, color=COLOUR["paper"], cursor="crosshair")
        .encode(**axes("set_q:Q", "set_saving:Q")),
    )


def _ratio(part: Any) -> Any:
    x = alt.X(
        "t:Q",
        title="day",
        scale=alt.Scale(domain=[0, 400], nice=False),
        axis=alt.Axis(values=[0, 100, 200, 300, 400]),
    )
    scale = alt.Scale(domain=[-REACH - 0.4, REACH + 0.4], nice=False)
    axis = alt.Axis(values=[-6, -3, 0, 3, 6], labelExpr=f"{list(_RATIOS)}[2 + datum.value / 3]")

    def y(field: str) -> alt.Y:
        return alt.Y(field, title=None, scale=scale, axis=axis)

    return alt.layer(
        part("theory", "t", "y")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x, y=y("y:Q")),
        part("band", "t", "low", "high")
        .mark_area(color=COLOUR["rival"], opacity=0.25)
        .encode(x=x, y=y("low:Q"), y2="high:Q"),
        part("median", "t", "y")
        .mark_line(color=COLOUR["rival"], strokeWidth=2.5)
        .encode(x=x, y=y("y:Q")),
    )
