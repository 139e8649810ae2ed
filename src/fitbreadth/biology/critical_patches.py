"""How many patches turn the winner from the generalist to the specialists.

The growth of specialists rises with the number of patches that the population is spread over
(:mod:`fitbreadth.biology.grain`), so for a generalist between the two means there is a number from
which on they win.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.biology.grain import MOST_PATCHES, Payoffs, checked, growth
from fitbreadth.validate import number

TIED = 1e-12
"""Growth rates no further apart than this count as equal: it is what rounding leaves."""


def critical_patches(payoffs: Payoffs) -> int | None:
    """Return the fewest patches with which specialists outgrow generalists.

    Parameters
    ----------
    payoffs : Payoffs
        Offspring of the types.

    Returns
    -------
    int or None
        1 if they do so even in time; None if no number suffices (g at or above the arithmetic
        mean).

    Raises
    ------
    TypeError, ValueError
        If ``payoffs`` is not one, or its g lies so near the arithmetic mean that it takes more
        than a million.

    Examples
    --------
    >>> [critical_patches(Payoffs(g=g)) for g in (0.9, 1.1, 1.2, 1.24, 1.25)]
    [1, 2, 5, 23, None]
    """
    checked(payoffs)
    if np.log(payoffs.g) >= np.log(payoffs.window[1]) - TIED:
        return None

    def wins(patches: int) -> bool:
        specialist, generalist = growth(payoffs, patches=patches)
        return bool(specialist > generalist + TIED)

    # the growth rises with the number of patches (Jensen), so halving finds where it passes ln g
    low, high = 0, 1
    while not wins(high):
        if high == MOST_PATCHES:
            raise ValueError(
                f"g must be far enough below the arithmetic mean {payoffs.window[1]!r} for "
                f"{MOST_PATCHES} patches to do, got {payoffs.g!r}"
            )
        low, high = high, min(2 * high, MOST_PATCHES)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if wins(middle) else (middle, high)
    return high


def patches_law(payoffs: Payoffs) -> float:
    r"""Return :math:`c^2 / (2 \ln(\bar W/g))`, the theory for :func:`critical_patches`.

    Averaging over M patches divides the variance of W by M, and variance costs half of itself in
    log growth: :math:`\mathrm{E} \ln W_M \approx \ln \bar W - c^2/2M` with the arithmetic mean
    :math:`\bar W` and coefficient of variation c of a and b. Good when the number is large.

    Parameters
    ----------
    payoffs : Payoffs
        Offspring of the types, with g below the arithmetic mean.

    Returns
    -------
    float
        Patches.

    Raises
    ------
    TypeError, ValueError
        If ``payoffs`` is not one, or its g is not below the arithmetic mean.

    References
    ----------
    gillespie1974

    Examples
    --------
    >>> round(patches_law(Payoffs(g=1.24)), 2)
    22.41
    """
    checked(payoffs)
    mean = payoffs.window[1]
    number("g", payoffs.g, below=mean)
    variance = payoffs.p * (1 - payoffs.p) * (payoffs.a - payoffs.b) ** 2
    return float(variance / mean**2 / (2 * np.log(mean / payoffs.g)))
