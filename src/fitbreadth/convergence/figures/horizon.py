"""What a right specialist, a wrong one and a learner of both lose as the job grows longer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WHO = {"right specialist": "specialist", "wrong specialist": "rival", "adaptable": "fourth"}
"""The three, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw three losses against the horizon, and where the guarantee begins.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"loss"`` (``who``, lists ``t``, ``lost``), ``"band"`` (lists ``t``, ``under``,
        ``over``), ``"end"`` (``who``, ``last``, ``total``), ``"edge"`` (``ceiling``, ``even``,
        ``note``), or ``"ends"`` (lists ``across``, ``up``: the ends of the axes).
    """
    part = partial(part_of, rows_of(rows))

    def x(field: str) -> alt.X:
        # its end is among the rows
        return alt.X(
            field,
            title="length of the job, steps",
            scale=alt.Scale(nice=False, zero=True),
            axis=alt.Axis(tickCount=5, tickMinStep=1, format=",.0f"),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="nats lost beyond the right specialist",
            scale=alt.Scale(nice=False, zero=True),
            axis=alt.Axis(tickCount=5, minExtent=30),
        )

    edge = part("edge")
    return alt.layer(
        part("ends", "across", "up")
        .mark_point(opacity=0, size=0)
        .encode(x=x("across:Q"), y=y("up:Q")),
        edge.mark_rule(color=COLOUR["faint"], strokeWidth=7).encode(y=y("ceiling:Q")),
        edge.mark_rule(color=COLOUR["ink"], strokeDash=[4, 3]).encode(x=x("even:Q")),
        part("band", "t", "under", "over")
        .mark_area(color=COLOUR["fourth"], opacity=0.2)
        .encode(x=x("t:Q"), y=y("under:Q"), y2="over:Q"),
        part("loss", "t", "lost")
        .mark_line()
        .encode(x=x("t:Q"), y=y("lost:Q"), color=coloured("who", WHO)),
        part("end")
        .mark_point(size=95)
        .encode(
            x=x("last:Q"),
            y=y("total:Q"),
            color=coloured("who", WHO),
            shape=shaped("who", WHO),
            tooltip=[
                alt.Tooltip("who:N"),
                alt.Tooltip("total:Q", title="nats lost", format=".2f"),
            ],
        ),
        edge.mark_text(align="left", dx=6, dy=12, fontSize=13, baseline="top").encode(
            x=x("even:Q"), y=y("top:Q"), text="note:N"
        ),
    )
