"""How rare the classes are on which all algorithms tie, as powers of ten.

The curves climb steeply as points are added, and more steeply with more values; nothing to set,
only to read.
"""

from __future__ import annotations

from fitbreadth.lab import Lab, Row
from fitbreadth.optimization.figures.rarity import draw
from fitbreadth.optimization.permutation import log10_closed_fraction

COUNTED = {(2, 2), (3, 2), (4, 2), (2, 3), (2, 4)}
"""Sizes (n, K) small enough to try every subset against every algorithm."""


def rows() -> list[Row]:
    """Return how rare closed classes are, as minus the logarithm of their share."""
    return [
        {
            "points": n,
            "values": f"{K} values",
            "rarity": -log10_closed_fraction(n, K),
            "counted": (n, K) in COUNTED,
        }
        for K in (2, 3, 4)
        for n in range(2, 9 if K == 2 else 6 if K == 3 else 5)
    ]


LAB = Lab(
    name="fig-rarity",
    controls=(),
    rows=rows,
    draw=draw,
    caption=(
        "Follow a line up: with 8 points and 2 values one class of problems in about 10⁷⁴ lets "
        "all algorithms tie (read 20 on the axis as one class in 10²⁰), and more points or "
        "values make ties rarer. A class is any choice among the functions that are possible. "
        "Circled: counted one by one, every class against every algorithm. The rest is a "
        "formula."
    ),
    description=(
        "Three rising curves, for two, three and four values, of how rare closed classes are "
        "against the number of points; with eight points and two values, one class in 10⁷⁴."
    ),
    columns={
        "points": "points",
        "values": "values",
        "rarity": "one class in ten to the power of",
        "counted": "counted one by one",
    },
)
