"""A map of trade-offs and worlds, with the border between focus and breadth and contests on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR, DOMAIN_SHAPE, RAMP

WINNERS = {"focus won": "specialist", "breadth won": "generalist"}
"""Who won a contest, with roles."""

CHAPTERS = {
    "optimization": "optimization",
    "biology": "biology",
    "markets": "markets",
    "learning": "learning",
    "bitter_lesson": "Bitter Lesson",
}
"""What the map calls each chapter's models."""

BANDS = ("1 to 1.5 tasks", "1.5 to 1.9 tasks", "1.9 to 2 tasks")
"""How broad the best plan is, from the border down."""

LINES = {"best plan": [1, 0], "equal split": [6, 4]}
"""What stands against a single task on either border, with its dashes."""

NARROWEST, WIDEST = 0.22, 4.5
"""Ends of the axis of the trade-off's bend."""

LEAST, MOST = -1.2, 1.75
"""Ends of the axis of the world."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the map, and the place of the parameters ``gamma`` and ``rho`` on it.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"band"`` (``broad``, lists ``bend``, ``low``, ``high``), ``"border"``
        (``line``, lists ``bend``, ``world``), ``"point"`` (``chapter``, ``contest``, ``who``,
        ``how``, ``compared``, ``bend_at``, ``world_at``), ``"label"`` (``bend_at``, ``world_at``,
        ``text``) or ``"place"`` (``set_gamma``, ``set_rho``, ``left``, ``right``, ``bottom``,
        ``top``).
    """
    part = partial(part_of, rows_of(rows))
    here = part("place").transform_filter("datum.set_gamma == gamma && datum.set_rho == rho")
    shading = (
        part("band", "bend", "low", "high")
        .mark_area()
        .encode(
            x=_x("bend:Q"),
            y=_y("low:Q"),
            y2="high:Q",
            detail="broad:N",
            color=alt.Color(
                "broad:N",
                scale=alt.Scale(domain=list(BANDS), range=RAMP[:3]),
                legend=None,
            ),
        )
    )
    border = (
        part("border", "bend", "world")
        .mark_line(color=COLOUR["ink"], strokeWidth=2)
        .encode(
            x=_x("bend:Q"),
            y=_y("world:Q"),
            detail="line:N",
            strokeDash=alt.StrokeDash(
                "line:N",
                scale=alt.Scale(domain=list(LINES), range=list(LINES.values())),
                legend=None,
            ),
        )
    )
    words = part("label").mark_text(color=COLOUR["ink"], fontSize=13, fontStyle="italic")
    points = (
        part("point")
        .mark_point(filled=True, opacity=1, stroke=COLOUR["paper"], strokeWidth=0.8)
        .encode(
            x=_x("bend_at:Q"),
            y=_y("world_at:Q"),
            color=coloured("who", WINNERS),
            # the star's outline is small for its size
            size=alt.condition("datum.chapter == 'Bitter Lesson'", alt.value(300), alt.value(100)),
            shape=alt.Shape(
                "chapter:N",
                title=None,
                legend=alt.Legend(
                    orient="bottom",
                    symbolFillColor=COLOUR["muted"],
                    symbolStrokeColor=COLOUR["muted"],
                ),
                scale=alt.Scale(
                    domain=list(CHAPTERS.values()),
                    range=[DOMAIN_SHAPE[name] for name in CHAPTERS],
                ),
            ),
            tooltip=[
                alt.Tooltip("chapter:N"),
                alt.Tooltip("contest:N"),
                alt.Tooltip("compared:N"),
                alt.Tooltip("who:N", title="outcome"),
                alt.Tooltip("how:N", title="by its own model"),
                alt.Tooltip("bend_at:Q", title="bend γ", format=".2f"),
                alt.Tooltip("world_at:Q", title="world ρ", format=".2f"),
            ],
        )
    )
    map_of = alt.layer(
        alt.layer(shading),
        border,
        words.encode(x=_x("bend_at:Q"), y=_y("world_at:Q"), text="text:N"),
        here.mark_point(
            size=330, filled=False, strokeWidth=2.5, color=COLOUR["ink"], shape="circle"
        ).encode(x=_x("set_gamma:Q"), y=_y("set_rho:Q")),
        part("place")
        .mark_rect(**HANDLE)
        .encode(x=_x("left:Q"), x2="right:Q", y=_y("bottom:Q"), y2="top:Q"),
        # on top, so that a pointer finds what they are
        points,
    )
    return map_of.resolve_scale(color="independent").properties(
        height=330,
        title=alt.Title(
            "Borders between focus and breadth",
            subtitle=[
                "above the solid line one task is the best plan,",
                "above the dashed line it beats an equal split;",
                "marks: contests, drawn at even odds only",
            ],
        ),
    )


def _x(field: str) -> alt.X:
    return alt.X(
        field,
        title="how the trade-off bends, γ",
        scale=alt.Scale(type="log", domain=[NARROWEST, WIDEST], nice=False),
        axis=alt.Axis(values=[0.25, 0.5, 1, 2, 4], format="~g", grid=False),
    )


def _y(field: str) -> alt.Y:
    return alt.Y(
        field,
        title="how results combine",
        scale=alt.Scale(domain=[LEAST, MOST], nice=False),
        axis=alt.Axis(
            values=[-1, 0, 1],
            grid=False,
            # in another typeface the words are wider
            titlePadding=14,
            labelExpr=(
                "{'-1': 'ρ = −1', '0': ['multiply', 'ρ = 0'], '1': ['add up', 'ρ = 1']}"
                "['' + datum.value]"
            ),
        ),
    )
