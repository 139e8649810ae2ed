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
        goes), ``solved`` of 7.
    """
    order = [row["name"] for row in rows if row["who"] == rows[0]["who"]]
    base = alt.Chart(rows_of(rows)).encode(
        y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=190, grid=True)),
        yOffset=alt.YOffset("who:N", sort=list(OPTIMIZERS)),
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
    axis = alt.X(
        "height:Q",
        title="running time, as a multiple of the best of 2009",
        scale=alt.Scale(type="log", domain=[0.4, 10**3.8]),
        axis=alt.Axis(
            values=[1, 10, 100, 1000, NEVER],
            labelExpr="datum.value > 2000 ? 'never' : format(datum.value, ',')",
            labelFlush=False,
        ),
    )
    return alt.layer(
        alt.Chart(rows_of(rows[:1])).mark_rule(strokeDash=[4, 3]).encode(x=alt.datum(1)),
        base.mark_point(size=75, opacity=0.95).encode(x=axis),
    ).properties(height=alt.Step(13, **{"for": "offset"}))
