"""Error against size for who was told, who was not and who finds out, and what telling is worth.

The lines of two of them run side by side, and the third falls behind further and further.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.bitter_lesson.figures.powers_of_ten import power_axis
from fitbreadth.chart import coloured, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WAYS = {"told": "rival", "finds out": "fourth", "not told": "environment"}
"""Ways to spend the numbers, with their roles."""

SMALLEST, LARGEST = 6.0, 1.6e6
"""Sizes at the ends of the axes."""

LEAST, MOST = 1e-14, 1e2
"""Errors at the ends of the axis, as parts of the function's variance."""

LOWEST, HIGHEST = 1e-2, 1e9
"""Ratios at the ends of the axis."""

_SIZES = [10, 1000, 100_000]


def draw(rows: Sequence[Row]) -> Any:
    """Draw the errors, and their ratios.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"errors"`` (``who``, lists ``size``, ``error``, ``low``, ``high``), ``"limit"``
        (``who``, lists ``size``, ``line``), ``"ratio"`` (``who``, lists ``size``, ``times``),
        ``"mirror"`` (lists ``size``, ``times``) or ``"note"`` (``at``, ``level``, ``words``). Rows
        of ``"not told"`` come first, under the others.
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _errors(part).properties(
            title=alt.Title(
                "Error against size",
                subtitle=[
                    "mean square; grey: slope of theory",
                    "means of 6 functions; bands: best to worst",
                ],
            )
        ),
        _ratios(part).properties(
            title=alt.Title(
                "What knowing is worth",
                subtitle=["error of who was not told,", "divided by the error of each"],
            )
        ),
        bounds="flush",
        spacing=64,
    )


def _wider(values: tuple[float, float]) -> Any:
    """Return a larger value for who was not told, to be seen beneath the others."""
    plain, wide = values
    return alt.condition("datum.who == 'not told'", alt.value(wide), alt.value(plain))


def _marks() -> dict[str, Any]:
    scale = alt.Scale(domain=list(WAYS), range=["diamond", "cross", "square"])
    legend = alt.Legend(symbolOpacity=1)
    return {
        "color": coloured("who", WAYS, legend=legend),
        "shape": alt.Shape("who:N", scale=scale, title=None),
    }


def _x(field: str) -> alt.X:
    return alt.X(
        field,
        title="numbers asked for, N",
        scale=alt.Scale(type="log", domain=[SMALLEST, LARGEST], nice=False),
        axis=alt.Axis(values=_SIZES, format="~s", grid=False),
    )


def _errors(part: Any) -> Any:
    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="error, part of the variance",
            scale=alt.Scale(type="log", domain=[LEAST, MOST], nice=False),
            axis=power_axis([0, -3, -6, -9, -12]),
        )

    errors = part("errors", "size", "error", "low", "high")
    marks = _marks()
    return alt.layer(
        errors.mark_area(opacity=0.1).encode(
            x=_x("size:Q"), y=y("low:Q"), y2="high:Q", color=marks["color"]
        ),
        part("limit", "size", "line")
        .mark_line(color=COLOUR["faint"], strokeWidth=8)
        .encode(x=_x("size:Q"), y=y("line:Q"), detail="who:N"),
        errors.mark_line().encode(
            x=_x("size:Q"),
            y=y("error:Q"),
            color=marks["color"],
            # of a line, its width
            size=_wider((1.5, 3.5)),
        ),
        errors.mark_point().encode(
            x=_x("size:Q"),
            y=y("error:Q"),
            **marks,
            size=_wider((45, 110)),
            tooltip=[
                alt.Tooltip("who:N", title="who"),
                alt.Tooltip("size:Q", title="numbers", format=",.0f"),
                alt.Tooltip("error:Q", title="mean squared error", format=".2e"),
            ],
        ),
    )


def _ratios(part: Any) -> Any:
    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="times less error",
            scale=alt.Scale(type="log", domain=[LOWEST, HIGHEST], nice=False),
            axis=power_axis([0, 2, 4, 6, 8]),
        )

    ratio = part("ratio", "size", "times")
    marks = _marks()
    return alt.layer(
        part("mirror", "size", "times")
        .mark_line(color=COLOUR["ink"], strokeWidth=2, strokeDash=[6, 4])
        .encode(x=_x("size:Q"), y=y("times:Q")),
        part("note")
        .mark_text(align="right", baseline="bottom")
        .encode(x=_x("at:Q"), y=y("level:Q"), text="words:N"),
        ratio.mark_line(strokeWidth=2).encode(x=_x("size:Q"), y=y("times:Q"), color=marks["color"]),
        ratio.mark_point(size=60).encode(
            x=_x("size:Q"),
            y=y("times:Q"),
            **marks,
            tooltip=[
                alt.Tooltip("who:N", title="who"),
                alt.Tooltip("size:Q", title="numbers", format=",.0f"),
                alt.Tooltip("times:Q", title="times less error", format=",.3g"),
            ],
        ),
    )
