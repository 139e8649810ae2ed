"""What tasks lose together through few shared dimensions, and what each of them loses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

MOST = 8
"""The most tasks, and the most shared dimensions."""

_SHARED, _OWN = COLOUR["generalist"], COLOUR["specialist"]


def draw(rows: Sequence[Row]) -> Any:
    """Draw the total against the shared dimensions, and the loss of each task.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"theory"``, ``"unlike"`` or ``"trained"`` (lists ``room``, ``total``),
        ``"each"`` (``enough``, ``written``), ``"here"`` (``at``, ``height``), ``"even"``
        (``part``), ``"one"`` or ``"others"`` (lists ``task``, ``part``), or ``"place"``
        (``set_r``, ``left``, ``right``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _total(part).properties(
            title=alt.Title(
                "What all lose",
                subtitle=["grey: theory", "circles: networks trained by gradient descent"],
            )
        ),
        _each(part).properties(
            title=alt.Title(
                "Who pays",
                subtitle=["large: one network; small: seven other starts", "grey: an even share"],
            )
        ),
        bounds="flush",
        spacing=64,
    )


def _total(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="shared dimensions",
            scale=alt.Scale(domain=[0.5, MOST + 0.5], nice=False),
            axis=alt.Axis(values=list(range(1, MOST + 1)), format="d", grid=False),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="lost by all, in whole tasks",
            scale=alt.Scale(domain=[-0.3, 7.6], nice=False),
            axis=alt.Axis(values=list(range(MOST)), format="d"),
        )

    def line(panel: str, **looks: Any) -> Any:
        return part(panel, "room", "total").mark_line(**looks).encode(x=x("room:Q"), y=y("total:Q"))

    return alt.layer(
        # short enough to stay clear of the key to the dashed line
        part("each")
        .mark_rule(color=_OWN, strokeWidth=1.5)
        .encode(x=x("enough:Q"), y=alt.datum(-0.3), y2=alt.datum(1.9)),
        part("each")
        .mark_text(color=_OWN, baseline="bottom", dy=-3)
        .encode(x=x("written:Q"), y=alt.datum(1.9), text=alt.value("one each")),
        part("each")
        .mark_rule(color=COLOUR["ink"], strokeWidth=1.25, strokeDash=[5, 4])
        .encode(x=alt.datum(3.7), x2=alt.datum(4.5), y=alt.datum(7.2)),
        part("each")
        .mark_text(align="left", dx=5)
        .encode(x=alt.datum(4.5), y=alt.datum(7.2), text=alt.value("for unlike tasks")),
        line("theory", color=COLOUR["faint"], strokeWidth=7),
        line("unlike", color=COLOUR["ink"], strokeWidth=1.25, strokeDash=[5, 4]),
        part("trained", "room", "total")
        .mark_point(size=60, color=_SHARED)
        .encode(
            x=x("room:Q"),
            y=y("total:Q"),
            tooltip=[
                alt.Tooltip("room:Q", title="shared dimensions"),
                alt.Tooltip("total:Q", title="lost by all, trained", format=".3f"),
            ],
        ),
        part("here")
        .mark_point(size=280, filled=False, strokeWidth=2.5, color=COLOUR["ink"])
        .encode(x=x("at:Q"), y=y("height:Q")),
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
    )


def _each(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="task",
            scale=alt.Scale(type="point", padding=0.5),
            axis=alt.Axis(grid=False, labelAngle=0),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="lost by the task",
            scale=alt.Scale(domain=[-0.04, 1.04], nice=False),
            axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
        )

    one = part("one", "task", "part")
    return alt.layer(
        part("even").mark_rule(color=COLOUR["faint"], strokeWidth=7).encode(y=y("part:Q")),
        part("others", "task", "part")
        .mark_point(size=22, color=COLOUR["muted"], opacity=0.8)
        .encode(x=x("task:O"), y=y("part:Q")),
        one.mark_rule(color=_SHARED, strokeWidth=2).encode(
            x=x("task:O"), y=y("part:Q"), y2=alt.datum(0)
        ),
        one.mark_point(size=110, color=_SHARED).encode(
            x=x("task:O"),
            y=y("part:Q"),
            tooltip=[
                alt.Tooltip("task:O"),
                alt.Tooltip("part:Q", title="lost", format=".1%"),
            ],
        ),
    )
