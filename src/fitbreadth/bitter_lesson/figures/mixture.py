"""Measured losses of one task in several mixtures, with joint laws; and the effective shares."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

MIXTURES = ("all", "70%", "50%", "30%", "10%")
"""Part of the training examples that is of the task, as the legend says it."""

COLOURS = [COLOUR[role] for role in ("specialist", "ink", "ramp5", "ramp4", "ramp3")]
"""Of the mixtures; paler steps of the ramp would be too faint for lines."""

LEAST, MOST = 0.25, 3.5
"""Losses above the floor at the ends of the axis, in nats."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the losses against size on logarithmic axes, and effective shares against parts.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"law"`` or ``"measured"`` (``mix``, lists ``size``, ``loss``; the latter with
        ``run``), ``"diagonal"`` (lists ``part``, ``share``), ``"theory"`` (the same),
        ``"range"`` (``mix``, ``part``, ``low``, ``high``) or ``"share"`` (``mix``, ``drawn``,
        ``part``, ``share``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _losses(part).properties(
            title=alt.Title(
                "Same slope, another height",
                subtitle=[
                    "loss of one of the two tasks",
                    "small dots: 5 of 40 repetitions, other noise",
                ],
            )
        ),
        _shares(part).properties(
            title=alt.Title(
                "How much of the model works for it",
                subtitle=[
                    "dashed: its share of examples; grey: theory",
                    "bars: middle 80% of 40 repetitions",
                ],
            )
        ),
        bounds="flush",
        spacing=64,
    )


def _colour() -> alt.Color:
    return alt.Color(
        "mix:N",
        title="examples of this task",
        scale=alt.Scale(domain=list(MIXTURES), range=COLOURS),
        legend=alt.Legend(columns=5, columnPadding=12, symbolOpacity=1),
    )


def _losses(part: Any) -> Any:
    x = alt.X(
        "size:Q",
        title="size, million parameters",
        scale=alt.Scale(type="log", domain=[15, 1300], nice=False),
        axis=alt.Axis(values=[20, 50, 100, 200, 500, 1000], format=",", grid=False),
    )
    y = alt.Y(
        "loss:Q",
        title="loss above the floor, nats",
        scale=alt.Scale(type="log", domain=[LEAST, MOST], nice=False),
        axis=alt.Axis(values=[0.3, 0.5, 1, 2, 3], format="~g"),
    )
    measured = part("measured", "size", "loss")
    return alt.layer(
        part("law", "size", "loss")
        .transform_filter("datum.drawn == runs")
        .mark_line(strokeWidth=2)
        .encode(x=x, y=y, color=_colour(), detail="mix:N"),
        measured.transform_filter("datum.run == 1 || runs == 'many'")
        .mark_point(size=26, opacity=0.75)
        .encode(
            x=x,
            y=y,
            color=_colour(),
            tooltip=[
                alt.Tooltip("mix:N", title="examples of the task"),
                alt.Tooltip("size:Q", title="million parameters", format=",.0f"),
                alt.Tooltip("loss:Q", title="loss above the floor, nats", format=".3f"),
            ],
        ),
    )


def _shares(part: Any) -> Any:
    axis: dict[str, Any] = {"format": "%", "values": [0, 0.25, 0.5, 0.75, 1]}
    scale = alt.Scale(domain=[0, 1.05], nice=False)

    def x(field: str) -> alt.X:
        return alt.X(
            field, title="part of the examples", scale=scale, axis=alt.Axis(**axis, grid=False)
        )

    def y(field: str) -> alt.Y:
        return alt.Y(field, title="effective part of the model", scale=scale, axis=alt.Axis(**axis))

    return alt.layer(
        part("theory", "part", "share")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x("part:Q"), y=y("share:Q")),
        part("diagonal", "part", "share")
        .mark_line(color=COLOUR["ink"], strokeWidth=1.25, strokeDash=[5, 4])
        .encode(x=x("part:Q"), y=y("share:Q")),
        part("range")
        .transform_filter("runs == 'many'")
        .mark_rule(color=COLOUR["ink"], strokeWidth=2)
        .encode(x=x("part:Q"), y=y("low:Q"), y2="high:Q"),
        part("share")
        .transform_filter("datum.drawn == runs")
        .mark_point(size=110, stroke=COLOUR["ink"], strokeWidth=1)
        .encode(
            x=x("part:Q"),
            y=y("share:Q"),
            color=_colour(),
            tooltip=[
                alt.Tooltip("part:Q", title="part of the examples", format=".0%"),
                alt.Tooltip("share:Q", title="effective part of the model", format=".1%"),
            ],
        ),
    )
