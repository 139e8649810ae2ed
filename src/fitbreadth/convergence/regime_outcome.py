"""What a contest came to, and where it lies on the map of both regimes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

FOCUS, BREADTH = "focus", "breadth"
GIVEN, BEST = "two given rivals", "best plan or one task"
"""What is compared: a specialist and a generalist as they are, or the best of all plans."""

EVEN, ODDS = np.array([0.5, 0.5]), np.array([0.6, 0.4])
"""Of the two tasks, where rivals are given and where the best plan is looked for."""


@dataclass(frozen=True)
class Outcome:
    """Where a contest lies on the map, and who won it.

    Attributes
    ----------
    domain : str
        Package of the model: ``"optimization"``, ``"biology"``, ...
    name : str
        The contest in a few words.
    gamma, rho : float
        Bend of the trade-off, and how results combine.
    winner : str
        ``FOCUS`` or ``BREADTH``.
    how : str
        What was compared, and with which result.
    compared : str
        ``GIVEN`` or ``BEST``. Two given rivals meet at even odds, and their place says already who
        should win: they test the model's runs. Where the best plan leaves one task tests the law.
    """

    domain: str
    name: str
    gamma: float
    rho: float
    winner: str
    how: str
    compared: str = GIVEN
