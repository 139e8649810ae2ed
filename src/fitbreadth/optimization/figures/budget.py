"""Bars of how well each task is done, beside a line of how many tasks are served.

The bars fall to zero at some task however large the budget; the marks on the right climb along the
square root of the budget, on logarithmic axes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR


def draw(rows: Sequence[Row]) -> Any:
    """Draw what each task gets of a budget, and how breadth grows with it.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"task"`` (``task``, ``effort``, ``level``) or ``"breadth"`` (``spent``,
        ``served``, ``law``, ``now``).
    """
    data = rows_of(rows)
    tasks = (
        part_of(data, "task")
        .mark_bar(color=COLOUR["specialist"])
        .encode(
            x=alt.X(
                "task:Q",
                title="task, most valuable first",
                scale=alt.Scale(domain=[0, 72]),
                axis=alt.Axis(grid=False),
            ),
            y=alt.Y(
                "level:Q",
                title="how well it is done",
                axis=alt.Axis(format="%"),
                scale=alt.Scale(domain=[0, 1]),
            ),
            tooltip=[
                "task:Q",
                alt.Tooltip("effort:Q", format=".2f"),
                alt.Tooltip("level:Q", format=".1%"),
            ],
        )
        .properties(
            title=alt.Title(
                "How well each task is done", subtitle="by the best plan, at your budget"
            )
        )
    )
    growth = part_of(data, "breadth")
    budget = alt.X(
        "spent:Q",
        title="budget, in hours",
        scale=alt.Scale(type="log", base=2),
        axis=alt.Axis(values=[2**power for power in range(9)], format=","),
    )
    served = alt.Scale(type="log", base=2, domain=[1, 128])
    breadth = alt.layer(
        growth.mark_line(color=COLOUR["faint"], strokeWidth=7).encode(
            x=budget, y=alt.Y("law:Q", scale=served, title="tasks served")
        ),
        growth.mark_point(color=COLOUR["environment"], shape="square", size=55).encode(
            x=budget,
            y="served:Q",
            tooltip=["spent:Q", "served:Q", alt.Tooltip("law:Q", format=".2f")],
        ),
        growth.transform_filter("datum.now")
        .mark_point(color=COLOUR["ink"], shape="square", filled=False, size=230, strokeWidth=2)
        .encode(x=budget, y="served:Q"),
    ).properties(
        title=alt.Title(
            "Breadth grows like √budget", subtitle="wide: the law; marks: best plans; ring: yours"
        )
    )
    return alt.hconcat(tasks, breadth, bounds="flush", spacing=64)
