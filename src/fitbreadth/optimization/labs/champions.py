"""Three ways to arrange a tournament, over all possible worlds at once.

With two games or more, but not yet all of them, one of the rules finds a better champion than the
others: a lunch that the theorem does not forbid.
"""

from __future__ import annotations

from fitbreadth.lab import Lab, Row
from fitbreadth.optimization.coevolution import champion_curve
from fitbreadth.optimization.figures.champions import RULES, draw


def rows() -> list[Row]:
    """Follow three tournament rules over every table of four players and three opponents."""
    curve = champion_curve(4, 3)
    names = dict(zip(("pursue", "exhaust_rows", "by_columns"), RULES, strict=True))
    return [
        {
            "rule": names[rule],
            "games": games,
            "probability": float(probability),
            "exact": str(probability),
        }
        for rule, payoff in curve.payoff.items()
        for games, probability in zip(curve.evaluations, payoff, strict=True)
    ]


LAB = Lab(
    name="fig-champions",
    controls=(),
    rows=rows,
    draw=draw,
    caption=(
        "Watch the curves part. Each of four players can meet each of three opponents. A rule "
        "says who plays next, and after any number of games the player likeliest to beat all "
        "three is named champion. All tables of results count equally, and still, from two "
        "games on, *pursue until refuted*, which drops a player that has lost, is likelier to "
        "have named one who beats all three. *Exhaust*, which plays all games of one player "
        "first, catches up at 9 games, *everyone*, which lets all meet one opponent first, at "
        "11. The no-free-lunch theorem, that all searches tie over all problems, does not cover "
        "this."
    ),
    description=(
        "Three rising curves of the probability that the chosen champion beats every opponent, "
        "against games played; pursuing one candidate until it loses stays on top."
    ),
    columns={"rule": "rule", "games": "games", "exact": "probability"},
)
