"""Losses of a narrow and a wide model against size, twice: by ratio and by difference.

On the logarithmic axis the lines are parallel for ever, on the plain one they run together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

MODELS = {"narrow: one task": "specialist", "wide: all tasks": "generalist"}
"""The two models, with their roles."""

SMALLEST, LARGEST = 1e7, 1e15
"""Parameters at the ends of the lines."""

FIRST, LAST = 6e6, 2e15
"""Parameters at the ends of the axes, which leave room for a mark."""

LEAST, MOST = 0.0005, 30.0
"""Losses at the ends of the logarithmic axis, in nats."""

_SIZES = "{'7': '10 m', '10': '10 bn', '13': '10 tn'}[toString(round(log(datum.value) / log(10)))]"


def draw(rows: Sequence[Row]) -> Any:
    """Draw the losses on a logarithmic axis, and the same on a plain one.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"law"`` or ``"line"`` (``who``, lists ``size``, ``loss``), ``"at"`` (``who``,
        ``here``, ``height``), ``"gap"`` (``here``, ``low``, ``high``, ``times``, ``less``,
        ``side``, ``written``), ``"ends"`` (list ``edge``, the ends of the plain axis) or
        ``"place"`` (``set_N``, ``left``, ``right``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _losses(part, log=True).properties(
            title=alt.Title(
                "By ratio",
                subtitle=[
                    "each step up the axis is a factor",
                    "grey: with what there is to know endless",
                ],
            )
        ),
        _losses(part, log=False).properties(
            title=alt.Title(
                "By difference",
                subtitle=[
                    "the same losses, each step is as many nats",
                    "1 nat: the truth held 2.72 times less likely",
                ],
            )
        ),
        bounds="flush",
        spacing=64,
    )


def _losses(part: Any, *, log: bool) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="size, parameters",
            scale=alt.Scale(type="log", domain=[FIRST, LAST], nice=False),
            axis=alt.Axis(values=[1e7, 1e10, 1e13], labelExpr=_SIZES, grid=False),
        )

    def y(field: str) -> alt.Y:
        scale = (
            alt.Scale(type="log", domain=[LEAST, MOST], nice=False)
            if log
            # its end is above what is shown, and among the rows
            else alt.Scale(nice=False)
        )
        ticks = {"values": [0.001, 0.01, 0.1, 1, 10]} if log else {"tickCount": 5, "minExtent": 30}
        return alt.Y(
            field,
            title="loss that size reduces, nats",
            scale=scale,
            axis=alt.Axis(**ticks, format="~g"),
        )

    def seen(chart: Any, field: str) -> Any:
        # nothing is zero on a logarithmic axis
        return chart.transform_filter(f"datum.{field} > {LEAST / 8}") if log else chart

    colour = coloured("who", MODELS)
    here = seen(part("at").transform_filter("datum.here == N"), "height")
    if log:
        here = here.transform_filter(f"datum.height >= {LEAST}")
    gap = part("gap").transform_filter("datum.here == N")
    bar = gap.transform_filter(f"datum.low >= {LEAST}") if log else gap
    # the larger the model, the nearer the edge, and a difference is longer than a ratio
    below = "datum.side == 'low'" if log else "datum.here < 1e13"
    note = gap.mark_text(
        align=alt.expr(f"{below} ? 'left' : 'right'"),
        dx=alt.expr(f"{below} ? 10 : -8"),
        dy=alt.expr(f"{below} ? -9 : 14" if log else f"{below} ? -12 : -18"),
        fontSize=14,
        fontWeight=600,
    ).encode(
        x=x("here:Q"),
        y=y("written:Q" if log else "high:Q"),
        text="times:N" if log else "less:N",
    )
    ends = [] if log else [part("ends", "edge").mark_point(opacity=0, size=0).encode(y=y("edge:Q"))]
    return alt.layer(
        *ends,
        part("law", "size", "loss")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x("size:Q"), y=y("loss:Q"), detail="who:N"),
        seen(part("line", "size", "loss"), "loss")
        .mark_line(clip=True)
        .encode(x=x("size:Q"), y=y("loss:Q"), color=colour),
        bar.mark_rule(color=COLOUR["ink"], strokeWidth=2.5).encode(
            x=x("here:Q"), y=y("low:Q"), y2="high:Q"
        ),
        here.mark_point(size=95).encode(
            x=x("here:Q"),
            y=y("height:Q"),
            color=colour,
            shape=shaped("who", MODELS),
            tooltip=[
                alt.Tooltip("who:N", title="model"),
                alt.Tooltip("here:Q", title="parameters", format=",.0f"),
                alt.Tooltip("height:Q", title="loss, nats", format=".3~g"),
            ],
        ),
        note,
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
    )
