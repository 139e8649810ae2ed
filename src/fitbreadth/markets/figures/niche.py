"""The success of every trait at two places and overall, and a dictionary of two fields.

The line of overall success has one peak or two; which column of words is set off changes nothing.
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
"""Kinds of best trait, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the success of every trait, titled in the words of the parameter ``words``.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"each"`` (``place``, lists ``z``, ``fit``), ``"overall"`` (lists ``z``,
        ``fit``), ``"best"`` (``who``, ``trait``, ``level``) or ``"word"`` (``line``,
        ``ecology``, ``sociology``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _success(part).properties(
            title=alt.Title(
                _said("Fitness of every phenotype", "Performance of every form"),
                subtitle="green: at either place; thick: overall",
            )
        ),
        _dictionary(part).properties(
            title=alt.Title("The dictionary", subtitle="bold: the words in use")
        ),
        bounds="flush",
        spacing=88,
    )


def _said(ecology: str, sociology: str) -> Any:
    return alt.ExprRef(f"words == 'ecology' ? '{ecology}' : '{sociology}'")


def _success(part: Any) -> Any:
    def axes(x: str, y: str) -> dict[str, Any]:
        return {
            "x": alt.X(
                x,
                title="place, widths from the middle",
                scale=alt.Scale(domain=[-4, 4], nice=False),
                axis=alt.Axis(values=[-4, -2, 0, 2, 4], format="d", grid=False),
            ),
            "y": alt.Y(
                y,
                title="how well it does",
                scale=alt.Scale(domain=[0, 1.1], nice=False),
                axis=alt.Axis(values=[0, 0.5, 1], format="~g"),
            ),
        }

    line = axes("z:Q", "fit:Q")
    return alt.layer(
        part("each", "z", "fit")
        .mark_line(color=COLOUR["environment"], strokeWidth=1.5)
        .encode(**line, detail="place:N"),
        part("overall", "z", "fit").mark_line(color=COLOUR["ink"], strokeWidth=3.5).encode(**line),
        part("best")
        .mark_point(size=190)
        .encode(
            **axes("trait:Q", "level:Q"),
            color=coloured("who", WHO),
            shape=shaped("who", WHO),
            tooltip=[
                alt.Tooltip("who:N", title="best"),
                alt.Tooltip("trait:Q", title="place, widths", format=".3f"),
                alt.Tooltip("level:Q", title="how well it does", format=".3f"),
            ],
        ),
    )


def _dictionary(part: Any) -> Any:
    def y(field: str) -> alt.Y:
        # above the first of seven lines, a place for the heads
        scale = alt.Scale(domain=list(range(-1, 7)), padding=0.5)
        return alt.Y(field, axis=None, scale=scale)

    def column(field: str, at: int | str, **looks: Any) -> list[Any]:
        here = f"words == '{field}'"
        heads = part("word").transform_filter("datum.line == 0").transform_calculate(head="-1")
        return [
            heads.mark_text(fontSize=12, color=COLOUR["muted"], text=f"in {field}", **looks).encode(
                x=alt.value(at), y=y("head:O")
            ),
            part("word")
            .mark_text(
                fontSize=12,
                opacity={"expr": f"{here} ? 1 : 0.7"},
                fontWeight={"expr": f"{here} ? 600 : 400"},
                **looks,
            )
            .encode(x=alt.value(at), y=y("line:O"), text=f"{field}:N"),
        ]

    return alt.layer(
        *column("ecology", 0, align="left"),
        *column("sociology", "width", align="right"),
    )
