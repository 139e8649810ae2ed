"""How error falls with size in one, two and three dimensions, and where along a line it is.

The more dimensions, the thinner the same numbers are spread, and the flatter the line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.bitter_lesson.figures.powers_of_ten import power_axis
from fitbreadth.chart import HANDLE, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

SMALLEST, LARGEST = 40.0, 7e6
"""Sizes at the ends of the axis."""

_LINE = COLOUR["rival"]
_TICKS = range(0, -24, -2)


def draw(rows: Sequence[Row]) -> Any:
    """Draw the errors of all dimensions, and those of one function along an edge.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"errors"`` (``who`` ``"this"`` or ``"other"``, ``dims``, lists ``size``,
        ``error``, ``low``, ``high``), ``"limit"`` (``dims``, lists ``size``, ``line``), ``"name"``
        (``who``, ``words``, ``size``, ``error``), ``"bars"`` (``total``, ``bottom``, lists
        ``start``, ``end``, ``error``), ``"frame"`` (``of`` ``"errors"`` or ``"bars"``, ``at``,
        and ``bottom`` and ``top``, the ends of that axis) or ``"place"`` (``set_n``, ``left``,
        ``right``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _errors(part).properties(
            title=alt.Title(
                "Error against size",
                subtitle=[
                    "mean squares over 16; band: 2 standard errors",
                    "wide grey: theory; thin grey: other dimensions",
                ],
            )
        ),
        _edge(part).properties(
            title=alt.Title(
                "Where the error is",
                subtitle=[
                    "one function, along one edge",
                    "each bar: a piece or, to be at most 32, several",
                ],
            )
        ),
        bounds="flush",
        spacing=64,
    )


def _errors(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="numbers stored, N",
            scale=alt.Scale(type="log", domain=[SMALLEST, LARGEST], nice=False),
            axis=alt.Axis(values=[100, 1000, 10_000, 100_000], format="~s", grid=False),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="error, part of the variance",
            scale=alt.Scale(type="log", nice=False),
            axis=power_axis(_TICKS),
        )

    def errors(who: str) -> Any:
        return part("errors", "size", "error", "low", "high").transform_filter(
            f"datum.who == '{who}'"
        )

    this, other = errors("this"), errors("other")
    here = this.transform_filter("datum.size == n")
    colour = alt.condition("datum.who == 'this'", alt.value(_LINE), alt.value(COLOUR["muted"]))
    return alt.layer(
        *_frame(part, "errors", x("at:Q"), y),
        part("limit", "size", "line")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x("size:Q"), y=y("line:Q"), detail="dims:N"),
        other.mark_line(color=COLOUR["muted"], strokeWidth=1.25).encode(
            x=x("size:Q"), y=y("error:Q"), detail="dims:N"
        ),
        this.mark_area(color=_LINE, opacity=0.2).encode(x=x("size:Q"), y=y("low:Q"), y2="high:Q"),
        this.mark_line(color=_LINE).encode(x=x("size:Q"), y=y("error:Q")),
        this.mark_point(color=_LINE, size=50).encode(
            x=x("size:Q"),
            y=y("error:Q"),
            tooltip=[
                alt.Tooltip("dims:Q", title="dimensions"),
                alt.Tooltip("size:Q", title="numbers stored", format=","),
                alt.Tooltip("error:Q", title="mean squared error", format=".2e"),
            ],
        ),
        part("name")
        .mark_text(align="left", baseline="middle", dx=16)
        .encode(x=x("size:Q"), y=y("error:Q"), text="words:N", color=colour),
        here.mark_point(size=260, filled=False, strokeWidth=2.5, color=COLOUR["ink"]).encode(
            x=x("size:Q"), y=y("error:Q")
        ),
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
    )


def _edge(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="along the edge",
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(values=[0, 0.5, 1], format="~g", grid=False),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="error, part of the variance",
            scale=alt.Scale(type="log", nice=False),
            axis=power_axis(_TICKS),
        )

    bars = part("bars", "start", "end", "error").transform_filter("datum.total == n")
    return alt.layer(
        *_frame(part, "bars", x("at:Q"), y),
        bars.mark_rect(color=_LINE, opacity=0.85, stroke=COLOUR["paper"], strokeWidth=0.75).encode(
            x=x("start:Q"),
            x2="end:Q",
            y=y("error:Q"),
            y2="bottom:Q",
            tooltip=[
                alt.Tooltip("start:Q", title="from", format=".3f"),
                alt.Tooltip("end:Q", title="to", format=".3f"),
                alt.Tooltip("error:Q", title="mean squared error", format=".2e"),
            ],
        ),
    )


def _frame(part: Any, of: str, x: alt.X, y: Callable[[str], alt.Y]) -> list[Any]:
    """Return unseen marks at the ends of an axis, which differ from function to function."""
    ends = part("frame").transform_filter(f"datum.of == '{of}'").mark_point(opacity=0)
    return [ends.encode(x=x, y=y("bottom:Q")), ends.encode(x=x, y=y("top:Q"))]
