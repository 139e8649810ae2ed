"""Customers spread over a line of tastes: crowded in the middle, or evenly.

A taste is a place on a line from -1 to 1, as on Hotelling's street: sweet to dry, light to dark,
left to right. Carroll's argument needs a *centre*, where most customers are; the flat line is the
same market without one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fitbreadth.validate import Float, choice, integer, number

SHAPES = ("peaked", "flat")
"""With a centre, and without."""


@dataclass(frozen=True)
class Tastes:
    """A market's customers, sorted by what they like.

    Attributes
    ----------
    places : ndarray, shape (cells,)
        Tastes, evenly spaced from -1 to 1.
    customers : ndarray, shape (cells,)
        Customers with each taste, > 0; fractions are allowed.
    """

    places: Float
    customers: Float

    @property
    def step(self) -> float:
        """Distance between neighbouring tastes."""
        return float(self.places[1] - self.places[0])

    @property
    def density(self) -> Float:
        """Customers per unit of taste, shape (cells,)."""
        return np.asarray(self.customers / self.step)


def tastes(
    shape: str, *, cells: int = 61, customers: float = 1000.0, spread: float = 0.35
) -> Tastes:
    """Spread customers over the line.

    Parameters
    ----------
    shape : str
        ``"peaked"`` (a bell about 0, cut off at the ends) or ``"flat"``.
    cells : int
        Number of tastes, in [3, 1001].
    customers : float
        In all, in [1e-100, 1e100].
    spread : float
        Standard deviation of the bell before it is cut off, in [0.05, 10]; a flat market has none.

    Returns
    -------
    Tastes
        Places and customers.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    hotelling1929, carroll1985

    Examples
    --------
    >>> tastes("flat", cells=5).customers
    array([200., 200., 200., 200., 200.])
    >>> tastes("peaked", cells=5).customers.round()
    array([ 10., 205., 570., 205.,  10.])
    """
    bell = number("spread", spread, low=0.05, high=10)
    places = np.linspace(-1, 1, integer("cells", cells, low=3, high=1001))
    if choice("shape", shape, SHAPES) == "peaked":
        weights = np.exp(-((places / bell) ** 2) / 2)
    else:
        weights = np.ones_like(places)
    return Tastes(
        places, number("customers", customers, low=1e-100, high=1e100) * weights / weights.sum()
    )
