"""The same zigzag under four names, and the result of four programs side by side.

Which field speaks depends on the parameter ``reading``, and the moment on ``now``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

import altair as alt

from fitbreadth.chart import HANDLE, coloured, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

LAST = 100
LOWEST, HIGHEST = -9.5, 4.0
"""Powers of ten at the ends of the axis."""

UNITS = {
    "knows the odds": "environment",
    "nearly right": "fourth",
    "even-handed": "generalist",
    "too sure": "rival",
}
"""The four units, with their roles; as among the traders of the markets chapter."""

SHAPES = ("square", "triangle-up", "circle", "diamond")
"""Their marks: two roles that share one elsewhere meet here."""


class Reading(NamedTuple):
    """What the update is called in one field, and which program computes it."""

    weight: str
    update: tuple[str, str]
    program: str


READINGS = {
    "lineages": Reading("Offspring", ("new number = old number", "× young that fit"), "lineages"),
    "hypotheses": Reading(
        "Probability", ("posterior = prior × likelihood", "÷ evidence"), "hypotheses"
    ),
    "traders": Reading(
        "Wealth", ("wealth = old wealth", "× stake on what came ÷ price"), "traders"
    ),
    "experts": Reading("Weight", ("weight = old weight × exp(−loss)", "÷ sum of all"), "experts"),
}
"""The four readings, as the control names them."""

PROGRAMS = {"lineages": "count", "hypotheses": "Bayes", "traders": "market", "experts": "Hedge"}
"""What the second panel calls the programs."""

_TIMES = {-9: "1/billion", -6: "1/million", -3: "1/1000", 0: "1"}


def draw(rows: Sequence[Row]) -> Any:
    """Draw weights per weight of the one that knows the odds, and four results at a moment.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"theory"`` and ``"run"`` (``who``, lists ``t``, ``y``), ``"band"`` (``who``,
        lists ``t``, ``low``, ``high``), ``"four"`` (``at``, ``program``, ``reading_of``, lists
        ``who``, ``share``), ``"word"`` (``at``, ``y``), ``"dot"`` (``at``, lists ``who``,
        ``y``) or ``"place"`` (``set_now``, ``left``, ``right``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    shapes = alt.Scale(domain=list(UNITS), range=list(SHAPES))
    marks = {"color": _colour(), "shape": alt.Shape("who:N", scale=shapes, title=None)}
    return alt.hconcat(
        _ratios(part, marks).properties(title=_title()),
        _four(part, marks).properties(title="Shares of all, by four programs"),
        bounds="flush",
        spacing=64,
    )


def _colour() -> alt.Color:
    # a legend would take the pale fill of the bands
    return coloured("who", UNITS, legend=alt.Legend(columns=4, symbolOpacity=1))


def _title() -> alt.TitleParams:
    words = {
        name: f"{reading.weight} beside the one that knows" for name, reading in READINGS.items()
    }
    return alt.TitleParams(text=alt.ExprRef(f"{words}[reading]"))


def _ratios(part: Any, marks: dict[str, Any]) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(field, title="rounds", scale=alt.Scale(domain=[0, LAST], nice=False))

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title=None,
            scale=alt.Scale(domain=[LOWEST, HIGHEST], nice=False),
            axis=alt.Axis(
                values=list(_TIMES),
                labelExpr=f"{ {str(k): v for k, v in _TIMES.items()} }[toString(datum.value)]",
            ),
        )

    updates = {name: list(reading.update) for name, reading in READINGS.items()}
    at_now = part("dot", "who", "y").transform_filter("datum.at == now")
    return alt.layer(
        part("band", "t", "low", "high")
        .mark_area(opacity=0.09)
        .encode(x=x("t:Q"), y=y("low:Q"), y2="high:Q", color=marks["color"], detail="who:N"),
        part("theory", "t", "y")
        .mark_line(color=COLOUR["ink"], strokeWidth=1.5, strokeDash=[6, 4])
        .encode(x=x("t:Q"), y=y("y:Q"), detail="who:N"),
        part("run", "t", "y")
        .mark_line(strokeWidth=1.8, clip=True)
        .encode(x=x("t:Q"), y=y("y:Q"), color=marks["color"], detail="who:N"),
        part("dot")
        .transform_filter("datum.at == now")
        .mark_rule(strokeDash=[2, 3])
        .encode(x=x("at:Q")),
        at_now.mark_point(size=90).encode(
            x=x("at:Q"),
            y=y("y:Q"),
            **marks,
            tooltip=["who:N", alt.Tooltip("y:Q", title="power of ten", format=".2f")],
        ),
        part("word")
        .mark_text(
            align="left", baseline="top", dx=4, dy=3, text=alt.ExprRef(f"{updates}[reading]")
        )
        .encode(x=x("at:Q"), y=y("y:Q")),
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
    )


def _four(part: Any, marks: dict[str, Any]) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title=None,
            sort=list(PROGRAMS.values()),
            scale=alt.Scale(domain=list(PROGRAMS.values())),
            axis=alt.Axis(labelAngle=0),
        )

    share = alt.Y(
        "share:Q",
        title=None,
        # a little more than all: a label at the very top would lift the panel's title
        scale=alt.Scale(domain=[0, 1.02], nice=False),
        axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    at_now = part("four", "who", "share").transform_filter("datum.at == now")
    # side by side: shares that are alike would cover one another
    beside = alt.ExprRef(
        f"{ {who: 12 * place - 18 for place, who in enumerate(UNITS)} }[datum.who]"
    )
    return alt.layer(
        part("four")
        .transform_filter("datum.at == now && datum.reading_of == reading")
        .mark_bar(color=COLOUR["faint"], opacity=0.45, width={"band": 0.9})
        .encode(x=x("program:N"), y=alt.datum(0), y2=alt.datum(1)),
        at_now.mark_line(color=COLOUR["faint"], strokeWidth=5, xOffset=beside).encode(
            x=x("program:N"), y=share, detail="who:N"
        ),
        at_now.mark_point(size=110, xOffset=beside).encode(
            x=x("program:N"),
            y=share,
            **marks,
            tooltip=["program:N", "who:N", alt.Tooltip("share:Q", format=".6%")],
        ),
    )
