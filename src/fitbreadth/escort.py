r"""The ideal allocation: the number :math:`\kappa` that decides, and the escort distribution."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, extended, number, probabilities


def kappa(rho: float, gamma: float) -> float:
    """Return rho/gamma, the one number that decides between breadth and a corner.

    Parameters
    ----------
    rho : float
        How performances add up: any real or infinite number.
    gamma : float
        Shape of the trade-off, > 0: below 1 strong (bowed in), 1 linear, above 1 weak.

    Returns
    -------
    float
        Below 1 the optimum is interior, from 1 on it is a corner.

    Raises
    ------
    TypeError, ValueError
        If ``rho`` is not a number or ``gamma`` is not finite and positive.

    Examples
    --------
    >>> kappa(1, 2)
    0.5
    """
    return extended("rho", rho) / number("gamma", gamma, above=0)


def escort(p: ArrayLike, kappa: float) -> Float:
    r"""Return the ideal allocation :math:`r_j \propto p_j^{1/(1-\kappa)}`.

    Parameters
    ----------
    p : array_like, shape (n,)
        Task distribution: >= 0, sums to 1.
    kappa : float
        Below 1, or minus infinity for the uniform allocation over the support of ``p``.

    Returns
    -------
    ndarray, shape (n,)
        Shares that sum to 1; zero where ``p`` is zero.

    Raises
    ------
    TypeError, ValueError
        If ``p`` is not a distribution or ``kappa >= 1``, where the optimum is a corner.

    References
    ----------
    beck1993

    Examples
    --------
    >>> escort([0.8, 0.2], 0.5).round(4), escort([0.8, 0.2], 0)
    (array([0.9412, 0.0588]), array([0.8, 0.2]))
    """
    tasks = probabilities("p", p)
    exponent = extended("kappa", kappa)
    if exponent >= 1:
        raise ValueError(
            f"kappa must be < 1 for an interior optimum, got {kappa!r}: from 1 on the best "
            f"allocation is a corner, all on task {int(tasks.argmax())}; optimum() returns it"
        )
    shares = np.zeros_like(tasks)
    with np.errstate(under="ignore"):
        logs = np.log(tasks[tasks > 0])
        shares[tasks > 0] = np.exp((logs - logs.max()) / (1 - exponent))
    return np.asarray(shares / shares.sum())
