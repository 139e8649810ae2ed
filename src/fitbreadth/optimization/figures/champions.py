"""Three rising curves, one a tournament rule, of how often its champion beats everybody.

They start together and part with the second game; the rule that pursues one candidate until it
loses stays on top.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, rows_of, shaped
from fitbreadth.lab import Row

RULES = {
    "pursue until refuted": "specialist",
    "exhaust one, then the next": "generalist",
    "everyone against one, then the next": "rival",
}
"""The tournament rules of the champion figure, with their roles."""


def draw(rows: Sequence[Row]) -> Any:
    """Draw how often the champion beats everyone, by games played, for several rules.

    Parameters
    ----------
    rows : sequence of dict
        ``rule``, ``games``, ``probability`` and ``exact`` (the fraction as text).
    """
    base = alt.Chart(rows_of(rows)).encode(
        x=alt.X("games:Q", title="games played", axis=alt.Axis(tickMinStep=1)),
        y=alt.Y(
            "probability:Q", title="probability of beating all three", axis=alt.Axis(format="%")
        ),
        color=coloured("rule", RULES, legend=alt.Legend(columns=1)),
    )
    return alt.layer(
        base.mark_line(),
        base.mark_point(size=70).encode(
            shape=shaped("rule", RULES, legend=alt.Legend(columns=1)),
            tooltip=["rule:N", "games:Q", alt.Tooltip("exact:N", title="probability")],
        ),
    )
