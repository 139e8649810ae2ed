"""A digit as the two tasks see it, and what sharing changes for networks from narrow to wide.

Beside the pictures the transfer runs over the width of the networks; the mark says for which side
its interval speaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

VERDICTS = {
    "sharing helps": "generalist",
    "sharing harms": "specialist",
    "too close to call": "muted",
}
"""What an interval says, with the role of the side it speaks for."""

LOWEST, HIGHEST = -6, 45
"""Ends of the axis of transfer, percentage points."""

NARROWEST, WIDEST = 1.6, 80
"""Ends of the axis of widths, hidden units."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the pictures, and the transfer at every width.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"picture"`` (lists ``column``, ``row``, ``ink``), ``"frame"`` (``left``,
        ``right``, ``top``, ``bottom``), ``"word"`` (``column``, ``row``, ``note``), ``"transfer"``
        (``units``, ``gain``, ``low``, ``high``, ``verdict``, ``dedicated``, ``shared``), ``"zero"``
        (``level``) or ``"place"`` (``set_h``, ``left``, ``right``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _pictures(part).properties(
            # makes pixels square, or nearly, on either layout
            height=194,
            title=alt.Title(
                "One digit, two tasks",
                subtitle=[
                    "pixels as each task sees them",
                    "every run: other pictures, another order",
                ],
            ),
        ),
        _transfer(part).properties(
            title=alt.Title(
                "What sharing changes",
                subtitle=[
                    "points of accuracy; steps shrink away from 0",
                    "means of 2 tasks, 20 runs; bars: 95% intervals",
                ],
            )
        ),
        bounds="flush",
        spacing=64,
    ).resolve_scale(opacity="independent")


def _pictures(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(field, scale=alt.Scale(domain=[0, 18], nice=False), axis=None)

    def y(field: str) -> alt.Y:
        return alt.Y(field, scale=alt.Scale(domain=[13, 1], nice=False), axis=None)

    cells = part("picture", "column", "row", "ink").transform_calculate(
        right="datum.column + 1", bottom="datum.row + 1"
    )
    return alt.layer(
        part("frame")
        .mark_rect(color=COLOUR["grid"])
        .encode(x=x("left:Q"), x2="right:Q", y=y("top:Q"), y2="bottom:Q"),
        cells.mark_rect(color=COLOUR["ink"]).encode(
            x=x("column:Q"),
            x2="right:Q",
            y=y("row:Q"),
            y2="bottom:Q",
            opacity=alt.Opacity(
                "ink:Q", scale=alt.Scale(domain=[0, 16], range=[0, 1]), legend=None
            ),
        ),
        part("word")
        .mark_text(align="left", baseline="middle")
        .encode(x=x("column:Q"), y=y("row:Q"), text="note:N"),
    )


def _transfer(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="hidden units of each dedicated network",
            scale=alt.Scale(type="log", base=2, domain=[NARROWEST, WIDEST], nice=False),
            axis=alt.Axis(values=[2, 4, 8, 16, 32, 64], grid=False, format="d"),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="shared minus dedicated",
            # even steps near zero, ever smaller ones farther out: the sign is what counts
            scale=alt.Scale(type="symlog", constant=1, domain=[LOWEST, HIGHEST], nice=False),
            axis=alt.Axis(
                values=[-5, -1, 0, 1, 5, 20],
                labelExpr="(datum.value > 0 ? '+' : '') + replace(datum.value, '-', '−')",
            ),
        )

    transfer = part("transfer")
    colour = coloured("verdict", VERDICTS)
    return alt.layer(
        transfer.transform_filter("datum.units == h")
        .mark_rule(strokeDash=[4, 3])
        .encode(x=x("units:Q")),
        part("zero").mark_rule(color=COLOUR["ink"], strokeWidth=1.5).encode(y=y("level:Q")),
        transfer.mark_line(color=COLOUR["faint"], strokeWidth=2).encode(
            x=x("units:Q"), y=y("gain:Q")
        ),
        transfer.mark_rule(strokeWidth=2).encode(
            x=x("units:Q"), y=y("low:Q"), y2="high:Q", color=colour
        ),
        transfer.mark_point(size=90).encode(
            x=x("units:Q"),
            y=y("gain:Q"),
            color=colour,
            shape=shaped("verdict", VERDICTS),
            tooltip=[
                alt.Tooltip("units:Q", title="hidden units, dedicated"),
                alt.Tooltip("dedicated:Q", title="% right, dedicated", format=".2f"),
                alt.Tooltip("shared:Q", title="% right, shared", format=".2f"),
                alt.Tooltip("gain:Q", title="difference", format="+.2f"),
                alt.Tooltip("low:Q", title="95% interval from", format="+.2f"),
                alt.Tooltip("high:Q", title="to", format="+.2f"),
            ],
        ),
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
    )
