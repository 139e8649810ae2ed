"""What knowing the odds wins a trader, as she and the others set the prices.

In the first panel her gain bends towards a ceiling, away from the straight line that fixed prices
promise; in the second the prize for a round falls as her share grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

LAST = 400
LOWEST, HIGHEST = -4.0, 5.5
"""Powers of ten at the ends of the axis."""
LEAST, MOST = -1.5, 3.5
"""Per cent a round at the ends of the other."""

LINES = {"prices react": "specialist", "prices stay": "ink"}
"""Two markets, with their roles."""

_TIMES = {-2: "÷ 100", 0: "as at the start", 2: "× 100", 4: "× 10,000"}


def draw(rows: Sequence[Row]) -> Any:
    """Draw what she has won so far, and what the next round is worth.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"exact"``, ``"mean"``, ``"promise"`` (``who``, lists ``t``, ``y``), ``"band"``
        (lists ``t``, ``low``, ``high``), ``"ceiling"`` (``at``, ``y``, ``note``), ``"zero"``
        (``y``), ``"edge"`` (lists ``share``, ``prize``) or ``"point"`` (``share``, ``prize``,
        ``when``, ``words``, ``side``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _won(part).properties(title="Her share of all wealth"),
        _prize(part).properties(title="What she expects from a round"),
        bounds="flush",
        spacing=64,
    )


def _won(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="rounds",
            scale=alt.Scale(domain=[0, LAST], nice=False),
            axis=alt.Axis(values=[0, 100, 200, 300, 400]),
        )

    def y(field: str) -> alt.Y:
        names = {str(power): words for power, words in _TIMES.items()}
        return alt.Y(
            field,
            title=None,
            scale=alt.Scale(domain=[LOWEST, HIGHEST], nice=False),
            axis=alt.Axis(values=list(_TIMES), labelExpr=f"{names}[toString(datum.value)]"),
        )

    colour = coloured("who", LINES, legend=alt.Legend(symbolOpacity=1))
    return alt.layer(
        part("band", "t", "low", "high")
        .mark_area(color=COLOUR["specialist"], opacity=0.16, clip=True)
        .encode(x=x("t:Q"), y=y("low:Q"), y2="high:Q"),
        part("exact", "t", "y")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x("t:Q"), y=y("y:Q")),
        part("ceiling").mark_rule(strokeDash=[1, 3]).encode(y=y("y:Q")),
        part("ceiling")
        .mark_text(align="left", baseline="bottom", dx=4, dy=-3)
        .encode(x=x("at:Q"), y=y("y:Q"), text="note:N"),
        part("promise", "t", "y")
        .mark_line(strokeDash=[6, 4])
        .encode(x=x("t:Q"), y=y("y:Q"), color=colour),
        part("mean", "t", "y")
        .mark_point(size=46, shape="triangle-up")
        .encode(
            x=x("t:Q"),
            y=y("y:Q"),
            color=colour,
            tooltip=["t:Q", alt.Tooltip("y:Q", title="power of ten", format=".2f")],
        ),
    )


def _prize(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="part of all wealth that is hers",
            scale=alt.Scale(domain=[0, 1], nice=False),
            axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="growth, % a round",
            scale=alt.Scale(domain=[LEAST, MOST], nice=False),
            axis=alt.Axis(values=[-1, 0, 1, 2, 3]),
        )

    def words(side: str, **place: Any) -> Any:
        return (
            part("point")
            .transform_filter(f"datum.side == '{side}'")
            .mark_text(**place)
            .encode(x=x("share:Q"), y=y("prize:Q"), text="words:N")
        )

    return alt.layer(
        part("zero").mark_rule(color=COLOUR["faint"]).encode(y=y("y:Q")),
        part("edge", "share", "prize")
        .mark_line(color=COLOUR["specialist"])
        .encode(x=x("share:Q"), y=y("prize:Q")),
        part("point")
        .mark_point(size=120, shape="triangle-up", color=COLOUR["specialist"])
        .encode(
            x=x("share:Q"),
            y=y("prize:Q"),
            tooltip=[
                "when:N",
                alt.Tooltip("share:Q", title="her part of all wealth", format=".2%"),
                alt.Tooltip("prize:Q", title="% a round", format=".2f"),
            ],
        ),
        words("above", align="left", dx=8, dy=-11),
        words("middle", align="center", dy=-14),
        words("end", align="right", dx=-2, dy=-14),
    )
