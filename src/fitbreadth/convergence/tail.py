r"""Jobs of many steps, each of which must go right: reliability, and what a router may get wrong.

A general system errs at a step with chance :math:`e_g`. Specialists err with :math:`e_s` at what
they are made for; a step that is *misrouted*, with chance q, goes to one that is not made for it,
which errs with chance f. If a router chooses at every step, independently, a job of m steps comes
out right with chance

.. math:: (1 - e)^m, \qquad e = (1 - q) e_s + q f ,

so that specialists are more reliable, for every m, if and only if

.. math:: q < q^* = \frac{e_g - e_s}{f - e_s} , \qquad
          \left( \frac{1 - e}{1 - e_g} \right)^m \approx e^{m (e_g - e)}

times. If it chooses once for the whole job the chance is
:math:`(1 - q)(1 - e_s)^m + q (1 - f)^m`, and :math:`q^*` grows with m: a long job goes wrong in a
general system anyway. Errors of different steps are taken to be independent, given the route, and
a single error spoils the job: nobody checks and mends.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, array, choice, number

STEP, JOB = "step", "job"
"""When a router chooses: at every step, or once for a whole job."""

LONGEST = 1e9
"""Steps of the longest job that is asked about."""


def chain(error: float, *, steps: ArrayLike) -> Float:
    """Return (1 - e)^m, the chance that all of m independent steps go right.

    Parameters
    ----------
    error : float
        e, in [0, 1].
    steps : array_like
        m, in [1, 1e9], any shape; in theory they need not be whole.

    Returns
    -------
    ndarray, of the shape of ``steps``

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> chain(0.02, steps=[1, 10, 100]).round(3)
    array([0.98 , 0.817, 0.133])
    """
    length = array("steps", steps, low=1, largest=LONGEST)
    e = chance("error", error)
    # a power of 1 - e would lose the digits of a small e
    return np.asarray(np.exp(length * np.log1p(-e)) if e < 1 else np.zeros_like(length))


def suite_chain(
    error: float, *, misrouted: float, steps: ArrayLike, lost: float = 1.0, routed: str = STEP
) -> Float:
    """Return the chance that a job of m steps comes out right with routed specialists.

    Parameters
    ----------
    error : float
        e_s, error at a step by the specialist that is made for it, in [0, 1].
    misrouted : float
        q, chance that the router chooses another, in [0, 1].
    steps
        As for :func:`chain`.
    lost : float
        f, error at a step by a specialist that is not made for it, in [0, 1].
    routed : str
        ``"step"`` or ``"job"``: when the router chooses.

    Returns
    -------
    ndarray, of the shape of ``steps``

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> [suite_chain(0.005, misrouted=0.01, steps=100, routed=r).round(3) for r in ("step", "job")]
    [np.float64(0.222), np.float64(0.6)]
    """
    e, q, f = chance("error", error), chance("misrouted", misrouted), chance("lost", lost)
    if choice("routed", routed, (STEP, JOB)) == STEP:
        return chain((1 - q) * e + q * f, steps=steps)
    return (1 - q) * chain(e, steps=steps) + q * chain(f, steps=steps)


def break_even_misrouting(
    general: float, *, narrow: float, lost: float = 1.0, steps: float = 1, routed: str = STEP
) -> float:
    r"""Return q*, the misrouting up to which specialists are more reliable.

    :math:`(e_g - e_s)/(f - e_s)` if the router chooses at every step, however many there are. If
    it chooses once a job, the same of jobs: with S(e) = (1 - e)^m it is
    :math:`(S(e_s) - S(e_g))/(S(e_s) - S(f))`.

    Parameters
    ----------
    general : float
        e_g, error of the general system at a step, in [0, 1].
    narrow, lost, routed
        As ``error``, ``lost`` and ``routed`` for :func:`suite_chain`, ``lost`` above ``narrow``.
    steps : float
        m, in [1, 1e9].

    Returns
    -------
    float
        In [0, 1]: 0 if not even a perfect router would do, 1 if any router does.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, ``lost`` is not above ``narrow``, or jobs are so long
        that all come to nothing.

    Examples
    --------
    >>> round(break_even_misrouting(0.02, narrow=0.005), 4)
    0.0151
    >>> round(break_even_misrouting(0.02, narrow=0.005, steps=100, routed="job"), 4)
    0.7811
    """
    e_g, e_s, f = chance("general", general), chance("narrow", narrow), chance("lost", lost)
    length = number("steps", steps, low=1, high=LONGEST)
    if f <= e_s:
        raise ValueError(
            f"lost must be greater than narrow, or no misrouting matters, got lost={f!r} with "
            f"narrow={e_s!r}"
        )
    if choice("routed", routed, (STEP, JOB)) == JOB:
        good, broad, bad = (float(chain(e, steps=length)) for e in (e_s, e_g, f))
        if good <= bad:
            raise ValueError(
                f"steps must leave the right specialist some chance, got {length:g} steps with "
                f"narrow={e_s!r}, of which none comes out right"
            )
        share = (good - broad) / (good - bad)
    else:
        share = (e_g - e_s) / (f - e_s)
    return min(1.0, max(0.0, share))


def chance(name: str, value: object) -> float:
    """Return ``value`` as a chance, in [0, 1].

    Examples
    --------
    >>> chance("error", 0.5)
    0.5
    """
    return number(name, value, low=0, high=1)
