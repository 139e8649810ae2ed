"""Firms by rank on logarithmic axes, and how much the largest of them make.

Sizes that follow Pareto's law lie on a straight line; what bends away from it does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR


def draw(rows: Sequence[Row]) -> Any:
    """Draw the share of firms larger than each size, and the share of the largest in the whole.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"law"`` and, for each ``at_year``, ``"curve"`` and ``"firms"`` (lists
        ``size``, ``larger``); ``"rest"`` (lists ``luck``, ``share``), ``"shares"`` (the same, for
        each ``at_year``) or ``"now"`` (``luck``, ``share``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    def now(chart: Any) -> Any:
        return chart.transform_filter("datum.at_year == year")

    size = alt.X(
        "size:Q",
        title="size, in median firms",
        scale=alt.Scale(type="log", domain=[1, 1000], nice=False),
        axis=alt.Axis(values=[1, 10, 100, 1000], format="~s"),
    )
    larger = alt.Y(
        "larger:Q",
        title="share of firms larger than that",
        scale=alt.Scale(type="log", domain=[1e-4, 1], nice=False),
        axis=alt.Axis(
            values=[1e-4, 1e-3, 1e-2, 0.1, 0.5],
            labelExpr="datum.value < 0.0005 ? '1 in 10,000' : datum.value < 0.005 ? '1 in 1,000' "
            ": datum.value < 0.05 ? '1 in 100' : datum.value < 0.3 ? '1 in 10' : 'half'",
        ),
    )
    ranks = alt.layer(
        part("law", "size", "larger")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=size, y=larger),
        now(part("curve", "size", "larger"))
        .mark_line(color=COLOUR["ink"], strokeDash=[4, 3], strokeWidth=1.5)
        .encode(x=size, y=larger),
        now(part("firms", "size", "larger"))
        .mark_point(color=COLOUR["specialist"], shape="triangle-up", size=50)
        .encode(
            x=size,
            y=larger,
            tooltip=[
                alt.Tooltip("size:Q", title="size, in median firms", format=".3g"),
                alt.Tooltip("larger:Q", title="share larger", format=".2%"),
            ],
        ),
    )
    luck = alt.X(
        "luck:Q",
        title="luck: spread of a year's growth",
        scale=alt.Scale(domain=[0.11, 0.23], nice=False),
        axis=alt.Axis(values=[0.12, 0.14, 0.16, 0.18, 0.2, 0.22], format="%"),
    )
    share = alt.Y(
        "share:Q",
        title="share of all output",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(format="%", values=[0, 0.2, 0.4, 0.6, 0.8]),
    )
    shares = alt.layer(
        part("rest", "luck", "share")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=luck, y=share),
        now(part("shares", "luck", "share"))
        .mark_point(color=COLOUR["specialist"], shape="triangle-up", size=50)
        .encode(x=luck, y=share),
        now(part("now"))
        .mark_point(color=COLOUR["specialist"], shape="triangle-up", size=220)
        .encode(
            x=luck,
            y=share,
            tooltip=[alt.Tooltip("share:Q", title="share of the largest 1%", format=".1%")],
        ),
    )
    return alt.hconcat(
        ranks.properties(title="How many firms are larger"),
        shares.properties(title="What the largest 1% make"),
        bounds="flush",
        spacing=64,
    )
