"""One curve with every chapter's models on it, and what each chapter calls a point of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import HANDLE, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR, DOMAIN_SHAPE

CHAPTERS = {
    "optimization": "Optimization",
    "biology": "Biology",
    "markets": "Markets",
    "learning": "Machine learning",
    "bitter_lesson": "Scaling",
}
"""What a reader sees for each domain."""

FIRST, LAST = -4.0, 2.0


def draw(rows: Sequence[Row]) -> Any:
    """Draw the share of the likeliest task against kappa, and five names for the chosen one.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"curve"`` (lists ``at``, ``share``), ``"level"`` (``height``, ``label``,
        ``start``, ``below``),
        ``"model"`` and ``"here"`` (``domain``, ``where``, ``found``, ``theorem``, ``what``),
        ``"now"`` (``where``, ``theorem``), ``"name"`` (``domain``, ``chapter``, ``called``,
        ``says``) or ``"place"`` (``left``, ``right``, ``set_kappa``).
    """
    part = partial(part_of, rows_of(rows))
    return alt.hconcat(
        _curve(part).properties(
            title=alt.Title("The likeliest task's share", subtitle="five tasks, one set of odds")
        ),
        _names(part).properties(
            title=alt.Title(
                "What it is called there", subtitle="bold: what a model of that field found"
            )
        ),
        bounds="flush",
        spacing=64,
    )


def marks(**options: Any) -> alt.Shape:
    """Return a shape encoding by chapter.

    Examples
    --------
    >>> len(marks().to_dict()["scale"]["range"])
    5
    """
    scale = alt.Scale(domain=list(DOMAIN_SHAPE), range=list(DOMAIN_SHAPE.values()))
    return alt.Shape("domain:N", scale=scale, **options)


def sized(size: float) -> Any:
    """Return a size at which all chapters' marks look alike: the star's path is a small one.

    Examples
    --------
    >>> sized(70)["value"]
    70
    """
    small = alt.datum.domain == "bitter_lesson"
    return alt.condition(small, alt.value(4 * size), alt.value(size))


def _curve(part: Any) -> Any:
    def x(field: str) -> alt.X:
        return alt.X(
            field,
            title="κ, how far the world rewards focus",
            scale=alt.Scale(domain=[FIRST - 0.15, LAST + 0.15], nice=False),
            axis=alt.Axis(values=[-4, -3, -2, -1, 0, 1, 2], format="d"),
        )

    def y(field: str) -> alt.Y:
        return alt.Y(
            field,
            title="share of the budget",
            scale=alt.Scale(domain=[0, 1.06], nice=False),
            axis=alt.Axis(format="%", values=[0, 0.2, 0.4, 0.6, 0.8, 1]),
        )

    tips = [
        alt.Tooltip("what:N", title="model"),
        alt.Tooltip("where:Q", title="κ"),
        alt.Tooltip("found:Q", title="share it found", format=".2%"),
        alt.Tooltip("theorem:Q", title="by the theorem", format=".2%"),
    ]
    shape = marks(legend=None)
    level, start = part("level"), alt.Scale(domain=[FIRST - 0.15, LAST + 0.15], nice=False)

    def label(below: bool) -> Any:
        side = {"baseline": "top", "dy": 4} if below else {"baseline": "bottom", "dy": -3}
        return (
            level.transform_filter(f"datum.below == {str(below).lower()}")
            .mark_text(align="left", color=COLOUR["muted"], **side)
            .encode(x=alt.X("start:Q", scale=start), y=y("height:Q"), text="label:N")
        )

    def models(panel: str, **options: Any) -> Any:
        points = part(panel).mark_point(color=COLOUR["ink"], **options)
        return points.encode(
            x=x("where:Q"), y=y("found:Q"), shape=shape, size=sized(75), tooltip=tips
        )

    return alt.layer(
        level.mark_rule(color=COLOUR["muted"], strokeDash=[2, 4], strokeWidth=1).encode(
            y=y("height:Q")
        ),
        label(below=False),
        label(below=True),
        part("now").mark_rule(color=COLOUR["muted"], strokeDash=[4, 3]).encode(x=x("where:Q")),
        part("curve", "at", "share")
        .mark_line(color=COLOUR["faint"], strokeWidth=7)
        .encode(x=x("at:Q"), y=y("share:Q")),
        models("model"),
        models("here"),
        part("now")
        .mark_point(shape="circle", size=420, color=COLOUR["ink"], filled=False, strokeWidth=1.5)
        .encode(x=x("where:Q"), y=y("theorem:Q")),
        part("place").mark_rect(**HANDLE).encode(x=x("left:Q"), x2="right:Q"),
        # above the handle, so that a reader can point at them
        models("model", opacity=0),
    )


def _names(part: Any) -> Any:
    y = alt.Y("domain:N", sort=list(CHAPTERS), axis=None, scale=alt.Scale(padding=0))
    edge = alt.Scale(domain=[0, 300])
    names = part("name")

    def at(pixel: float) -> alt.XDatum:
        return alt.XDatum(pixel, scale=edge, axis=None)

    # downwards only: words above the panel would lift its title over the other one
    return alt.layer(
        names.mark_point(color=COLOUR["ink"], yOffset=8).encode(
            x=at(8), y=y, shape=marks(legend=None), size=sized(90)
        ),
        names.mark_text(align="left", dy=8, color=COLOUR["muted"]).encode(
            x=at(22), y=y, text="chapter:N"
        ),
        names.mark_text(align="right", dy=8, fontWeight=600).encode(x=at(300), y=y, text="says:N"),
        names.mark_text(align="left", dy=26, fontSize=13).encode(x=at(22), y=y, text="called:N"),
    )
