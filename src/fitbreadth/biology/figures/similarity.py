"""Three niches on an axis, and what becomes of the species in the middle as they move apart.

Outlines show what each could take alone, areas what it takes once the three have settled. Closer
than the limit the middle outline stands empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

SPECIES = {"in the middle": "specialist", "its neighbours": "rival"}
"""Who lives on the axis, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the niches beside the final density of the middle species.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"niche"`` (``who``, ``place``, and the lists ``z``, ``alone`` and ``taken``),
        ``"theory"`` and ``"end"`` (``apart``, ``middle``), ``"now"`` (likewise) or ``"limit"``
        (``apart``).
    """
    data = rows_of(rows)

    of = partial(part_of, data)

    curve = of("niche").transform_flatten(["z", "alone", "taken"])
    along = alt.X(
        "z:Q",
        title="resource, in niche widths",
        scale=alt.Scale(domain=[-6, 6]),
        axis=alt.Axis(values=[-6, -4, -2, 0, 2, 4, 6], grid=False),
    )
    height = alt.Scale(domain=[0, 1])
    takes = "how much it takes of it"
    niches = alt.layer(
        curve.mark_area(opacity=0.45).encode(
            x=along,
            y=alt.Y("taken:Q", title=takes, scale=height, stack=None),
            color=coloured("who", SPECIES),
            detail="place:N",
        ),
        curve.mark_line(strokeDash=[4, 3], strokeWidth=1.75).encode(
            x=along,
            y=alt.Y("alone:Q", title=takes, scale=height),
            color=coloured("who", SPECIES),
            detail="place:N",
        ),
    ).properties(title="Dashed: alone. Filled: together")

    apart = alt.X(
        "apart:Q",
        title="distance of neighbours, in niche widths",
        scale=alt.Scale(domain=[0.7, 2.7]),
        axis=alt.Axis(values=[1, 1.5, 2, 2.5], grid=False),
    )
    density = alt.Y(
        "middle:Q",
        title="density in the end (alone: 1)",
        scale=alt.Scale(domain=[-0.03, 0.75]),
        axis=alt.Axis(values=[0, 0.2, 0.4, 0.6]),
    )
    outcome = alt.layer(
        of("theory").mark_line(color=COLOUR["faint"], strokeWidth=7).encode(x=apart, y=density),
        of("end")
        .mark_point(shape="triangle-up", color=COLOUR["specialist"], size=60)
        .encode(
            x=apart,
            y=density,
            tooltip=[
                alt.Tooltip("apart:Q", title="distance"),
                alt.Tooltip("middle:Q", title="simulated density", format=".4f"),
            ],
        ),
        of("now")
        .mark_point(color=COLOUR["ink"], filled=False, size=260, strokeWidth=2)
        .encode(x=apart, y=density),
    ).properties(title="What is left of the one in the middle")
    return alt.hconcat(niches, outcome, bounds="flush", spacing=64)
