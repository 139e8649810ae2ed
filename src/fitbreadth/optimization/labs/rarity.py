"""How many zeros follow the decimal point of the share of classes without a free lunch.

The curves fall off a cliff as points are added, faster with more values; nothing to set, only to
read.
"""

from __future__ import annotations

from fitbreadth.lab import Lab, Row
from fitbreadth.optimization.figures.rarity import draw
from fitbreadth.optimization.permutation import log10_closed_fraction

COUNTED = {(2, 2), (3, 2), (4, 2), (2, 3), (2, 4)}
"""Sizes (n, K) small enough to try every subset against every algorithm."""


def rows() -> list[Row]:
    """Return the fraction of classes that are closed, as its logarithm, for growing spaces."""
    return [
        {
            "points": n,
            "values": f"{K} values",
            "log10": log10_closed_fraction(n, K),
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
        "How many zeros follow the decimal point of the share of problem classes that no "
        "algorithm can profit from. Circled: counted one by one, every class against every "
        "algorithm. The rest is a formula."
    ),
    description=(
        "Three falling curves, for two, three and four values, of the order of magnitude of the "
        "share of closed classes against the number of points; they plunge faster with more values."
    ),
    columns={
        "points": "points",
        "values": "values",
        "log10": "log10 of the share",
        "counted": "counted one by one",
    },
)
