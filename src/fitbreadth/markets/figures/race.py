"""Wealth against the trader who knows the odds, beside the misfit that is its slope."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

TRADERS = {"knows the odds": "environment", "even-handed": "generalist", "you": "rival"}
"""The three traders, with their roles."""

FLOOR = -20
"""Power of ten at which lines end."""

STEEPEST = 0.8
"""Halvings a day at which the curve of the misfit leaves its panel."""

RUINED = "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z"
"""A cross, as a path: a legend can show it as it is drawn."""

_TOP = 0.86
"""Where the panel of the misfit ends, with room for a word above the curve."""

# whoever bets the same is drawn on top: the square shows round the others
_SIZE = alt.condition(f"datum.who == '{next(iter(TRADERS))}'", alt.value(240), alt.value(130))

_RATIOS = ("a quintillionth", "a trillionth", "a millionth", "equal")
"""What the axis says at -18, -12, -6 and 0 powers of ten."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the race, and the misfit of every bet.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"theory"`` (``who``, lists ``t``, ``y``), ``"band"`` (``who``, lists ``t``,
        ``low``, ``high``), ``"run"`` (``who``, ``run``, lists ``t``, ``y``), ``"end"`` (``who``,
        ``day``, ``power``), ``"ruin"`` (``run``, ``day``, ``power``, ``bottom``), ``"ruined"``
        (``day``, ``power``, ``note``); ``"curve"`` and ``"measured"`` (lists ``bet``, ``misfit``),
        ``"trader"`` (``who``, ``at``, ``height``), ``"beyond"`` (``note``, ``side``, ``at``) and
        ``"place"`` (``left``, ``right``, ``set_q``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    marks = {
        "color": coloured("who", TRADERS, legend=alt.Legend(symbolOpacity=1)),
        "shape": shaped("who", TRADERS),
    }
    return alt.hconcat(
        _wealth(part, marks).properties(
            title=alt.Title(
                "Wealth against the one who knows",
                subtitle="dashed: theory; thin: runs; band: 80 of 100",
            )
        ),
        _misfit(part, marks).properties(
            title=alt.Title("Misfit", subtitle="line: theory; small dots: speeds in the runs")
        ),
        bounds="flush",
        spacing=88,
    )


def _wealth(part: Any, marks: dict[str, Any]) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="day",
            scale=alt.Scale(domain=[0, 1030], nice=False),
            axis=alt.Axis(values=[0, 250, 500, 750, 1000]),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title=None,
            scale=alt.Scale(domain=[FLOOR, 3], nice=False),
            axis=alt.Axis(
                values=[-18, -12, -6, 0], labelExpr=f"{list(_RATIOS)}[3 + datum.value / 6]"
            ),
        )

    def shown(runs: Any) -> Any:
        return runs.transform_filter("runs == 'many' || datum.run == 1")

    return alt.layer(
        part("end")
        .transform_filter("datum.who == 'knows the odds'")
        .mark_rule(color=COLOUR["environment"], strokeWidth=2)
        .encode(y=y("power:Q")),
        part("band", "t", "low", "high")
        .mark_area(opacity=0.25)
        .encode(x=x("t:Q"), y=y("low:Q"), y2="high:Q", color=marks["color"], detail="who:N"),
        shown(part("run", "t", "y"))
        .mark_line(strokeWidth=1.2)
        .encode(x=x("t:Q"), y=y("y:Q"), color=marks["color"], detail="run:N"),
        part("theory", "t", "y")
        .mark_line(color=COLOUR["ink"], strokeWidth=1.75, strokeDash=[6, 4])
        .encode(x=x("t:Q"), y=y("y:Q"), detail="who:N"),
        part("end").mark_point().encode(x=x("day:Q"), y=y("power:Q"), size=_SIZE, **marks),
        shown(part("ruin"))
        .mark_rule(color=COLOUR["rival"], strokeDash=[2, 3])
        .encode(x=x("day:Q"), y=y("power:Q"), y2="bottom:Q"),
        shown(part("ruin"))
        .mark_point(shape=RUINED, size=120, color=COLOUR["rival"])
        .encode(
            x=x("day:Q"),
            y=y("bottom:Q"),
            tooltip=[alt.Tooltip("day:Q", title="last day with any wealth")],
        ),
        part("ruined")
        .mark_text(align="left", dx=10, color=COLOUR["rival"])
        .encode(x=x("day:Q"), y=y("power:Q"), text="note:N"),
    )


def _misfit(part: Any, marks: dict[str, Any]) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="bet on rain",
            scale=alt.Scale(domain=[-0.02, 1.02], nice=False),
            axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="halvings of wealth per day",
            scale=alt.Scale(domain=[-0.03, _TOP], nice=False),
            axis=alt.Axis(values=[0, 0.2, 0.4, 0.6, 0.8], format=".1f"),
        )

    beyond = [
        part("beyond")
        .transform_filter(f"datum.side == '{side}'")
        .mark_text(align=align, baseline="top", dx=dx, color=COLOUR["rival"])
        .encode(x=x("at:Q"), y=alt.datum(_TOP), text="note:N")
        for side, align, dx in (("low", "left", -4), ("high", "right", 4))
    ]
    return alt.layer(
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
        part("curve", "bet", "misfit")
        .mark_line(color=COLOUR["faint"], strokeWidth=6)
        .encode(x=x("bet:Q"), y=y("misfit:Q")),
        part("measured", "bet", "misfit")
        .mark_point(color=COLOUR["muted"], size=26)
        .encode(x=x("bet:Q"), y=y("misfit:Q")),
        part("trader")
        .mark_point()
        .encode(
            x=x("at:Q"),
            y=y("height:Q"),
            size=_SIZE,
            **marks,
            tooltip=[
                alt.Tooltip("who:N", title="trader"),
                alt.Tooltip("at:Q", title="bet on rain", format=".0%"),
                alt.Tooltip("height:Q", title="halvings a day", format=".3f"),
            ],
        ),
        *beyond,
    )
