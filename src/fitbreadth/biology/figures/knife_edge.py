"""The generalist's share through time from several starts, beside its end at every trade-off.

Whatever the start, the lines run to the top or to the bottom; only on the edge do they stay flat.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

ENDS = {
    "specialists win": "specialist",
    "the start decides": "muted",
    "generalist wins": "generalist",
}
"""How a competition can end, with its role."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw how three consumers compete, and how that ends for each shape of the trade-off.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"run"`` (``run``, ``end``, and lists ``t`` and ``share``), ``"end"`` (``end``,
        lists ``shape`` and ``share``), ``"theory"`` (lists ``shape`` and ``share``) or ``"now"``
        (``at``).
    """
    data = rows_of(rows)
    share = alt.Y(
        "share:Q",
        title="share of the generalist",
        scale=alt.Scale(domain=[-0.04, 1.04], nice=False),
        axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    shape = alt.X(
        "shape:Q",
        title="shape γ of the trade-off",
        scale=alt.Scale(domain=[0.65, 1.55], nice=False),
        axis=alt.Axis(values=[0.75, 1, 1.25, 1.5], format=".2f", grid=False),
    )

    part = partial(part_of, data)

    through_time = (
        part("run", "t", "share")
        .mark_line()
        .encode(
            x=alt.X(
                "t:Q",
                title="time, in lifetimes",
                scale=alt.Scale(type="log", domain=[0.1, 1000]),
                axis=alt.Axis(values=[0.1, 1, 10, 100, 1000], format="~g"),
            ),
            y=share,
            detail="run:N",
            color=coloured("end", ENDS),
        )
    )
    ends = alt.layer(
        part("theory", "shape", "share")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=shape, y=share),
        part("now")
        .mark_rule(color=COLOUR["ink"], strokeDash=[4, 3], strokeWidth=1.5)
        .encode(x="at:Q"),
        part("end", "shape", "share")
        .mark_point()
        .encode(
            x=shape,
            y=share,
            color=coloured("end", ENDS),
            shape=shaped("end", ENDS),
            tooltip=[
                alt.Tooltip("shape:Q", title="γ"),
                alt.Tooltip("share:Q", title="generalist", format=".1%"),
            ],
        ),
    )
    return alt.hconcat(
        through_time.properties(title="From four starts"),
        ends.properties(title="After 1,000 lifetimes"),
        bounds="flush",
        spacing=64,
    )
