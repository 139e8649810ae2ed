"""What four learners lose in a world that switches, and how broad the adaptable one's trust is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

STEPS = 2000
"""Length of a history."""

LOW, HIGH = -10.0, 25_000.0
"""Nats at the ends of the axis."""

SINCE = 40
"""Steps after a switch in the second panel."""

LEARNERS = {
    "adaptable": "fourth",
    "best single specialist": "specialist",
    "equal split, for ever": "generalist",
    "expects no change": "muted",
}
"""The four, with their roles."""

_DASHED = "expects no change"
"""Drawn so that both are seen where it loses the same as another."""

_BROADEST = 5.2
"""Specialists at the top of the axis."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw losses through time under the bound, and breadth after a switch.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"loss"`` (``who``, ``seen`` "one" or "mean", lists ``t``, ``lost``), ``"end"``
        (``who``, ``seen``, ``last``, ``total``), ``"bound"`` (``seen``, lists ``t``, ``lost``),
        ``"breadth"`` (lists ``since``, ``tasks``, ``under``, ``over``) or ``"rare"`` (``middle``,
        ``note``: why breadth ends early).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _losses(part).properties(
            title=alt.Title(
                "Lost so far",
                subtitle=[
                    "beyond one who is told the task; logarithmic axis",
                    "1 nat: a factor of 2.72 in probability",
                ],
            )
        ),
        _breadth(part).properties(
            title=alt.Title(
                "How broad the adaptable learner is",
                subtitle=[
                    "specialists it trusts, as an effective number",
                    "mean and 8 in 10 cases, all 60 histories",
                ],
            )
        ),
        bounds="flush",
        spacing=64,
    )


def _losses(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="step",
            scale=alt.Scale(domain=[0, STEPS + 50], nice=False),
            axis=alt.Axis(values=[0, 500, 1000, 1500, 2000]),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="nats lost",
            scale=alt.Scale(type="symlog", constant=10, domain=[LOW, HIGH], nice=False),
            axis=alt.Axis(values=[0, 10, 100, 1000, 10_000]),
        )

    def shown(chart: Any) -> Any:
        return chart.transform_filter("datum.seen == runs")

    return alt.layer(
        shown(part("bound", "t", "lost"))
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x("t:Q"), y=y("lost:Q")),
        *[
            shown(part("loss", "t", "lost"))
            .transform_filter(f"datum.who {which} '{_DASHED}'")
            .mark_line(**line)
            .encode(x=x("t:Q"), y=y("lost:Q"), color=coloured("who", LEARNERS, legend=_LEGEND))
            for which, line in (("!=", {}), ("==", {"strokeDash": [6, 4]}))
        ],
        shown(part("end"))
        .mark_point()
        .encode(
            size=alt.condition(f"datum.who == '{_DASHED}'", alt.value(60), alt.value(130)),
            x=x("last:Q"),
            y=y("total:Q"),
            color=coloured("who", LEARNERS, legend=_LEGEND),
            shape=shaped("who", LEARNERS, legend=_LEGEND),
            tooltip=[
                alt.Tooltip("who:N", title="learner"),
                alt.Tooltip("total:Q", title="nats lost in all", format=",.0f"),
            ],
        ),
    )


_LEGEND = alt.Legend(columns=2)


def _breadth(part: Any) -> Any:
    x = alt.X(
        "since:Q", title="steps since a switch", scale=alt.Scale(domain=[0, SINCE], nice=False)
    )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="specialists trusted",
            scale=alt.Scale(domain=[1, _BROADEST], nice=False),
            axis=alt.Axis(values=[1, 2, 3, 4, 5]),
        )

    seen = part("breadth", "since", "tasks", "under", "over")
    return alt.layer(
        seen.mark_area(color=COLOUR["fourth"], opacity=0.2).encode(
            x=x, y=y("under:Q"), y2="over:Q"
        ),
        seen.mark_line(
            color=COLOUR["fourth"], point=alt.OverlayMarkDef(size=18, color=COLOUR["fourth"])
        ).encode(x=x, y=y("tasks:Q")),
        part("rare")
        .mark_text(color=COLOUR["muted"], align="right", dx=-6, fontSize=13, lineBreak="\n")
        .encode(x=alt.datum(SINCE), y=y("middle:Q"), text="note:N"),
    )
