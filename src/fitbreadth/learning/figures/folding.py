"""The best fold that a search has so far, and how low each search has come by then.

What is shown of a search depends on the parameter ``asked``, the number of folds tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

SEARCHES = {
    "pulls the chain": "specialist",
    "changes a letter": "fourth",
    "evolves strings": "generalist",
    "guesses": "muted",
}
"""What each search does, with its role."""
KINDS = ("H: avoids water", "P: does not")
LAST = 100_000
"""Where the axis of folds tried ends."""

_SHOWN = "datum.from <= asked && asked < datum.until"


def draw(rows: Sequence[Row]) -> Any:
    """Draw the fold at ``asked`` evaluations, and the energies of all searches against them.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"bond"`` (``from``, ``until``; lists ``x``, ``y``, ``order``), ``"contact"``
        (``from``, ``until``, lists ``x``, ``y``, ``xx``, ``yy``), ``"residue"`` (``from``,
        ``until``, ``kind``, ``size``, lists ``x``, ``y``), ``"mean"`` (``who``, lists ``n``,
        ``energy``), ``"band"`` (``who``, lists ``n``, ``low``, ``high``), ``"ground"``
        (``ground``, ``below``, ``note``), ``"now"`` (``at``, ``who``, ``reached``) or ``"place"``
        (``set_asked``, ``left``, ``right``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _fold(part).properties(
            title=alt.Title(
                "The best fold so far", subtitle="the middle one of 10 runs; dotted: contacts"
            ),
            width=300,
            height=300,
        ),
        _race(part).properties(
            title=alt.Title(
                "Energy: −1 for each contact",
                subtitle="lines: means of 10; band: all 10 of the chosen",
            )
        ),
        bounds="flush",
        spacing=64,
    ).resolve_scale(color="independent", fill="independent")


def _fold(part: Any) -> Any:
    square = alt.Scale(domain=[-1, 1], nice=False)
    x = alt.X("x:Q", axis=None, scale=square)
    y = alt.Y("y:Q", axis=None, scale=square)
    kind = alt.Fill(
        "kind:N",
        title=None,
        scale=alt.Scale(domain=list(KINDS), range=[COLOUR["ink"], COLOUR["paper"]]),
        legend=alt.Legend(
            columns=1, symbolSize=90, symbolStrokeColor=COLOUR["ink"], symbolType="circle"
        ),
    )
    return alt.layer(
        part("contact", "x", "y", "xx", "yy")
        .transform_filter(_SHOWN)
        .mark_rule(color=COLOUR["environment"], strokeDash=[2, 4], strokeWidth=3)
        .encode(x=x, y=y, x2="xx:Q", y2="yy:Q"),
        part("bond", "x", "y", "order")
        .transform_filter(_SHOWN)
        .mark_line(color=COLOUR["muted"], strokeWidth=3)
        .encode(x=x, y=y, order="order:Q"),
        part("residue", "x", "y")
        .transform_filter(_SHOWN)
        .mark_circle(opacity=1, stroke=COLOUR["ink"], strokeWidth=1.5)
        .encode(x=x, y=y, fill=kind, size=alt.Size("size:Q", scale=None, legend=None)),
    )


def _race(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="folds tried",
            scale=alt.Scale(type="log", domain=[1, LAST], nice=False),
            axis=alt.Axis(values=[1, 10, 100, 1000, 10_000, LAST], format="~s"),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title=None,
            # ends one below the lowest energy of the chain chosen
            scale=alt.Scale(domainMax=0.4, nice=False),
            axis=alt.Axis(tickMinStep=2, tickCount=6),
        )

    colour = coloured(
        "who",
        SEARCHES,
        legend=alt.Legend(columns=2, symbolSize=90, symbolStrokeWidth=0, symbolOpacity=1),
    )
    now = part("now").transform_filter("datum.at == asked")
    return alt.layer(
        part("ground").mark_point(opacity=0).encode(y=y("below:Q")),
        part("band", "n", "low", "high")
        .mark_area(opacity=0.25, interpolate="step-after")
        .encode(x=x("n:Q"), y=y("low:Q"), y2="high:Q", color=colour),
        part("ground")
        .mark_rule(color=COLOUR["ink"], strokeDash=[6, 4], strokeWidth=1.5)
        .encode(y=y("ground:Q")),
        part("ground")
        .mark_text(align="left", dx=4, dy=9, color=COLOUR["ink"])
        .encode(x=alt.XDatum(1), y=y("ground:Q"), text="note:N"),
        part("mean", "n", "energy")
        .mark_line(strokeWidth=2.5)
        .encode(x=x("n:Q"), y=y("energy:Q"), color=colour),
        now.mark_rule(color=COLOUR["muted"], strokeDash=[2, 3]).encode(x=x("at:Q")),
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
        now.mark_point(size=120, filled=True, opacity=1, stroke=COLOUR["ink"]).encode(
            x=x("at:Q"),
            y=y("reached:Q"),
            color=colour,
            tooltip=[
                alt.Tooltip("who:N", title="search"),
                alt.Tooltip("at:Q", title="folds tried", format=","),
                alt.Tooltip("reached:Q", title="energy of its best fold"),
            ],
        ),
    )
