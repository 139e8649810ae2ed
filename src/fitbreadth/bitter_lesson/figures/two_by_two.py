"""Four errors along a scale of sizes, drawn as far as the reader has let models grow, and the gaps.

Both panels stop at the size chosen: what comes beyond is for the reader to guess first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

SCOPES = {"narrow: one task": "specialist", "wide: all tasks": "generalist"}
"""What models aim at, with their roles."""

KNOWLEDGE = ("hand-built", "learned")
"""Where what models know comes from; dashed and solid."""

GAPS = {"learned against hand-built": "fourth", "wide against narrow": "ink"}
"""What is compared, with its role."""

SMALLEST, LARGEST = 48.0, 9e7
"""Parameters at the ends of the axes."""

LEAST, MOST = 0.002, 2.0
"""Errors at the ends of the axis."""

TIMES, APART = (0.0, 4.6), (-0.2, 1.19)
"""Ratios and differences at the ends of the axis."""

GUESSED, ASKED = 2**10, 5e3
"""Size up to which the reader is asked where the gaps will go, and where the question stands."""

OPEN, CLEAR = 0.04, 0.065
"""Shares of the axis: a gap of which it is worth asking, and how far apart its words are put."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the errors and the gaps up to the parameter ``scale``.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"error"`` (``who``, ``by``, lists ``size``, ``off``), ``"runs"`` (the same, and
        lists ``low``, ``high``), ``"gap"`` (``gap``, ``of``, lists ``size``, ``times``,
        ``apart``), ``"limit"`` (``gap``, ``of``, ``end``, ``note``), ``"ahead"`` (``from``,
        ``middle``, ``words``) or ``"column"`` (``set_scale``, ``left``, ``right``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _errors(part).properties(
            title=alt.Title(
                "Error on one task",
                subtitle=[
                    "lines: theory; small: means of 100 simulated",
                    "bars: middle 80%; over 100%: worse than blank",
                ],
            )
        ),
        _gaps(part).properties(
            title=alt.Title(
                alt.ExprRef(
                    "shown == 'ratio' ? 'The two gaps, as ratios' : 'The two gaps, as differences'"
                ),
                subtitle=[
                    "triangles, circles: in narrow, wide models",
                    "wide against narrow: dashed if hand-built",
                ],
            )
        ),
        bounds="flush",
        spacing=72,
    )


def _size(field: str) -> alt.X:
    return alt.X(
        field,
        title="size of the model, parameters",
        scale=alt.Scale(type="log", domain=[SMALLEST, LARGEST], nice=False),
        axis=alt.Axis(
            values=[1e2, 1e4, 1e6],
            labelExpr="datum.value < 1e6 ? format(datum.value, ',') : '1 million'",
            grid=False,
        ),
    )


def _colour(field: str) -> alt.Color:
    # one scale for both panels, and so one legend
    return coloured(field, SCOPES | GAPS, legend=alt.Legend(symbolOpacity=1, columns=2))


def _dash() -> alt.StrokeDash:
    return alt.StrokeDash(
        "by:N",
        title=None,
        scale=alt.Scale(domain=list(KNOWLEDGE), range=[[5, 4], [1, 0]]),
        legend=alt.Legend(symbolType="stroke", symbolSize=300, symbolStrokeWidth=2.25),
    )


def _still_to_come(part: Any, beyond: float = 0) -> list[Any]:
    """Shade what is not drawn yet, and say so from the size ``beyond`` on."""
    ahead = part("ahead").transform_filter("datum.from == scale")
    return [
        ahead.mark_rect(color=COLOUR["grid"], opacity=0.6).encode(
            x=_size("from:Q"), x2=alt.datum(LARGEST)
        ),
        ahead.transform_filter(f"datum.from > {beyond}")
        .mark_text(color=COLOUR["muted"])
        .encode(x=_size("middle:Q"), y=alt.value(125), text="words:N"),
    ]


def _errors(part: Any) -> Any:
    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="error, % of knowing nothing",
            scale=alt.Scale(type="log", domain=[LEAST, MOST], nice=False),
            axis=alt.Axis(values=[0.003, 0.01, 0.03, 0.1, 0.3, 1], format="~%"),
        )

    def grown(panel: str, *lists: str) -> Any:
        return part(panel, "size", *lists).transform_filter("datum.size <= scale")

    axes = {"x": _size("size:Q"), "y": y("off:Q")}
    marks = {"color": _colour("who"), "shape": shaped("who", SCOPES)}
    lines, runs = grown("error", "off"), grown("runs", "off", "low", "high")
    here = lines.transform_filter("datum.size == scale")
    return alt.layer(
        *_still_to_come(part),
        runs.mark_rule(strokeWidth=1.5, opacity=0.45).encode(
            x=_size("size:Q"), y=y("low:Q"), y2="high:Q", color=_colour("who")
        ),
        lines.mark_line().encode(**axes, color=_colour("who"), strokeDash=_dash()),
        runs.mark_point(size=34).encode(
            **axes,
            **marks,
            tooltip=[
                alt.Tooltip("who:N", title="model"),
                alt.Tooltip("by:N", title="knowledge"),
                alt.Tooltip("size:Q", title="parameters", format=","),
                alt.Tooltip("off:Q", title="error, simulated", format=".1%"),
            ],
        ),
        here.mark_point(size=110, stroke=COLOUR["paper"], strokeWidth=1).encode(
            **axes,
            **marks,
            tooltip=[
                alt.Tooltip("who:N", title="model"),
                alt.Tooltip("by:N", title="knowledge"),
                alt.Tooltip("size:Q", title="parameters", format=","),
                alt.Tooltip("off:Q", title="error", format=".2%"),
            ],
        ),
        part("column").mark_rect(**HANDLE).encode(x=_size("left:Q"), x2="right:Q"),
    )


def _guesses(gaps: Any, axes: dict[str, Any]) -> list[Any]:
    """Fan out from where two gaps stand, if they are open: they may stay as they are, or close."""
    axis = f"(shown == 'ratio' ? {TIMES[1] - TIMES[0]} : {APART[1] - APART[0]})"
    stand = (
        gaps.transform_filter(
            f"datum.size == scale && scale <= {GUESSED} && "
            "(datum.of == 'wide' || datum.of == 'learned')"
        )
        .transform_calculate(closed="shown == 'ratio' ? 1 : 0")
        .transform_calculate(open=f"abs(datum.height - datum.closed) / {axis}")
    )
    now = stand.transform_filter(f"datum.open > {OPEN}").transform_joinaggregate(
        highest="max(height)"
    )
    nothing = (
        stand.transform_joinaggregate(widest="max(open)")
        .transform_filter(f"datum.widest <= {OPEN} && datum.of == 'wide'")
        .transform_calculate(middle=f"sqrt(datum.size * {LARGEST})")
    )
    highest = "datum.height == datum.highest"
    fan = now.mark_rule(strokeWidth=1.5, strokeDash=[1, 5], strokeCap="round")
    place = alt.datum(ASKED)
    return [
        fan.encode(**axes, x2=alt.datum(LARGEST)),
        fan.encode(**axes, x2=alt.datum(LARGEST), y2="closed:Q"),
        now.transform_filter(f"{highest} || datum.highest - datum.height > {CLEAR} * {axis}")
        .mark_text(baseline="bottom", dy=-3)
        .encode(**(axes | {"x": place}), text=alt.value("stays?")),
        now.transform_filter(highest)
        .mark_text(baseline="top", dy=5, color=COLOUR["muted"])
        .encode(x=place, y=alt.Y("closed:Q"), text=alt.value("closes?")),
        nothing.mark_text(color=COLOUR["muted"]).encode(
            x=_size("middle:Q"), y=alt.value(125), text=alt.value("still to come")
        ),
    ]


def _gaps(part: Any) -> Any:
    def end(at: int) -> alt.ExprRef:
        return alt.ExprRef(f"shown == 'ratio' ? {TIMES[at]} : {APART[at]}")

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title=None,
            scale=alt.Scale(domain=[end(0), end(1)], nice=False),
            axis=alt.Axis(
                tickCount=6,
                labelExpr="shown == 'ratio' ? datum.label + '×' : format(datum.value, '.0%')",
            ),
        )

    gaps = (
        part("gap", "size", "times", "apart")
        .transform_filter("datum.size <= scale")
        .transform_calculate(height="shown == 'ratio' ? datum.times : datum.apart")
    )
    axes = {"x": _size("size:Q"), "y": y("height:Q"), "color": _colour("gap")}
    limits = part("limit").transform_filter("datum.until == scale && shown == 'ratio'")
    return alt.layer(
        *_still_to_come(part, beyond=GUESSED),
        *_guesses(gaps, axes),
        limits.mark_rule(color=COLOUR["faint"], strokeWidth=6).encode(y=y("end:Q")),
        limits.mark_text(align="right", baseline="bottom", dy=-6).encode(
            x=alt.datum(LARGEST), y=y("end:Q"), text="note:N"
        ),
        gaps.mark_line().encode(**axes, detail="of:N", strokeDash=_dash()),
        gaps.transform_filter("isValid(datum.who) && round(log(datum.size) / LN2) % 2 == 0")
        .mark_point(size=42)
        .encode(**axes, shape=shaped("who", SCOPES, legend=None)),
        gaps.transform_filter("datum.size == scale && !isValid(datum.who)")
        .mark_point(size=60, shape="diamond")
        .encode(**axes),
        part("column").mark_rect(**HANDLE).encode(x=_size("left:Q"), x2="right:Q"),
    )
