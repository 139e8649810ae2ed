"""Three panels, to be read from left to right as a multiplication.

Bars of how common functions with one, two and three peaks are; lines of what three searches pay on
each kind; and marks of the product, what each search pays in that world.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.optimization.figures.roles import SEARCHERS
from fitbreadth.palette import COLOUR


def draw(rows: Sequence[Row]) -> Any:
    """Draw a problem distribution, the algorithms' profiles over it, and their product.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"world"`` (``peaks``, ``share``), ``"profile"`` (``peaks``, ``who``,
        ``cost``) or ``"product"`` (``who``, ``cost``).
    """
    data = rows_of(rows)
    peaks = alt.X("peaks:O", title="peaks of the function", axis=alt.Axis(labelAngle=0))
    world = (
        part_of(data, "world")
        .mark_bar(color=COLOUR["environment"])
        .encode(
            x=peaks,
            y=alt.Y(
                "share:Q",
                title="share of problems",
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format="%"),
            ),
            tooltip=["peaks:O", alt.Tooltip("share:Q", format=".1%")],
        )
        .properties(title="The world")
    )
    scale = alt.Scale(domain=[2.0, 3.2])
    cost = alt.Y("cost:Q", title="mean evaluations", scale=scale)
    who = {"color": coloured("who", SEARCHERS), "shape": shaped("who", SEARCHERS)}
    profiles = part_of(data, "profile")
    profile = alt.layer(
        profiles.mark_line().encode(x=peaks, y=cost, color=who["color"]),
        profiles.mark_point(size=80).encode(
            x=peaks,
            y=cost,
            **who,
            tooltip=["who:N", "peaks:O", alt.Tooltip("cost:Q", format=".3f")],
        ),
    ).properties(title="Profiles")
    totals = part_of(data, "product").encode(
        x=alt.X("who:N", title=None, sort=list(SEARCHERS), axis=alt.Axis(labelAngle=0)),
    )
    product = alt.layer(
        totals.mark_point(size=170).encode(y=cost, **who),
        totals.mark_text(dy=-16).encode(y=cost, text=alt.Text("cost:Q", format=".3f")),
    ).properties(title="World × profile")
    return alt.hconcat(world, profile, product, bounds="flush", spacing=62)
