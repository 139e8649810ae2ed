"""How far a few firms have a market to themselves.

The Herfindahl index is the sum of squared shares. One over it is the effective number of firms,
the Hill number of order 2 that the book calls :func:`fitbreadth.divergence.breadth`: concentration
is a market's want of breadth.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, array, integer


def herfindahl(sales: ArrayLike) -> Float:
    """Return the sum of squared market shares.

    Parameters
    ----------
    sales : array_like, shape (..., firms)
        Sales >= 0; firms without sales count for nothing.

    Returns
    -------
    ndarray, shape (...)
        From 1/firms (equal shares) to 1 (monopoly).

    Raises
    ------
    TypeError, ValueError
        If sales are no numbers, negative or not finite, or a market has none.

    Examples
    --------
    >>> herfindahl([[50, 50, 0], [100, 0, 0]])
    array([0.5, 1. ])
    """
    shares = _shares(sales)
    return np.asarray((shares**2).sum(axis=-1))


def share_of_largest(sales: ArrayLike, *, k: int = 4) -> Float:
    """Return the market share of the k largest firms, C4 by default.

    Parameters
    ----------
    sales : array_like, shape (..., firms)
        As for :func:`herfindahl`.
    k : int
        Number of firms, at least 1; if there are fewer, all of them.

    Returns
    -------
    ndarray, shape (...)
        In (0, 1].

    Raises
    ------
    TypeError, ValueError
        As for :func:`herfindahl`, and if ``k < 1``.

    Examples
    --------
    >>> float(share_of_largest([40, 30, 20, 10], k=2))
    0.7
    """
    count = integer("k", k, low=1)
    return np.asarray(np.sort(_shares(sales), axis=-1)[..., -count:].sum(axis=-1))


def effective_number(sales: ArrayLike) -> Float:
    """Return the effective number of firms, one over :func:`herfindahl`, and 0 if nobody sells.

    The same as :func:`fitbreadth.divergence.breadth` of order 2, for many markets at once.

    Parameters
    ----------
    sales : array_like, shape (..., firms)
        Finite and >= 0.

    Returns
    -------
    ndarray, shape (...)
        In {0} and [1, firms]; with equal shares it is the number of firms.

    Raises
    ------
    TypeError, ValueError
        If sales are no numbers, negative or not finite.

    References
    ----------
    hill1973

    Examples
    --------
    >>> effective_number([[50, 50, 0], [0, 0, 0]])
    array([2., 0.])
    """
    sold = _sales(sales)
    top = sold.max(axis=-1, keepdims=True)
    scaled = np.divide(sold, top, out=np.zeros_like(sold), where=top > 0)
    squares = (scaled**2).sum(axis=-1)
    return np.asarray(
        np.divide(scaled.sum(axis=-1) ** 2, squares, out=np.zeros_like(squares), where=squares > 0)
    )


def _sales(sales: ArrayLike) -> Float:
    sold = array("sales", sales, low=0)
    if sold.ndim == 0 or sold.shape[-1] == 0:
        raise ValueError(f"sales must hold those of one firm at least, got shape {sold.shape}")
    return sold


def _shares(sales: ArrayLike) -> Float:
    sold = _sales(sales)
    top = sold.max(axis=-1, keepdims=True)
    if not (top > 0).all():
        raise ValueError("sales must be positive for some firm in every market, got none")
    scaled = sold / top
    return np.asarray(scaled / scaled.sum(axis=-1, keepdims=True))
