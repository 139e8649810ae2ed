"""Firms that come, widen, shrink and go on a line of tastes: resource partitioning from below.

Carroll's observation: as a few generalists take over the centre of a market with scale economies,
specialists multiply at its edges. From him are customers spread over tastes, dense in the middle;
scale economies; and firms that cover a range of tastes. Ours is how a firm acts. In every step:

1. a newcomer opens at a random taste, narrow and small, and sells at once to whom it suits;
2. each firm charges its unit cost at its recent volume, the cost of its breadth and a fixed margin;
3. each customer buys from the firm for which price plus misfit is least, among those that cater
   for the taste (the lower slot if two are level; nobody goes without if somebody caters);
4. a firm earns its margin on every unit and pays a fixed overhead; without money left it closes;
5. a firm that sold at an end of its range caters for one taste more there, one that did not
   withdraws a step; and its product moves towards the mean taste of its customers.

What comes out, with a centre: the larger the scale that mass production needs, the fewer
generalists, and the more specialists beside them at the edge. The centre is settled early and the
edge fills later, so within one run the relation is weak. A larger *saving* at the same scale does
the opposite, and without a centre both kinds meet in a narrow range of scales only. The defaults
were chosen where this shows well; in other corners of the parameters it does not.

No firm is born a generalist or a specialist, none knows where the centre is, and none foresees
anything. Prices are no strategies (cost plus a margin), which an economist would want otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fitbreadth.markets.scale_economies import Costs, cost_at
from fitbreadth.markets.tastes import Tastes
from fitbreadth.rng import generator
from fitbreadth.validate import Float, instance, integer, number

MARGIN = 0.1
"""Earned on a unit, in the cost of one made by hand."""
START, MOST = 4.0, 20.0
"""Overheads that a newcomer can pay without a customer, and that a firm saves up at most."""
LARGEST = 10**8
"""Entries of a history that fit a computer's memory."""
DRIFT, MEMORY = 0.2, 0.5
"""How far a product moves towards its customers in a step; weight of the past in the volume."""


@dataclass(frozen=True)
class History:
    """What became of a market, in several runs.

    Attributes
    ----------
    market : Tastes
        Its customers.
    sales : ndarray, shape (runs, steps, slots)
        Customers of each firm. A slot is used again after its firm has closed.
    served : ndarray of int, shape (runs, steps, slots)
        Tastes in which the firm had customers.
    place, price : ndarray, shape (runs, steps, slots)
        Taste that the product fits best, and its price; of no meaning where nothing is sold.
    owner : ndarray of int, shape (runs, steps, cells)
        Slot of the firm that served each taste, -1 where none did.
    """

    market: Tastes
    sales: Float
    served: NDArray[np.int64]
    place: Float
    price: Float
    owner: NDArray[np.int64]


def simulate(
    market: Tastes,
    costs: Costs,
    *,
    steps: int,
    seed: int | np.random.Generator,
    runs: int = 1,
    entry: float = 0.5,
    overhead: float = 1.0,
    slots: int = 96,
) -> History:
    """Let an industry grow from nothing.

    Parameters
    ----------
    market : Tastes
        The customers, each of whom buys one unit a step.
    costs : Costs
        Of all firms.
    steps, runs : int
        At least 1; times firms and tastes at most 1e8 entries.
    seed : int or numpy.random.Generator
        Of all runs.
    entry : float
        Chance that a newcomer arrives in a step, in (0, 1].
    overhead : float
        Fixed cost of a firm per step, > 0 and at most 1e100; a firm needs overhead / margin
        customers.
    slots : int
        Most firms at a time, in [1, 1000]; a newcomer who finds none free goes elsewhere.

    Returns
    -------
    History
        Who served whom, at every step.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    carroll1985, hotelling1929

    Examples
    --------
    >>> from fitbreadth.markets.tastes import tastes
    >>> found = simulate(tastes("peaked"), Costs(scale=160), steps=200, seed=1)
    >>> last = np.sort(found.sales[0, -1])[::-1]
    >>> bool(last[0] > 300), bool(np.median(last[last > 0]) < 40)
    (True, True)
    """
    x, crowd = instance("market", market, Tastes).places, market.customers
    instance("costs", costs, Costs)
    rng = generator(seed)
    shape = (
        integer("runs", runs, low=1),
        integer("steps", steps, low=1),
        integer("slots", slots, low=1, high=1000),
    )
    if shape[0] * max(shape[1] * (shape[2] + x.size), shape[2] * x.size) > LARGEST:
        raise ValueError(
            f"runs times steps times the sum of slots and tastes must be at most {LARGEST}, got "
            f"runs={runs}, steps={steps}, slots={slots} and {x.size} tastes"
        )
    chance = number("entry", entry, above=0, high=1)
    fixed = number("overhead", overhead, above=0, high=1e100)
    ends = x.size - 1
    each = np.arange(shape[0])
    open_ = np.zeros((shape[0], shape[2]), dtype=bool)
    low, high = np.zeros(open_.shape, dtype=np.int64), np.zeros(open_.shape, dtype=np.int64)
    place, volume, money = (np.zeros(open_.shape) for _ in range(3))
    kept = [np.zeros(shape) for _ in range(3)]
    served = np.zeros(shape, dtype=np.int64)
    owner = np.full((shape[0], shape[1], x.size), -1)
    for t in range(shape[1]):
        spot = rng.integers(x.size, size=shape[0])
        comes = (rng.random(shape[0]) < chance) & ~open_.all(axis=1)
        new = (each[comes], open_.argmin(axis=1)[comes])
        open_[new], place[new], volume[new] = True, x[spot[comes]], 0.0
        low[new], high[new] = np.maximum(spot[comes] - 1, 0), np.minimum(spot[comes] + 1, ends)
        money[new] = START * fixed

        used = int(np.flatnonzero(open_.any(axis=0)).max(initial=0)) + 1
        width = (high - low) * market.step / 2
        price = cost_at(volume, costs) + costs.breadth * width + MARGIN
        by, there = _choices(x, place, price, low, high, open_, used, costs.misfit)
        flat = (by + shape[2] * each[:, None])[there]
        weight, taste = np.broadcast_to(crowd, by.shape)[there], np.broadcast_to(x, by.shape)[there]
        sales, sum_of_tastes = (
            np.bincount(flat, weights=w, minlength=open_.size).reshape(open_.shape)
            for w in (weight, weight * taste)
        )
        count = np.bincount(flat, minlength=open_.size).reshape(open_.shape)
        owner[:, t], served[:, t] = np.where(there, by, -1), count
        for store, now in zip(kept, (sales, place, price), strict=True):
            store[:, t] = now

        mean = np.divide(sum_of_tastes, sales, out=place.copy(), where=sales > 0)
        place += DRIFT * (mean - place)
        volume = MEMORY * volume + (1 - MEMORY) * sales
        money = np.minimum(money + MARGIN * sales - fixed, MOST * fixed)
        slot = np.arange(shape[2])
        at_low, at_high = (owner[each[:, None], t, end] == slot for end in (low, high))
        low = np.where(at_low, np.maximum(low - 1, 0), low + 1)
        high = np.where(at_high, np.minimum(high + 1, ends), high - 1)
        lost = low > high  # a firm that sells nowhere keeps the one taste nearest its product
        home = np.rint((place + 1) / market.step).astype(np.int64)
        low, high = np.where(lost, home, low), np.where(lost, home, high)
        open_ &= money >= 0
    return History(market, kept[0], served, kept[1], kept[2], owner)


def _choices(
    x: Float,
    place: Float,
    price: Float,
    low: NDArray[np.int64],
    high: NDArray[np.int64],
    open_: NDArray[np.bool_],
    used: int,
    misfit: float,
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the slot of the best offer to every taste, and whether there is any, (runs, cells)."""
    cell = np.arange(x.size)[:, None]
    offer = place[:, None, :used] - x[:, None]
    offer *= offer
    offer *= misfit
    offer += price[:, None, :used]
    within = cell >= low[:, None, :used]
    within &= cell <= high[:, None, :used]
    within &= open_[:, None, :used]
    offer[~within] = np.inf
    return offer.argmin(axis=2), np.asarray(within.any(axis=2))
