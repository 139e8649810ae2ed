"""A triangle of mixtures with consumers, their hull and the supply, beside what is left to take.

Inside the hull every consumer has its mark and the three bars reach the line; outside most marks
are empty rings, and the bars part.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WHO = {
    "specialist": "specialist",
    "generalist": "generalist",
    "supply": "environment",
    "population as a whole": "ink",
}
"""What has a place in the triangle, with its role."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw who lives on which supply, and how available that leaves each resource.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"level"`` (``resource``, ``availability``) or, at a place ``x``, ``y``:
        ``"triangle"`` and ``"hull"`` (``order``), ``"corner"`` (``resource``), ``"place"``
        (``who``, ``consumer``), ``"here"`` (``who``, ``share``), ``"gap"``, ``"supply"`` and
        ``"population"`` (``who``) and ``"grid"`` (``set_first``, ``set_split``, ``reach``).
    """
    data = rows_of(rows)
    across = alt.X("x:Q", scale=alt.Scale(domain=[-0.09, 1.09]), axis=None)
    up = alt.Y("y:Q", scale=alt.Scale(domain=[-0.09, 0.96]), axis=None)

    def part(*panels: str) -> Any:
        test = " || ".join(f"datum.panel == '{panel}'" for panel in panels)
        return alt.Chart(data).transform_filter(test).encode(x=across, y=up)

    looks = {
        "color": coloured("who", WHO, legend=alt.Legend(columns=2)),
        "shape": shaped("who", WHO),
    }
    mixtures = alt.layer(
        part("triangle").mark_line(color=COLOUR["muted"], strokeWidth=1.5).encode(order="order:Q"),
        part("hull")
        .mark_line(color=COLOUR["faint"], fill=COLOUR["grid"], strokeWidth=2)
        .encode(order="order:Q"),
        part("corner").mark_text(fontSize=14, fontWeight=600).encode(text="resource:N"),
        part("place").mark_point(filled=False, size=45, strokeWidth=1.5).encode(**looks),
        part("here")
        .mark_point()
        .encode(
            size=alt.Size("share:Q", scale=alt.Scale(domain=[0, 1], range=[45, 1500]), legend=None),
            **looks,
        ),
        part("place").mark_text(dx=11, dy=-9, color=COLOUR["muted"]).encode(text="consumer:N"),
        part("gap").mark_line(color=COLOUR["ink"], strokeDash=[4, 3], strokeWidth=1.5),
        part("supply").mark_point(size=300, filled=False, strokeWidth=3).encode(**looks),
        part("population").mark_point(size=75).encode(**looks),
        # unseen: where a reader can put the supply
        part("grid")
        .mark_point(shape="square", opacity=0, color=COLOUR["paper"], cursor="crosshair")
        .encode(size=alt.Size("reach:Q", scale=None, legend=None)),
    ).resolve_scale(size="independent")
    levels = part_of(data, "level")
    left = alt.layer(
        levels.mark_bar(color=COLOUR["environment"], size=34).encode(
            x=alt.X("resource:N", title="resource", axis=alt.Axis(labelAngle=0)),
            y=alt.Y(
                "availability:Q",
                title="availability (1: just enough to live)",
                scale=alt.Scale(domain=[0, 1.4]),
            ),
            tooltip=["resource:N", alt.Tooltip("availability:Q", format=".3f")],
        ),
        alt.Chart(data)
        .mark_rule(color=COLOUR["ink"], strokeDash=[6, 4], strokeWidth=1.5)
        .encode(y=alt.datum(1)),
    )
    return alt.hconcat(
        mixtures.properties(
            title=alt.Title(
                "Who stays, at which supply",
                subtitle="size: its share; empty ring: a consumer gone",
            )
        ),
        left.properties(
            title=alt.Title("What is left of each resource", subtitle="dashed: just enough to live")
        ),
        bounds="flush",
        spacing=64,
    )
