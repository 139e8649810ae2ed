"""Two tasks as arrows with the line they share, beside what each loses at any angle."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

TASKS = {"first task": "specialist", "second task": "rival"}
"""The two tasks, with their roles."""

_SHARED = COLOUR["generalist"]


def draw(rows: Sequence[Row]) -> Any:
    """Draw the tasks with their line, and the loss against the angle.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"line"`` (lists ``x``, ``y``), ``"arrow"``, ``"paper"`` or ``"gap"`` (``who``,
        lists ``x``, ``y``), ``"tip"`` (``who``, ``tx``, ``ty``, ``turn``), ``"foot"`` (``who``,
        ``fx``, ``fy``), ``"curve"``, ``"plain"`` or ``"trained"`` (lists ``angle``, ``loss``),
        ``"here"`` (``at``, ``height``) or ``"place"`` (``set_phi``, ``left``, ``right``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _arrows(part).properties(
            title=alt.Title(
                "Two tasks, one line",
                subtitle=[
                    "blue: the line they share",
                    "bold: as the data see tasks; thin: on paper",
                ],
            )
        ),
        _loss(part).properties(
            title=alt.Title(
                "What each task loses",
                subtitle=[
                    "grey: theory; circles: trained networks",
                    "dashed: if data vary alike in all directions",
                ],
            )
        ),
        bounds="flush",
        spacing=64,
    )


def _arrows(part: Any) -> Any:
    def axis(kind: Any, field: str) -> Any:
        # as wide against high as the panel is, about, so that angles look as they are
        reach = 1.42 if kind is alt.X else 1.16
        return kind(
            field,
            title=None,
            scale=alt.Scale(domain=[-reach, reach], nice=False),
            axis=alt.Axis(labels=False, ticks=False, domain=False, values=[0]),
        )

    def stroke(panel: str, **looks: Any) -> Any:
        # clipped, or the room for their corners moves the panel when they stand upright
        return (
            part(panel, "x", "y")
            .mark_line(clip=True, **looks)
            .encode(x=axis(alt.X, "x:Q"), y=axis(alt.Y, "y:Q"), detail="who:N")
        )

    def arrow(who: str, width: float, head: int) -> list[Any]:
        only = f"datum.who == '{who}'"
        return [
            stroke("arrow", strokeWidth=width).transform_filter(only).encode(color=colour),
            part("tip")
            .transform_filter(only)
            .mark_point(shape="triangle-up", size=head)
            .encode(
                x=axis(alt.X, "tx:Q"),
                y=axis(alt.Y, "ty:Q"),
                color=colour,
                angle=alt.Angle("turn:Q", scale=alt.Scale(domain=[0, 360], range=[0, 360])),
            ),
        ]

    first, second = TASKS
    colour = coloured("who", TASKS, legend=alt.Legend(symbolType="stroke", symbolOpacity=1))
    return alt.layer(
        stroke("line", color=_SHARED, strokeWidth=7, opacity=0.65),
        stroke("paper", strokeWidth=1, opacity=0.7).encode(color=colour),
        stroke("gap", strokeWidth=2.5, strokeDash=[2, 4]).encode(color=colour),
        # one wider than the other: where they point the same way both can be seen
        *arrow(first, 4.5, 240),
        *arrow(second, 2, 90),
        part("foot")
        .mark_point(size=60, color=_SHARED)
        .encode(x=axis(alt.X, "fx:Q"), y=axis(alt.Y, "fy:Q")),
    )


def _loss(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="angle between the tasks, degrees",
            scale=alt.Scale(domain=[-5, 185], nice=False),
            axis=alt.Axis(values=[0, 45, 90, 135, 180], grid=False),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="lost by each task",
            scale=alt.Scale(domain=[-0.02, 0.55], nice=False),
            axis=alt.Axis(format="%", minExtent=36, values=[0, 0.1, 0.2, 0.3, 0.4, 0.5]),
        )

    def line(panel: str, **looks: Any) -> Any:
        return part(panel, "angle", "loss").mark_line(**looks).encode(x=x("angle:Q"), y=y("loss:Q"))

    return alt.layer(
        line("curve", color=COLOUR["faint"], strokeWidth=7),
        line("plain", color=COLOUR["ink"], strokeWidth=1.25, strokeDash=[5, 4]),
        part("trained", "angle", "loss")
        .mark_point(size=60, color=_SHARED)
        .encode(
            x=x("angle:Q"),
            y=y("loss:Q"),
            tooltip=[
                alt.Tooltip("angle:Q", title="angle"),
                alt.Tooltip("loss:Q", title="lost, trained", format=".1%"),
            ],
        ),
        part("here")
        .mark_point(size=280, filled=False, strokeWidth=2.5, color=COLOUR["ink"])
        .encode(x=x("at:Q"), y=y("height:Q")),
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
    )
