"""Whether a job of many steps comes out right: by its length, and by how often a router errs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WHO = {"routed specialists": "specialist", "general system": "generalist"}
"""What does the steps, with its role."""

SUITE, GENERAL = WHO
SHORTEST, LONGEST = 0.8, 400.0
"""Steps at the ends of the axis."""

RAREST, OFTENEST = 5e-4, 1.0
"""Chances of misrouting at the ends of the axis."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the chance that a job comes out right, against its steps and against misrouting.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"law"`` (``who``, lists ``steps``, ``right``), ``"played"`` (the same, and
        ``low``, ``high``), ``"routing"`` (``length``, ``who``, lists ``wrong``, ``right``),
        ``"here"`` (``length``, ``wrong``, ``even``, lists ``who``, ``right``), ``"step"``
        (``length``) or ``"place"`` (``set_m``, ``left``, ``right_end``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _lengths(part).properties(
            title=alt.Title("The longer the job", subtitle="lines: formula; marks: simulated jobs")
        ),
        _routing(part).properties(
            title=alt.Title(
                "The worse the router", subtitle="dotted: the break-even at this length"
            )
        ),
        bounds="flush",
        spacing=72,
    )


def _right(field: str = "right:Q") -> alt.Y:
    return alt.Y(
        field,
        title="jobs that come out right",
        scale=alt.Scale(domain=[0, 1.02], nice=False),
        axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
    )


def _lengths(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="steps of a job",
            scale=alt.Scale(type="log", domain=[SHORTEST, LONGEST], nice=False),
            axis=alt.Axis(values=[1, 3, 10, 30, 100, 300], format="d", grid=False),
        )

    colour = coloured("who", WHO, legend=alt.Legend(symbolOpacity=1))
    played = part("played", "steps", "right", "low", "high")
    return alt.layer(
        part("step")
        .transform_filter("datum.length == m")
        .mark_rule(color=COLOUR["ink"], strokeDash=[4, 3])
        .encode(x=x("length:Q")),
        part("law", "steps", "right")
        .mark_line(strokeWidth=6, opacity=0.35)
        .encode(x=x("steps:Q"), y=_right(), color=colour),
        played.mark_rule(strokeWidth=1.5).encode(
            x=x("steps:Q"), y=_right("low:Q"), y2="high:Q", color=colour
        ),
        played.mark_point(size=60).encode(
            x=x("steps:Q"),
            y=_right(),
            color=colour,
            shape=shaped("who", WHO),
            tooltip=[
                alt.Tooltip("who:N"),
                alt.Tooltip("steps:Q"),
                alt.Tooltip("right:Q", title="simulated, right", format=".1%"),
            ],
        ),
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right_end:Q"),
    )


def _routing(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="how often the router is wrong",
            scale=alt.Scale(type="log", domain=[RAREST, OFTENEST], nice=False),
            axis=alt.Axis(values=[0.001, 0.01, 0.1, 1], format="~%", grid=False),
        )

    def at(chart: Any) -> Any:
        return chart.transform_filter("datum.length == m")

    here = at(part("here", "who", "right"))
    colour = coloured("who", WHO, legend=alt.Legend(symbolOpacity=1))
    return alt.layer(
        at(part("here"))
        .mark_rule(color=COLOUR["ink"], strokeDash=[2, 3], strokeWidth=1.5)
        .encode(x=x("even:Q")),
        here.transform_filter(f"datum.who == '{GENERAL}'")
        .mark_rule(strokeWidth=6, opacity=0.35)
        .encode(y=_right(), color=colour),
        at(part("routing", "wrong", "right"))
        .mark_line(strokeWidth=6, opacity=0.35)
        .encode(x=x("wrong:Q"), y=_right(), color=colour),
        here.mark_point(size=120).encode(
            x=x("wrong:Q"),
            y=_right(),
            color=colour,
            shape=shaped("who", WHO),
            tooltip=[
                alt.Tooltip("who:N"),
                alt.Tooltip("right:Q", title="by the formula, right", format=".1%"),
            ],
        ),
    )
