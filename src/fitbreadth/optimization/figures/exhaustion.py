"""A table with a row for each algorithm and a column for each pair of first values.

Every cell says, in a number and a shade, how many functions showed the algorithm those values.
Where there is no free lunch all rows look the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR


def draw(rows: Sequence[Row]) -> Any:
    """Draw a table of every algorithm by every trace; each cell counts functions.

    Parameters
    ----------
    rows : sequence of dict
        ``algorithm`` (1, 2, ...), ``trace`` (``"0 1"``), ``functions``.
    """
    base = alt.Chart(rows_of(rows)).encode(
        x=alt.X(
            "trace:N", title="first two values seen", axis=alt.Axis(labelAngle=0, orient="top")
        ),
        y=alt.Y("algorithm:O", title="algorithm", axis=alt.Axis(tickCount=12)),
    )
    shade = alt.Color(
        "functions:O",
        title="functions",
        scale=alt.Scale(
            domain=[0, 1, 2, 3], range=[COLOUR[f"ramp{step}"] for step in (0, 1, 2, 3)]
        ),
        legend=None,
    )
    tips = [
        alt.Tooltip("algorithm:O"),
        alt.Tooltip("trace:N", title="values seen"),
        alt.Tooltip("functions:Q", title="functions"),
    ]
    cells = base.mark_rect(stroke=COLOUR["paper"], strokeWidth=2).encode(color=shade, tooltip=tips)
    return alt.layer(cells, base.mark_text(fontSize=13).encode(text="functions:Q")).properties(
        title=alt.Title(
            "What each algorithm sees first",
            subtitle="number: of functions that show it these values",
        ),
        height=300,
    )
