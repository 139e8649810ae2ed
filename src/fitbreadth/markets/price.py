r"""Where the mean does not rise by the variance: Price's second term.

If what is selected also changes, the mean changes for two reasons. In continuous time, with
shares following the replicator equation,

.. math:: \frac{d\bar x}{dt} = \mathrm{Var}_s(x) + \sum_i s_i \dot x_i ,

and in steps of the update with fitness W before and W' after,

.. math:: \bar W' - \bar W = \frac{\mathrm{Var}_w(W)}{\bar W} + \sum_i w_i' (W_i' - W_i) .

The first term is selection, and never negative. The second is the world moving under it: a
deteriorating environment (Fisher), rivals who improve too, or fitness that depends on the shares.
It may outweigh the first, and then selection goes on as ever while the mean falls. Both identities
are algebra and hold always; what may fail is the belief that the first term is all.
"""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from fitbreadth.markets._moderate import moderate
from fitbreadth.markets.metcalfe import gain_law
from fitbreadth.selection import update
from fitbreadth.validate import probabilities


@dataclass(frozen=True)
class MeanChange:
    """Why a mean changes, per unit of time or in a step.

    Attributes
    ----------
    selection : float
        The variance (over the mean, in steps): what constant fitness would give, >= 0.
    shift : float
        Mean of the units' own changes: how far Fisher and Metcalfe's law falls short (negative)
        or overshoots.
    """

    selection: float
    shift: float

    @property
    def total(self) -> float:
        """How the mean changes."""
        return self.selection + self.shift


def price_rate(x: ArrayLike, *, s: ArrayLike, change: ArrayLike) -> MeanChange:
    """Return both terms in continuous time.

    Parameters
    ----------
    x : array_like, shape (N,)
        Efficiency (growth rate) of each unit now, per unit of time, at most 1e150 in size.
    s : array_like, shape (N,)
        Shares now: >= 0, sum to 1.
    change : array_like, shape (N,)
        How fast each unit's own x is changing, in its unit per unit of time, at most 1e150 in
        size.

    Returns
    -------
    MeanChange
        Per unit of time.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the lengths differ.

    References
    ----------
    price1970, fisher1930, metcalfe1994

    Examples
    --------
    Everybody's costs rise at 0.2 a year: the better firms still win, and the mean falls.

    >>> now = price_rate([1.8, 1], s=[0.25, 0.75], change=[-0.2, -0.2])
    >>> round(now.selection, 6), round(now.shift, 6), round(now.total, 6)
    (0.12, -0.2, -0.08)
    """
    shares = probabilities("s", s)
    levels = moderate("x", x, size=shares.size)
    moves = moderate("change", change, size=shares.size)
    shares = shares / shares.sum()
    variance = float(shares @ (levels - shares @ levels) ** 2)
    return MeanChange(variance, float(shares @ moves))


def price_step(W: ArrayLike, *, w: ArrayLike, later: ArrayLike) -> MeanChange:
    """Return both terms over one step of selection.

    Parameters
    ----------
    W : array_like, shape (N,)
        Fitness in this step, in [0, 1e150].
    w : array_like, shape (N,)
        Shares before the step: >= 0, sum to 1.
    later : array_like, shape (N,)
        Fitness W' that each unit has after the step, in [0, 1e150].

    Returns
    -------
    MeanChange
        In the unit of W.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the lengths differ, or nobody has positive fitness.

    References
    ----------
    price1970

    Examples
    --------
    A prisoner's dilemma, played by nine co-operators in ten: defectors do better, their share
    grows, and all are the worse for it.

    >>> import numpy as np
    >>> payoff, w = np.array([[3, 0], [5, 1]]), np.array([0.9, 0.1])
    >>> W = payoff @ w
    >>> step = price_step(W, w=w, later=payoff @ update(w, W))
    >>> round(step.selection, 4), round(step.total, 4)
    (0.1124, -0.0745)
    """
    shares = probabilities("w", w)
    before = moderate("W", W, low=0, size=shares.size)
    after = moderate("later", later, low=0, size=shares.size)
    selection = gain_law(shares, before)
    return MeanChange(selection, float(update(shares, before) @ (after - before)))
