"""Errors with an expert and without, as far as examples have come in, and their ratio.

Both panels stop at the number of examples chosen: what comes beyond is for the reader to guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WHO = {"with the expert": "rival", "from examples alone": "environment"}
"""Ways to learn, with their roles."""

FEWEST, MOST = 0.7, 30000.0
"""Examples at the ends of the axes."""

LEAST, LARGEST = 2e-5, 5.0
"""Errors at the ends of the axis, in parts of what there is to learn."""

_CENTRE = 125
"""How far down a panel its words stand, in px."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the errors against the examples up to the parameter ``n``, and their ratio.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"measured"`` (``who``, lists ``examples``, ``off``, ``low``, ``high``),
        ``"theory"`` (``who``, lists ``at``, ``line``), ``"times"`` (lists ``examples``,
        ``better``), ``"ratio"`` (lists ``at``, ``better``), ``"ends"`` (list ``edge``, the ends
        of the axis of ratios), ``"column"`` (``set_n``, ``left``, ``right``) or ``"ahead"``
        (``from``, ``middle``, ``words``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _errors(part).properties(
            title=alt.Title(
                "How far off",
                subtitle=[
                    "part of all there is to learn; lines: theory",
                    "marks: means of simulations; bands: middle 80%",
                ],
            )
        ),
        _ratio(part).properties(
            title=alt.Title(
                "What the expert does",
                subtitle=["error without ÷ error with", "line: theory; marks: simulations"],
            )
        ),
        bounds="flush",
        spacing=84,
    )


def _examples(field: str) -> alt.X:
    return alt.X(
        field,
        title="examples",
        scale=alt.Scale(type="log", domain=[FEWEST, MOST], nice=False),
        axis=alt.Axis(values=[1, 10, 100, 1000, 10000], format=",d", grid=False),
    )


def _handles(part: Any) -> Any:
    return part("column").mark_rect(**HANDLE).encode(x=_examples("left:Q"), x2="right:Q")


def _still_to_come(part: Any) -> list[Any]:
    ahead = part("ahead").transform_filter("datum.from == n")
    return [
        ahead.mark_rect(color=COLOUR["grid"], opacity=0.6).encode(
            x=_examples("from:Q"), x2=alt.datum(MOST)
        ),
        ahead.mark_text(color=COLOUR["muted"]).encode(
            x=_examples("middle:Q"), y=alt.value(_CENTRE), text="words:N"
        ),
    ]


def _errors(part: Any) -> Any:
    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="error",
            scale=alt.Scale(type="log", domain=[LEAST, LARGEST], nice=False),
            axis=alt.Axis(values=[1e-4, 1e-3, 0.01, 0.1, 1], format="~%"),
        )

    colour = coloured("who", WHO, legend=alt.Legend(symbolOpacity=1))
    measured = part("measured", "examples", "off").transform_filter("datum.examples <= n")
    here = measured.transform_filter("datum.examples == n")
    return alt.layer(
        *_still_to_come(part),
        part("measured", "examples", "low", "high")
        .transform_filter("datum.examples <= n")
        .mark_area(opacity=0.16)
        .encode(x=_examples("examples:Q"), y=y("low:Q"), y2="high:Q", color=colour),
        part("theory", "at", "line")
        .transform_filter("datum.at <= n")
        .mark_line(strokeWidth=6, opacity=0.35)
        .encode(x=_examples("at:Q"), y=y("line:Q"), color=colour),
        here.mark_rule(strokeWidth=1.25).encode(
            x=_examples("examples:Q"), y=y("off:Q"), y2=alt.datum(LEAST)
        ),
        measured.mark_point(size=46).encode(
            x=_examples("examples:Q"),
            y=y("off:Q"),
            color=colour,
            shape=shaped("who", WHO),
            tooltip=[
                alt.Tooltip("who:N", title="learning"),
                alt.Tooltip("examples:Q"),
                alt.Tooltip("off:Q", title="error, simulated", format=".3~%"),
            ],
        ),
        here.mark_point(size=120, stroke=COLOUR["paper"], strokeWidth=1).encode(
            x=_examples("examples:Q"), y=y("off:Q"), color=colour, shape=shaped("who", WHO)
        ),
        _handles(part),
    )


def _ratio(part: Any) -> Any:
    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="times better",
            # its ends are those of the kind of expert, among the rows
            scale=alt.Scale(type="log", nice=False),
            axis=alt.Axis(
                # so few that all are powers of ten
                tickCount=2,
                minExtent=48,
                labelExpr="datum.value < 1 ? '1/' + format(1 / datum.value, ',.0f')"
                " : format(datum.value, ',')",
            ),
        )

    axes = {"x": _examples("examples:Q"), "y": y("better:Q")}
    ratio = part("times", "examples", "better").transform_filter("datum.examples <= n")
    even = part("ratio")
    return alt.layer(
        part("ends", "edge").mark_point(opacity=0, size=0).encode(y=y("edge:Q")),
        *_still_to_come(part),
        even.mark_rule(color=COLOUR["ink"], strokeDash=[5, 4], strokeWidth=1.25).encode(
            y=alt.datum(1)
        ),
        even.mark_text(align="right", baseline="top", dx=-4, dy=6).encode(
            x=alt.datum(MOST), y=alt.value(0), text=alt.value("above 1 the expert helps")
        ),
        even.mark_text(align="left", baseline="bottom", dx=6, dy=-6).encode(
            x=alt.datum(FEWEST), y=alt.value("height"), text=alt.value("below 1 it does harm")
        ),
        part("ratio", "at", "better")
        .transform_filter("datum.at <= n")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=_examples("at:Q"), y=y("better:Q")),
        ratio.mark_point(size=46, color=COLOUR["rival"], shape="diamond").encode(
            **axes,
            tooltip=[
                alt.Tooltip("examples:Q"),
                alt.Tooltip("better:Q", title="times better, simulated", format=".3f"),
            ],
        ),
        ratio.transform_filter("datum.examples == n")
        .mark_point(size=280, filled=False, strokeWidth=2.5, color=COLOUR["ink"])
        .encode(**axes),
        _handles(part),
    )
