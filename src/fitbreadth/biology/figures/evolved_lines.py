"""Twenty-four dots in three stacks, over the share that they make of all lines.

The tallest stack is of lines that paid for their gain; the interval about their share takes in one
half and stops well short of "always".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

LINES = {"traded off": "specialist", "no significant change": "muted", "improved": "generalist"}
"""What a line's fitness at 40 °C did, with its role."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw a mark a line by its outcome, and the share of trade-offs with its interval.

    Parameters
    ----------
    rows : sequence of dict
        ``part`` ``"line"`` (``outcome``, ``name``, ``across``, ``up``), ``"count"`` (``across``,
        ``up``, ``note``), ``"share"`` (``share``, ``low``, ``high``, ``up``, ``note``,
        ``range``) or ``"always"`` (``share``, ``up``, ``note``).
    """
    data = rows_of(rows)

    part = partial(part_of, data, field="part")

    across = alt.X("across:Q", axis=None, scale=alt.Scale(domain=[0, 12]))
    up = alt.Y("up:Q", axis=None, scale=alt.Scale(domain=[0, 6]))
    lines = alt.layer(
        part("line")
        .mark_point(size=190)
        .encode(
            x=across,
            y=up,
            color=coloured("outcome", LINES),
            shape=shaped("outcome", LINES),
            tooltip=[alt.Tooltip("outcome:N"), alt.Tooltip("name:N", title="line")],
        ),
        part("count").mark_text(fontSize=15, fontWeight=600).encode(x=across, y=up, text="note:N"),
    ).properties(title="24 lines, by fitness at 40 °C")

    share = alt.X(
        "share:Q",
        title="share of lines with a significant trade-off",
        scale=alt.Scale(domain=[0, 1.06], nice=False),
        axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    height = alt.Y("up:Q", axis=None, scale=alt.Scale(domain=[0, 6]))
    interval = alt.layer(
        part("always")
        .mark_rule(strokeDash=[5, 4], color=COLOUR["ink"], strokeWidth=2)
        .encode(x=share),
        part("always")
        .mark_text(align="right", dx=-8, fontSize=13)
        .encode(x=share, y=height, text="note:N"),
        part("share")
        .mark_rule(color=COLOUR["specialist"], strokeWidth=4, opacity=0.6)
        .encode(x=alt.X("low:Q", scale=alt.Scale(domain=[0, 1.06])), x2="high:Q", y=height),
        part("share")
        .mark_point(size=200, shape="triangle-up", color=COLOUR["specialist"])
        .encode(x=share, y=height),
        part("share").mark_text(dy=-22, fontSize=13).encode(x=share, y=height, text="note:N"),
        part("share")
        .mark_text(dy=24, fontSize=12, color=COLOUR["muted"])
        .encode(x=share, y=height, text="range:N"),
    ).properties(title="How often a gain had a price")
    return alt.hconcat(lines, interval, bounds="flush", spacing=64)
