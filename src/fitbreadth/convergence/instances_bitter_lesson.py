"""The Bitter Lesson chapter's instance: the parameters of one model, shared by its tasks."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.bitter_lesson.premium import ALPHA
from fitbreadth.bitter_lesson.premium_shares import shared_loss
from fitbreadth.convergence.instances_plan import Instance, search
from fitbreadth.validate import Float, number, probabilities

SIZE = 1e9
"""Parameters; their number changes no plan."""


def parameters(p: ArrayLike, *, alpha: float = ALPHA) -> Instance:
    r"""Return one model whose parameters are shared by tasks, each on the same power law.

    The weighted loss is :math:`G_{-\alpha}^{-\alpha}`: rho = -alpha.

    Parameters
    ----------
    p : array_like, shape (n,)
        How much each task counts: >= 0, sums to 1.
    alpha : float
        Exponent of the law, in [0.01, 10].

    Returns
    -------
    Instance
        Found by climbing down the weighted loss.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    hoffmann2022

    Examples
    --------
    >>> parameters([0.9, 0.1]).shares.round(3)
    array([0.837, 0.163])
    """
    weights = probabilities("p", p)
    exponent = number("alpha", alpha, low=0.01, high=10)

    def worth(shares: Float) -> float:
        lost = shared_loss(shares, N=SIZE, weights=weights, alpha=exponent)
        return -float(np.log(lost) / exponent)

    found = search(worth, tasks=weights.size)
    what = "parameters of one wide model"
    return Instance("bitter_lesson", what, -exponent, 1.0, found, worth)
