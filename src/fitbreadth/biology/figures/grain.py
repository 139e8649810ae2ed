"""Runs of a competition around their theory, and the growth of both types against g.

With the switch on space all runs climb one line; on time they scatter about a line that may fall.
Beside them the specialists' level line drops through the generalists' rising one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

TYPES = {"specialists": "specialist", "generalists": "generalist"}
"""The two types, with their roles."""

_RATIOS = ("1 : trillion", "1 : million", "1 : 1", "million : 1", "trillion : 1")
"""What the axis says at -12, -6, 0, 6 and 12 powers of ten."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the ratio of the types through the generations, and the growth behind it.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"theory"`` (``t``, ``low``, ``high``), ``"line"`` and ``"run"`` (``t``, ``y``),
        ``"end"`` (``end``, ``ratio``, ``who``), ``"growth"`` (``who``, ``each``, ``factor``,
        ``theory``), ``"window"`` (``from``, ``to``) or ``"now"`` (``who``, ``now``, ``rate``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    marks = {"color": coloured("who", TYPES), "shape": shaped("who", TYPES)}
    return alt.hconcat(
        _ratio(part, marks).properties(
            title=alt.Title(
                "Specialists to generalists",
                subtitle="wide: theory; grey band: about 95 runs in 100",
            )
        ),
        _growth(part, marks).properties(
            title=alt.Title(
                "How fast each type grows", subtitle="marks: simulated; shaded: between the means"
            )
        ),
        bounds="flush",
        spacing=64,
    )


def _ratio(part: Any, marks: dict[str, Any]) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(field, title="generation", scale=alt.Scale(domain=[0, 104], nice=False))

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title=None,
            scale=alt.Scale(domain=[-12, 12]),
            axis=alt.Axis(
                values=[-12, -6, 0, 6, 12], labelExpr=f"{list(_RATIOS)}[2 + datum.value / 6]"
            ),
        )

    def shown(runs: Any) -> Any:
        return runs.transform_filter("runs == 'many' || datum.run == 1")

    return alt.layer(
        part("theory", "t", "low", "high")
        .mark_area(color=COLOUR["faint"], opacity=0.3)
        .encode(x=x("t:Q"), y=y("low:Q"), y2="high:Q"),
        part("line", "t", "y")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x("t:Q"), y=y("y:Q")),
        shown(part("run", "t", "y"))
        .mark_line(color=COLOUR["muted"], strokeWidth=1, opacity=0.6)
        .encode(x=x("t:Q"), y=y("y:Q"), detail="run:N"),
        shown(part("end"))
        .mark_point(size=60)
        .encode(
            x=x("end:Q"),
            y=y("ratio:Q"),
            **marks,
            tooltip=[
                alt.Tooltip("run:N"),
                alt.Tooltip("end:Q", title="last generation"),
                alt.Tooltip("ratio:Q", title="log10 of the ratio", format=".2f"),
            ],
        ),
    )


def _growth(part: Any, marks: dict[str, Any]) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="g, offspring of a generalist",
            axis=alt.Axis(values=[0.9, 1, 1.1, 1.2, 1.3]),
            scale=alt.Scale(domain=[0.88, 1.37]),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(field, title="growth, × per generation", scale=alt.Scale(domain=[0.85, 1.4]))

    return alt.layer(
        part("window")
        .mark_rect(color=COLOUR["environment"], opacity=0.13)
        .encode(x=x("from:Q"), x2="to:Q"),
        part("now").mark_rule(strokeDash=[4, 3]).encode(x=x("now:Q")),
        part("growth", "each", "theory")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x("each:Q"), y=y("theory:Q"), detail="who:N"),
        part("growth", "each", "factor")
        .mark_point(size=50)
        .encode(
            x=x("each:Q"),
            y=y("factor:Q"),
            **marks,
            tooltip=[
                alt.Tooltip("who:N", title="type"),
                alt.Tooltip("each:Q", title="g"),
                alt.Tooltip("factor:Q", title="simulated growth", format=".3f"),
            ],
        ),
        part("now").mark_point(size=190).encode(x=x("now:Q"), y=y("rate:Q"), **marks),
    )
