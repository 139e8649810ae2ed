"""Two tasks in one plane with a budget line, and how many times the budget both get together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WAYS = {
    "a model for each": "specialist",
    "one model for both": "generalist",
    "each uses both sets": "rival",
}
"""Ways to use the examples, with their roles."""

_OWN, _POOL, _BLEND = WAYS
FEWEST, LARGEST = 1.0, 1000.0
"""Examples of each task at the ends of the axis."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the budget line and what lies beyond it, and the sum of both tasks against examples.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"wall"``, ``"frontier"`` (lists ``one``, ``two``, the latter with ``who``),
        ``"point"`` (``who``, ``one``, ``two``), ``"law"`` (``who``, lists ``each``, ``times``),
        ``"now"`` (``who``, ``each``, ``times``), ``"border"`` (``each``, ``note``) or
        ``"column"`` (``set_n``, ``left``, ``right``).
    """
    data = rows_of(rows)
    part = partial(part_of, data)
    return alt.hconcat(
        _plane(part).properties(
            title=alt.Title("What each task gets", subtitle="in % of all examples")
        ),
        _sums(part).properties(
            title=alt.Title("What both get together", subtitle="times the budget")
        ),
        bounds="flush",
        spacing=64,
    )


def _big(rows: Any, **encoding: Any) -> list[Any]:
    """Mark every way; where two are as good neither hides the other."""
    return [
        rows.transform_filter(f"datum.who == '{who}'")
        .mark_point(size=size, stroke=COLOUR["paper"], strokeWidth=1)
        .encode(color=coloured("who", WAYS), shape=shaped("who", WAYS), **encoding)
        for who, size in ((_POOL, 280), (_OWN, 130), (_BLEND, 70))
    ]


def _plane(part: Any) -> Any:
    scale = alt.Scale(domain=[0, 1.05], nice=False)
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
    axes = {
        "x": alt.X("one:Q", title="worth to task 1", scale=scale, axis=axis),
        "y": alt.Y("two:Q", title="worth to task 2", scale=scale, axis=axis),
    }
    return alt.layer(
        part("wall", "one", "two")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(**axes, order="one:Q"),
        part("frontier", "one", "two")
        .mark_line(strokeWidth=3)
        .encode(**axes, order="one:Q", color=coloured("who", WAYS)),
        *_big(
            part("point"),
            **axes,
            tooltip=[
                alt.Tooltip("who:N", title="way"),
                alt.Tooltip("one:Q", title="worth to either task, of the budget", format=".1%"),
            ],
        ),
    )


def _sums(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="examples of each task",
            scale=alt.Scale(type="log", domain=[FEWEST, LARGEST], nice=False),
            axis=alt.Axis(values=[1, 10, 100, 1000], format=",d", grid=False),
        )

    y = alt.Y(
        "times:Q",
        title="budgets",
        scale=alt.Scale(domain=[0, 2.05], nice=False),
        axis=alt.Axis(values=[0, 0.5, 1, 1.5, 2]),
    )
    return alt.layer(
        part("law", "each", "times")
        .mark_line(strokeWidth=3)
        .encode(x=x("each:Q"), y=y, color=coloured("who", WAYS)),
        part("border").mark_rule(color=COLOUR["ink"], strokeDash=[3, 3]).encode(x=x("each:Q")),
        part("border")
        .mark_text(align="left", baseline="bottom", dx=5, dy=-4)
        .encode(x=x("each:Q"), y=alt.datum(0), text="note:N"),
        *_big(
            part("now"),
            x=x("each:Q"),
            y=y,
            tooltip=[alt.Tooltip("who:N"), alt.Tooltip("times:Q", title="budgets", format=".2f")],
        ),
        part("column").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
    )
