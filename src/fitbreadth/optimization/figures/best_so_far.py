"""The best value seen so far, look by look, for three searches.

Their lines lie on the broad grey band of theory when every function is allowed, and part from it
and from one another when not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, rows_of, shaped
from fitbreadth.lab import Row
from fitbreadth.optimization.figures.roles import SEARCHERS
from fitbreadth.palette import COLOUR


def draw(rows: Sequence[Row]) -> Any:
    """Draw the mean best value seen after each evaluation, for several algorithms.

    Parameters
    ----------
    rows : sequence of dict
        ``who``, ``evaluations``, ``best``; ``who == "theory"`` for the law.
    """
    base = alt.Chart(rows_of(rows)).encode(
        x=alt.X(
            "evaluations:Q",
            title="evaluations",
            scale=alt.Scale(domain=[1, 5]),
            axis=alt.Axis(format="d", tickMinStep=1),
        ),
        y=alt.Y("best:Q", title="mean best value so far", scale=alt.Scale(domain=[0.95, 1.9])),
    )
    found = base.transform_filter("datum.who != 'theory'")
    tips = ["who:N", "evaluations:Q", alt.Tooltip("best:Q", format=".4f")]
    return alt.layer(
        base.transform_filter("datum.who == 'theory'").mark_line(
            color=COLOUR["faint"], strokeWidth=9, opacity=0.8
        ),
        found.mark_line().encode(color=coloured("who", SEARCHERS)),
        found.mark_point(size=90).encode(
            color=coloured("who", SEARCHERS), shape=shaped("who", SEARCHERS), tooltip=tips
        ),
    )
