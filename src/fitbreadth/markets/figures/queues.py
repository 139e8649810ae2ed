"""A map of who serves customers sooner, and the time they spend in either shop.

The border in the map arches over a steady demand, and climbs away from it as demand swings.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

LONGEST = 10
"""Minutes in the shop at the top of the axis; what takes longer leaves the panel."""

SHOPS = {"two specialists": "specialist", "two generalists": "generalist"}
"""The two shops, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw who is faster where, and the times at the speed of the setting.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"border"``, ``"steady"``, ``"flooded"`` or ``"faster"`` (lists ``busy``,
        ``speed``; the last with ``who``), ``"theory"`` (``who``, lists ``busy``, ``time``),
        ``"measured"`` (the same, and ``low``, ``high``), ``"here"`` (``at``, ``fast``) or
        ``"place"`` (``set_rho``, ``set_s``, ``left``, ``right``, ``bottom``, ``top``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _map(part).properties(
            title=alt.Title(
                "Who is faster", subtitle="marks: in simulations; grey: with a steady mix"
            )
        ),
        _times(part).properties(
            title=alt.Title(
                "Time in the shop", subtitle=f"mean and 95% interval, up to {LONGEST} minutes"
            )
        ),
        bounds="flush",
        spacing=88,
    )


def _busy(field: str) -> alt.X:
    return alt.X(
        field,
        title="how busy generalists are",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], grid=False),
    )


def _here(part: Any) -> Any:
    return part("here").transform_filter("datum.at == rho")


def _map(part: Any) -> Any:
    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="speed of a specialist",
            scale=alt.Scale(domain=[0.95, 1.75], nice=False),
            axis=alt.Axis(values=[1, 1.25, 1.5, 1.75], labelExpr="'×' + datum.value", grid=False),
        )

    def area(role: str, until: float, opacity: float = 0.13) -> Any:
        return (
            part("border", "busy", "speed")
            .mark_area(color=COLOUR[role], opacity=opacity)
            .encode(x=_busy("busy:Q"), y=y("speed:Q"), y2=alt.datum(until))
        )

    def line(panel: str, **looks: Any) -> Any:
        return (
            part(panel, "busy", "speed")
            .mark_line(**looks)
            .encode(x=_busy("busy:Q"), y=y("speed:Q"))
        )

    return alt.layer(
        area("specialist", 1.75),
        area("generalist", 0.95),
        line("steady", color=COLOUR["faint"], strokeWidth=6),
        line("flooded", color=COLOUR["muted"], strokeWidth=1.5, strokeDash=[2, 3]),
        line("border", color=COLOUR["ink"], strokeWidth=1.5),
        part("faster", "busy", "speed")
        .mark_point(size=40)
        .encode(
            x=_busy("busy:Q"),
            y=y("speed:Q"),
            color=coloured("who", SHOPS, legend=alt.Legend(symbolOpacity=1)),
            shape=shaped("who", SHOPS),
        ),
        _here(part)
        .mark_point(size=260, filled=False, strokeWidth=2.5, color=COLOUR["ink"])
        .encode(x=_busy("at:Q"), y=y("fast:Q")),
        part("place")
        .mark_rect(**HANDLE)
        .encode(x=_busy("left:Q"), x2="right:Q", y=y("bottom:Q"), y2="top:Q"),
    )


def _times(part: Any) -> Any:
    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="minutes",
            scale=alt.Scale(type="log", domain=[0.5, LONGEST], nice=False),
            axis=alt.Axis(values=[0.5, 1, 2, 5, 10], format="~g"),
        )

    measured = part("measured", "busy", "time", "low", "high")
    colour = coloured("who", SHOPS, legend=alt.Legend(symbolOpacity=1))
    return alt.layer(
        _here(part).mark_rule(strokeDash=[4, 3]).encode(x=_busy("at:Q")),
        part("theory", "busy", "time")
        .mark_line(strokeWidth=6, opacity=0.35, clip=True)
        .encode(x=_busy("busy:Q"), y=y("time:Q"), color=colour),
        measured.mark_rule(strokeWidth=1.5, clip=True).encode(
            x=_busy("busy:Q"), y=y("low:Q"), y2="high:Q", color=colour
        ),
        measured.transform_filter(f"datum.time <= {LONGEST}")
        .mark_point(size=55)
        .encode(
            x=_busy("busy:Q"),
            y=y("time:Q"),
            color=colour,
            shape=shaped("who", SHOPS),
            tooltip=[
                alt.Tooltip("who:N"),
                alt.Tooltip("busy:Q", title="generalists busy", format=".0%"),
                alt.Tooltip("time:Q", title="minutes in the shop", format=".2f"),
            ],
        ),
    )
