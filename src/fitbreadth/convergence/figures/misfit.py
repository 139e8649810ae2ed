"""What wrong plans lose in every chapter's models, against one divergence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import part_of, rows_of
from fitbreadth.convergence.figures.traditions import marks, sized
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

LEAST, MOST = 1e-4, 5.0
"""Ends of both axes, in nats."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw measured losses against the law, and the part of the budget that each wastes.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"law"`` (list ``end``), ``"all"`` (lists ``other_law``, ``other_loss``) or
        ``"loss"`` (``domain``, ``label``, ``what``, ``where``, ``law``, ``measured``, ``low``,
        ``high``, ``wasted``, ``owed``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _law(part).properties(
            title=alt.Title("Loss against misfit", subtitle="grey dots: all other settings")
        ),
        _waste(part).properties(
            title=alt.Title("Budget wasted, model by model", subtitle="broad grey: by the law")
        ),
        bounds="flush",
        spacing=136,
    )


def _tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("what:N", title="model"),
        alt.Tooltip("where:Q", title="κ"),
        alt.Tooltip("law:Q", title="misfit, nats", format=".4f"),
        alt.Tooltip("measured:Q", title="loss measured, nats", format=".4f"),
        alt.Tooltip("wasted:Q", title="budget wasted", format=".1%"),
    ]


def _law(part: Any) -> Any:
    scale = alt.Scale(type="log", domain=[LEAST, MOST], nice=False)
    axis = alt.Axis(values=[0.001, 0.01, 0.1, 1], format="~g", labelOverlap=False)

    def x(field: str) -> alt.X:
        return alt.X(field, title="misfit from the best plan, nats", scale=scale, axis=axis)

    def y(field: str) -> alt.Y:
        return alt.Y(field, title="loss in the model, nats", scale=scale, axis=axis)

    loss = part("loss")
    return alt.layer(
        part("law", "end")
        .mark_line(color=COLOUR["faint"], strokeWidth=7, clip=True)
        .encode(x=x("end:Q"), y=y("end:Q")),
        part("all", "other_law", "other_loss")
        .mark_point(size=10, color=COLOUR["muted"], opacity=0.6)
        .encode(x=x("other_law:Q"), y=y("other_loss:Q")),
        loss.mark_rule(color=COLOUR["ink"], strokeWidth=1.5).encode(
            x=x("law:Q"), y=y("low:Q"), y2="high:Q"
        ),
        loss.mark_point(color=COLOUR["ink"]).encode(
            x=x("law:Q"),
            y=y("measured:Q"),
            shape=marks(legend=None),
            size=sized(75),
            tooltip=_tips(),
        ),
    )


def _waste(part: Any) -> Any:
    y = alt.Y(
        "label:N",
        title=None,
        sort=alt.EncodingSortField("place", op="min", order="ascending"),
        axis=alt.Axis(ticks=False, domain=False, labelLimit=200, labelPadding=8),
    )

    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="part of the budget wasted",
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
        )

    loss = part("loss")
    return alt.layer(
        loss.mark_bar(color=COLOUR["faint"], height=9).encode(y=y, x=x("owed:Q")),
        loss.mark_point(color=COLOUR["ink"]).encode(
            y=y, x=x("wasted:Q"), shape=marks(legend=None), size=sized(75), tooltip=_tips()
        ),
    )
