r"""The shape of a trade-off: Levins' two habitats on a power curve instead of two bells.

A budget of 1 is shared between two habitats with fitness :math:`x_1, x_2` in them, and

.. math:: x_1^\gamma + x_2^\gamma = 1 .

The trade-off is *weak* for :math:`\gamma > 1` (the fitness set bulges out: half the budget gives
more than half the fitness), *strong* for :math:`\gamma < 1` (it bends in). This is
:mod:`fitbreadth.allocation` in the words of biology: a fine grain averages over habitats with
:math:`\rho = 1`, a coarse grain in time with :math:`\rho = 0`, and :math:`\kappa = \rho/\gamma`
decides. In a fine grain a strong trade-off makes a specialist, a weak one a generalist; in a
coarse grain :math:`\kappa = 0` whatever the shape, and the budget is shared as the habitats are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth import allocation
from fitbreadth.biology.levins import ORDER
from fitbreadth.validate import Float, choice, number, vector


def fitness_set(share: ArrayLike, *, gamma: float) -> Float:
    r"""Return the fitness in both habitats for each way to share the budget.

    Parameters
    ----------
    share : array_like, shape (m,)
        Share of the budget for habitat 1, in [0, 1].
    gamma : float
        Shape of the trade-off, > 0: weak above 1, strong below.

    Returns
    -------
    ndarray, shape (m, 2)
        :math:`x_1 = s^{1/\gamma}` and :math:`x_2 = (1-s)^{1/\gamma}`, in [0, 1].

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    levins1968

    Examples
    --------
    >>> fitness_set([0.5, 1], gamma=0.5)
    array([[0.25, 0.25],
           [1.  , 0.  ]])
    """
    s = vector("share", share, low=0)
    if s.max() > 1:
        raise ValueError(f"share must be at most 1, got {float(s.max())!r}")
    with np.errstate(under="ignore"):
        shares = np.column_stack([s, 1 - s])
        return np.asarray(shares ** (1 / number("gamma", gamma, above=0)))


def best_split(p: ArrayLike, *, gamma: float, grain: str) -> allocation.Optimum:
    """Return the best shares of the budget.

    Parameters
    ----------
    p : array_like, shape (n,)
        Frequencies of the habitats: >= 0, sum to 1.
    gamma : float
        Shape of the trade-off, > 0.
    grain : str
        ``"fine"`` or ``"coarse"``.

    Returns
    -------
    fitbreadth.allocation.Optimum
        Shares, fitness in each habitat, mean fitness and regime. Habitats that tie at
        kappa > 1 are as good as the one chosen.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    levins1968, cohen1966

    Examples
    --------
    >>> for gamma in (0.8, 1.25):
    ...     best = best_split([0.6, 0.4], gamma=gamma, grain="fine")
    ...     best.shares.round(3), best.regime
    (array([1., 0.]), 'corner')
    (array([0.884, 0.116]), 'interior')
    >>> best_split([0.6, 0.4], gamma=0.8, grain="coarse").shares.round(3)
    array([0.6, 0.4])
    """
    return allocation.optimum(p, rho=_order(grain), gamma=gamma)


def shortfall(p: ArrayLike, shares: ArrayLike, *, gamma: float, grain: str) -> float:
    """Return the part of the best fitness that other shares of the budget forgo.

    Parameters
    ----------
    p, gamma, grain
        As for :func:`best_split`.
    shares : array_like, shape (n,)
        What is spent on each habitat: >= 0, sums to 1.

    Returns
    -------
    float
        In [0, 1]: one minus the exponential of minus :func:`fitbreadth.allocation.misfit`.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the lengths differ.

    Examples
    --------
    >>> round(shortfall([0.5, 0.5], [1, 0], gamma=2, grain="fine"), 4)
    0.2929
    >>> shortfall([0.5, 0.5], [1, 0], gamma=2, grain="coarse")
    1.0
    """
    lost = allocation.misfit(p, shares, _order(grain), gamma)
    return float(-np.expm1(-max(lost, 0.0)))


def contour(x: ArrayLike, *, fitness: float, p: float, grain: str) -> Float:
    """Return the fitness in habitat 2 that makes up for that in habitat 1: a line of equal A.

    Parameters
    ----------
    x : array_like, shape (m,)
        Fitness in habitat 1, > 0.
    fitness : float
        The value of A along the line, > 0.
    p : float
        Frequency of habitat 1, in (0, 1).
    grain : str
        As for :func:`best_split`.

    Returns
    -------
    ndarray, shape (m,)
        Fitness in habitat 2; negative where habitat 1 alone gives more than A.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> contour([0.2, 0.4], fitness=0.4, p=0.5, grain="fine")
    array([0.6, 0.4])
    >>> contour([0.2, 0.4], fitness=0.4, p=0.5, grain="coarse")
    array([0.8, 0.4])
    """
    first, odds = vector("x", x, above=0), number("p", p, above=0, below=1)
    level = number("fitness", fitness, above=0)
    if choice("grain", grain, tuple(ORDER)) == "fine":
        return np.asarray((level - odds * first) / (1 - odds))
    return np.asarray(np.exp((np.log(level) - odds * np.log(first)) / (1 - odds)))


def two_habitat_share(p: float, *, gamma: float, grain: str) -> float:
    r"""Return the theory for the share of habitat 1, written out for two habitats.

    In a fine grain with :math:`\gamma > 1` it is
    :math:`1/(1 + ((1-p)/p)^{\gamma/(\gamma-1)})`, with :math:`\gamma \le 1` all for the commoner
    habitat; in a coarse grain it is p.

    Parameters
    ----------
    p : float
        Frequency of habitat 1, in (1/2, 1): the commoner one.
    gamma, grain
        As for :func:`best_split`.

    Returns
    -------
    float
        In (1/2, 1].

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    levins1968

    Examples
    --------
    >>> [round(two_habitat_share(0.75, gamma=gamma, grain="fine"), 9) for gamma in (0.5, 2)]
    [1.0, 0.9]
    """
    odds, shape = number("p", p, above=0.5, below=1), number("gamma", gamma, above=0)
    if _order(grain) == 0:
        return odds
    if shape <= 1:
        return 1.0
    with np.errstate(under="ignore"):
        return float(1 / (1 + np.exp(shape / (shape - 1) * np.log((1 - odds) / odds))))


def _order(grain: str) -> float:
    return ORDER[choice("grain", grain, tuple(ORDER))]
