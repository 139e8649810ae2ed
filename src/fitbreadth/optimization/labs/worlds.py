"""The small worlds that several labs search, and the three searches that they follow."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from fitbreadth.optimization.landscape import peaks
from fitbreadth.optimization.problems import all_functions
from fitbreadth.optimization.searches import flee, hill_climb, sweep_outwards

Functions = NDArray[np.integer]

LANDS = {"all": "every function", "one": "one peak only"}
"""Classes of functions that a reader can choose, with what they are called."""

SEARCHES = {"hill climb": hill_climb, "sweep": sweep_outwards, "flee": flee}
"""Three searches, each made by ``search(n, K)``; all start in the middle."""


@cache
def everything(n: int, K: int) -> Functions:
    """Return all K^n functions as rows."""
    return np.concatenate(list(all_functions(n, K)))


def functions_of(land: str, n: int, K: int) -> Functions:
    """Return the functions of one of :data:`LANDS` as rows."""
    F = everything(n, K)
    return F if land == "all" else F[peaks(F) == 1]
