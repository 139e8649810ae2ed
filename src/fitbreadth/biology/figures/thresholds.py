"""Curvature of fitness at the middle, against how far apart the patches lie, by two questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

QUESTIONS = {
    "best on average?": "generalist",
    "safe from its neighbours?": "specialist",
}
"""What is asked about the middle, with the role whose colour and mark it has."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw measured curvatures as marks on the lines of theory.

    Parameters
    ----------
    rows : sequence of dict
        ``d``, ``question``, ``curvature``, ``theory``.
    """
    data = rows_of(rows)
    across = alt.X(
        "d:Q",
        title="distance of neighbouring patches, in niche widths",
        scale=alt.Scale(domain=[0, 2.7], nice=False),
        axis=alt.Axis(values=[0, 0.5, 1, 1.5, 2, 2.5], grid=False),
    )
    up = alt.Scale(domain=[-1.2, 3.8], nice=False)
    lines = (
        alt.Chart(data)
        .mark_line(strokeWidth=1.5)
        .encode(
            x=across,
            y=alt.Y("theory:Q", scale=up, title="curvature at the middle"),
            color=coloured("question", QUESTIONS),
        )
    )
    marks = (
        alt.Chart(data)
        .mark_point(size=50)
        .encode(
            x=across,
            y=alt.Y("curvature:Q", scale=up),
            color=coloured("question", QUESTIONS),
            shape=shaped("question", QUESTIONS),
            tooltip=[
                "question:N",
                alt.Tooltip("d:Q", title="distance"),
                alt.Tooltip("curvature:Q", format=".3f"),
                alt.Tooltip("theory:Q", format=".3f"),
            ],
        )
    )
    once = alt.Chart(data).transform_filter("datum.d == 0.2").transform_aggregate(groupby=["d"])
    zero = once.mark_rule(color=COLOUR["ink"]).encode(y=alt.datum(0, scale=up))
    words = once.mark_text(align="left", color=COLOUR["muted"], dx=4)
    valley = words.encode(x=alt.datum(0), y=alt.datum(0.22), text=alt.value("above: a valley"))
    peak = words.encode(x=alt.datum(0), y=alt.datum(-0.25), text=alt.value("below: a peak"))
    return alt.layer(zero, lines, marks, valley, peak)
