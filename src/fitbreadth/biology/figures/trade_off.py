"""A trade-off curve touched by the line of its best split, and that split against the shape.

The curve bulges out or bends in; the line meets it in between or at its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WHO = {"specialist": "specialist", "generalist": "generalist"}
"""Kinds of best plan, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the trade-off with its best split, and the best share against its shape.

    Parameters
    ----------
    rows : sequence of dict
        With the setting ``gamma`` in each, and ``panel`` ``"set"`` or ``"contour"`` (``x``,
        ``y``), ``"best"`` (``who``, ``share``, ``x1``, ``x2``), ``"line"`` (``line``, ``who``,
        ``x``, ``y``) or ``"even"`` (``at``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _trade_off(part).properties(
            title=alt.Title("The trade-off", subtitle="dashed: as fit as the best split")
        ),
        _shares(part).properties(
            title=alt.Title("The best split", subtitle="grey: shared as the habitats are")
        ),
        bounds="flush",
        spacing=64,
    )


def _trade_off(part: Any) -> Any:
    def axes(x: str, y: str) -> dict[str, Any]:
        scale, axis = alt.Scale(domain=[0, 1.1], nice=False), alt.Axis(values=[0, 0.5, 1])
        return {
            "x": alt.X(x, title="fitness in the commoner habitat", scale=scale, axis=axis),
            "y": alt.Y(y, title="fitness in the rarer one", scale=scale, axis=axis),
        }

    def line(panel: str) -> Any:
        return part(panel, "x", "y")

    return alt.layer(
        line("set")
        .mark_line(color=COLOUR["environment"], strokeWidth=4)
        .encode(**axes("x:Q", "y:Q")),
        line("contour")
        .mark_line(color=COLOUR["ink"], strokeWidth=1.5, strokeDash=[5, 4])
        .encode(**axes("x:Q", "y:Q")),
        part("best")
        .mark_point(size=150)
        .encode(
            **axes("x1:Q", "x2:Q"),
            color=coloured("who", WHO),
            shape=shaped("who", WHO),
            tooltip=_tips(),
        ),
    )


def _shares(part: Any) -> Any:
    def axes(x: str, y: str) -> dict[str, Any]:
        return {
            "x": alt.X(
                x,
                title="γ: strong below 1, weak above",
                axis=alt.Axis(values=[0.5, 1, 1.5, 2]),
                scale=alt.Scale(domain=[0.45, 2.05], nice=False),
            ),
            "y": alt.Y(
                y,
                title="to the commoner habitat",
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format="%"),
            ),
        }

    return alt.layer(
        part("even").mark_rule(color=COLOUR["faint"], strokeWidth=7).encode(y="at:Q"),
        part("line", "x", "y")
        .mark_line(strokeWidth=3)
        .encode(**axes("x:Q", "y:Q"), detail="line:N", color=coloured("who", WHO)),
        part("best").mark_rule(strokeDash=[4, 3]).encode(x="gamma:Q"),
        part("best")
        .mark_point(size=150)
        .encode(
            **axes("gamma:Q", "share:Q"),
            color=coloured("who", WHO),
            shape=shaped("who", WHO),
            tooltip=_tips(),
        ),
    )


def _tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("who:N", title="best plan"),
        alt.Tooltip("share:Q", title="to the commoner habitat", format=".1%"),
        alt.Tooltip("x1:Q", title="fitness in the commoner habitat", format=".3f"),
        alt.Tooltip("x2:Q", title="fitness in the rarer habitat", format=".3f"),
    ]
