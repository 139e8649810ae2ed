"""Traits through time: a band that moves, and forks or does not.

One panel has chance in it, the other has not; grey lines lie where theory puts the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from fitbreadth.chart import coloured, part_of, rows_of
from fitbreadth.lab import Row
from fitbreadth.palette import COLOUR

KINDS = {"no gap": "generalist", "split": "specialist"}
"""Whether a population has split, with the role whose colour it then has."""

_TITLES = {"run": "2,000 individuals", "limit": "Without chance"}


def draw(rows: Sequence[Row]) -> Any:
    """Draw who is there at each generation up to the parameter ``shown``.

    Parameters
    ----------
    rows : sequence of dict
        ``panel`` ``"run"`` or ``"limit"`` (``generation``, lists ``low``, ``high``, ``share``,
        and ``kind``), ``"theory"`` or ``"patch"`` (list ``line``).
    """
    data = rows_of(rows)
    trait = alt.Scale(domain=[-2.6, 2.6])

    def panel(name: str) -> Any:
        who = (
            alt.Chart(data)
            .transform_filter(f"datum.panel == '{name}' && datum.generation <= shown")
            .transform_flatten(["low", "high", "share"])
            .transform_calculate(since="datum.generation - 62.5", until="datum.generation + 62.5")
            .mark_rect()
            .encode(
                x=alt.X(
                    "since:Q",
                    title="generation",
                    scale=alt.Scale(domain=[-63, 2730], nice=False),
                    axis=alt.Axis(values=[0, 1000, 2000], grid=False),
                ),
                x2="until:Q",
                y=alt.Y("low:Q", title="trait ÷ variety", scale=trait, axis=alt.Axis(grid=False)),
                y2="high:Q",
                color=coloured("kind", KINDS),
                opacity=alt.Opacity(
                    "share:Q",
                    legend=None,
                    scale=alt.Scale(type="sqrt", domain=[0, 0.35], range=[0.08, 1], clamp=True),
                ),
                tooltip=[
                    "generation:Q",
                    alt.Tooltip("low:Q", title="trait from", format=".2f"),
                    alt.Tooltip("high:Q", title="to", format=".2f"),
                    alt.Tooltip("share:Q", title="share", format=".1%"),
                ],
            )
        )
        theory = (
            part_of(data, "theory", "line")
            .mark_rule(color=COLOUR["faint"], strokeWidth=6)
            .encode(y=alt.Y("line:Q", scale=trait))
        )
        patches = (
            part_of(data, "patch", "line")
            .mark_point(shape="square", color=COLOUR["environment"], size=55)
            .encode(x=alt.datum(2650), y=alt.Y("line:Q", scale=trait))
        )
        return alt.layer(theory, who, patches).properties(
            title=alt.Title(_TITLES[name], subtitle="squares: patches' best traits; grey: theory")
        )

    return alt.hconcat(panel("run"), panel("limit"), bounds="flush", spacing=64)
