"""What firms believe of themselves over the years, and how likely they are to leave at each age.

Lines of belief fan out from one start, and those that sink below the rising boundary end in a
cross. Beside them the chance of leaving falls with age, after a rise if founding was dear.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

LINES = {"give up below": "environment", "average of all in business": "ink"}
"""What is drawn as a line besides the firms, with its colour."""


CROSS = "M-1-.65L-.65-1L0-.35L.65-1L1-.65L.35 0L1 .65L.65 1L0 .35L-.65 1L-1 .65L-.35 0Z"
"""Outline of a diagonal cross."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the beliefs of thirty firms, and the chance of leaving by age.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"firm"`` (``firm``, ``quality``, lists ``age``, ``belief``), ``"end"``
        (``quality``, ``gone``, ``last``), ``"line"`` (``what``, lists ``age``, ``y``), ``"mean"``
        (lists ``age``, ``y``), ``"theory"`` (lists ``year``, ``expected``) or ``"hazard"`` (lists
        ``year``, ``share``, ``low``, ``high``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _beliefs(part).properties(
            title=alt.Title(
                "What firms expect of themselves",
                subtitle="thin: some of 4,000 firms; wide: theory",
            )
        ),
        _hazard(part).properties(
            title=alt.Title(
                "How likely a firm is to leave",
                subtitle="all firms, with 95% intervals; wide: theory",
            )
        ),
        bounds="flush",
        spacing=88,
    )


def _beliefs(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="age of the firm, years",
            scale=alt.Scale(domain=[0, 20.5], nice=False),
            axis=alt.Axis(values=[0, 5, 10, 15, 20]),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="profit expected, a year",
            scale=alt.Scale(domain=[-2.6, 2.2], nice=False),
            axis=alt.Axis(
                values=[-2, -1, 0, 1, 2],
                labelExpr="datum.value == 0 ? 'break-even' : "
                "(datum.value > 0 ? '+' : '−') + abs(datum.value)",
            ),
        )

    def shown(firms: Any) -> Any:
        return firms.transform_filter("born == 'all' || datum.quality == born")

    return alt.layer(
        part("mean", "age", "y")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x("age:Q"), y=y("y:Q")),
        shown(part("firm", "age", "belief"))
        .mark_line(color=COLOUR["muted"], strokeWidth=1, opacity=0.65, clip=True)
        .encode(x=x("age:Q"), y=y("belief:Q"), detail="firm:N"),
        part("line", "age", "y")
        .mark_line()
        .encode(x=x("age:Q"), y=y("y:Q"), color=coloured("what", LINES)),
        shown(part("end"))
        .transform_calculate(end="'gives up'")
        .mark_point(size=45, color=COLOUR["ink"], clip=True)
        .encode(
            x=x("gone:Q"),
            y=y("last:Q"),
            shape=alt.Shape(
                "end:N",
                title=None,
                scale=alt.Scale(domain=["gives up"], range=[CROSS]),
                legend=alt.Legend(symbolFillColor=COLOUR["ink"]),
            ),
            tooltip=[
                alt.Tooltip("gone:Q", title="gave up at age"),
                alt.Tooltip("last:Q", title="expecting", format=".2f"),
            ],
        ),
    )


def _hazard(part: Any) -> Any:
    x = alt.X(
        "year:Q",
        title="age of the firm, years",
        scale=alt.Scale(domain=[0, 20.5], nice=False),
        axis=alt.Axis(values=[1, 5, 10, 15, 20]),
    )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="leave in the year (stretched axis)",
            scale=alt.Scale(type="sqrt", domain=[0, 0.84], nice=False),
            axis=alt.Axis(values=[0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8], format="%"),
        )

    points = part("hazard", "year", "share", "low", "high")
    return alt.layer(
        part("theory", "year", "expected")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x, y=y("expected:Q")),
        points.mark_rule(color=COLOUR["ink"]).encode(x=x, y=y("low:Q"), y2="high:Q"),
        points.mark_point(color=COLOUR["ink"], size=45).encode(
            x=x,
            y=y("share:Q"),
            tooltip=[
                alt.Tooltip("year:Q", title="age"),
                alt.Tooltip("share:Q", title="leave", format=".1%"),
            ],
        ),
    )
