"""What a cue is worth against how often it is right, beside two lineages racing.

The marks of the simulation lie on the curve of the mutual information, which rises ever faster from
nothing; the lineage that listens pulls away from the one that does not along a straight line.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

LINEAGES = {"listens to the cue": "specialist", "hedges without it": "generalist"}
"""The two lineages, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the value of a cue on its theory, and what it adds up to in a hundred generations.

    Parameters
    ----------
    rows : sequence of dict
        ``part`` ``"law"`` and ``"runs"`` (lists ``right``, ``worth``), ``"now"``
        (``right``, ``worth``), and for each lineage ``who``: ``"band"`` (lists
        ``generation``, ``low``, ``high``), ``"one"`` (lists ``generation``, ``number``) or
        ``"trend"`` (``generation``, ``number`` to ``last``, ``end``).
    """
    data = rows_of(rows)

    part = partial(part_of, data, field="part")

    accuracy = alt.X(
        "right:Q",
        title="how often the cue is right",
        scale=alt.Scale(domain=[0.5, 1], nice=False),
        axis=alt.Axis(format="%", tickCount=5),
    )
    worth = alt.Y("worth:Q", title="gain, nats a generation", scale=alt.Scale(domain=[-0.02, 0.72]))
    value = alt.layer(
        part("law", "right", "worth")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=accuracy, y=worth),
        part("runs", "right", "worth")
        .mark_point(shape="square", size=50, color=COLOUR["environment"])
        .encode(
            x=accuracy,
            y=worth,
            tooltip=[
                alt.Tooltip("right:Q", title="right", format=".0%"),
                alt.Tooltip("worth:Q", title="gain", format=".4f"),
            ],
        ),
        part("now")
        .mark_point(shape="square", filled=False, size=230, strokeWidth=2, color=COLOUR["ink"])
        .encode(x=accuracy, y=worth),
    ).properties(
        title=alt.Title(
            "What the cue is worth", subtitle="line: its information; squares: 400 races"
        )
    )

    generation = alt.X("generation:Q", title="generation", scale=alt.Scale(domain=[0, 100]))
    powers = alt.Scale(domain=[-4, 32])
    number = alt.Y("number:Q", title="offspring, as a power of 10", scale=powers)
    colour = coloured("who", LINEAGES, legend=alt.Legend(symbolOpacity=1, symbolType="stroke"))
    race = alt.layer(
        part("band", "generation", "low", "high")
        .mark_area(opacity=0.22)
        .encode(x=generation, y=alt.Y("low:Q", scale=powers), y2="high:Q", color=colour),
        part("trend")
        .mark_rule(strokeWidth=6, opacity=0.45)
        .encode(x=generation, x2="last:Q", y=number, y2="end:Q", color=colour),
        part("one", "generation", "number")
        .mark_line(strokeWidth=1.5)
        .encode(x=generation, y=number, color=colour),
    ).properties(
        title=alt.Title(
            "A hundred generations", subtitle="thin: one race; band: 8 in 10; thick: theory"
        )
    )
    return alt.hconcat(value, race, bounds="flush", spacing=64)
