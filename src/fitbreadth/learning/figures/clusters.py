"""Errors against the strength of distractors, and which expert receives which cluster."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR, RAMP

WHO = {
    "one expert": "generalist",
    "routed experts": "specialist",
    "routed linear experts": "rival",
}
"""What is trained, with their roles."""

_ASIDE = json.dumps(dict(zip(WHO, (0.93, 1.0, 1.075), strict=True)))
"""Factors that set marks of the same strength side by side."""

WEAKEST, STRONGEST = 0.22, 4.6
"""Strengths of distractors at the ends of the axis."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the errors, and the dispatch of one run of the routed experts.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"bound"`` (lists ``strength``, ``error``), ``"learnt"`` (``who``, ``at_step``,
        lists ``strength``, ``error``, ``low``, ``high``), ``"dispatch"`` (``at_noise``,
        ``at_step``, lists ``expert``, ``of``, ``share``), ``"here"`` (``at_noise``) or ``"place"``
        (``set_noise``, ``left``, ``right``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _errors(part).properties(
            title=alt.Title(
                "Wrong answers",
                subtitle=[
                    "means of 5 runs, and their range; grey: fewest",
                    "possible to one expert that adds patches up",
                ],
            )
        ),
        _dispatch(part).properties(
            title=alt.Title(
                "Who gets which cluster",
                subtitle=["routed experts, one run; shade:", "share of the cluster's inputs"],
            )
        ),
        bounds="flush",
        spacing=72,
    ).resolve_scale(color="independent", shape="independent")


def _strength(field: str) -> alt.X:
    return alt.X(
        field,
        title="distractor, against signal",
        scale=alt.Scale(type="log", domain=[WEAKEST, STRONGEST], nice=False),
        axis=alt.Axis(values=[0.25, 0.5, 1, 2, 4], labelExpr="'×' + datum.value", grid=False),
    )


def _errors(part: Any) -> Any:
    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="wrong answers",
            scale=alt.Scale(domain=[0, 1.04], nice=False),
            axis=alt.Axis(
                values=[0, 0.125, 0.25, 0.5, 0.75, 1], labelExpr="format(datum.value, '~%')"
            ),
        )

    learnt = (
        part("learnt", "strength", "error", "low", "high")
        .transform_filter("datum.at_step == step")
        .transform_calculate(beside=f"datum.strength * {_ASIDE}[datum.who]")
    )
    colour = coloured("who", WHO, legend=alt.Legend(columns=2))
    return alt.layer(
        part("place").mark_rect(**HANDLE).encode(x=_strength("left:Q"), x2="right:Q"),
        part("here")
        .transform_filter("datum.at_noise == noise")
        .mark_rule(strokeDash=[4, 3])
        .encode(x=_strength("at_noise:Q")),
        part("bound", "strength", "error")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=_strength("strength:Q"), y=y("error:Q")),
        learnt.mark_rule(strokeWidth=2).encode(
            x=_strength("beside:Q"), y=y("low:Q"), y2="high:Q", color=colour
        ),
        learnt.mark_point(size=70).encode(
            x=_strength("beside:Q"),
            y=y("error:Q"),
            color=colour,
            shape=shaped("who", WHO),
            tooltip=[
                alt.Tooltip("who:N"),
                alt.Tooltip("strength:Q", title="distractor"),
                alt.Tooltip("error:Q", title="wrong, mean of 5 runs", format=".1%"),
            ],
        ),
    )


def _dispatch(part: Any) -> Any:
    return (
        part("dispatch", "expert", "of", "share")
        .transform_filter("datum.at_noise == noise && datum.at_step == step")
        .mark_rect(stroke=COLOUR["paper"], strokeWidth=1)
        .encode(
            x=alt.X("expert:O", title="expert", axis=alt.Axis(labelAngle=0)),
            y=alt.Y("of:O", title="cluster"),
            color=alt.Color(
                "share:Q",
                title=None,
                scale=alt.Scale(type="quantize", domain=[0, 1], range=RAMP),
                legend=alt.Legend(
                    # all the borders, or colours would be left out
                    values=[0, *(step / 6 for step in range(1, 6)), 1],
                    labelExpr="datum.value * 2 % 1 ? '' : format(datum.value, '.0%')",
                    gradientLength=200,
                    gradientThickness=12,
                ),
            ),
            tooltip=[
                alt.Tooltip("of:O", title="cluster"),
                alt.Tooltip("expert:O"),
                alt.Tooltip("share:Q", title="share", format=".0%"),
            ],
        )
    )
