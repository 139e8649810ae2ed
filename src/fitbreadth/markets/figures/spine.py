"""Shares of five units through time, and the tangent of their mean performance.

What a unit is called depends on the parameter ``reading``; nothing else does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

import altair as alt

from fitbreadth.chart import part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR, RAMP

UNITS = ("worst", "second", "third", "fourth", "best")
LAST = 12
HIGHEST = 1.0
"""Where the axes end."""


class Reading(NamedTuple):
    """What the update's quantities are called in one field."""

    share: str
    performance: str


READINGS = {
    "firms": Reading("market share", "efficiency (minus unit cost)"),
    "types": Reading("population share", "growth rate (log offspring)"),
    "hypotheses": Reading("probability", "log likelihood of what is seen"),
    "experts": Reading("weight", "gain (minus loss)"),
}
"""The four readings, as the control names them."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the shares and the mean, at the time ``now``, in the words of ``reading``.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"share"`` (``unit``, ``rank``, lists ``t``, ``share``), ``"theory"`` and
        ``"step"`` (lists ``t``, ``mean``) or ``"tangent"`` (``at``, ``height``, ``from``, ``to``,
        ``low``, ``high``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="steps of time",
            scale=alt.Scale(domain=[0, LAST], nice=False),
            axis=alt.Axis(values=[0, 3, 6, 9, 12]),
        )

    at_now = part("tangent").transform_filter("datum.at == now")
    return alt.hconcat(
        _shares(part, at_now, x).properties(
            title=_title("share", "of each", under="upright line: the time set")
        ),
        _mean(part, at_now, x).properties(
            title=_title(
                "performance",
                before="mean ",
                under="wide: theory; dots: updates, two from dot to dot",
            )
        ),
        bounds="flush",
        spacing=88,
    )


def _title(field: str, after: str = "", before: str = "", under: str = "") -> alt.TitleParams:
    words = {name: before + getattr(reading, field) for name, reading in READINGS.items()}
    told = {name: f"{word} {after}".strip() for name, word in words.items()}
    told = {name: word[0].upper() + word[1:] for name, word in told.items()}
    return alt.TitleParams(text=alt.ExprRef(f"{told}[reading]"), subtitle=under or alt.Undefined)


def _shares(part: Any, at_now: Any, x: Any) -> Any:
    colour = alt.Color(
        "unit:N",
        title=None,
        scale=alt.Scale(domain=list(UNITS), range=RAMP[1:]),
        legend=alt.Legend(columns=5, columnPadding=12),
    )
    share = alt.Y(
        "share:Q",
        title=None,
        stack="zero",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    return alt.layer(
        part("share", "t", "share")
        .mark_area(opacity=1, stroke=COLOUR["paper"], strokeWidth=1)
        .encode(x=x("t:Q"), y=share, color=colour, order=alt.Order("rank:Q")),
        at_now.mark_rule(color=COLOUR["ink"], strokeWidth=1.5).encode(x=x("at:Q")),
    )


def _mean(part: Any, at_now: Any, x: Any) -> Any:
    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title=None,
            scale=alt.Scale(domain=[0, HIGHEST], nice=False),
            axis=alt.Axis(values=[0, 0.2, 0.4, 0.6, 0.8, 1], format=".1f"),
        )

    return alt.layer(
        part("theory", "t", "mean")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x("t:Q"), y=y("mean:Q")),
        part("step", "t", "mean")
        .mark_point(color=COLOUR["muted"], size=24)
        .encode(x=x("t:Q"), y=y("mean:Q")),
        at_now.mark_rule(color=COLOUR["ink"], strokeDash=[6, 4], strokeWidth=2).encode(
            x=x("from:Q"), x2="to:Q", y=y("low:Q"), y2="high:Q"
        ),
        at_now.mark_point(color=COLOUR["ink"], size=110).encode(
            x=x("at:Q"),
            y=y("height:Q"),
            tooltip=[
                alt.Tooltip("at:Q", title="steps of time"),
                alt.Tooltip("height:Q", title="mean", format=".3f"),
            ],
        ),
    )
