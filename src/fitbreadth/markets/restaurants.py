r"""Restaurants: whether narrow or broad menus pay, by the grain and the size of swings in demand.

Demand is ordinary or it has moved by v niche widths, either with probability 1/2, anew in each of
the M spells of a year. A specialist performs 1 in ordinary spells and :math:`e^{-v^2/2}` in the
others, a generalist g < 1 in all: it keeps capacity that is idle half of the time. These are the
payoffs of :mod:`fitbreadth.biology.grain`, with spells for patches, and so the theory is the same:
years multiply, spells within a year add up. Few spells are a *coarse* grain, many a *fine* one.

Freeman and Hannan predicted, and reported of restaurants in 18 Californian cities, that
generalists die *more* often than specialists where the grain is fine, whatever the swings, and
less often only where it is coarse and swings are large. Here that needs g < 1/2: with more, a
generalist wins in a fine grain too, once :math:`(1 + e^{-v^2/2})/2 < g`. The model and its numbers
are ours; who dies is asked in :mod:`fitbreadth.markets.mortality`.
"""

from __future__ import annotations

from math import exp, inf, log, sqrt

from fitbreadth.biology.grain import MOST_PATCHES, Payoffs, growth
from fitbreadth.validate import integer, number

G = 0.45
"""Performance of a generalist: that of a specialist in its element is 1."""
WIDEST = 30.0
"""Widest swing, in niche widths: beyond, a specialist's performance underflows."""


def performance(swing: float, *, g: float = G) -> Payoffs:
    """Return how well specialists and generalists perform in ordinary and in other spells.

    Parameters
    ----------
    swing : float
        v, how far demand moves, in niche widths; in [0, 30].
    g : float
        Performance of a generalist, in (0, 1).

    Returns
    -------
    Payoffs
        With a = 1, b = exp(-v^2/2) and p = 1/2.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    freeman1983, hannan1977

    Examples
    --------
    >>> round(performance(2).b, 4)
    0.1353
    """
    v = number("swing", swing, low=0, high=WIDEST)
    return Payoffs(a=1.0, b=exp(-(v**2) / 2), g=number("g", g, above=0, below=1), p=0.5)


def advantage(swing: float, *, spells: int | None, g: float = G) -> float:
    """Return how much faster specialists grow than generalists, per year.

    Parameters
    ----------
    swing, g
        As for :func:`performance`.
    spells : int or None
        M, spells a year, in [1, 1,000,000]; None is the limit of many.

    Returns
    -------
    float
        Difference of expected log performance, in nats; negative where generalists do better.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    freeman1983

    Examples
    --------
    The two-by-two table: generalists are favoured in one cell of four.

    >>> [[advantage(v, spells=M) > 0 for v in (0.5, 3)] for M in (52, 1)]
    [[True, True], [True, False]]
    """
    M = spells if spells is None else integer("spells", spells, low=1, high=MOST_PATCHES)
    specialist, generalist = growth(performance(swing, g=g), patches=M)
    return float(specialist - generalist)


def critical_swing(spells: int | None, *, g: float = G) -> float:
    r"""Return the swing beyond which generalists grow faster.

    It is :math:`2\sqrt{-\ln g}` for one spell a year. For many spells it is
    :math:`\sqrt{-2 \ln(2g - 1)}` if g > 1/2, and else there is none.

    Parameters
    ----------
    spells, g
        As for :func:`advantage`.

    Returns
    -------
    float
        v, in niche widths; infinite if specialists grow faster up to the widest swing, 30.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> [round(critical_swing(M), 3) for M in (1, 2, 4, 52)]
    [1.787, 2.025, 2.414, inf]
    """
    from scipy.optimize import brentq

    if spells is None:
        share = 2 * number("g", g, above=0, below=1) - 1
        return sqrt(-2 * log(share)) if share > 0 else inf
    if advantage(WIDEST, spells=spells, g=g) > 0:
        return inf
    return float(brentq(lambda v: advantage(v, spells=spells, g=g), 0, WIDEST, xtol=1e-12))
