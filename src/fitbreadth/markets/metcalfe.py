r"""Metcalfe's market: firms grow as they are better than the average, and the average rises.

Firm i has the efficiency :math:`x_i` (minus its unit cost, in units that make the market's speed
of adjustment 1) and the market share :math:`s_i`. Below-average costs win customers:

.. math:: \dot s_i = s_i (x_i - \bar x), \qquad \bar x = \sum_j s_j x_j ,

which is the replicator equation. Its solution is :math:`s_i(t) \propto s_i(0)\, e^{x_i t}`, the
update of :mod:`fitbreadth.selection` with :math:`L_i = e^{x_i}` a unit of time. Hence log ratios of
shares are linear in time, with slope :math:`x_i - x_j`, and

.. math:: \frac{d \bar x}{dt} = \sum_i \dot s_i x_i = \sum_i s_i (x_i - \bar x) x_i
          = \mathrm{Var}_s(x) ,

Fisher's fundamental theorem, which Metcalfe read as a law of industries. It takes efficiencies
that stay as they are. If they change, with time or with the shares, the change of the mean has a
second term: see :mod:`fitbreadth.markets.price`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth._logarithms import log
from fitbreadth.markets._moderate import moderate
from fitbreadth.selection import update
from fitbreadth.validate import Float, probabilities, vector


@dataclass(frozen=True)
class Competition:
    """Market shares through time.

    Attributes
    ----------
    times : ndarray, shape (T,)
        In units of time.
    log_shares : ndarray, shape (T, N)
        Natural logs of the shares s_i(t); -inf for a firm that was never there.
    x : ndarray, shape (N,)
        Efficiencies, per unit of time.
    """

    times: Float
    log_shares: Float
    x: Float

    @property
    def shares(self) -> Float:
        """Market shares, shape (T, N); each row sums to 1."""
        with np.errstate(under="ignore"):
            return np.asarray(np.exp(self.log_shares))

    @property
    def mean(self) -> Float:
        """Mean efficiency, shape (T,), in the unit of x."""
        return np.asarray(self.shares @ self.x)

    @property
    def variance(self) -> Float:
        """Variance of efficiency among shares, shape (T,): how fast the mean rises."""
        away = self.x - self.mean[:, None]
        return np.asarray((self.shares * away**2).sum(axis=1))


def compete(x: ArrayLike, *, s0: ArrayLike, times: ArrayLike) -> Competition:
    """Return the market shares in closed form.

    Parameters
    ----------
    x : array_like, shape (N,)
        Efficiencies (minus unit costs), per unit of time, at most 1e150 in size. Constant: they
        depend neither on the shares nor on the time.
    s0 : array_like, shape (N,)
        Shares at time 0: >= 0, sum to 1.
    times : array_like, shape (T,)
        Times, of either sign.

    Returns
    -------
    Competition
        Shares, and the mean and variance of efficiency, at these times.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the lengths differ, or efficiency times time exceeds
        a float.

    References
    ----------
    metcalfe1994, fisher1930, hofbauer1998

    Examples
    --------
    A quarter of the market has the efficiency 1.8 and the rest 1: the mean rises at 0.12.

    >>> industry = compete([1.8, 1], s0=[0.25, 0.75], times=[0, 1])
    >>> industry.shares.round(4), industry.variance.round(4)
    (array([[0.25  , 0.75  ],
           [0.4259, 0.5741]]), array([0.12  , 0.1565]))
    """
    shares = probabilities("s0", s0)
    efficiency = moderate("x", x, size=shares.size)
    moments = vector("times", times)
    with np.errstate(over="ignore"):
        # only differences of efficiency matter: from the best, none overflows upwards
        growth = moments[:, None] * (efficiency - efficiency.max())
    if not np.isfinite(growth).all():
        raise ValueError(
            f"times must be small enough for x * times to fit a float, got x up to "
            f"{float(np.abs(efficiency).max())!r} and times up to {float(np.abs(moments).max())!r}"
        )
    scores = log(shares / shares.sum()) + growth
    scores -= scores.max(axis=1, keepdims=True)
    with np.errstate(under="ignore"):
        totals = np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return Competition(moments, scores - totals, efficiency)


def gain(w: ArrayLike, W: ArrayLike) -> float:
    r"""Return by how much one step of selection raises the mean of constant fitness W.

    It is measured with :func:`fitbreadth.selection.update`; :func:`gain_law` says what it must be.

    Parameters
    ----------
    w : array_like, shape (N,)
        Shares: >= 0, sum to 1.
    W : array_like, shape (N,)
        Factor by which each grows in a step (before shares are brought back to a sum of 1), in
        [0, 1e150].

    Returns
    -------
    float
        Mean of W over the new shares less its mean over the old.

    Raises
    ------
    TypeError, ValueError
        As for :func:`gain_law`.

    Examples
    --------
    >>> round(gain([0.2, 0.5, 0.3], [1, 2, 4]), 6), round(gain_law([0.2, 0.5, 0.3], [1, 2, 4]), 6)
    (0.516667, 0.516667)
    """
    shares, factors, _ = _fitness(w, W)
    return float((update(shares, factors) - shares) @ factors)


def gain_law(w: ArrayLike, W: ArrayLike) -> float:
    r"""Return :math:`\mathrm{Var}_w(W)/\bar W`, the theory for :func:`gain`.

    Parameters
    ----------
    w, W : array_like, shape (N,)
        As for :func:`gain`.

    Returns
    -------
    float
        In the unit of W.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the lengths differ, or the mean of W is 0.

    References
    ----------
    fisher1930, price1970

    Examples
    --------
    >>> gain_law([0.5, 0.5], [1, 3])
    0.5
    """
    shares, factors, mean = _fitness(w, W)
    return float(shares @ (factors - mean) ** 2) / mean


def _fitness(w: ArrayLike, W: ArrayLike) -> tuple[Float, Float, float]:
    """Shares and fitness as arrays, and mean fitness, which must not be 0."""
    shares = probabilities("w", w)
    factors = moderate("W", W, size=shares.size, low=0)
    mean = float(shares @ factors)
    if mean == 0:
        raise ValueError(
            "W must leave some unit with positive weight a positive W, got a mean of 0"
        )
    return shares, factors, mean
