"""Two plants through the same sixty years, beside their growth rates.

Each plant has a band of histories about the straight line that theory gives it; beside them the
growth rate is a hill over the share germinating that falls off a cliff where nothing is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

PLANTS = {"the plant you set": "specialist", "the best hedger": "generalist"}
"""The two plants, with their roles."""

LEAST = -1.6
"""Growth at the lower end of the axis; nats a year."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw seed numbers through the years, and growth against the share that germinates.

    Parameters
    ----------
    rows : sequence of dict
        ``part`` ``"band"`` (lists ``year``, ``low``, ``high``), ``"one"`` (lists ``year``,
        ``seeds``), ``"law"`` (``year``, ``seeds`` to ``last``, ``end``), ``"dead"``
        (``year``, ``seeds``, ``note``), ``"hill"`` and ``"runs"`` (lists ``share``, ``rate``) or
        ``"plant"`` (``share``, ``rate``) or ``"cliff"`` (``note``);
        ``who`` where it is one plant's.
    """
    data = rows_of(rows)

    part = partial(part_of, data, field="part")

    year = alt.X("year:Q", title="year", scale=alt.Scale(domain=[0, 60]))
    powers = alt.Scale(domain=[-24, 28])
    seeds = alt.Y("seeds:Q", title="seeds, as a power of 10", scale=powers)
    colour = coloured("who", PLANTS, legend=alt.Legend(symbolOpacity=1))
    histories = alt.layer(
        part("band", "year", "low", "high")
        .mark_area(opacity=0.22, clip=True)
        .encode(x=year, y=alt.Y("low:Q", scale=powers), y2="high:Q", color=colour),
        part("law")
        .mark_rule(strokeWidth=6, opacity=0.45, clip=True)
        .encode(x=year, x2="last:Q", y=seeds, y2="end:Q", color=colour),
        part("one", "year", "seeds")
        .mark_line(strokeWidth=1.5, clip=True)
        .encode(x=year, y=seeds, color=colour),
        part("dead")
        .mark_point(shape="cross", angle=45, size=150, color=COLOUR["specialist"])
        .encode(x=year, y=seeds),
        part("dead")
        .mark_text(align="left", dx=4, dy=26, fontSize=12)
        .encode(x=year, y=seeds, text="note:N"),
    ).properties(
        title=alt.Title("Sixty years", subtitle="thin: one history; band: 8 in 10; thick: theory")
    )

    share = alt.X(
        "share:Q",
        title="share that germinates",
        scale=alt.Scale(domain=[0, 1.02], nice=False),
        axis=alt.Axis(format="%", tickCount=5),
    )
    rate = alt.Y(
        "rate:Q", title="growth, nats a year", scale=alt.Scale(domain=[LEAST, 1.1], nice=False)
    )
    hill = alt.layer(
        alt.Chart(data).mark_rule(strokeDash=[4, 3]).encode(y=alt.datum(0)),
        part("hill", "share", "rate")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=share, y=rate),
        part("runs", "share", "rate")
        .mark_point(color=COLOUR["muted"], size=28)
        .encode(x=share, y=rate),
        part("plant")
        .mark_point(size=170)
        .encode(
            x=share,
            y=rate,
            color=colour,
            shape=shaped("who", PLANTS),
            tooltip=[
                alt.Tooltip("who:N"),
                alt.Tooltip("share:Q", format=".1%"),
                alt.Tooltip("rate:Q", format=".3f"),
            ],
        ),
        part("cliff")
        .mark_text(align="right", fontSize=12, color=COLOUR["specialist"])
        .encode(x=alt.datum(0.92), y=alt.datum(-1.3), text="note:N"),
    ).properties(title=alt.Title("Growth rate", subtitle="line: theory; dots: 400 histories"))
    return alt.hconcat(histories, hill, bounds="flush", spacing=64)
