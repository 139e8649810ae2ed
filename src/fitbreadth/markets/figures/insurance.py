"""How far behind the best: a line that levels off under its ceiling, and one that never does.

Beside them the insured money, which has found its way to the specialists who were right.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.markets.figures.race import RUINED
from fitbreadth.palette import COLOUR

WHO = {
    "all together": "generalist",
    "one picked blindly": "specialist",
    "one sure of rain": "rival",
}
"""The three choices, with their roles."""

AROUND = 20
"""Percentage points about the truth that the figure shows of the beliefs."""

TOP = 6
"""Powers of ten up to which the figure shows who is behind."""

_TICKS = ("1", "10", "100", "1,000", "10,000", "100,000", "a million")


def draw(rows: Sequence[Row]) -> Any:
    """Draw how many times poorer than the best each choice is, and where the money went.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"ceiling"`` and ``"line"`` (lists ``t``, ``y``), ``"band"`` (lists ``t``,
        ``low``, ``high``), ``"tip"`` (``day``, ``power``), ``"ruin"`` (``day``, ``top``),
        ``"money"`` (lists ``belief``, ``off``, ``share``) or, not drawn, ``"pace"``
        (``halvings``); ``who`` where it is one choice's.
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _behind(part).properties(
            title=alt.Title(
                "Times poorer than the best",
                subtitle="line: typical; band: 300 worlds; dashed: bound",
            )
        ),
        _money(part).properties(
            title=alt.Title(
                "Who has the insured money", subtitle="after 10,000 days; wide line: the truth"
            )
        ),
        bounds="flush",
        spacing=88,
    )


def _behind(part: Any) -> Any:
    x = alt.X(
        "t:Q",
        title="day",
        scale=alt.Scale(type="log", domain=[1, 10_000], nice=False),
        axis=alt.Axis(values=[1, 10, 100, 1000, 10_000], format=","),
    )
    scale = alt.Scale(domain=[0, TOP], nice=False)
    axis = alt.Axis(values=list(range(TOP + 1)), labelExpr=f"{list(_TICKS)}[datum.value]")

    def y(field: str) -> alt.Y:
        return alt.Y(field, title=None, scale=scale, axis=axis)

    colour = coloured("who", WHO, legend=alt.Legend(symbolOpacity=1))
    looks = {"color": colour, "shape": _shape()}
    return alt.layer(
        part("band", "t", "low", "high")
        .mark_area(opacity=0.25)
        .encode(x=x, y=y("low:Q"), y2="high:Q", color=colour),
        part("ceiling", "t", "y")
        .mark_line(color=COLOUR["ink"], strokeDash=[5, 4], strokeWidth=1.5)
        .encode(x=x, y=y("y:Q")),
        part("line", "t", "y").mark_line(strokeWidth=3).encode(x=x, y=y("y:Q"), color=colour),
        part("tip").mark_point(size=130).encode(x="day:Q", y=y("power:Q"), **looks),
        part("ruin")
        .mark_point(size=130)
        .encode(
            x="day:Q",
            y=y("top:Q"),
            **looks,
            tooltip=[alt.Tooltip("who:N"), alt.Tooltip("day:Q", title="ruined on day")],
        ),
        part("ruin")
        .mark_text(align="left", dx=-9, dy=18, fontSize=12)
        .encode(x="day:Q", y=y("top:Q"), text=alt.value("ruined")),
    )


def _shape() -> alt.Shape:
    scale = alt.Scale(domain=list(WHO), range=["circle", "triangle-up", RUINED])
    return alt.Shape("who:N", title=None, scale=scale)


def _money(part: Any) -> Any:
    x = alt.X(
        "off:Q",
        title="expected less true chance of rain, points",
        scale=alt.Scale(domain=[-AROUND, AROUND], nice=False),
        axis=alt.Axis(
            values=[-20, -10, 0, 10, 20],
            labelExpr="datum.value > 0 ? '+' + datum.label : datum.label",
        ),
    )
    share = alt.Y(
        "share:Q",
        title="share of the money",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(format="%", tickCount=5),
    )
    looks = {"color": coloured("who", WHO), "shape": _shape()}
    held = part("money", "belief", "off", "share")
    return alt.layer(
        part("ceiling")
        .mark_rule(color=COLOUR["environment"], strokeWidth=6, opacity=0.45)
        .encode(x=alt.datum(0)),
        held.mark_rule(strokeWidth=3).encode(x=x, y=share, y2=alt.datum(0), color=looks["color"]),
        held.mark_point(size=55).encode(
            x=x,
            y=share,
            **looks,
            tooltip=[
                alt.Tooltip("belief:Q", title="expects rain with", format=".1%"),
                alt.Tooltip("share:Q", title="share of the money", format=".1%"),
            ],
        ),
    )
