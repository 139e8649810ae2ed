"""A stack of marks over each difference in cost between two searches, one mark a problem.

What lies left of zero the hill climb has won, what lies right of it its rival: the stacks balance,
or lean to a side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, rows_of, shaped
from fitbreadth.lab import Row

OUTCOMES = {
    "hill climb is faster": "specialist",
    "no difference": "muted",
    "rival is faster": "generalist",
}
"""Outcomes of a problem in the duel, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw each problem as a dot at the difference between two algorithms' costs.

    Parameters
    ----------
    rows : sequence of dict
        ``difference``, ``outcome``, ``across`` and ``up`` (where its dot lies), ``problem``.
    """
    return (
        alt.Chart(rows_of(rows))
        .mark_point(size=30)
        .encode(
            x=alt.X(
                "across:Q",
                title="extra looks that the hill climb needs",
                scale=alt.Scale(domain=[-4.5, 4.5]),
                axis=alt.Axis(values=list(range(-4, 5)), grid=False),
            ),
            y=alt.Y("up:Q", axis=None, scale=alt.Scale(domain=[0, 17.5])),
            color=coloured("outcome", OUTCOMES),
            shape=shaped("outcome", OUTCOMES),
            tooltip=[
                alt.Tooltip("problem:N", title="function"),
                alt.Tooltip("difference:Q", title="difference"),
            ],
        )
    )
