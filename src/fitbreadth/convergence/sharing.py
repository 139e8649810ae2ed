r"""Tasks that have something in common break through the wall of a budget.

The theorem's budget is a wall: what one task gets another lacks. Estimation shows a trade that has
none. A task's *worth* is counted in examples: how many of its own a model of its own would need to
be as little wrong, :math:`\sigma^2 d/R` for a risk R (:mod:`fitbreadth.learning.pooling`). Divide
N examples between two dedicated models, and the worths are :math:`x_1 + x_2 = N`: the budget line
of the theorem at :math:`\gamma = 1`.

Let each model use the other task's examples too. Their mean is off by the distance
:math:`|\Delta|` of the tasks, so the best weighting of both (known distance) is worth

.. math:: x_1 = n_1 + \frac{n_2}{1 + 2 n_2/n^*}, \qquad n^* = \frac{2\sigma^2 d}{|\Delta|^2}

and likewise for task 2: an example of the other task counts in full while it is among few, and all
of them never for more than :math:`n^*/2`. This lies beyond the line at every N. With equal samples
the plain pool of all examples is worth :math:`2nn^*/(n+n^*)` for either task: beyond the line
if and only if :math:`n < n^*`.
"""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from fitbreadth.learning.pooling import crossing, dedicated_risk, shared_risk
from fitbreadth.learning.pooling_blends import best_blend_risk, learnt_blend_risk
from fitbreadth.validate import Float, number, vector

MOST = 1e9
"""More examples than anybody asks about."""


@dataclass(frozen=True)
class Sharing:
    """What each of two tasks gets out of n examples each, worth so many examples of its own.

    Attributes
    ----------
    dedicated : float
        A model for each: n.
    pooled : float
        One model for both, from all examples.
    blended : float
        The best weighting of own and other examples, for somebody who knows the distance.
    learnt : float
        A weighting found from the same data by James and Stein's rule (normal noise).
    """

    dedicated: float
    pooled: float
    blended: float
    learnt: float


def worth(risk: float, *, d: int, sigma: float = 1.0) -> float:
    r"""Return how many examples a model of its own needs for that risk, :math:`\sigma^2 d/R`.

    Parameters
    ----------
    risk : float
        Expected squared error, > 0.
    d : int
        Numbers to be estimated, >= 1.
    sigma : float
        Standard deviation of one example's noise, in [1e-50, 1e50].

    Returns
    -------
    float
        Examples, not necessarily whole.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> worth(0.5, d=20)
    40.0
    """
    # at one example
    return dedicated_risk(1, d=d, sigma=sigma) / number("risk", risk, above=0)


def sharing(n: float, *, distance: float, d: int, sigma: float = 1.0) -> Sharing:
    """Return what four ways to use n examples of each of two tasks are worth to either.

    Parameters
    ----------
    n : float
        Examples of each task, in [1e-9, 1e9].
    distance : float
        Euclidean distance of the tasks, 0 or in [1e-50, 1e50].
    d : int
        Numbers to be estimated, >= 3.
    sigma : float
        As for :func:`worth`.

    Returns
    -------
    Sharing

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    caruana1997, james1961

    Examples
    --------
    >>> both = sharing(10, distance=1, d=20)
    >>> both.dedicated, round(both.pooled, 6), round(both.blended, 4)
    (10.0, 16.0, 16.6667)
    """
    given = number("n", n, low=1e-9, high=MOST)
    risks = (
        dedicated_risk(given, d=d, sigma=sigma),
        shared_risk(given, distance=distance, d=d, sigma=sigma),
        best_blend_risk(given, distance=distance, d=d, sigma=sigma),
        learnt_blend_risk(given, distance=distance, d=d, sigma=sigma),
    )
    return Sharing(*(worth(risk, d=d, sigma=sigma) for risk in risks))


def frontier(
    share: ArrayLike, *, n: float, distance: float, d: int, sigma: float = 1.0
) -> tuple[Float, Float]:
    r"""Return what both tasks get from each way to divide 2n examples, each model using all.

    Parameters
    ----------
    share : array_like, shape (m,)
        Part of the 2n examples that are task 1's, in [0, 1].
    n, distance, d, sigma
        As for :func:`sharing`; d >= 1.

    Returns
    -------
    tuple of ndarray, each of shape (m,)
        Worth to task 1 and to task 2, in examples: by the formula of :math:`x_1` above.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> one, two = frontier([0, 0.5, 1], n=10, distance=1, d=20)
    >>> one.round(3), two.round(3)
    (array([10.   , 16.667, 20.   ]), array([20.   , 16.667, 10.   ]))
    """
    part = vector("share", share, low=0)
    if part.max() > 1:
        raise ValueError(f"share must be at most 1, got {float(part.max())!r}")
    total = 2 * number("n", n, low=1e-9, high=MOST)
    even = crossing(distance, d=d, sigma=sigma)
    first, second = total * part, total * (1 - part)
    return first + second / (1 + 2 * second / even), second + first / (1 + 2 * first / even)


def times_budget(n: float, *, distance: float, d: int, sigma: float = 1.0) -> tuple[float, float]:
    r"""Return how many times the budget both tasks together get, pooled and blended: the theory.

    Parameters
    ----------
    n, distance, d, sigma
        As for :func:`frontier`.

    Returns
    -------
    tuple of float
        :math:`2/(1+a)` and :math:`2(1+a)/(1+2a)` with :math:`a = n/n^*`. Both are 2 for the same
        task twice; the second never falls to 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> times_budget(40, distance=1, d=20)
    (1.0, 1.3333333333333333)
    """
    given = number("n", n, low=1e-9, high=MOST)
    a = given / crossing(distance, d=d, sigma=sigma)
    return 2 / (1 + a), 2 * (1 + a) / (1 + 2 * a)
