"""Nine functions of a class beside three curves of what searching it costs.

The curves, of the best fit, the worst fit and random order, meet where every function is allowed
and fan out as the steps between neighbours shrink; a grey band marks the reader's setting.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

FITTED = {
    "best-fitting search": "specialist",
    "random order": "generalist",
    "worst-fitting search": "rival",
}
"""The strategies of the structure figure, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw some functions of a class, and what the best and the worst fit pay on it.

    Parameters
    ----------
    rows : sequence of dict
        With ``panel`` ``"problem"`` (``piece``, ``x``, ``y``, ``peak``) or ``"cost"``
        (``largest``, ``who``, ``cost``, ``now``).
    """
    data = rows_of(rows)
    base = part_of(data, "problem")
    place = {
        "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.6, 19.6])),
        "y": alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.8, 20.4])),
    }
    problems = alt.layer(
        base.mark_line(color=COLOUR["environment"], strokeWidth=1.6).encode(
            **place, detail="piece:N"
        ),
        base.mark_point(color=COLOUR["environment"], size=16).encode(**place),
        base.transform_filter("datum.peak")
        .mark_point(shape="square", color=COLOUR["ink"], size=46)
        .encode(**place, tooltip=[alt.Tooltip("piece:N", title="function")]),
    ).properties(
        title=alt.Title("Nine functions of the class", subtitle="■ the highest point", offset=27)
    )
    costs = part_of(data, "cost")
    now = costs.transform_filter("datum.now")
    axes = {
        "x": alt.X(
            "largest:O",
            title="largest step allowed",
            axis=alt.Axis(labelAngle=0),
            scale=alt.Scale(domain=[5, 4, 3, 2, 1]),
        ),
        "y": alt.Y("cost:Q", title="mean evaluations", scale=alt.Scale(domain=[0, 3.6])),
    }
    marks = {"color": coloured("who", FITTED), "shape": shaped("who", FITTED)}
    tips = [
        alt.Tooltip("who:N", title="strategy"),
        alt.Tooltip("largest:O", title="largest step"),
        alt.Tooltip("cost:Q", title="evaluations", format=".3f"),
    ]
    curves = alt.layer(
        now.transform_filter("datum.who == 'random order'")
        .mark_rule(strokeWidth=26, opacity=0.14)
        .encode(x=axes["x"], color=alt.value(COLOUR["muted"])),
        costs.mark_line().encode(**axes, color=marks["color"]),
        costs.mark_point(size=50).encode(**axes, **marks, tooltip=tips),
        now.mark_point(size=190).encode(**axes, **marks, tooltip=tips),
    ).properties(
        title=alt.Title(
            "Cost of finding the highest point", subtitle="drawn as far as the slider has gone"
        )
    )
    problems, curves = (part.properties(height=205) for part in (problems, curves))
    return alt.hconcat(problems, curves, bounds="flush", spacing=64)
