"""What a narrow and a wide model lose as data grow, and what endless data leave at each capacity.

The narrow model's line falls for ever, the wide one's bends into a floor; more room lowers it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WHO = {"a narrow model each": "specialist", "one wide model": "generalist"}
"""The models, with their roles."""

MOST = 16
"""The most tasks, and the most shared dimensions."""

FEWEST, LAST = 13.0, 20000.0
"""Examples at the ends of the axis."""

LEAST, LARGEST = 6e-4, 2.0
"""Losses at the ends of the axis, in parts of a task."""

_NOTED = 34
"""How far down the panel a note on its line begins, in px."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw losses against examples, and what is left against the shared dimensions.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"measured"`` (``who``, lists ``examples``, ``lost``, ``low``, ``high``),
        ``"theory"`` (``who``, lists ``at``, ``line``), ``"floor"`` (``level``, ``note``),
        ``"room"`` (lists ``dimensions``, ``left``, ``trained``), ``"here"`` (``dimension``,
        ``level``), ``"enough"`` (``tasks``, ``side``), ``"ends"`` (list ``edge``, the ends of
        the axis of capacity) or ``"place"`` (``set_r``, ``from``, ``to``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _data(part).properties(
            title=alt.Title(
                "More data",
                subtitle=[
                    "part of what there is to learn; thick: theory",
                    "marks: means of 60 runs; bands: middle 80%",
                ],
            )
        ),
        _room(part).properties(
            title=alt.Title(
                "More capacity",
                subtitle=[
                    "what the wide model loses, data endless",
                    "grey: theory; marks: after 16,000 examples",
                ],
            )
        ),
        bounds="flush",
        spacing=84,
    )


def _data(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="examples of each task",
            scale=alt.Scale(type="log", domain=[FEWEST, LAST], nice=False),
            axis=alt.Axis(values=[20, 100, 1000, 10000], format=",d", grid=False),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="lost by a task",
            scale=alt.Scale(type="log", domain=[LEAST, LARGEST], nice=False),
            axis=alt.Axis(values=[0.001, 0.01, 0.1, 1], format="~%"),
        )

    colour = coloured("who", WHO, legend=alt.Legend(symbolOpacity=1))
    measured = part("measured", "examples", "lost").encode(
        x=x("examples:Q"), y=y("lost:Q"), color=colour
    )
    return alt.layer(
        part("measured", "examples", "low", "high")
        .mark_area(opacity=0.16)
        .encode(x=x("examples:Q"), y=y("low:Q"), y2="high:Q", color=colour),
        part("theory", "at", "line")
        .mark_line(strokeWidth=6, opacity=0.35)
        .encode(x=x("at:Q"), y=y("line:Q"), color=colour),
        part("floor")
        .mark_rule(color=COLOUR["ink"], strokeDash=[5, 4], strokeWidth=1.5)
        .encode(y=y("level:Q")),
        part("floor")
        .mark_text(align="right", baseline="top", dx=-4, dy=7)
        .encode(x=alt.datum(LAST), y=y("level:Q"), text="note:N"),
        measured.transform_filter(f"datum.who == '{[*WHO][1]}'").mark_line(strokeWidth=1.5),
        measured.mark_point(size=52).encode(
            shape=shaped("who", WHO),
            tooltip=[
                alt.Tooltip("who:N", title="model"),
                alt.Tooltip("examples:Q"),
                alt.Tooltip("lost:Q", title="lost, simulated", format=".2%"),
            ],
        ),
    )


def _room(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="shared dimensions",
            scale=alt.Scale(domain=[0.4, MOST + 0.6], nice=False),
            axis=alt.Axis(values=[1, 4, 8, 12, 16], format="d", grid=False),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="left to lose",
            # its ends are those of how alike the tasks are, among the rows
            scale=alt.Scale(zero=False, nice=False),
            axis=alt.Axis(tickCount=5, format="~%"),
        )

    room = part("room", "dimensions", "left", "trained")
    enough = part("enough")
    return alt.layer(
        part("ends", "edge").mark_point(opacity=0, size=0).encode(y=y("edge:Q")),
        enough.mark_rule(color=COLOUR["specialist"], strokeWidth=1.5).encode(
            x=x("tasks:Q"), y=alt.value("height"), y2=alt.value(_NOTED)
        ),
        *(
            enough.transform_filter(f"datum.side == '{align}'")
            .mark_text(align=align, baseline="bottom", dx=dx, dy=-3, color=COLOUR["specialist"])
            .encode(x=x("tasks:Q"), y=alt.value(_NOTED), text=alt.value("one dimension a task"))
            for align, dx in (("left", -6), ("center", 0), ("right", 6))
        ),
        room.mark_line(color=COLOUR["faint"], strokeWidth=7).encode(
            x=x("dimensions:Q"), y=y("left:Q")
        ),
        room.mark_point(size=52, color=COLOUR["generalist"]).encode(
            x=x("dimensions:Q"),
            y=y("trained:Q"),
            tooltip=[
                alt.Tooltip("dimensions:Q", title="shared dimensions"),
                alt.Tooltip("left:Q", title="floor", format=".2%"),
                alt.Tooltip("trained:Q", title="lost after 16,000 examples", format=".2%"),
            ],
        ),
        part("here")
        .mark_point(size=280, filled=False, strokeWidth=2.5, color=COLOUR["ink"])
        .encode(x=x("dimension:Q"), y=y("level:Q")),
        part("place").mark_rect(**HANDLE).encode(x=x("from:Q"), x2="to:Q"),
    )
