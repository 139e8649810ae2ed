r"""On how many patches each kind lives, and all of them together: narrow parts of a broad whole.

In the patches of :mod:`fitbreadth.biology.levene` a community at rest fills every patch, whatever
its members do, so that together they draw on all of them as the patches are: their breadth is that
of c. What each kind draws on is narrower the further apart the kinds stand.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.allocation import breadth
from fitbreadth.biology.coalition import Coalition
from fitbreadth.biology.levene import Levene
from fitbreadth.validate import Float


def diets(model: Levene, community: Coalition) -> tuple[Float, float]:
    r"""Return on how many patches each trait of a community lives, and the community as a whole.

    A trait x draws :math:`c_i f_i(x)/\sum_j q_j f_i(x_j)` of its offspring from patch i.

    Parameters
    ----------
    model : Levene
        The patches.
    community : Coalition
        Residents at rest, of :func:`fitbreadth.biology.coalition.residents`.

    Returns
    -------
    tuple of ndarray, shape (b,), and float
        Effective number of patches (Hill number of order 1) of each branch, its
        traits together, and of all residents together.

    Raises
    ------
    ValueError
        If the community lives on none of the patches.

    References
    ----------
    hill1973

    Examples
    --------
    >>> import numpy as np
    >>> from fitbreadth.biology.coalition import residents
    >>> from fitbreadth.biology.even_patches import even_patches
    >>> far = even_patches(3, d=3.0)
    >>> each, together = diets(far, residents(far, np.linspace(-3, 3, 201)))
    >>> each.round(2), round(together, 6)
    (array([1.07, 1.13, 1.07]), 3.0)
    """
    with np.errstate(under="ignore"):
        f = np.exp(model.log_viability(community.traits))
        eaten = model.c[:, None] * f * community.q
    filled = eaten.sum(axis=1) / np.where(model.c > 0, model.c, 1)
    if not (filled[model.c > 0] > 0).all():
        raise ValueError("community must leave some survivors in every patch, got a patch of none")
    fed = eaten / np.where(filled > 0, filled, 1)[:, None]
    nearest = np.abs(community.traits[:, None] - community.positions).argmin(axis=1)
    each = [fed[:, nearest == j].sum(axis=1) for j in range(community.positions.size)]
    return (
        np.array([breadth(diet / diet.sum()) for diet in each]),
        breadth(fed.sum(axis=1) / fed.sum()),
    )
