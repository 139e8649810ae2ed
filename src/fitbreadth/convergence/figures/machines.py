"""Memory for one narrow model, one wide one, or all narrow ones, beside four machines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR, SHAPE

MODELS = {
    "one narrow model": "specialist",
    "one wide model": "generalist",
    "all narrow models at once": "specialist",
}
"""What is held in memory, with its role."""

_NARROW, _WIDE, _SUITE = MODELS
_LOOKS: tuple[tuple[str, dict[str, Any], int], ...] = (
    (_NARROW, {"strokeWidth": 7, "opacity": 0.45}, 230),
    (_WIDE, {}, 200),
    (_SUITE, {"strokeDash": [6, 4]}, 220),
)
"""Model, its line and the size of its mark: where two coincide both are seen."""

_HOLLOW = "M0,-0.95L0.95,0.7L-0.95,0.7ZM0,-0.42L-0.5,0.43L0.5,0.43Z"
"""A specialist's triangle with a hole, for all of them at once; a legend too shows it so."""

FEWEST, MOST = 0.8, 1000.0
"""Tasks at the ends of the axis."""

LEAST, LARGEST = 0.5, 40_000.0
"""Gigabytes at the ends of the axis."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the memory that models take against the number of tasks.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"line"`` (``who``, lists ``tasks``, ``memory``), ``"here"`` (``count``,
        ``who``, ``memory``), ``"machine"`` (``memory``, ``note``), ``"last"`` (``memory``,
        ``tasks``, ``room``) or ``"place"`` (``set_k``, ``left``, ``right``).
    """
    part = partial(part_of, rows_of(rows))

    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="tasks",
            scale=alt.Scale(type="log", domain=[FEWEST, MOST], nice=False),
            axis=alt.Axis(values=[1, 3, 10, 30, 100, 300], format="d", grid=False),
        )

    y = alt.Y(
        "memory:Q",
        title="memory, GB",
        scale=alt.Scale(type="log", domain=[LEAST, LARGEST], nice=False),
        axis=alt.Axis(values=[1, 10, 100, 1000, 10_000], format=",", grid=False),
    )
    colour = coloured("who", MODELS, legend=alt.Legend(symbolOpacity=1, columns=2))
    shape = alt.Shape(
        "who:N",
        title=None,
        scale=alt.Scale(
            domain=list(MODELS), range=[SHAPE["specialist"], SHAPE["generalist"], _HOLLOW]
        ),
    )
    lines = part("line", "tasks", "memory")
    here = part("here").transform_filter("datum.count == k")
    return alt.layer(
        part("machine").mark_rule(color=COLOUR["faint"], strokeWidth=2).encode(y=y),
        part("machine")
        .mark_text(color=COLOUR["muted"], align="right", baseline="bottom", dy=-2)
        .encode(x=alt.datum(MOST), y=y, text="note:N"),
        *[
            _only(lines, who).mark_line(**line).encode(x=x("tasks:Q"), y=y, color=colour)
            for who, line, _ in _LOOKS
        ],
        part("last")
        .mark_point(size=160, filled=False, strokeWidth=2, color=COLOUR["ink"])
        .encode(
            x=x("tasks:Q"),
            y=y,
            tooltip=[alt.Tooltip("tasks:Q", title="most tasks of a wide model that fits")],
        ),
        *[
            _only(here, who)
            .mark_point(size=size)
            .encode(
                x=x("count:Q"),
                y=y,
                color=colour,
                shape=shape,
                tooltip=[
                    alt.Tooltip("who:N"),
                    alt.Tooltip("count:Q", title="tasks"),
                    alt.Tooltip("memory:Q", title="GB", format=",.3~r"),
                ],
            )
            for who, _, size in _LOOKS
        ],
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
    ).properties(height=330)


def _only(chart: Any, who: str) -> Any:
    return chart.transform_filter(f"datum.who == '{who}'")
