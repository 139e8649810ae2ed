r"""Where on a line of tastes a firm can be large: what theory says of resource partitioning.

Surround a firm by small ones that sell at cost 1 to exactly their own taste. With all the
:math:`q(w)` customers within :math:`w` it keeps them if
:math:`\sigma (1 - k/q) \ge \tau w^2 + b w`, which some :math:`w` solves if and only if

.. math:: k \le K = \max_w\; q(w)\,\bigl(1 - (\tau w^2 + b w)/\sigma\bigr) .

:math:`K` depends on where the firm stands. On a flat line it is the same at every place but near
the ends: size pays everywhere or nowhere. With a centre there is a window of :math:`k` in which it
pays in the centre and not at the edge: **partitioning**. This criterion is ours, not Carroll's.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fitbreadth.markets.scale_economies import Costs, cost_at
from fitbreadth.markets.tastes import Tastes
from fitbreadth.validate import Float, instance

LEAST_SAVING = 1e-12
"""A smaller one never pays for the misfit within a single taste."""


def largest_scale(market: Tastes, costs: Costs) -> Float:
    """Return K, the largest scale at which a firm in each place can hold out against small ones.

    Parameters
    ----------
    market : Tastes
        The customers.
    costs : Costs
        Its own ``scale`` does not matter.

    Returns
    -------
    ndarray, shape (cells,)
        Customers. 0 where mass production never pays, as it does nowhere without a saving.

    Raises
    ------
    TypeError
        If an argument is of another type.

    Examples
    --------
    >>> from fitbreadth.markets.tastes import tastes
    >>> for shape in ("peaked", "flat"):
    ...     centre, edge = largest_scale(tastes(shape), Costs())[[30, 8]]
    ...     print(shape, round(float(centre)), round(float(edge)))
    peaked 331 52
    flat 154 154
    """
    instance("costs", costs, Costs)
    widths, inside = _around(market)
    if costs.saving < LEAST_SAVING:
        return np.zeros(widths.size)
    worth = 1 - (costs.misfit * widths**2 + costs.breadth * widths) / costs.saving
    return np.asarray((inside * worth).max(axis=1).clip(0))


def sheltered(market: Tastes, costs: Costs) -> float:
    """Return the share of customers whose taste is out of reach of every firm that size pays.

    A firm that holds out at a place with :func:`largest_scale` above the scale reaches as far as
    it can undersell; this is what no such firm reaches.

    Parameters
    ----------
    market, costs
        As for :func:`largest_scale`.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    TypeError
        If an argument is of another type.

    Examples
    --------
    >>> from fitbreadth.markets.tastes import tastes
    >>> [round(sheltered(tastes("peaked"), Costs(scale=k)), 2) for k in (40, 160, 320)]
    [0.0, 0.04, 0.36]
    """
    instance("costs", costs, Costs)
    widths, inside = _around(market)
    saved = 1 - cost_at(inside, costs)
    holds = saved >= costs.misfit * widths**2 + costs.breadth * widths
    reach = np.where(holds, widths, -1.0).max(axis=1)
    apart = np.abs(market.places[:, None] - market.places)
    lost: NDArray[np.bool_] = (apart <= reach[:, None] + 1e-9).any(axis=0)
    return float(market.customers[~lost].sum() / market.customers.sum())


def _around(market: Tastes) -> tuple[Float, Float]:
    """Return half-widths and the customers within each of them of every place."""
    places = instance("market", market, Tastes).places
    # half a step more: the customers of a taste fill their cell
    widths = np.asarray(market.step * (np.arange(places.size) + 0.5))
    up_to = np.append(0, np.cumsum(market.customers))
    cell, steps = np.ogrid[: places.size, : places.size]
    upper, lower = np.minimum(cell + steps + 1, places.size), np.maximum(cell - steps, 0)
    return widths, np.asarray(up_to[upper] - up_to[lower])
