"""Which tasks are called often enough for a system of their own, and what each plan costs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

SYSTEMS = {"narrow system": "specialist", "general system": "generalist"}
"""What serves a task, with its role."""

TASKS = 20
FEWEST, MOST = 1e3, 1e6
"""Calls a year at the ends of the axis."""

DEAREST = 3.0
"""Cost at the top of the axis, in costs of the general system for everything."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the calls of every task beside the break-even, and the cost of every plan.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"task"`` (``who``, lists ``task``, ``calls``), ``"border"`` (``calls``),
        ``"plans"`` (lists ``systems``, ``cost``), ``"end"`` (``who``, ``systems``, ``cost``) or
        ``"best"`` (``systems``, ``cost``, ``note``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _tasks(part).properties(
            title=alt.Title("Which tasks pay for their own", subtitle="dashed: the break-even")
        ),
        _plans(part).properties(
            title=alt.Title("What each plan costs", subtitle="ring: the cheapest of all plans")
        ),
        bounds="flush",
        spacing=72,
    )


def _tasks(part: Any) -> Any:
    x = alt.X(
        "task:Q",
        title="task, busiest first",
        scale=alt.Scale(domain=[0, TASKS + 1], nice=False),
        axis=alt.Axis(values=[1, 5, 10, 15, 20], grid=False),
    )
    y = alt.Y(
        "calls:Q",
        title="calls a year",
        scale=alt.Scale(type="log", domain=[FEWEST, MOST], nice=False),
        axis=alt.Axis(values=[1e3, 1e4, 1e5, 1e6], format="~s"),
    )
    return alt.layer(
        part("border")
        .mark_rule(color=COLOUR["ink"], strokeDash=[4, 3], strokeWidth=1.5)
        .encode(y=y),
        part("task", "task", "calls")
        .mark_point(size=75)
        .encode(
            x=x,
            y=y,
            color=coloured("who", SYSTEMS),
            shape=shaped("who", SYSTEMS),
            tooltip=[
                alt.Tooltip("task:Q"),
                alt.Tooltip("calls:Q", title="calls a year", format=",.0f"),
                alt.Tooltip("who:N", title="cheaper with"),
            ],
        ),
    )


def _plans(part: Any) -> Any:
    x = alt.X(
        "systems:Q",
        title="tasks with a narrow system",
        scale=alt.Scale(domain=[-1, TASKS + 1], nice=False),
        axis=alt.Axis(values=[0, 5, 10, 15, 20], grid=False),
    )
    y = alt.Y(
        "cost:Q",
        title="cost; general for all = 100%",
        scale=alt.Scale(domain=[0, DEAREST], nice=False),
        axis=alt.Axis(format="%", values=[0, 0.5, 1, 1.5, 2, 2.5, 3]),
    )
    return alt.layer(
        part("plans", "systems", "cost")
        .mark_line(color=COLOUR["muted"], point={"color": COLOUR["muted"], "size": 22})
        .encode(x=x, y=y),
        part("end")
        .mark_point(size=120)
        .encode(
            x=x,
            y=y,
            color=coloured("who", SYSTEMS),
            shape=shaped("who", SYSTEMS),
            tooltip=[
                alt.Tooltip("who:N", title="for all tasks"),
                alt.Tooltip("cost:Q", format=".0%"),
            ],
        ),
        part("best")
        .mark_point(size=300, filled=False, strokeWidth=2.5, color=COLOUR["ink"])
        .encode(x=x, y=y),
        *[
            part("best")
            .transform_filter(f"datum.systems {which}")
            .mark_text(**place, fontSize=14, fontWeight=600)
            .encode(x=x, y=y, text="note:N")
            # below right no plan can be, and no label of the axis
            for which, place in (
                ("> 2", {"dy": -20}),
                ("<= 2", {"align": "left", "dx": 11, "dy": 14}),
            )
        ],
    )
