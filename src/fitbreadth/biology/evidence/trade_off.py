"""How often a gain had its price: twenty-four evolved lines, and one that had none."""

from __future__ import annotations

from fitbreadth.biology.evolved_lines import (
    MEAN_CHANGE,
    OUTCOMES,
    evolved_lines,
    sign_test,
)
from fitbreadth.claim import Evidence


def check() -> list[Evidence]:
    """Return what the published counts say, and what was recomputed from the tables."""
    lines = evolved_lines()
    means = (lines.mean_after_40 - lines.mean_before_40).mean()
    improved = int((lines.outcome == "improved").sum())
    return [
        Evidence(
            "mean change of fitness at 40 °C, from the published means of four groups of lines",
            MEAN_CHANGE,
            float(means),
            "published table",
            within=5e-4,
            source="bennett2007",
        ),
        Evidence(
            "lines of bacteria in our copy of the table",
            24,
            len(lines.history),
            "exact",
            source="bennett2007",
        ),
        Evidence(
            "15 lines lost and 1 gained at 40 °C, as published: P of the sign test below 0.01",
            True,
            sign_test(OUTCOMES["traded off"], OUTCOMES["improved"]) < 0.01,
            "qualitative",
        ),
        Evidence(
            "fails: lines without a significant loss, of the 12 whose values at 40 °C were seen",
            7,
            12 - int((lines.outcome == "traded off").sum()),
            "exact",
        ),
        Evidence(
            "fails: lines of bacteria that improved at 40 °C, of the 12 whose values were seen",
            OUTCOMES["improved"],
            improved,
            "exact",
            source="bennett2007",
        ),
    ]
