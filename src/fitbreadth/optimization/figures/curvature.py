"""Three small curves: what effort returns, what each task gets, what all of them give.

The middle one always falls. The left one bends down or up; where it bends down the right one rises,
where it bends up the right one falls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR


def draw(rows: Sequence[Row]) -> Any:
    """Draw level per task and total value when a budget is split equally over more tasks.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` (``"return"``, ``"level"`` or ``"total"``), ``x`` and ``y``.
    """
    data = rows_of(rows)

    def panel(name: str, title: str, x: str, y: str, role: str, top: float) -> Any:
        return (
            alt.Chart(data)
            .transform_filter(f"datum.panel == '{name}'")
            .mark_line(color=COLOUR[role], strokeWidth=3)
            .encode(
                x=alt.X("x:Q", title=x, axis=alt.Axis(tickCount=4)),
                y=alt.Y("y:Q", title=y, scale=alt.Scale(domain=[0, top])),
            )
            .properties(title=title)
        )

    even = alt.Chart(data).mark_rule(strokeDash=[4, 3]).encode(y=alt.datum(1))
    return alt.hconcat(
        panel("return", "One task", "share of the budget on it", "what it earns", "muted", 1),
        panel("level", "Each of n tasks", "n, tasks served", "what each earns", "rival", 1),
        alt.layer(
            even, panel("total", "All of them", "n, tasks served", "total", "environment", 8)
        ).properties(title="All of them"),
        bounds="flush",
        spacing=60,
    )
