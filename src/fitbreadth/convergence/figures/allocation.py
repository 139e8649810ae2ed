"""The best plan at one κ, and what three plans are worth at every κ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

PLANS = {
    "fitted plan": "environment",
    "equal split": "generalist",
    "all on one task": "specialist",
}
"""Three ways to spend a budget, with their roles; who fits has the colour of the world."""

HIGHEST = 1.15
"""End of both panels' axes of shares: above all of it there is room for a curve's name."""

ENDS = (-4, 2)
"""The κ at which the curves begin and end."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the ideal shares of a budget, and what three plans are worth.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"share"`` (``task``, ``share``, ``odds``), ``"worth"`` and ``"now"``
        (``curvature``, ``plan``, ``worth``), ``"name"`` (``name``, ``at``, ``height``) or
        ``"place"`` (``left``, ``right``, ``set_kappa``).
    """
    data = rows_of(rows)
    shares = _shares(part_of(data, "share"))
    return alt.hconcat(shares, _worth(data), bounds="flush", spacing=56)


def _shares(base: Any) -> Any:
    task = alt.X("task:O", title="task", axis=alt.Axis(labelAngle=0))
    scale = alt.Scale(domain=[0, HIGHEST], nice=False)
    percent = alt.Axis(format="%", values=[0, 0.5, 1])
    share = alt.Y("share:Q", title=None, scale=scale, axis=percent)
    tips = [
        alt.Tooltip("task:O"),
        alt.Tooltip("odds:Q", title="how often it comes up", format=".0%"),
        alt.Tooltip("share:Q", title="best share of the budget", format=".1%"),
    ]
    odds = base.mark_tick(color=COLOUR["ink"], opacity=1, thickness=3, width=30)
    return alt.layer(
        base.mark_bar(color=COLOUR["environment"]).encode(x=task, y=share, tooltip=tips),
        odds.encode(x=task, y=alt.Y("odds:Q", scale=scale)),
    ).properties(
        title=alt.Title(
            "The best plan for five tasks",
            subtitle="shares of the budget; short marks: odds",
        )
    )


def _worth(data: Any) -> Any:
    across = alt.Scale(domain=list(ENDS), nice=False)
    up = alt.Scale(domain=[0, HIGHEST], nice=False)
    percent = alt.Axis(format="%", values=[0, 0.5, 1])
    axes = {
        "x": alt.X("curvature:Q", title="κ", scale=across),
        "y": alt.Y("worth:Q", title=None, axis=percent, scale=up),
    }
    plan = coloured("plan", PLANS, legend=None)
    now = part_of(data, "now").encode(x=axes["x"])
    dots = now.mark_point(size=130).encode(
        y=axes["y"],
        color=plan,
        shape=shaped("plan", PLANS, legend=None),
        tooltip=["plan:N", alt.Tooltip("worth:Q", format=".1%")],
    )
    names = part_of(data, "name").mark_text(align="left", baseline="middle", fontSize=12.5)
    places = part_of(data, "place").mark_rect(**HANDLE)
    return alt.layer(
        now.transform_filter("datum.plan == 'fitted plan'").mark_rule(strokeDash=[3, 3]),
        part_of(data, "worth").mark_line().encode(**axes, color=plan),
        names.encode(
            x=alt.X("at:Q", scale=across),
            y=alt.Y("height:Q", scale=up),
            text="name:N",
            color=coloured("name", PLANS, legend=None),
        ),
        places.encode(x=alt.X("left:Q", scale=across), x2="right:Q"),
        dots,
    ).properties(
        title=alt.Title(
            "What three plans are worth",
            subtitle="part of the budget the best plan would need",
        )
    )
