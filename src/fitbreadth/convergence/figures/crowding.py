"""Where one body and a population stand in three patches, and what a step from the middle brings.

One line stays level; beside it a branch opens. Beneath lies a valley that only a crowd makes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WHO = {
    "one body for all three": "generalist",
    "a population": "specialist",
    "the patches": "environment",
}
"""Who or what stands where, with their roles."""

FARTHEST, REACH = 2.6, 0.62
"""Ends of the axes of distance and of steps from the middle, in niche widths."""

LEAST, MOST = 0.83, 1.31
"""Ends of the axis of what a step brings."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the traits against the distance of the patches, and what a step from the middle brings.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"path"`` (``who``, ``branch``, lists ``apart``, ``trait``), ``"stands"``
        (lists ``apart``, ``trait``, ``part``, with ``who``), ``"border"`` (``apart``),
        ``"note"`` (``apart``, ``note``, ``side`` of the border, -1 or 1), ``"here"``
        (``who``, ``apart``, ``trait``), ``"value"`` (``who``, lists ``step``, ``worth``)
        or ``"column"`` (``set_d``, ``left``, ``right``).
    """
    data = rows_of(rows)
    part = partial(part_of, data)
    return alt.hconcat(
        _traits(part).properties(
            title=alt.Title("Who stands where", subtitle="traits, in niche widths")
        ),
        _value(part).properties(
            title=alt.Title(
                "What a step from the middle brings", subtitle="at the distance you set"
            )
        ),
        bounds="flush",
        spacing=64,
    )


def _traits(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="distance between patches",
            scale=alt.Scale(domain=[0, FARTHEST], nice=False),
            axis=alt.Axis(values=[0, 0.5, 1, 1.5, 2, 2.5], grid=False),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="trait",
            scale=alt.Scale(domain=[-2.75, 2.75], nice=False),
            axis=alt.Axis(values=[-2, -1, 0, 1, 2]),
        )

    axes = {"x": x("apart:Q"), "y": y("trait:Q")}
    path = part("path", "apart", "trait")
    here = part("here")
    return alt.layer(
        path.transform_filter("datum.who == 'the patches'")
        .mark_line(strokeWidth=1.5, strokeDash=[2, 3])
        .encode(**axes, color=coloured("who", WHO), detail="branch:N"),
        path.transform_filter("datum.who == 'theory'")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(**axes, detail="branch:N", order="apart:Q"),
        path.transform_filter("datum.who == 'one body for all three'")
        .mark_line(strokeWidth=3)
        .encode(**axes, color=coloured("who", WHO)),
        part("border").mark_rule(color=COLOUR["ink"], strokeDash=[3, 3]).encode(x=x("apart:Q")),
        *(
            part("note")
            .transform_filter(f"datum.side == {side}")
            .mark_text(align=align, baseline="top", dx=5 * side, dy=2)
            .encode(x=x("apart:Q"), y=alt.datum(2.75), text="note:N")
            for side, align in ((-1, "right"), (1, "left"))
        ),
        part("stands", "apart", "trait", "part")
        .mark_point(size=30)
        .encode(
            **axes,
            color=coloured("who", WHO),
            shape=shaped("who", WHO),
            tooltip=[
                alt.Tooltip("apart:Q", title="distance"),
                alt.Tooltip("trait:Q", title="trait", format=".2f"),
                alt.Tooltip("part:Q", title="of the population", format=".0%"),
            ],
        ),
        here.mark_rule(strokeWidth=1.25).encode(x=x("apart:Q")),
        # where all three are at one place none hides another
        *(
            here.transform_filter(f"datum.who == '{who}'")
            .mark_point(size=size, stroke=COLOUR["paper"], strokeWidth=1)
            .encode(**axes, color=coloured("who", WHO), shape=shaped("who", WHO))
            for who, size in zip(
                ("the patches", "one body for all three", "a population"),
                (240, 200, 100),
                strict=True,
            )
        ),
        part("column").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
    )


def _value(part: Any) -> Any:
    line = part("value", "step", "worth")
    return line.mark_line(strokeWidth=3).encode(
        x=alt.X(
            "step:Q",
            title="trait of the one who steps aside",
            scale=alt.Scale(domain=[-REACH, REACH], nice=False),
            axis=alt.Axis(values=[-0.5, 0, 0.5], grid=False),
        ),
        y=alt.Y(
            "worth:Q",
            title="yield, times the middle's",
            scale=alt.Scale(domain=[LEAST, MOST], nice=False),
            axis=alt.Axis(values=[0.9, 1, 1.1, 1.2, 1.3]),
        ),
        color=coloured("who", WHO),
        tooltip=["who:N", alt.Tooltip("worth:Q", format=".3f")],
    )
