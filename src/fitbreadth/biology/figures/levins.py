"""A fitness set touched by the line of its best traits, and where these lie by distance.

The set bulges out when the optima are close and bends in when they are far apart; the level line
beside it forks or does not. A mixture of siblings stands on the chord between their traits.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

WHO = {"specialist": "specialist", "generalist": "generalist"}
"""Kinds of best trait, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw the fitness set, and the best traits against the distance of the optima.

    Parameters
    ----------
    rows : sequence of dict
        With the setting ``d`` in each, and ``panel`` ``"nature"``, ``"between"``, ``"contour"`` or
        ``"chord"`` (``x``, ``y``), ``"mixture"`` (``who``, ``w1``, ``w2``), ``"best"`` (the same
        and ``z``), ``"branch"`` (``who``, ``branch``, ``x``, ``y``), ``"optimum"`` (``branch``,
        ``x``, ``y``) or ``"threshold"`` (``at``).
    """
    data = rows_of(rows)

    part = partial(part_of, data)

    return alt.hconcat(
        _fitness_set(part).properties(
            title=alt.Title(
                "The fitness set", subtitle="dashed: as fit as the best; thin: outer traits"
            )
        ),
        _branches(part).properties(
            title=alt.Title("The best traits", subtitle="grey: the optima; dotted: 2 σ apart")
        ),
        bounds="flush",
        spacing=64,
    )


def _fitness_set(part: Any) -> Any:
    def axes(x: str, y: str) -> dict[str, Any]:
        scale, axis = (
            alt.Scale(domain=[0, 1.2], nice=False),
            alt.Axis(values=[0, 0.5, 1], format="~g"),
        )
        return {
            "x": alt.X(x, title="fitness in habitat 1", scale=scale, axis=axis),
            "y": alt.Y(y, title="fitness in habitat 2", scale=scale, axis=axis),
        }

    # a line along a path is drawn in the order of its points, not of x
    path = {**axes("x:Q", "y:Q"), "order": alt.Order("place:Q")}

    def line(panel: str) -> Any:
        return part(panel, "x", "y").transform_window(place="row_number()")

    mixture = part("mixture").encode(**axes("w1:Q", "w2:Q"))
    return alt.layer(
        line("nature").mark_line(color=COLOUR["environment"], strokeWidth=1.2).encode(**path),
        line("between").mark_line(color=COLOUR["environment"], strokeWidth=4).encode(**path),
        line("contour")
        .mark_line(color=COLOUR["ink"], strokeWidth=1.5, strokeDash=[5, 4])
        .encode(**path),
        line("chord").mark_line(color=COLOUR["specialist"], strokeWidth=2).encode(**path),
        part("best")
        .mark_point(size=150)
        .encode(
            **axes("w1:Q", "w2:Q"),
            color=coloured("who", WHO),
            shape=shaped("who", WHO),
            tooltip=_tips(),
        ),
        mixture.mark_point(
            shape="diamond", size=190, fill=COLOUR["paper"], stroke=COLOUR["ink"], strokeWidth=2
        ).encode(tooltip=_tips(placed=False)),
        mixture.mark_text(align="left", dx=14, dy=-10, fontWeight=600).encode(text="who:N"),
    )


def _branches(part: Any) -> Any:
    def axes(x: str, y: str) -> dict[str, Any]:
        return {
            "x": alt.X(
                x,
                title="distance between optima, σ",
                axis=alt.Axis(values=[0, 1, 2, 3, 4], format="~g"),
                scale=alt.Scale(domain=[0, 4.1], nice=False),
            ),
            "y": alt.Y(
                y,
                title="place, σ from the middle",
                axis=alt.Axis(values=[-2, -1, 0, 1, 2], format="~g"),
                scale=alt.Scale(domain=[-2.1, 2.1], nice=False),
            ),
        }

    return alt.layer(
        part("optimum", "x", "y")
        .mark_line(color=COLOUR["faint"], strokeWidth=6)
        .encode(**axes("x:Q", "y:Q"), detail="branch:N"),
        part("threshold").mark_rule(color=COLOUR["muted"], strokeDash=[2, 3]).encode(x="at:Q"),
        part("branch", "x", "y")
        .mark_line(strokeWidth=3)
        .encode(**axes("x:Q", "y:Q"), detail="branch:N", color=coloured("who", WHO)),
        part("best").mark_rule(strokeDash=[4, 3]).encode(x="d:Q"),
        part("best")
        .mark_point(size=150)
        .encode(
            **axes("d:Q", "z:Q"),
            color=coloured("who", WHO),
            shape=shaped("who", WHO),
            tooltip=_tips(),
        ),
    )


def _tips(*, placed: bool = True) -> list[alt.Tooltip]:
    place = [alt.Tooltip("z:Q", title="its place in σ", format=".3f")] if placed else []
    return [
        alt.Tooltip("who:N", title="best"),
        *place,
        alt.Tooltip("w1:Q", title="fitness in habitat 1", format=".3f"),
        alt.Tooltip("w2:Q", title="fitness in habitat 2", format=".3f"),
    ]
