"""A map of who lives longer by grain and swing, and the shares still open year by year.

Generalists have one corner of the map, where spells are long and swings are wide, and with a
better broad menu the whole side of wide swings.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

KINDS = {"specialists": "specialist", "generalists": "generalist"}
"""The two kinds of restaurant, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw who closed less often where, and survival at the setting.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"cities"`` (``who``, lists ``year``, ``low``, ``high``, ``open``),
        ``"theory"`` (``who``, lists ``year``, ``open``), ``"here"`` (``at``, ``grain``),
        ``"even"`` or ``"growth"`` (lists ``grain``, ``swing_at``) or ``"place"`` (``who``,
        ``set_spells``, ``set_swing``, ``specialists_rate``, ``generalists_rate``). Rows with a
        ``menu`` are drawn where it is that of the parameter ``g``.
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    both = alt.hconcat(
        _map(part).properties(
            title=alt.Title(
                "Who lives longer", subtitle="wide: both close alike; dashed: both grow alike"
            )
        ),
        _survival(part).properties(
            title=alt.Title("Restaurants still open", subtitle="bands: 80 of 100 cities")
        ),
        bounds="flush",
        spacing=88,
    )
    return both.transform_filter("!isValid(datum.menu) || datum.menu == g")


def _map(part: Any) -> Any:
    def axes(x: str, y: str) -> dict[str, Any]:
        return {
            "x": alt.X(
                x,
                title="demand moves by, niche widths",
                scale=alt.Scale(domain=[0.25, 3.25], nice=False),
                axis=alt.Axis(values=[0.5, 1, 1.5, 2, 2.5, 3], format="~g", grid=False),
            ),
            "y": alt.Y(
                y,
                title="moves per year",
                scale=alt.Scale(type="log", domain=[0.7, 75], nice=False),
                axis=alt.Axis(values=[1, 2, 4, 12, 52], format="d", grid=False),
            ),
        }

    places = part("place")
    at = axes("set_swing:Q", "set_spells:Q")

    def line(panel: str, **looks: Any) -> Any:
        return (
            part(panel, "grain", "swing_at")
            .mark_line(clip=True, **looks)
            .encode(**axes("swing_at:Q", "grain:Q"), order="grain:Q")
        )

    return alt.layer(
        line("even", color=COLOUR["faint"], strokeWidth=7),
        line("growth", color=COLOUR["ink"], strokeWidth=1.5, strokeDash=[5, 4]),
        places.mark_point(size=90).encode(
            **at, color=coloured("who", KINDS), shape=shaped("who", KINDS)
        ),
        part("here")
        .mark_point(size=330, filled=False, strokeWidth=2.5, color=COLOUR["ink"])
        .encode(**axes("at:Q", "grain:Q")),
        places.mark_point(shape="square", size=700, **HANDLE).encode(
            **at,
            tooltip=[
                alt.Tooltip("who:N", title="live longer"),
                alt.Tooltip("specialists_rate:Q", title="specialists closing, % a year"),
                alt.Tooltip("generalists_rate:Q", title="generalists closing, % a year"),
            ],
        ),
    )


def _survival(part: Any) -> Any:
    x = alt.X(
        "year:Q",
        title="year",
        scale=alt.Scale(domain=[0, 20], nice=False),
        axis=alt.Axis(values=[0, 5, 10, 15, 20]),
    )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title=None,
            scale=alt.Scale(domain=[0, 1.05], nice=False),
            axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
        )

    colour = coloured("who", KINDS, legend=alt.Legend(symbolOpacity=1))
    cities = part("cities", "year", "low", "high", "open")
    return alt.layer(
        cities.mark_area(opacity=0.16).encode(x=x, y=y("low:Q"), y2="high:Q", color=colour),
        part("theory", "year", "open")
        .mark_line(strokeWidth=6, opacity=0.4)
        .encode(x=x, y=y("open:Q"), color=colour),
        cities.mark_point(size=36).encode(
            x=x,
            y=y("open:Q"),
            color=colour,
            shape=shaped("who", KINDS),
            tooltip=[
                alt.Tooltip("who:N"),
                alt.Tooltip("year:Q"),
                alt.Tooltip("open:Q", title="still open", format=".0%"),
            ],
        ),
    )
