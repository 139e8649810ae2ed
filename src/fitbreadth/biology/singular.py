r"""Where evolution stops, and whether it stays there: the singular points of an invasion fitness.

The slope of :math:`s_x(y)` in y at y = x, the *selection gradient*, says which way the residents
evolve; where it vanishes lies a *singular point* x*. There the second derivatives decide
(Geritz et al. 1998):

* :math:`s_{xx} > s_{yy}`: *convergence stable*, evolution leads there;
* :math:`s_{yy} < 0`: *evolutionarily stable*, no near mutant invades once it is there;
* :math:`s_{xx} + s_{yy} > 0`: two types on either side can each invade the other.

Convergence stable without being evolutionarily stable is a *branching point*: selection brings the
population to the one place from which it then drives it apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.biology.invasion import Fitness, evaluate
from fitbreadth.biology.lattice import finite
from fitbreadth.validate import Float, integer, number


@dataclass(frozen=True)
class Singularity:
    """What the second derivatives say about a trait at which the gradient vanishes.

    Attributes
    ----------
    trait : float
        x*.
    mutant_curvature, resident_curvature : float
        s_yy and s_xx there, in the unit of s over squared units of the trait.
    convergence_stable, evolutionarily_stable, mutually_invasible : bool
        As the module's text defines them; False at the border.
    kind : str
        ``"branching point"``, ``"continuously stable"`` (the end of evolution),
        ``"Garden of Eden"`` (stable but never reached), ``"repeller"``, or ``"degenerate"``
        if second derivatives do not decide.
    """

    trait: float
    mutant_curvature: float
    resident_curvature: float
    convergence_stable: bool
    evolutionarily_stable: bool
    mutually_invasible: bool
    kind: str


def gradient(s: Fitness, x: ArrayLike, *, step: float = 1e-4) -> Float:
    """Return the selection gradient by a central difference.

    Parameters
    ----------
    s : callable
        Invasion fitness.
    x : array_like
        Traits of the resident.
    step : float
        Step of the difference, > 0, in the unit of the trait, small beside the niche.

    Returns
    -------
    ndarray
        Of the shape of ``x``, in the unit of s over that of the trait.

    Raises
    ------
    TypeError, ValueError
        As for :func:`fitbreadth.biology.invasion.pairwise`.

    Examples
    --------
    >>> gradient(lambda x, y: (y - x) * (3 - x - y), [0, 1]).round(6)
    array([3., 1.])
    """
    at, h = finite("x", x), number("step", step, above=0)
    return (evaluate(s, at, at + h) - evaluate(s, at, at - h)) / (2 * h)


def singular_points(
    s: Fitness, *, low: float, high: float, step: float = 1e-4, count: int = 400
) -> Float:
    """Return the traits in [low, high] at which the selection gradient changes its sign.

    Parameters
    ----------
    s : callable
        Invasion fitness.
    low, high : float
        Ends of the range, low < high.
    step : float
        As for :func:`gradient`.
    count : int
        Number of cells to look into, >= 1; two singular points in one cell are missed.

    Returns
    -------
    ndarray, shape (points,)
        Increasing; empty if there is none.

    Raises
    ------
    TypeError, ValueError
        As for :func:`gradient`, or if selection is neutral along a whole cell.

    Examples
    --------
    >>> singular_points(lambda x, y: (y - x) * (x - x**3), low=-2, high=2).round(6) + 0.0
    array([-1.,  0.,  1.])
    """
    from scipy.optimize import brentq

    start = number("low", low)
    stop = number("high", high, above=start)
    grid = np.linspace(start, stop, integer("count", count, low=1) + 1)
    slopes = gradient(s, grid, step=step)
    # Two values of s near 0 differ by rounding alone, about 1e-16 of the terms they come from.
    zero = np.abs(slopes) <= 1e-14 / step
    if (zero[1:] & zero[:-1]).any():
        at = int(np.flatnonzero(zero[1:] & zero[:-1])[0])
        raise ValueError(
            f"s must select somewhere, got a gradient of zero from {grid[at]:g} to "
            f"{grid[at + 1]:g}: every trait there is singular"
        )
    found = list(grid[zero])
    for a, b, p, q in zip(grid[:-1], grid[1:], slopes[:-1], slopes[1:], strict=True):
        if p * q >= 0 or abs(p) <= 1e-14 / step or abs(q) <= 1e-14 / step:
            continue
        root = float(brentq(lambda x: float(gradient(s, x, step=step)), a, b, xtol=1e-13))
        # Where the gradient jumps from one sign to the other it vanishes nowhere.
        if abs(float(gradient(s, root, step=step))) < 1e-3 * max(abs(p), abs(q)):
            found.append(root)
    return np.sort(np.array(found, dtype=float))


def classify(s: Fitness, x: float, *, step: float = 1e-3) -> Singularity:
    """Say what kind of singular point ``x`` is, from the second derivatives of ``s`` there.

    Parameters
    ----------
    s : callable
        Invasion fitness.
    x : float
        A trait at which the selection gradient vanishes, as :func:`singular_points` finds it.
    step : float
        Step of the central differences (of fourth order), > 0, in the unit of the trait,
        about a thousandth of the niche.

    Returns
    -------
    Singularity

    Raises
    ------
    TypeError, ValueError
        As for :func:`gradient`, or if the gradient at ``x`` is not zero.

    References
    ----------
    geritz1998

    Examples
    --------
    >>> from fitbreadth.biology.even_patches import even_patches
    >>> [classify(even_patches(2, d=d).invasion_fitness, 0).kind for d in (1.98, 2, 2.02)]
    ['continuously stable', 'degenerate', 'branching point']
    """
    at, h = number("x", x), number("step", step, above=0)
    here: Float = np.full(5, at)
    around: Float = at + h * np.arange(-2.0, 3.0)
    second: Float = np.array([-1, 16, -30, 16, -1]) / (12 * h**2)
    s_yy = float(second @ evaluate(s, here, around))
    s_xx = float(second @ evaluate(s, around, here))
    # What stays below it is rounding in s, or a border that second derivatives cannot tell.
    border = max(1e-6 * (abs(s_xx) + abs(s_yy)), 1e-14 / h**2)
    slope = float(gradient(s, at, step=h))
    if abs(slope) > 10 * h * max(abs(s_xx), abs(s_yy), border):
        raise ValueError(f"x must be a singular point, got {at!r} with a gradient of {slope:.3g}")
    converges, resists = s_xx - s_yy > border, s_yy < -border
    if min(abs(s_xx - s_yy), abs(s_yy)) <= border:
        kind = "degenerate"
    elif converges:
        kind = "continuously stable" if resists else "branching point"
    else:
        kind = "Garden of Eden" if resists else "repeller"
    return Singularity(at, s_yy, s_xx, converges, resists, s_xx + s_yy > border, kind)
