r"""How fat a tail is: Hill's estimate from the largest few of many.

If sizes follow Pareto's law above some size, the logs of how far the k largest exceed the next
one average :math:`1/a`. Each is exponential, so the estimate has the standard error
:math:`a/\sqrt k`, whatever happens below.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import integer, number, vector


@dataclass(frozen=True)
class Tail:
    """A tail index and how well it is known.

    Attributes
    ----------
    index : float
        Hill's estimate of a.
    error : float
        Its standard error, if the tail is Pareto's and the sizes are independent.
    """

    index: float
    error: float


def hill(sizes: ArrayLike, *, k: int) -> Tail:
    """Estimate the tail index from the k largest sizes.

    Parameters
    ----------
    sizes : array_like, shape (n,)
        Sizes, > 0; two at least.
    k : int
        How many of the largest count as the tail, from 1 to n - 1.

    Returns
    -------
    Tail

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or the k + 1 largest are all of one size.

    References
    ----------
    hill1975

    Examples
    --------
    >>> round(hill([1, 1, 2, 4], k=2).index, 6)  # 1 / (1.5 ln 2)
    0.961797
    """
    values = vector("sizes", sizes, above=0)
    if values.size < 2:
        raise ValueError(f"sizes must have at least 2 entries, got {values.size}")
    count = integer("k", k, low=1, high=values.size - 1)
    logs = np.sort(np.log(values))[-count - 1 :]
    excess = float(np.mean(logs[1:] - logs[0]))
    if excess == 0:
        raise ValueError(f"sizes must differ among the {count + 1} largest, all are {values.max()}")
    return Tail(1 / excess, 1 / (excess * float(np.sqrt(count))))


def largest_share(index: float, *, q: float) -> float:
    r"""Return the share of everything that the largest share q of a Pareto population holds.

    Parameters
    ----------
    index : float
        a, > 1.
    q : float
        In (0, 1].

    Returns
    -------
    float
        :math:`q^{1 - 1/a}`; the nearer a is to 1, the nearer to all.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range: at a <= 1 the mean is infinite.

    References
    ----------
    gabaix2009

    Examples
    --------
    >>> round(largest_share(1.06, q=0.01), 3), round(largest_share(2, q=0.01), 3)
    (0.771, 0.1)
    """
    return float(number("q", q, above=0, high=1) ** (1 - 1 / number("index", index, above=1)))
