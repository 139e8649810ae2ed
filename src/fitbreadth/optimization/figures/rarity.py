"""Three curves plunging through powers of ten, one for each number of values.

They show how rare the classes without a free lunch become as points are added; a circle marks a
share that was counted and not computed from a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WORLDS = {"2 values": "generalist", "3 values": "environment", "4 values": "rival"}
"""Numbers of values a function can take, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw how rare closed classes are, on a logarithmic scale.

    Parameters
    ----------
    rows : sequence of dict
        ``points``, ``values`` (labels), ``rarity`` (minus log10 of the share), ``counted`` one
        by one.
    """
    base = alt.Chart(rows_of(rows)).encode(
        x=alt.X("points:Q", title="points in the search space", axis=alt.Axis(tickMinStep=1)),
        y=alt.Y(
            "rarity:Q",
            title="one class in ten to the power of",
        ),
        color=coloured("values", WORLDS),
    )
    tips = [
        alt.Tooltip("points:Q"),
        alt.Tooltip("values:N"),
        alt.Tooltip("rarity:Q", title="one class in ten to the", format=".2f"),
    ]
    return alt.layer(
        base.mark_line(),
        base.mark_point(size=45).encode(shape=shaped("values", WORLDS), tooltip=tips),
        base.transform_filter("datum.counted")
        .mark_point(shape="circle", filled=False, size=190, strokeWidth=2, color=COLOUR["ink"])
        .encode(color=alt.value(COLOUR["ink"])),
    )
