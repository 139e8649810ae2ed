r"""The optimization chapter's instance: effort on tasks that return a power of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.convergence.instances_plan import Instance, search
from fitbreadth.optimization.power import power_total
from fitbreadth.validate import Float, number, probabilities

BUDGET = 100.0
"""Hours of effort; their number changes no plan."""


def effort(p: ArrayLike, *, kappa: float) -> Instance:
    r"""Return somebody who spreads effort over tasks that return :math:`m^\kappa` for m hours.

    Parameters
    ----------
    p : array_like, shape (n,)
        Weights of the tasks: >= 0, sum to 1.
    kappa : float
        Elasticity of the returns, in [0.01, 20].

    Returns
    -------
    Instance
        Found by climbing the weighted total.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> effort([0.8, 0.2], kappa=0.5).shares.round(4)
    array([0.9412, 0.0588])
    """
    weights = probabilities("p", p)
    elasticity = number("kappa", kappa, low=0.01, high=20)

    def worth(shares: Float) -> float:
        returns = [
            power_total(1, budget=BUDGET * max(share, 1e-300), kappa=elasticity)
            for share in shares.tolist()
        ]
        return float(np.log(weights @ returns) / elasticity)

    found = search(worth, tasks=weights.size)
    what = f"effort with {'diminishing' if elasticity < 1 else 'rising'} returns"
    return Instance("optimization", what, elasticity, 1.0, found, worth)
