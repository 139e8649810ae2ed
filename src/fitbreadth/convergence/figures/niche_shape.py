"""How far from the compromise the best unit stands: bells climb where the power curve jumps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

SHAPES = {"a budget on the power curve": "specialist", "bells of fixed width": "generalist"}
"""Trade-offs, with the colours that tell them apart."""

LARGEST, FITTEST = 2.1, 4.2
"""Ends of the axes of kappa and of fitness beside the middle."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw both trade-off curves, and the best place on each against kappa.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"curve"`` (``which``, lists ``one``, ``two``), ``"best"`` (``which``, ``one``,
        ``two``), ``"theory"`` (``which``, lists ``at``, ``place``), ``"found"`` (the same),
        ``"now"`` (``which``, ``at``, ``place``), ``"border"`` (``at``, ``note``) or ``"column"``
        (``set_kappa``, ``left``, ``right``).
    """
    data = rows_of(rows)
    part = partial(part_of, data)
    return alt.hconcat(
        _curves(part).properties(
            title=alt.Title("What can be had", subtitle="fitness, times that of the middle")
        ),
        _places(part).properties(
            title=alt.Title(
                "How far from the compromise", subtitle="0: in the middle, 100%: all for one"
            )
        ),
        bounds="flush",
        spacing=64,
    )


def _big(rows: Any, **encoding: Any) -> list[Any]:
    """Mark both best places; where they are one neither hides the other."""
    return [
        rows.transform_filter(f"datum.which == '{which}'")
        .mark_point(size=size, stroke=COLOUR["paper"], strokeWidth=1)
        .encode(color=coloured("which", SHAPES), shape=shaped("which", SHAPES), **encoding)
        for which, size in zip(reversed(SHAPES), (250, 110), strict=True)
    ]


def _curves(part: Any) -> Any:
    scale = alt.Scale(domain=[0, FITTEST], nice=False)
    axis = alt.Axis(values=[0, 1, 2, 3, 4])
    axes = {
        "x": alt.X("one:Q", title="fitness in the commoner habitat", scale=scale, axis=axis),
        "y": alt.Y("two:Q", title="fitness in the other", scale=scale, axis=axis),
    }
    return alt.layer(
        part("curve", "one", "two")
        .mark_line(strokeWidth=2.5)
        .encode(**axes, color=coloured("which", SHAPES), order=alt.Order("one:Q")),
        *_big(
            part("best"),
            **axes,
            tooltip=[
                alt.Tooltip("which:N", title="best on"),
                alt.Tooltip("one:Q", title="commoner habitat", format=".2f"),
                alt.Tooltip("two:Q", title="other", format=".2f"),
            ],
        ),
    )


def _places(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="κ = (half the distance ÷ niche width)²",
            scale=alt.Scale(domain=[0, LARGEST], nice=False),
            axis=alt.Axis(values=[0, 0.5, 1, 1.5, 2], grid=False),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="away from the middle",
            scale=alt.Scale(domain=[-0.03, 1.05], nice=False),
            axis=alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format="%"),
        )

    marks = {"color": coloured("which", SHAPES), "shape": shaped("which", SHAPES)}
    axes = {"x": x("at:Q"), "y": y("place:Q")}
    return alt.layer(
        part("border").mark_rule(color=COLOUR["ink"], strokeDash=[3, 3]).encode(x=x("at:Q")),
        part("theory", "at", "place")
        .mark_line(strokeWidth=7, opacity=0.35)
        .encode(**axes, color=marks["color"], order=alt.Order("at:Q")),
        part("found", "at", "place").mark_point(size=42).encode(**axes, **marks),
        part("border")
        .mark_text(align="left", baseline="bottom", dx=5, dy=-8)
        .encode(x=x("at:Q"), y=alt.datum(-0.03), text="note:N"),
        *_big(
            part("now"),
            **axes,
            tooltip=[
                alt.Tooltip("which:N", title="trade-off"),
                alt.Tooltip("place:Q", title="away from the middle", format=".1%"),
            ],
        ),
        part("column").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
    )
