"""Firms by rank on logarithmic axes, and how much the largest of them make.

Sizes that follow Pareto's law lie on a straight line; what bends away from it does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of
from fitbreadth.lab import Row

MARKS = {
    "20,000 simulated firms": ("specialist", "triangle-up"),
    "theory: at rest, with exit": ("faint", "M-1.3-.35H1.3V.35H-1.3Z"),
    "theory: today, without": (
        "ink",
        "M-1.3-.1H-.85V.1H-1.3ZM-.22-.1H.22V.1H-.22ZM.85-.1H1.3V.1H.85Z",
    ),
}
"""What is drawn, with its role and its mark in the legend."""
_FIRMS, _REST, _TODAY = MARKS


def draw(rows: Sequence[Row]) -> Any:
    """Draw the share of firms larger than each size, and the share of the largest in the whole.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"law"`` and, for each ``at_year``, ``"curve"`` and ``"firms"`` (lists
        ``size``, ``larger``); ``"rest"`` (lists ``luck``, ``share``), ``"shares"`` (the same, for
        each ``at_year``) or ``"now"`` (``luck``, ``share``). Under a rule without exit there is
        neither ``"law"`` nor ``"rest"``.
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    colour = coloured("mark", {what: role for what, (role, _) in MARKS.items()})
    shape = alt.Shape(
        "mark:N",
        title=None,
        scale=alt.Scale(domain=list(MARKS), range=[shape for _, shape in MARKS.values()]),
    )

    def line(chart: Any, what: str) -> Any:
        looks = {"strokeWidth": 7} if what == _REST else {"strokeWidth": 1.5, "strokeDash": [4, 3]}
        return chart.transform_calculate(mark=f"'{what}'").mark_line(**looks)

    def firms(chart: Any, size: float = 50) -> Any:
        return chart.transform_calculate(mark=f"'{_FIRMS}'").mark_point(size=size)

    def now(chart: Any) -> Any:
        return chart.transform_filter("datum.at_year == year")

    size = alt.X(
        "size:Q",
        title="size, in median firms",
        scale=alt.Scale(type="log", domain=[1, 1000], nice=False),
        axis=alt.Axis(values=[1, 10, 100, 1000], format=",d"),
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
        line(part("law", "size", "larger"), _REST).encode(x=size, y=larger, color=colour),
        line(now(part("curve", "size", "larger")), _TODAY).encode(x=size, y=larger, color=colour),
        firms(now(part("firms", "size", "larger"))).encode(
            x=size,
            y=larger,
            color=colour,
            shape=shape,
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
        scale=alt.Scale(domain=[0, 0.95], nice=False),
        axis=alt.Axis(format="%", values=[0, 0.2, 0.4, 0.6, 0.8]),
    )
    shares = alt.layer(
        line(part("rest", "luck", "share"), _REST).encode(x=luck, y=share, color=colour),
        firms(now(part("shares", "luck", "share"))).encode(
            x=luck, y=share, color=colour, shape=shape
        ),
        firms(now(part("now")), 220).encode(
            x=luck,
            y=share,
            color=colour,
            shape=shape,
            tooltip=[alt.Tooltip("share:Q", title="share of the largest 1%", format=".1%")],
        ),
    )
    return alt.hconcat(
        ranks.properties(title="How many firms are larger"),
        shares.properties(title="What the largest 1% make"),
        bounds="flush",
        spacing=88,
    )
