"""Where three ways of training two tasks end, beside what becomes of the worse-off task."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WAYS = {"weighted sum": "generalist", "PCGrad": "fourth", "MGDA": "rival"}
"""The ways of training, with their roles."""

SHAPES = {"weighted sum": "circle", "PCGrad": "diamond", "MGDA": "triangle-down"}

MOST = 1.15
"""Loss, as part of what it is where the other task has its way, at which the panels end."""

LIGHTEST, HEAVIEST = 0.08, 500
"""Weights at which the second panel ends."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the ends of training, and the loss of the worse-off task against the weight.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"front"`` (lists ``one``, ``two``), ``"sum"`` (``who``, ``times``, ``worse``,
        lists ``one``, ``two``), ``"rest"`` (``who``, ``worse``, lists ``one``, ``two``),
        ``"curve"`` (lists ``times``, ``worse``), ``"fairest"`` (``fair``, ``note``) or
        ``"place"`` (``set_weight``, ``left``, ``right``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    marks = {
        "color": coloured("who", WAYS, legend=alt.Legend(columns=3)),
        "shape": alt.Shape(
            "who:N", title=None, scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))
        ),
    }
    return alt.hconcat(
        _ends(part, marks).properties(
            title=alt.Title(
                "Where training ends",
                subtitle=[
                    "from six starts; marks may coincide",
                    "small: other weights; grey: the best deals",
                ],
            )
        ),
        _worse(part, marks).properties(
            title=alt.Title(
                "The worse-off task",
                subtitle=[
                    "mean of six starts; step lengths from one list",
                    "curve: sums; dashed: PCGrad, MGDA",
                ],
            )
        ),
        bounds="flush",
        spacing=64,
    )


def _ends(part: Any, marks: dict[str, Any]) -> Any:
    x, y = (
        partial(
            channel,
            title=title,
            scale=alt.Scale(domain=[-0.03, MOST], nice=False),
            axis=alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".0%"),
        )
        for channel, title in ((alt.X, "loss of task 1"), (alt.Y, "loss of task 2"))
    )
    return alt.layer(
        part("front", "one", "two")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x("one:Q"), y=y("two:Q"), order="one:Q"),
        part("sum", "one", "two")
        .mark_point(color=COLOUR["generalist"], size=9, opacity=0.6)
        .encode(x=x("one:Q"), y=y("two:Q")),
        *(
            chart.mark_point(size=85).encode(
                x=x("one:Q"),
                y=y("two:Q"),
                tooltip=[
                    alt.Tooltip("who:N", title="trained by"),
                    alt.Tooltip("one:Q", title="loss of task 1", format=".0%"),
                    alt.Tooltip("two:Q", title="loss of task 2", format=".0%"),
                ],
                **marks,
            )
            for chart in (
                part("rest", "one", "two"),
                part("sum", "one", "two").transform_filter("datum.times == weight"),
            )
        ),
    )


def _worse(part: Any, marks: dict[str, Any]) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="weight of task 1",
            scale=alt.Scale(type="log", domain=[LIGHTEST, HEAVIEST], nice=False),
            axis=alt.Axis(
                values=[0.1, 1, 10, 100], labelExpr="'×' + format(datum.value, '~g')", grid=False
            ),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="loss of the worse-off task",
            scale=alt.Scale(domain=[0, MOST], nice=False),
            axis=alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".0%"),
        )

    end = alt.XDatum(HEAVIEST)
    return alt.layer(
        part("fairest").mark_rule(color=COLOUR["faint"], strokeWidth=7).encode(y=y("fair:Q")),
        part("fairest")
        .mark_text(align="left", dx=6, dy=13)
        .encode(x=alt.XDatum(LIGHTEST), y=y("fair:Q"), text="note:N"),
        part("rest")
        .mark_rule(strokeWidth=2.25, strokeDash=[7, 4])
        .encode(y=y("worse:Q"), color=marks["color"]),
        part("rest").mark_point(size=85).encode(x=end, y=y("worse:Q"), **marks),
        part("curve", "times", "worse")
        .mark_line(color=COLOUR["generalist"])
        .encode(x=x("times:Q"), y=y("worse:Q")),
        part("sum")
        .transform_filter("datum.times == weight")
        .mark_rule(strokeDash=[4, 3])
        .encode(x=x("times:Q")),
        part("sum")
        .transform_filter("datum.times == weight")
        .mark_point(size=85)
        .encode(
            x=x("times:Q"),
            y=y("worse:Q"),
            tooltip=[
                alt.Tooltip("times:Q", title="weight of task 1"),
                alt.Tooltip("worse:Q", title="loss of the worse-off task", format=".0%"),
            ],
            **marks,
        ),
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
    )
