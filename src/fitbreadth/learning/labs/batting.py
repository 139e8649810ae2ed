"""Eighteen batters of 1970, each guessed from the own start and from everybody's (no controls)."""

from __future__ import annotations

from fitbreadth.lab import Lab, Row
from fitbreadth.learning.batting import batting
from fitbreadth.learning.figures.batting import WHAT, draw


def rows() -> list[Row]:
    """Return three averages of every player, and how far the guess made together missed."""
    found = batting()
    parts: list[Row] = [
        {
            "panel": "miss",
            "player": player,
            "from": round(float(guess), 4),
            "to": round(float(came), 4),
        }
        for player, guess, came in zip(found.players, found.shrunk, found.rest, strict=True)
    ]
    for what, values in zip(WHAT, (found.first, found.shrunk, found.rest), strict=True):
        parts += [
            {"panel": "average", "what": what, "player": player, "average": round(float(y), 4)}
            for player, y in zip(found.players, values, strict=True)
        ]
    return parts


LAB = Lab(
    name="fig-batting",
    controls=(),
    rows=rows,
    draw=draw,
    caption=(
        "Look for the squares: are they nearer to the triangles, or to the circles? Each line is "
        "a baseball player of 1970. The triangle is what he hit in his first 45 times at bat, the "
        "square what he hit in the rest of the season. The circles guess the squares from all 18 "
        "triangles, by James and Stein's rule, which moves all towards their mean; grey lines are "
        "what they miss by. For most players the circle is the better guess; for the best, "
        "Clemente, who was better than the rest and stayed so, it is not. Data of Efron and "
        "Morris (1975)."
    ),
    description=(
        "Eighteen players, one below the other by their first average, from .400 down to .156. The "
        "circles lie close to one another between .24 and .29; most of the squares scatter around "
        "them and not around the triangles."
    ),
    columns={
        "player": "player",
        "what": "average of",
        "average": "hits per time at bat",
        "from": "guessed together",
        "to": "rest of the season",
    },
)
