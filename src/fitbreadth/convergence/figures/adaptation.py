"""Steps until a new specialist is trusted, against how different it is, and trust on the way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

ENDS = (0.04, 2.5)
"""Nats a step at the ends of the axis."""

LEAST, MOST = 0.8, 400.0
"""Steps at the ends of the axis."""

SHOWN = 320
"""Steps after the switch in the second panel: more than the theory ever says here."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw simulated adaptation times on their theory, and trust after a switch.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"theory"`` and ``"corrected"`` (lists ``apart``, ``steps``), ``"dot"``
        (``tried``, ``mean``, ``low``, ``high``), ``"trust"`` (``here``, lists ``after``,
        ``share``, ``under``, ``over``), ``"half"`` (``here``, ``half``, ``expected``) or
        ``"place"`` (``left``, ``right``, ``set_kl``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _times(part).properties(
            title=alt.Title(
                "Steps to adapt", subtitle="diamonds: mean of 300 switches; bars: 8 in 10 of them"
            )
        ),
        _trust(part).properties(
            title=alt.Title(
                "Trust after the switch",
                subtitle="in the specialist who is now right; logarithmic axis",
            )
        ),
        bounds="flush",
        spacing=64,
    )


def _times(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="how different the tasks are, nats a step",
            scale=alt.Scale(type="log", domain=list(ENDS), nice=False),
            axis=alt.Axis(values=[0.05, 0.1, 0.2, 0.5, 1, 2], format="~g"),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="steps",
            scale=alt.Scale(type="log", domain=[LEAST, MOST], nice=False),
            axis=alt.Axis(values=[1, 3, 10, 30, 100, 300]),
        )

    dots = part("dot")
    return alt.layer(
        part("theory", "apart", "steps")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x("apart:Q"), y=y("steps:Q")),
        part("corrected", "apart", "steps")
        .mark_line(color=COLOUR["ink"], strokeWidth=1.5, strokeDash=[5, 4])
        .encode(x=x("apart:Q"), y=y("steps:Q")),
        dots.mark_rule(color=COLOUR["fourth"], strokeWidth=2, opacity=0.6).encode(
            x=x("tried:Q"), y=y("low:Q"), y2="high:Q"
        ),
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
        dots.mark_point(color=COLOUR["fourth"], shape="diamond").encode(
            x=x("tried:Q"),
            y=y("mean:Q"),
            size=alt.condition("datum.tried == kl", alt.value(260), alt.value(70)),
            tooltip=[
                alt.Tooltip("tried:Q", title="nats a step"),
                alt.Tooltip("mean:Q", title="mean steps"),
                alt.Tooltip("low:Q", title="one in ten needs at most"),
                alt.Tooltip("high:Q", title="nine in ten need at most"),
            ],
        ),
    )


def _trust(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="steps since the switch",
            scale=alt.Scale(type="symlog", constant=3, domain=[0, SHOWN], nice=False),
            axis=alt.Axis(values=[0, 3, 10, 30, 100, 300]),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="share of trust",
            scale=alt.Scale(domain=[0, 1.04], nice=False),
            axis=alt.Axis(format="%", values=[0, 0.2, 0.4, 0.6, 0.8, 1]),
        )

    seen = part("trust", "after", "share", "under", "over").transform_filter("datum.here == kl")
    half = part("half").transform_filter("datum.here == kl")
    return alt.layer(
        half.mark_rule(color=COLOUR["faint"], strokeWidth=6, clip=True).encode(x=x("expected:Q")),
        seen.mark_area(color=COLOUR["fourth"], opacity=0.2).encode(
            x=x("after:Q"), y=y("under:Q"), y2="over:Q"
        ),
        seen.mark_line(color=COLOUR["fourth"]).encode(x=x("after:Q"), y=y("share:Q")),
        half.mark_rule(color=COLOUR["muted"], strokeDash=[3, 3]).encode(y=y("half:Q")),
    )
