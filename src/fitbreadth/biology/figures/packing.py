"""What every trait can live on, and which traits are still lived by as generations pass.

Under an exact bell the block of occupied traits stays whole. Any other shape splits it into thin
strands, a niche width or two apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

LINES = {"an exact bell": "faint", "this shape": "environment"}
"""The curves of the first panel, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the carrying capacity of each trait beside the traits still occupied.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"capacity"`` (``line``, and the lists ``x`` and ``K``), ``"end"`` (``x``,
        ``K``) or ``"present"`` (``from``, ``to``, the lists ``since`` and ``until``).
    """
    data = rows_of(rows)

    of = partial(part_of, data)

    def along(field: str) -> alt.X:
        return alt.X(
            f"{field}:Q",
            title="trait, in niche widths",
            scale=alt.Scale(domain=[-9.2, 9.2]),
            axis=alt.Axis(values=[-8, -4, 0, 4, 8], grid=False),
        )

    supports = alt.Y(
        "K:Q",
        title="how many it could feed alone",
        scale=alt.Scale(domain=[0, 1.1]),
        axis=alt.Axis(values=[0, 0.5, 1]),
    )
    curve = of("capacity").transform_flatten(["x", "K"])

    def line(name: str, width: float) -> Any:
        return (
            curve.transform_filter(f"datum.line == '{name}'")
            .mark_line(strokeWidth=width)
            .encode(x=along("x"), y=supports, color=coloured("line", LINES))
        )

    bell, actual = LINES
    shape = alt.layer(
        line(bell, 7),
        line(actual, 2.25),
        of("end")
        .mark_point(shape="triangle-up", color=COLOUR["specialist"], size=75)
        .encode(
            x=along("x"),
            y=supports,
            tooltip=[alt.Tooltip("x:Q", title="trait", format=".2f")],
        ),
    ).properties(title="Room for each trait, and who stays")
    present = (
        of("present")
        .transform_flatten(["from", "to"])
        .mark_rect(color=COLOUR["specialist"], stroke=COLOUR["specialist"], strokeWidth=0.75)
        .encode(
            x=along("from"),
            x2="to:Q",
            y=alt.Y(
                "since:Q",
                title="generations",
                scale=alt.Scale(type="log", domain=[0.9, 115_000]),
                axis=alt.Axis(values=[1, 10, 100, 1_000, 10_000, 100_000], format="~s", grid=False),
            ),
            y2="until:Q",
        )
        .properties(title="Traits still in use")
    )
    return alt.hconcat(shape, present, bounds="flush", spacing=64)
