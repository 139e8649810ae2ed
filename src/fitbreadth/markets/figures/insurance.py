"""How far behind the best: a line that levels off under its ceiling, and one that never does.

Beside them the insured money, which has found its way to the specialists who were right.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WHO = {
    "all together": "generalist",
    "one picked blindly": "specialist",
    "one sure of rain": "rival",
}
"""The three choices, with their roles."""

TOP = 6
"""Powers of ten up to which the figure shows who is behind."""

_TICKS = ("1", "10", "100", "1,000", "10,000", "100,000", "a million")


def draw(rows: Sequence[Row]) -> Any:
    """Draw how many times poorer than the best each choice is, and where the money went.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"ceiling"`` and ``"line"`` (lists ``t``, ``y``), ``"band"`` (lists ``t``,
        ``low``, ``high``), ``"ruin"`` (``day``, ``top``), ``"money"`` (lists ``belief``,
        ``share``) or ``"truth"`` (``chance``); ``who`` where it is one choice's.
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _behind(part).properties(
            title=alt.Title("Behind the best", subtitle="times poorer; dashed: the bound")
        ),
        _money(part).properties(
            title=alt.Title(
                "Who has the insured money", subtitle="after 10,000 days; wide line: the truth"
            )
        ),
        bounds="flush",
        spacing=64,
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
    return alt.layer(
        part("band", "t", "low", "high")
        .mark_area(opacity=0.25)
        .encode(x=x, y=y("low:Q"), y2="high:Q", color=colour),
        part("ceiling", "t", "y")
        .mark_line(color=COLOUR["ink"], strokeDash=[5, 4], strokeWidth=1.5)
        .encode(x=x, y=y("y:Q")),
        part("line", "t", "y").mark_line(strokeWidth=3).encode(x=x, y=y("y:Q"), color=colour),
        part("ruin")
        .mark_point(shape="cross", angle=45, size=170)
        .encode(
            x="day:Q",
            y=y("top:Q"),
            color=colour,
            tooltip=[alt.Tooltip("who:N"), alt.Tooltip("day:Q", title="ruined on day")],
        ),
        part("ruin")
        .mark_text(align="left", dx=-9, dy=18, fontSize=12)
        .encode(x="day:Q", y=y("top:Q"), text=alt.value("ruined")),
    )


def _money(part: Any) -> Any:
    x = alt.X(
        "belief:Q",
        title="chance of rain that a specialist expects",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    share = alt.Y(
        "share:Q",
        title="share of the money",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(format="%", tickCount=5),
    )
    looks = {"color": coloured("who", WHO), "shape": shaped("who", WHO)}
    held = part("money", "belief", "share")
    return alt.layer(
        part("truth")
        .mark_rule(color=COLOUR["environment"], strokeWidth=6, opacity=0.45)
        .encode(x="chance:Q"),
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
