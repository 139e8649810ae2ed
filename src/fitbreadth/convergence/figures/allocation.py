"""The best plan at one κ, and what three plans are worth at every κ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

PLANS = {"fitted plan": "specialist", "equal split": "generalist", "all on one task": "rival"}
"""Three ways to spend a budget, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the ideal shares of a budget, and what three plans are worth.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"share"`` (``task``, ``share``, ``odds``) or ``"worth"`` and ``"now"``
        (``curvature``, ``plan``, ``worth``).
    """
    data = rows_of(rows)
    base = part_of(data, "share")
    task = alt.X("task:O", title="task, likeliest first", axis=alt.Axis(labelAngle=0))
    share = alt.Scale(domain=[0, 1])
    tips = [
        alt.Tooltip("task:O"),
        alt.Tooltip("odds:Q", title="how often it comes up", format=".0%"),
        alt.Tooltip("share:Q", title="best share of the budget", format=".1%"),
    ]
    shares = alt.layer(
        base.mark_bar(color=COLOUR["specialist"]).encode(
            x=task,
            y=alt.Y("share:Q", title="share of the budget", scale=share, axis=alt.Axis(format="%")),
            tooltip=tips,
        ),
        base.mark_tick(color=COLOUR["ink"], opacity=1, thickness=3, width=30).encode(
            x=task, y=alt.Y("odds:Q", scale=share)
        ),
    ).properties(title=alt.Title("The best plan", subtitle="short marks: how often it comes up"))
    worth = alt.Chart(data)
    axes = {
        "x": alt.X("curvature:Q", title="κ", scale=alt.Scale(domain=[-4, 2])),
        "y": alt.Y(
            "worth:Q",
            title="share of the budget",
            axis=alt.Axis(format="%"),
            scale=alt.Scale(domain=[0, 1.02]),
        ),
        "color": coloured("plan", PLANS),
    }
    lines = alt.layer(
        worth.transform_filter("datum.panel == 'worth'").mark_line().encode(**axes),
        worth.transform_filter("datum.panel == 'now'")
        .mark_point(size=130)
        .encode(
            **axes,
            shape=shaped("plan", PLANS),
            tooltip=["plan:N", alt.Tooltip("worth:Q", format=".1%")],
        ),
    ).properties(
        title=alt.Title(
            "What a plan is worth",
            subtitle="the budget with which the best does as well",
            offset=18,
        )
    )
    return alt.hconcat(shares, lines, bounds="flush", spacing=66)
