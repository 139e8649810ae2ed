"""What a team gains by dividing its job, what it pays for working together, and its best size.

Two straight lines on logarithmic axes, the steeper one the cost, and the hump that is left between
them; and the best size against the cost, a falling line that ends where everybody does everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

TEAMS = {"divide the job": "specialist", "everybody does everything": "generalist"}
"""What the best team does, with its role."""

CURVES = {"made": [6, 3], "spent": [2, 3], "left": [1, 0]}
"""Goods a head, with the dashes of their lines."""

PEOPLE, GOODS = [1, 2000], [0.05, 100]
"""How far the lines go; above them the axes leave room for the name of the market's."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw output per head by the size of the team, and the best size by the cost.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"curve"`` (``what``, lists ``size``, ``goods``), ``"made"`` (lists ``size``,
        ``goods``), ``"best"`` (``members``, ``each``, ``who``), ``"market"`` (``most``), ``"law"``
        (lists ``price``, ``ideal``), ``"team"`` (lists ``set_lam``, ``from``, ``to``, ``team``,
        ``who``) or ``"now"`` (``price``, ``team``, ``who``).
    """
    part = partial(part_of, rows_of(rows))
    marks = {"color": coloured("who", TEAMS), "shape": shaped("who", TEAMS)}
    return alt.hconcat(
        _output(part, marks).properties(title="What a team makes"),
        _size(part, marks).properties(title="The best team"),
        bounds="flush",
        spacing=88,
    )


def _output(part: Any, marks: dict[str, Any]) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="people in the team",
            scale=alt.Scale(type="log", domain=PEOPLE, nice=False),
            axis=alt.Axis(values=[1, 10, 100, 1000], format=",d"),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="goods a head",
            scale=alt.Scale(type="log", domain=[GOODS[0], 300], nice=False),
            axis=alt.Axis(values=[0.1, 1, 10, 100], format="~g"),
        )

    dashes = alt.StrokeDash(
        "what:N",
        title=None,
        scale=alt.Scale(domain=list(CURVES), range=list(CURVES.values())),
        legend=alt.Legend(
            symbolStrokeColor=COLOUR["ink"],
            symbolFillColor="transparent",
            symbolType="M-2.8 0L2.8 0",
            symbolOffset=8,
            labelOffset=14,
        ),
    )
    return alt.layer(
        part("market")
        .mark_rule(strokeDash=[8, 4], color=COLOUR["environment"], strokeWidth=1.5)
        .encode(x=x("most:Q")),
        part("market")
        .mark_text(align="right", dx=-5, color=COLOUR["environment"])
        .encode(x=x("most:Q"), y=alt.datum(190), text=alt.datum("market")),
        part("curve", "size", "goods")
        .mark_line(color=COLOUR["ink"], strokeWidth=2)
        .encode(x=x("size:Q"), y=y("goods:Q"), strokeDash=dashes),
        part("made", "size", "goods")
        .mark_point(color=COLOUR["muted"], size=28)
        .encode(
            x=x("size:Q"),
            y=y("goods:Q"),
            tooltip=[
                alt.Tooltip("size:Q", title="people"),
                alt.Tooltip("goods:Q", title="made in the workshop, a head", format=".2f"),
            ],
        ),
        part("best")
        .mark_point(size=170)
        .encode(
            x=x("members:Q"),
            y=y("each:Q"),
            **marks,
            tooltip=[
                alt.Tooltip("members:Q", title="people"),
                alt.Tooltip("each:Q", title="goods left, a head", format=".2f"),
            ],
        ),
    )


def _size(part: Any, marks: dict[str, Any]) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="cost of coordination, goods",
            scale=alt.Scale(type="log", domain=[0.008, 2.6], nice=False),
            axis=alt.Axis(values=[0.01, 0.1, 1], format="~g"),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="people in the best team",
            scale=alt.Scale(type="log", domain=[0.7, 4000], nice=False),
            axis=alt.Axis(values=[1, 10, 100, 1000], format=",d"),
        )

    step = ("set_lam", "from", "to", "team", "who")
    tips = [
        alt.Tooltip("set_lam:Q", title="cost"),
        alt.Tooltip("team:Q", title="people"),
    ]
    return alt.layer(
        part("market")
        .mark_rule(strokeDash=[8, 4], color=COLOUR["environment"], strokeWidth=1.5)
        .encode(y=y("most:Q")),
        part("market")
        .mark_text(align="right", dy=-8, color=COLOUR["environment"])
        .encode(x=alt.datum(2.5), y=y("most:Q"), text=alt.datum("market")),
        part("law", "price", "ideal")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x("price:Q"), y=y("ideal:Q")),
        part("now").mark_rule(strokeDash=[4, 3]).encode(x=x("price:Q")),
        part("team", *step).mark_point(size=50).encode(x=x("set_lam:Q"), y=y("team:Q"), **marks),
        part("now").mark_point(size=190).encode(x=x("price:Q"), y=y("team:Q"), **marks),
        part("team", *step)
        .mark_rect(opacity=0, color=COLOUR["paper"], cursor="crosshair")
        .encode(x=x("from:Q"), x2="to:Q", tooltip=tips),
    )
