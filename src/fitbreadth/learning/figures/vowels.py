"""Four vowels in the plane of their formants, and how long four systems take to tell them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

ANSWERS = {"heed or hod": "environment", "hid or hud": "fourth"}
"""What the single output has to tell apart."""

KINDS = {"mixture of experts": "specialist", "one network": "generalist"}
"""The two kinds of systems, with their roles."""

SYSTEMS = ("4 experts", "8 experts", "6 hidden", "12 hidden")

LONGEST = 2600
"""Passes at the end of the axis."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the vowels and the race.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"said"`` (``answer``, lists ``f1``, ``f2``), ``"word"`` (``word``, ``x``,
        ``y``), ``"run"`` (``who``, ``system``, list ``epochs``), ``"mean"`` (``who``, ``system``,
        ``average``), ``"never"`` (``system``, ``note``) or ``"paper"`` (``system``,
        ``published``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _plane(part).properties(
            title=alt.Title(
                "Four vowels",
                subtitle=["speakers made up from published averages,", "two pairs that overlap"],
            )
        ),
        _race(part).properties(
            title=alt.Title(
                "Passes until good enough",
                subtitle=[
                    "dots: runs; large: mean, if all arrive",
                    "bar: published in 1991, for 0.08",
                ],
            )
        ),
        bounds="flush",
        spacing=100,
    ).resolve_scale(color="independent", shape="independent")


def _plane(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="first resonance, kilohertz",
            scale=alt.Scale(domain=[0.1, 1.5], nice=False),
            axis=alt.Axis(values=[0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4], grid=False),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="second resonance, kilohertz",
            scale=alt.Scale(domain=[0.5, 4.5], nice=False),
            axis=alt.Axis(values=[1, 2, 3, 4], grid=False),
        )

    return alt.layer(
        part("said", "f1", "f2")
        .mark_point(size=16, opacity=0.75)
        .encode(
            x=x("f1:Q"),
            y=y("f2:Q"),
            color=coloured("answer", ANSWERS, legend=alt.Legend(symbolOpacity=1)),
        ),
        part("word")
        .mark_text(fontSize=14, fontWeight=600, color=COLOUR["ink"])
        .encode(x=x("x:Q"), y=y("y:Q"), text="word:N"),
    )


def _race(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="passes through the data",
            scale=alt.Scale(domain=[0, LONGEST], nice=False),
            axis=alt.Axis(values=[0, 500, 1000, 1500, 2000, 2500]),
        )

    y = alt.Y(
        "system:N",
        title=None,
        sort=list(SYSTEMS),
        scale=alt.Scale(domain=list(SYSTEMS)),
        axis=alt.Axis(labelExpr="replace(datum.label, 'hidden', 'hidden units')"),
    )
    bright = alt.Legend(symbolOpacity=1)
    colour, shape = coloured("who", KINDS, legend=bright), shaped("who", KINDS, legend=bright)
    return alt.layer(
        part("paper")
        .mark_tick(thickness=4, size=26, color=COLOUR["muted"])
        .encode(x=x("published:Q"), y=y),
        part("run", "epochs")
        .mark_point(size=26, opacity=0.45)
        .encode(x=x("epochs:Q"), y=y, color=colour, shape=shape),
        part("mean")
        .mark_point(size=190)
        .encode(
            x=x("average:Q"),
            y=y,
            color=colour,
            shape=shape,
            tooltip=[
                alt.Tooltip("system:N"),
                alt.Tooltip("average:Q", title="mean of all runs", format=",.0f"),
            ],
        ),
        part("never")
        .mark_text(align="right", dy=-21, color=COLOUR["muted"])
        .encode(x=x("edge:Q"), y=y, text="note:N"),
    )
