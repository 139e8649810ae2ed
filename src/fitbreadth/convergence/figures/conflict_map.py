"""A map of data against conflict, with its border, and who erred least in simulations."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WAYS = {"own estimates": "specialist", "one for all": "generalist", "a learnt blend": "rival"}
"""Ways to estimate, with their roles."""

FEWEST, LONGEST = 0.7, 1450.0
"""Ends of the axis of records."""

ALIKE, APART = 2**-10, 2**3
"""Ends of the axis of conflict."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the map, and the place of the parameters ``n`` and ``gap`` on it.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"won"`` (``who``, ``players``, lists ``records``, ``apart``), ``"border"``
        (lists ``records``, ``apart``) or ``"place"`` (``set_n``, ``set_gap``, ``left``, ``right``,
        ``bottom``, ``top``).
    """
    part = partial(part_of, rows_of(rows))
    here = part("place").transform_filter("datum.set_n == n && datum.set_gap == gap")
    shown = f"players == 'two' ? {list(WAYS)[:2]} : {list(WAYS)}"
    return alt.layer(
        part("border", "records", "apart")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=_x("records:Q"), y=_y("apart:Q")),
        part("won", "records", "apart", "ratio", "stake")
        .transform_filter("datum.game == players")
        .mark_point()
        .encode(
            x=_x("records:Q"),
            y=_y("apart:Q"),
            color=coloured(
                "who",
                WAYS,
                legend=alt.Legend(values=alt.ExprRef(shown)),
            ),
            shape=shaped("who", WAYS, legend=alt.Legend(values=alt.ExprRef(shown))),
            size=alt.Size(
                "stake:Q",
                legend=None,
                scale=alt.Scale(type="sqrt", domain=[0, 13], range=[6, 190]),
            ),
            tooltip=[
                alt.Tooltip("who:N", title="least error"),
                alt.Tooltip("records:Q", title="records a task"),
                alt.Tooltip("apart:Q", title="conflict", format=".2g"),
                alt.Tooltip("ratio:Q", title="error of one for all over own", format=".3~g"),
            ],
        ),
        here.mark_point(
            size=330, filled=False, strokeWidth=2.5, color=COLOUR["ink"], shape="circle"
        ).encode(x=_x("set_n:Q"), y=_y("set_gap:Q")),
        part("place")
        .mark_rect(**HANDLE)
        .encode(x=_x("left:Q"), x2="right:Q", y=_y("bottom:Q"), y2="top:Q"),
    ).properties(
        height=310,
        title=alt.Title("Who erred least", subtitle="larger marks: more at stake"),
    )


def _x(field: str) -> alt.X:
    return alt.X(
        field,
        title="records of each task",
        scale=alt.Scale(type="log", domain=[FEWEST, LONGEST], nice=False),
        axis=alt.Axis(values=[1, 10, 100, 1000], format="d", grid=False),
    )


def _y(field: str) -> alt.Y:
    return alt.Y(
        field,
        title="conflict (noise of one record = 1)",
        scale=alt.Scale(type="log", domain=[ALIKE, APART], nice=False),
        axis=alt.Axis(values=[0.01, 0.1, 1], format="~g", grid=False),
    )
