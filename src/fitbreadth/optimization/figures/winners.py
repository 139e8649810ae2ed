"""A list of algorithms, each with a tile for every benchmark function it won.

A tile has the number of its function and the colour of the function's kind; the algorithm with the
most tiles stands on top, and its row is short.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

KINDS = {
    "separable": "specialist",
    "moderate conditioning": "generalist",
    "high conditioning": "environment",
    "many peaks, structured": "rival",
    "many peaks, weak structure": "fourth",
}
"""Kinds of benchmark function, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw each benchmark function as a tile in the row of the algorithm that was fastest on it.

    Parameters
    ----------
    rows : sequence of dict
        ``algorithm``, ``place`` (0, 1, ...: its tiles so far), ``function``, ``name``,
        ``group``, ``ert``, ``wins``.
    """
    base = alt.Chart(rows_of(rows)).encode(
        x=alt.X("place:Q", axis=None, scale=alt.Scale(domain=[-0.5, 6.5])),
        y=alt.Y(
            "algorithm:N",
            title=None,
            sort=alt.EncodingSortField("wins", op="max", order="descending"),
            axis=alt.Axis(labelLimit=240, domain=False, ticks=False),
        ),
    )
    return alt.layer(
        base.mark_point(shape="square", size=420).encode(
            color=coloured("group", KINDS, legend=alt.Legend(columns=2)),
            tooltip=[
                alt.Tooltip("algorithm:N", title="fastest"),
                alt.Tooltip("function:Q", title="function"),
                alt.Tooltip("name:N"),
                alt.Tooltip("group:N"),
                alt.Tooltip("ert:Q", title="evaluations", format=",.0f"),
            ],
        ),
        base.mark_text(color=COLOUR["paper"], fontSize=11, fontWeight=600).encode(
            text="function:Q"
        ),
    ).properties(height=alt.Step(25))
