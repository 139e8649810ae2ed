"""What each field calls the best plan, from breadth to focus."""

from __future__ import annotations

import numpy as np

from fitbreadth.rounding import written

NAMES = {
    "optimization": (
        "α-fair shares, α = {aversion}",
        "proportional fairness (α = 1)",
        "α-fair shares, α = {aversion}",
        "maximum throughput (α = 0)",
        "rising returns: all to one task",
    ),
    "biology": (
        "essential resources: some of each",
        "bet hedging, as often as it comes",
        "weak trade-off: no habitat left out",
        "linear trade-off: the commonest only",
        "strong trade-off: a specialist",
    ),
    "markets": (
        "risk aversion {aversion}: shyer than Kelly",
        "Kelly's bets (risk aversion 1)",
        "risk aversion {aversion}: bolder than Kelly",
        "risk-neutral: all on the favourite",
        "risk-loving: all on the favourite",
    ),
    "learning": (
        "temperature sampling, T = {aversion}",
        "proportional sampling (T = 1)",
        "temperature sampling, T = {aversion}",
        "the limit T = 0: argmax",
        "argmax",
    ),
    "bitter_lesson": (
        "losses fall as size to the −{exponent}",
        "losses fall as the log of size",
        "no such law: a loss would turn negative",
        "no such law: a loss would turn negative",
        "no such law: a loss would turn negative",
    ),
}
"""What each field says at kappa < 0, 0, between 0 and 1, 1, and above."""


def regime(kappa: float) -> int:
    """Return in which of the theorem's five ranges a kappa lies, from 0 to 4.

    Examples
    --------
    >>> [regime(kappa) for kappa in (-2, 0, 0.5, 1, 2)]
    [0, 1, 2, 3, 4]
    """
    return int(np.searchsorted([0, 1], kappa, "left") + np.searchsorted([0, 1], kappa, "right"))


def called(domain: str, kappa: float) -> str:
    """Return what a field calls the best plan, or what makes it best there.

    Examples
    --------
    >>> called("markets", -2)
    'risk aversion 3: shyer than Kelly'
    """
    return NAMES[domain][regime(kappa)].format(
        aversion=written(1 - kappa, digits=4), exponent=written(-kappa, digits=4)
    )
