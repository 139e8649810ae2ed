"""Bets beside the chances they are on, and what bettors end with, narrow ones and broad ones.

The typical bettor's wealth is a hill with its top at Kelly's rule; the average only rises towards
all on one horse, where the typical bettor is ruined.
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

WHO = {"your bettor": "rival", "Kelly's rule": "environment", "all on one: ruined": "specialist"}
"""Three bettors, with their roles."""

LOW, HIGH = -6, 15
"""Powers of ten of wealth that the figure shows."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the bets, and wealth after all races against their breadth.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"chance"`` (``horse``, ``chance``), ``"bet"`` (``who``, ``horse``, ``share``),
        ``"typical"`` and ``"mean"`` (lists ``x``, ``y``), ``"runs"`` (``at``, ``low``, ``high``),
        ``"stop"`` (``set_rho``, ``at``, ``middle``), ``"mark"`` and ``"ruin"`` (``who``, ``at``,
        ``y``) or ``"now"`` (``now``, ``average``;
        not drawn, ``usual``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _bets(part).properties(
            title=alt.Title("The bets", subtitle="bars: each horse's chance to win")
        ),
        _wealth(part).properties(
            title=alt.Title("Money after 30 races", subtitle="dashed: the average; wide: typical")
        ),
        bounds="flush",
        spacing=88,
    )


def _shape() -> alt.Shape:
    scale = alt.Scale(domain=list(WHO), range=["diamond", "square", RUINED])
    return alt.Shape("who:N", title=None, scale=scale)


def _bets(part: Any) -> Any:
    x = alt.X("horse:O", title="horse", axis=alt.Axis(labelAngle=0))

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="share of the money",
            scale=alt.Scale(domain=[0, 1.04], nice=False),
            axis=alt.Axis(format="%", values=[0, 0.2, 0.4, 0.6, 0.8, 1]),
        )

    return alt.layer(
        part("chance")
        .mark_bar(color=COLOUR["environment"], size=38, opacity=0.55)
        .encode(
            x=x,
            y=y("chance:Q"),
            tooltip=[alt.Tooltip("chance:Q", title="chance to win", format=".1%")],
        ),
        part("bet")
        .mark_point(size=130)
        .encode(
            x=x,
            y=y("share:Q"),
            color=coloured("who", WHO),
            shape=_shape(),
            tooltip=[alt.Tooltip("share:Q", title="bet on it", format=".1%")],
        ),
    )


def _wealth(part: Any) -> Any:
    # reversed: a larger appetite moves the bettor the way its slider goes
    x_scale = alt.Scale(domain=[0.95, 4.05], nice=False, reverse=True)
    y_scale = alt.Scale(domain=[LOW, HIGH], nice=False)

    def axes(x: str, y: str) -> dict[str, Any]:
        words = ["÷ million", "÷ 1,000", "× 1", "× 1,000", "× million", "× billion", "× trillion"]
        return {
            "x": alt.X(
                x,
                title="horses bet on, in effect",
                scale=x_scale,
                axis=alt.Axis(values=[1, 2, 3, 4], format="d"),
            ),
            "y": alt.Y(
                y,
                title=None,
                scale=y_scale,
                axis=alt.Axis(
                    values=list(range(LOW, HIGH, 3)), labelExpr=f"{words}[datum.value / 3 + 2]"
                ),
            ),
        }

    looks = {"color": coloured("who", WHO), "shape": _shape()}
    return alt.layer(
        part("typical", "x", "y")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(**axes("x:Q", "y:Q"), order="x:Q"),
        part("mean", "x", "y")
        .mark_line(color=COLOUR["ink"], strokeWidth=1.5, strokeDash=[5, 4])
        .encode(**axes("x:Q", "y:Q"), order="x:Q"),
        part("runs")
        .mark_rule(color=COLOUR["muted"], strokeWidth=1.5)
        .encode(**axes("at:Q", "low:Q"), y2="high:Q"),
        part("now").mark_rule(strokeDash=[4, 3]).encode(x="now:Q"),
        part("now")
        .mark_point(filled=False, shape="diamond", size=130, strokeWidth=2, color=COLOUR["rival"])
        .encode(**axes("now:Q", "average:Q")),
        part("stop")
        .mark_point(size=45, color=COLOUR["muted"], cursor="crosshair")
        .encode(
            **axes("at:Q", "middle:Q"),
            tooltip=[
                alt.Tooltip("set_rho:Q", title="appetite for risk"),
                alt.Tooltip("at:Q", title="horses bet on", format=".2f"),
                alt.Tooltip("middle:Q", title="typical wealth, power of 10", format=".2f"),
            ],
        ),
        part("mark").mark_point(size=150).encode(**axes("at:Q", "y:Q"), **looks),
        part("ruin").mark_point(size=150).encode(**axes("at:Q", "y:Q"), **looks),
    )
