"""Who is a specialist and who a generalist in an industry, and how they share its customers.

The line between the two is ours: a firm is a **specialist** while its customers fill less than a
given share of all tastes (15% unless told otherwise), a **generalist** while they fill more. A firm
can turn from one into the other. Carroll and Swaminathan told them apart by form, brewpubs and
microbreweries against mass producers, which here is mostly the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fitbreadth.markets.concentration import effective_number
from fitbreadth.markets.partitioning import History
from fitbreadth.validate import Float, instance, number

NARROW = 0.15
"""Share of all tastes below which a firm is called a specialist."""


@dataclass(frozen=True)
class Structure:
    """How an industry divides into specialists and generalists.

    Attributes
    ----------
    specialist : ndarray of bool, shape (runs, steps, slots)
        Whether the firm sells, and to less than the narrow share of tastes.
    specialists, generalists : ndarray of int, shape (runs, steps)
        Firms of each kind that sell something.
    effective : ndarray, shape (runs, steps)
        Effective number of generalists, one over the Herfindahl index of their sales; 0 if none.
    left : ndarray, shape (runs, steps)
        Share of the customers that generalists do not serve.
    """

    specialist: NDArray[np.bool_]
    specialists: NDArray[np.int64]
    generalists: NDArray[np.int64]
    effective: Float
    left: Float


def structure(history: History, *, narrow: float = NARROW) -> Structure:
    """Tell specialists from generalists at every step of an industry.

    Parameters
    ----------
    history : History
        From :func:`fitbreadth.markets.partitioning.simulate`.
    narrow : float
        Share of all tastes below which a firm is a specialist, in (0, 1].

    Returns
    -------
    Structure
        Counts and shares of both.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    carroll1985, carroll2000

    Examples
    --------
    >>> from fitbreadth.markets.partitioning import simulate
    >>> from fitbreadth.markets.scale_economies import Costs
    >>> from fitbreadth.markets.tastes import tastes
    >>> found = structure(simulate(tastes("peaked"), Costs(scale=160), steps=200, seed=1))
    >>> int(found.generalists[0, -1]), bool(found.specialists[0, -1] > 10)
    (1, True)
    """
    market = instance("history", history, History).market
    limit = number("narrow", narrow, above=0, high=1) * market.places.size
    sells = history.served > 0
    wide = history.served >= limit
    theirs = np.where(wide, history.sales, 0.0)
    return Structure(
        specialist=sells & ~wide,
        specialists=(sells & ~wide).sum(axis=-1),
        generalists=wide.sum(axis=-1),
        effective=effective_number(theirs),
        left=1 - theirs.sum(axis=-1) / market.customers.sum(),
    )
