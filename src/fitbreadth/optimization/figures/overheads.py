"""A row for each benchmark function, with a mark for each of our optimizers.

The further right a mark lies, the longer the optimizer took than the best of 2009, on a logarithmic
axis whose right edge says *never*.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

OPTIMIZERS = {
    "IPOP-CMA-ES": "generalist",
    "coordinate line search": "specialist",
    "BFGS with restarts": "rival",
    "Nelder-Mead with restarts": "fourth",
    "random search": "muted",
}
"""The optimizers we ran, with their roles."""

NEVER = 10**3.6
"""Where the mark of an optimizer that never got there is drawn."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw our running times as multiples of the best published one, function by function.

    Parameters
    ----------
    rows : sequence of dict
        ``name``, ``who``, ``overhead`` (missing if never solved), ``height`` (where its mark
        goes), ``solved`` of 7, ``partly`` (what to write beside it).
    """
    order = [row["name"] for row in rows if row["who"] == rows[0]["who"]]
    base = alt.Chart().encode(
        x=alt.X(
            "height:Q",
            title="times as long as the best of 2009",
            scale=alt.Scale(type="log", domain=[0.4, 10**3.9]),
            axis=alt.Axis(
                values=[1, 10, 100, NEVER],
                labelOverlap=False,
                labelExpr="datum.value > 2000 ? 'no run' : format(datum.value, ',')",
                labelFlush=False,
            ),
        ),
        y=alt.Y("who:N", sort=list(OPTIMIZERS), axis=None),
    )
    marks = base.mark_point(size=70).encode(
        color=coloured("who", OPTIMIZERS),
        shape=alt.Shape(
            "who:N",
            title=None,
            scale=alt.Scale(
                domain=list(OPTIMIZERS),
                range=["circle", "triangle-up", "diamond", "cross", "square"],
            ),
        ),
        tooltip=[
            alt.Tooltip("who:N", title="optimizer"),
            alt.Tooltip("name:N", title="function"),
            alt.Tooltip("overhead:Q", title="times the best of 2009", format=",.2f"),
            alt.Tooltip("solved:Q", title="solved, of 7"),
        ],
    )
    return (
        alt.layer(
            marks,
            base.mark_text(align="left", dx=8, fontSize=11).encode(text="partly:N"),
            data=rows_of(rows),
        )
        .properties(height=74, view=alt.ViewBackground(stroke=COLOUR["faint"]))
        .facet(
            row=alt.Row(
                "name:N",
                sort=order,
                title=None,
                header=alt.Header(labelAngle=0, labelAlign="left", labelLimit=190),
            ),
            spacing=0,
        )
    )
