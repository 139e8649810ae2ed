"""Loss on a task against the number of tasks, by what is built, and the border between the two.

Where the lines of the wide model and of the suite cross, the reader's level meets the border.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WAYS = {
    "one wide model": "generalist",
    "a narrow model each": "specialist",
    "wide, but routed": "rival",
}
"""What can be built for the tasks, with their roles."""

LEAST, MOST = 0.05, 17.0
"""Losses above the floor at the ends of the axis, in nats a token."""

FEWEST, MANY = 0.85, 1200.0
"""Tasks at the ends of the axis."""

TWO, LAST = 2.0, 1000.0
"""Tasks at the ends of the map: with one task there is nothing to choose."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the losses against the tasks, and the map of overlap against tasks.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"loss"`` (``who``, lists ``tasks``, ``off``), ``"border"`` or ``"free"`` (lists
        ``tasks``, ``needed``), ``"even"`` (``even``, ``shared``, ``note``, ``side``), ``"level"``
        (``shared``), ``"area"`` (``words``, ``at``, ``height``, ``side``) or ``"place"``
        (``set_overlap``, ``bottom``, ``top``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _losses(part).properties(
            title=alt.Title(
                "What a task loses",
                subtitle=[
                    "above what no model can remove",
                    "1 nat: the truth held 2.72 times less likely",
                ],
            )
        ),
        _map(part).properties(
            title=alt.Title(
                "Narrow or wide?",
                subtitle=[
                    "click to set the overlap",
                    "grey: with no limit; routed models left out",
                ],
            )
        ),
        bounds="flush",
        spacing=84,
    )


def _tasks(field: str, fewest: float = FEWEST, most: float = MANY) -> alt.X:
    return alt.X(
        field,
        title="tasks",
        scale=alt.Scale(type="log", domain=[fewest, most], nice=False),
        axis=alt.Axis(values=[1, 2, 10, 100, 1000], format=",d", grid=False),
    )


def _colour() -> alt.Color:
    return coloured("who", WAYS, legend=alt.Legend(symbolOpacity=1))


def _losses(part: Any) -> Any:
    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="loss, nats a token",
            scale=alt.Scale(type="log", domain=[LEAST, MOST], nice=False),
            axis=alt.Axis(values=[0.1, 0.3, 1, 3, 10], format="~g"),
        )

    losses = part("loss", "tasks", "off")
    axes = {"x": _tasks("tasks:Q"), "y": y("off:Q")}
    notes = [
        part("even")
        .transform_filter(f"datum.side == '{side}'")
        .mark_text(align=align, baseline="top", dx=dx, dy=2)
        .encode(x=_tasks("even:Q"), y=alt.datum(MOST), text="note:N")
        for side, align, dx in (("low", "left", 5), ("high", "right", -5))
    ]
    return alt.layer(
        part("even")
        .mark_rule(color=COLOUR["ink"], strokeDash=[2, 3], strokeWidth=1.5)
        .encode(x=_tasks("even:Q")),
        losses.transform_filter("datum.who != 'wide, but routed'")
        .mark_line()
        .encode(**axes, color=_colour()),
        # on top, for where all tasks or none overlap it lies on another
        losses.transform_filter("datum.who == 'wide, but routed'")
        .mark_line(strokeWidth=1.75, strokeDash=[5, 4])
        .encode(**axes, color=_colour()),
        losses.mark_point(size=42).encode(
            **axes,
            color=_colour(),
            shape=shaped("who", WAYS),
            tooltip=[
                alt.Tooltip("who:N", title="built"),
                alt.Tooltip("tasks:Q"),
                alt.Tooltip("off:Q", title="loss above the floor", format=".3f"),
            ],
        ),
        *notes,
    )


def _map(part: Any) -> Any:
    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="overlap of the tasks",
            scale=alt.Scale(domain=[-0.02, 1.02], nice=False),
            axis=alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format="%", grid=False),
        )

    border = part("border", "tasks", "needed")

    def x(field: str) -> alt.X:
        return _tasks(field, TWO, LAST)

    axes = {"x": x("tasks:Q"), "y": y("needed:Q")}
    sides = [
        border.transform_calculate(who=f"'{who}'")
        .mark_area(opacity=0.22)
        .encode(**axes, y2=alt.datum(end), color=_colour())
        for who, end in zip(list(WAYS)[:2], (1.02, -0.02), strict=True)
    ]
    return alt.layer(
        *sides,
        part("free", "tasks", "needed")
        .mark_line(color=COLOUR["faint"], strokeWidth=6)
        .encode(**axes),
        border.mark_line(color=COLOUR["ink"], strokeDash=[5, 3], strokeWidth=1.75).encode(
            **axes,
            tooltip=[
                alt.Tooltip("tasks:Q"),
                alt.Tooltip("needed:Q", title="even at an overlap of", format=".1%"),
            ],
        ),
        part("level").mark_rule(color=COLOUR["ink"], strokeWidth=1.5).encode(y=y("shared:Q")),
        part("even")
        .transform_filter(f"datum.even >= {TWO}")
        .mark_point(size=200, filled=False, strokeWidth=2.5, color=COLOUR["ink"])
        .encode(x=x("even:Q"), y=y("shared:Q")),
        *(
            part("area")
            .transform_filter(f"datum.side == '{side}'")
            .mark_text(align=side, baseline="middle", dx=dx, fontWeight=600)
            .encode(x=x("at:Q"), y=y("height:Q"), text="words:N")
            for side, dx in (("left", 7), ("right", -7))
        ),
        part("place").mark_rect(**HANDLE).encode(y=y("bottom:Q"), y2="top:Q"),
    )
