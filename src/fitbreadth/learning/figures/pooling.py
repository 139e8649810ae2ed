"""How far off a guess is from own books and from both, and a map of which books are better.

Two lines cross once. Where they cross moves along the border of the map.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WAYS = {"own books": "specialist", "both books": "generalist", "a learnt blend": "rival"}
"""Ways to guess, with their roles."""

GAPS = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)
"""Differences between the shops, in loaves, that the map shows."""

SHORTEST, LONGEST, WIDEST = 0.8, 365.0, 8.6
"""Days and loaves at the ends of the axes."""

LEAST, MOST = 0.14, 36.0
"""Errors at the ends of the axis, in loaves."""

_DAYS = [1, 3, 10, 30, 100, 300]


def draw(rows: Sequence[Row]) -> Any:
    """Draw the errors against the days, and the map.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"measured"`` (``who``, lists ``days``, ``off``, ``low``, ``high``),
        ``"theory"`` (``who``, lists ``at``, ``line``), ``"border"`` (``even``, ``note``, ``side``),
        ``"edge"`` or ``"better"`` (lists ``days``, ``apart``; the latter with ``who``), ``"here"``
        (lists ``days``, ``apart``), ``"column"`` (``set_n``, ``left``, ``right``) or ``"place"``
        (the same, and ``set_gap``, ``bottom``, ``top``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _errors(part).properties(
            title=alt.Title(
                "How far off a guess is",
                subtitle=[
                    "loaves per bread, typically; lines: theory",
                    "marks: 300 simulated towns; bands: middle 80%",
                ],
            )
        ),
        _map(part).properties(
            title=alt.Title(
                "Which books are better",
                subtitle=["marks: which were, in simulations", "grey: where theory has them even"],
            )
        ),
        bounds="flush",
        spacing=84,
    )


def _days(field: str) -> alt.X:
    return alt.X(
        field,
        title="days of records",
        scale=alt.Scale(type="log", domain=[SHORTEST, LONGEST], nice=False),
        axis=alt.Axis(values=_DAYS, format="d", grid=False),
    )


def _colour() -> alt.Color:
    # the legend keeps its size, so that nothing jumps when the blend is shown
    unseen = "datum.label == 'a learnt blend' && blend == 'no' ? ' (not shown)' : ''"
    return coloured(
        "who",
        WAYS,
        legend=alt.Legend(symbolOpacity=1, labelExpr=f"datum.label + ({unseen})"),
    )


def _errors(part: Any) -> Any:
    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="off by, loaves",
            scale=alt.Scale(type="log", domain=[LEAST, MOST], nice=False),
            axis=alt.Axis(values=[0.3, 1, 3, 10, 30], format="~g"),
        )

    def shown(chart: Any) -> Any:
        return chart.transform_filter("blend == 'yes' || datum.who != 'a learnt blend'")

    measured = shown(part("measured", "days", "off"))
    here = measured.transform_filter("datum.days == n")
    notes = [
        part("border")
        .transform_filter(f"datum.side == '{side}'")
        .mark_text(align=align, baseline="top", dx=dx, dy=2)
        .encode(x=_days("even:Q"), y=alt.datum(MOST), text="note:N")
        for side, align, dx in (("low", "left", 5), ("high", "right", -5))
    ]
    return alt.layer(
        part("measured", "days", "low", "high")
        .transform_filter("datum.who != 'a learnt blend'")
        .mark_area(opacity=0.16)
        .encode(x=_days("days:Q"), y=y("low:Q"), y2="high:Q", color=_colour()),
        shown(part("theory", "at", "line"))
        .mark_line(strokeWidth=6, opacity=0.35)
        .encode(x=_days("at:Q"), y=y("line:Q"), color=_colour()),
        part("border")
        .mark_rule(color=COLOUR["ink"], strokeDash=[2, 3], strokeWidth=1.5)
        .encode(x=_days("even:Q")),
        *notes,
        measured.mark_point(size=42).encode(
            x=_days("days:Q"),
            y=y("off:Q"),
            color=_colour(),
            shape=shaped("who", WAYS),
        ),
        # rings would hide one another where the ways are close
        here.mark_rule(strokeWidth=1.25).encode(
            x=_days("days:Q"), y=y("off:Q"), y2=alt.datum(LEAST)
        ),
        here.mark_point(size=80, stroke=COLOUR["paper"], strokeWidth=1).encode(
            x=_days("days:Q"),
            y=y("off:Q"),
            color=_colour(),
            shape=shaped("who", WAYS),
            tooltip=[
                alt.Tooltip("who:N", title="guess from"),
                alt.Tooltip("days:Q", title="days of records"),
                alt.Tooltip("off:Q", title="simulated, off by", format=".2f"),
            ],
        ),
        part("column").mark_rect(**HANDLE).encode(x=_days("left:Q"), x2="right:Q"),
    )


def _map(part: Any) -> Any:
    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="the shops differ by, loaves",
            scale=alt.Scale(domain=[-0.4, WIDEST], nice=False),
            axis=alt.Axis(values=[0, 2, 4, 6, 8], grid=False),
        )

    edge = part("edge", "days", "apart")
    axes = {"x": _days("days:Q"), "y": y("apart:Q")}
    return alt.layer(
        edge.mark_line(color=COLOUR["faint"], strokeWidth=6, clip=True).encode(
            **axes, order=alt.Order("apart:Q")
        ),
        part("better", "days", "apart")
        .mark_point(size=42)
        .encode(
            **axes,
            color=_colour(),
            shape=shaped("who", WAYS),
            tooltip=[
                alt.Tooltip("who:N", title="better"),
                alt.Tooltip("days:Q"),
                alt.Tooltip("apart:Q", title="difference, loaves"),
            ],
        ),
        part("here", "days", "apart")
        .transform_filter("datum.days == n")
        .mark_point(size=260, filled=False, strokeWidth=2.5, color=COLOUR["ink"])
        .encode(**axes),
        part("place")
        .mark_rect(**HANDLE)
        .encode(x=_days("left:Q"), x2="right:Q", y=y("bottom:Q"), y2="top:Q"),
    )
