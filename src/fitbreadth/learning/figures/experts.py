"""Experts on the plane of the data, each thick where its gate is in charge, and their error."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

EXPERTS = {"expert 1": "specialist", "expert 2": "rival", "expert 3": "fourth"}
"""The experts, with their roles."""

EDGE = 3.0
"""Largest |x| drawn."""

LOWEST, HIGHEST = -5.5, 5
"""Ends of the axis of answers: no expert leaves it where it is in charge."""

MOST = 4.8
"""Largest error drawn; lines of other starts enter from above it."""

_NOW = "datum.at == step"
_SINGLE: dict[str, Any] = {"strokeWidth": 3, "opacity": 0.45, "color": COLOUR["generalist"]}
_CURVE = "curve: the mixture; squares: data"


def draw(rows: Sequence[Row]) -> Any:
    """Draw the experts at a step of their training, and the error along all of it.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"data"`` (lists ``x``, ``y``), ``"line"`` (``who``, ``low``, ``high``,
        ``floor``), ``"expert"`` (``who``, lists ``at``, ``low``, ``high``), ``"owned"`` (``who``,
        lists ``at``, ``from``, ``to``, ``yfrom``, ``yto``), ``"mixture"`` (``at``, lists ``x``,
        ``y``), ``"error"`` (lists ``at``, ``error``), ``"other"`` (``run``, lists ``at``,
        ``error``) or ``"place"`` (``set_step``, ``left``, ``right``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _plane(part).properties(
            title=alt.Title(
                "Who answers where",
                subtitle=["blue: best single line; thick: most trusted", _CURVE],
            )
        ),
        _error(part).properties(
            title=alt.Title(
                "How far the mixture is off",
                subtitle=[
                    "mean square, from the truth, not the data",
                    "blue: best single line; thin: other starts",
                ],
            )
        ),
        bounds="flush",
        spacing=64,
    )


def _plane(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(field, title="question, x", scale=alt.Scale(domain=[-EDGE, EDGE], nice=False))

    def y(field: str) -> alt.Y:
        return alt.Y(
            field, title="answer, y", scale=alt.Scale(domain=[LOWEST, HIGHEST], nice=False)
        )

    ends = {"x": alt.datum(-EDGE), "x2": alt.datum(EDGE), "y": y("low:Q"), "y2": "high:Q"}
    # without a domain the legend lists those experts that there are, in this order
    colour = alt.Color(
        "who:N",
        title=None,
        scale=alt.Scale(range=[COLOUR[role] for role in EXPERTS.values()]),
        legend=alt.Legend(symbolType="stroke", symbolStrokeWidth=5, symbolDash=[]),
    )
    lines = part("expert", "at", "low", "high").transform_filter(_NOW)
    owned = part("owned", "at", "from", "to", "yfrom", "yto").transform_filter(_NOW)
    return alt.layer(
        part("line").mark_rule(**_SINGLE).encode(**ends),
        part("data", "x", "y")
        .mark_point(size=14, opacity=0.6, shape="square", color=COLOUR["environment"])
        .encode(x=x("x:Q"), y=y("y:Q")),
        lines.mark_rule(strokeWidth=1.25, strokeDash=[4, 3], clip=True).encode(
            **ends, color=colour
        ),
        owned.mark_rule(strokeWidth=6, opacity=0.75, clip=True).encode(
            x=x("from:Q"), x2="to:Q", y=y("yfrom:Q"), y2="yto:Q", color=colour
        ),
        part("mixture", "x", "y")
        .transform_filter(_NOW)
        .mark_line(strokeWidth=1.75, color=COLOUR["ink"], clip=True)
        .encode(x=x("x:Q"), y=y("y:Q")),
    )


def _error(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="steps of training",
            scale=alt.Scale(type="symlog", constant=1, domain=[-0.25, 1200], nice=False),
            axis=alt.Axis(values=[0, 1, 10, 100, 1000], format=",d"),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="mean squared error",
            scale=alt.Scale(type="sqrt", domain=[0, MOST], nice=False),
            axis=alt.Axis(values=[0, 0.1, 0.5, 1, 2, 4], format="~g"),
        )

    error = part("error", "at", "error")
    return alt.layer(
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
        part("other", "at", "error")
        .mark_line(color=COLOUR["muted"], strokeWidth=0.9, opacity=0.55, clip=True)
        .encode(x=x("at:Q"), y=y("error:Q"), detail="run:N"),
        part("line").mark_rule(**_SINGLE).encode(y=y("floor:Q")),
        error.mark_line(color=COLOUR["ink"], clip=True).encode(x=x("at:Q"), y=y("error:Q")),
        error.transform_filter(_NOW).mark_rule(strokeDash=[4, 3]).encode(x=x("at:Q")),
        error.transform_filter(f"{_NOW} && datum.error <= {MOST}")
        .mark_point(size=110, shape="diamond", color=COLOUR["ink"])
        .encode(
            x=x("at:Q"),
            y=y("error:Q"),
            tooltip=[
                alt.Tooltip("at:Q", title="steps"),
                alt.Tooltip("error:Q", title="mean squared error", format=".4f"),
            ],
        ),
    )
