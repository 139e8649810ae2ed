"""The stretch of an axis on which a click or a drag sets a control, around each of its values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fitbreadth.rounding import short, shorts


def stretches(
    values: Sequence[float], *, low: float, high: float, ratios: bool = False
) -> list[tuple[float, float]]:
    """Return where the stretch of each value begins and ends, together the whole axis.

    Parameters
    ----------
    values : sequence of float
        Rising; what the control can be set to.
    low, high : float
        Ends of the axis.
    ratios : bool
        Whether the axis is logarithmic: then stretches meet at geometric means.

    Returns
    -------
    list of tuple of float
        Left and right of each, to four digits.

    Examples
    --------
    >>> stretches([1, 2, 5], low=0, high=6)
    [(0.0, 1.5), (1.5, 3.5), (3.5, 6.0)]
    >>> stretches([1, 4], low=0.5, high=8, ratios=True)
    [(0.5, 2.0), (2.0, 8.0)]
    """
    at = np.array(values, dtype=float)
    middles = shorts(np.sqrt(at[1:] * at[:-1]) if ratios else (at[1:] + at[:-1]) / 2)
    return list(zip([short(low), *middles], [*middles, short(high)], strict=True))
