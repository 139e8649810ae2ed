"""Errors of hand-made and learned ways to read digits, and how they compare, as examples grow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

READERS = (
    *("learned features", "hand-written rules", "weights on hand-made", "network on hand-made"),
    *("learned + hand-made", "weights on pixels", "nearest examples", "nearest + hand-made"),
    *("shifted examples", "tilted examples"),
)
"""What a line is of; three or four are shown at once, the first always."""

COLOURS = ("environment", "rival", "fourth", "ink")
"""Roles of those that are shown, in the order of ``READERS``."""

LEAST, MOST = 8, 1600
"""Ends of the axis of training pictures."""

ERRORS = (0.8, 60)
"""Ends of the axis of errors, percent."""

RATIOS = (0.3, 12)
"""Ends of the axis of errors beside those of another reader."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw errors, and ratios of them to those of another reader.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"error"`` or ``"ratio"`` (``what``, and lists ``n``, ``value``, ``low``,
        ``high``), ``"level"`` (``at``, and what it is ``beside``) or ``"place"``
        (``set_chosen``, ``left``, ``right``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _lines(
            part,
            "error",
            title="new digits misread (%)",
            ends=ERRORS,
            ticks=[1, 2, 4, 8, 16, 32],
        ).properties(
            title=alt.Title(
                "How often each errs", subtitle="20 runs, 400 tested; bands: 95% intervals"
            )
        ),
        alt.layer(
            part("level").mark_rule(color=COLOUR["muted"], strokeWidth=1.5).encode(y=alt.Y("at:Q")),
            part("level")
            .mark_text(align="left", baseline="bottom", fontSize=12, color=COLOUR["muted"])
            .encode(x=alt.value(0), y=alt.value(-11), text="beside:N"),
            _lines(
                part,
                "ratio",
                title="times as many errors",
                ends=RATIOS,
                ticks=[0.5, 1, 2, 4, 8],
            ),
            # its second line says what is compared, and is drawn because it changes
        ).properties(title=alt.Title("How they compare", offset=4)),
        bounds="flush",
        spacing=64,
    )


def _lines(
    part: Any, panel: str, *, title: str, ends: tuple[float, float], ticks: list[float]
) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="pictures learned from",
            scale=alt.Scale(type="log", base=2, domain=[LEAST, MOST], nice=False),
            axis=alt.Axis(values=[10, 20, 40, 80, 160, 320, 640, 1280], grid=False, format=","),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title=title,
            scale=alt.Scale(type="log", base=2, domain=list(ends), nice=False),
            axis=alt.Axis(values=ticks, format="~g"),
        )

    drawn = part(panel, "n", "value", "low", "high")
    # without a domain the legend lists the readers that there are, in this order
    colour = alt.Color(
        "what:N",
        sort=list(READERS),
        scale=alt.Scale(range=[COLOUR[role] for role in COLOURS]),
        legend=alt.Legend(title=None, symbolType="stroke", symbolOpacity=1, columns=2),
    )
    return alt.layer(
        drawn.transform_filter("datum.n == chosen")
        .mark_rule(strokeDash=[4, 3], color=COLOUR["muted"])
        .encode(x=x("n:Q")),
        drawn.mark_area(opacity=0.22).encode(x=x("n:Q"), y=y("low:Q"), y2="high:Q", color=colour),
        drawn.mark_line().encode(x=x("n:Q"), y=y("value:Q"), color=colour),
        drawn.mark_point(size=45).encode(
            x=x("n:Q"),
            y=y("value:Q"),
            color=colour,
            tooltip=[
                alt.Tooltip("what:N", title="reader"),
                alt.Tooltip("n:Q", title="pictures learned from"),
                alt.Tooltip("value:Q", title=title, format=".2f"),
                alt.Tooltip("low:Q", title="95% interval from", format=".2f"),
                alt.Tooltip("high:Q", title="to", format=".2f"),
            ],
        ),
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
    )
