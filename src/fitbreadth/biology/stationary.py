r"""Where consumers with enzyme budgets end: at the least misfit to the supply that they can reach.

The right-hand side of the equations of :mod:`fitbreadth.biology.enzymes` is
:math:`n_s\,\partial F/\partial n_s` with the concave :math:`F = \sum_i S_i \ln \sum_s
n_s\alpha_{si} - \delta\sum_s n_s`, so selection climbs F. With equal budgets
:math:`F = \mathrm{const} - \sum S\; D_1(p\|q)` at the final total, where p are the shares of the
supply and q those of all enzymes in the population: the allocation theorem at :math:`\kappa = 0`,
played by a population. It reaches q = p, and no consumer has to leave, if and only if p lies inside
the hull of the strategies (:mod:`fitbreadth.biology.hull`); otherwise it stops at the point of the
hull with the least misfit, where only the strategies next to p remain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.biology._consumers import allocations, eaten
from fitbreadth.validate import Float, number

_LEAST = 1e-6  # share of a resource that SLSQP still resolves


@dataclass(frozen=True)
class Stationary:
    """Where M consumers of R resources end, if all were there at the start.

    Abundances are left out: in the hull they depend on the start, these do not.

    Attributes
    ----------
    r : ndarray, shape (R,)
        Availabilities, in the unit of delta; delta/E each if all coexist, 0 where nothing is
        supplied. The population as a whole holds S/r enzymes for each resource that is.
    growth : ndarray, shape (M,)
        Growth rates: 0 for those who stay, below 0 for those who do not.
    total : float
        Sum of the abundances.
    """

    r: Float
    growth: Float
    total: float


def stationary(alpha: ArrayLike, *, supply: ArrayLike, delta: float = 1.0) -> Stationary:
    r"""Return where the community ends, the theory for :func:`fitbreadth.biology.enzymes.simulate`.

    The maximum of F, by way of its dual: of all availabilities on which nobody grows,
    :math:`\alpha r \le \delta`, those with the largest :math:`\sum_i S_i \ln r_i`. Inside the
    hull that is r = delta/E.

    Parameters
    ----------
    alpha, supply, delta
        As for :func:`fitbreadth.biology.enzymes.simulate`; of each resource supplied, at least
        a millionth of the total.

    Returns
    -------
    Stationary
        Availabilities, growth rates and total.

    Raises
    ------
    TypeError, ValueError
        As for :func:`fitbreadth.biology.enzymes.simulate`.

    References
    ----------
    posfai2017

    Examples
    --------
    >>> end = stationary([[0.8, 0.2], [0.6, 0.4]], supply=[1, 1])
    >>> end.r.round(4), (end.growth < -1e-6).tolist()
    (array([0.8333, 1.25  ]), [True, False])
    """
    from scipy.optimize import minimize, nnls

    enzymes = allocations(alpha)
    rate = number("delta", delta, above=0)
    flows = eaten(supply, enzymes, np.ones(enzymes.shape[0], dtype=bool))
    fed = flows > 0
    a, p = enzymes[:, fed] / enzymes.max(), flows[fed] / flows.sum()
    if p.min() < _LEAST:
        raise ValueError(
            f"supply must be 0 or at least {_LEAST:g} of the total, got {flows.tolist()}"
        )
    found = minimize(
        lambda x: -(p @ np.log(x)),
        np.full(p.size, 1 / a.sum(axis=1).max()),
        jac=lambda x: -p / x,
        bounds=[(1e-12, None)] * p.size,
        constraints={"type": "ineq", "fun": lambda x: 1 - a @ x, "jac": lambda _: -a},
        method="SLSQP",
        options={"ftol": 1e-15, "maxiter": 1000},
    )
    x = found.x / (a @ found.x).max()
    # Proof: there are abundances whose enzymes take up the supply at these availabilities.
    unmet = nnls(a.T * x[:, None], p)[1]
    if not unmet < 1e-5:
        raise ValueError(
            f"alpha={enzymes.tolist()} and supply={flows.tolist()} have a stationary state that "
            f"cannot be found: {found.message}"
        )
    r = np.zeros(flows.size)
    growth = np.full(enzymes.shape[0], -rate)
    with np.errstate(over="ignore"):
        r[fed] = x * (rate / enzymes.max())
        growth += a @ x * rate
        total = float(flows.sum() / rate)
    if not (np.isfinite(r).all() and np.isfinite(total)):
        raise ValueError(
            f"delta must leave delta/alpha and supply/delta finite, got delta={rate!r} with "
            f"alpha={enzymes.tolist()} and supply={flows.tolist()}"
        )
    return Stationary(r, growth, total)
