r"""Whose machine it runs on: the memory of a narrow model, and of a wide one as good.

To come within a loss :math:`\ell` of the floor at one task a narrow model takes

.. math:: N = (A/\ell)^{1/\alpha}

parameters (with data enough), the law of :mod:`fitbreadth.bitter_lesson.premium` read backwards,
and a wide model that is as good at each of k tasks :math:`k_{eff} N`, with :math:`k_{eff}` of
:mod:`fitbreadth.bitter_lesson.premium_overlap`. A parameter takes so many bits. All k narrow models
*at once* take kN, never less than the wide one. So a suite is of use to a small machine only if
that need not hold all of it at a time.

The law was fitted to general text. That a narrow model follows it with the same constants is the
book's assumption, and no measurement; nor does it count what a model needs beside its parameters,
or what is lost by storing them in few bits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fitbreadth.bitter_lesson.premium import ALPHA, MOST_PARAMETERS, A, exponent, factor
from fitbreadth.bitter_lesson.premium_overlap import effective_tasks
from fitbreadth.bitter_lesson.suite_cost import MOST_TASKS
from fitbreadth.validate import number

MACHINES = {"phone": 8, "laptop": 32, "card": 80, "rack": 640}
"""Memories in gigabytes: round sizes of the middle of the 2020s, chosen by this book.

The card is one for a workstation or a server, the rack holds eight of them.
"""

GIGABYTE = 1e9


@dataclass(frozen=True)
class Memory:
    """Gigabytes for models of one quality.

    Attributes
    ----------
    narrow : float
        One model of one task.
    wide : float
        One model of all tasks, at its best.
    suite : float
        A narrow model for each task, all held at once.
    """

    narrow: float
    wide: float
    suite: float


def parameters_needed(loss: float, *, A: float = A, alpha: float = ALPHA) -> float:
    r"""Return :math:`(A/\ell)^{1/\alpha}`, the size that leaves a reducible loss.

    The inverse of :func:`fitbreadth.bitter_lesson.premium.reducible_loss` for one task.

    Parameters
    ----------
    loss : float
        :math:`\ell`, loss above the floor, in (0, A]; nats a token with the default A.
    A, alpha : float
        As for :func:`fitbreadth.bitter_lesson.premium.reducible_loss`.

    Returns
    -------
    float
        Parameters, in [1, 1e30].

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or the loss takes more than 1e30 parameters.

    References
    ----------
    hoffmann2022

    Examples
    --------
    >>> f"{parameters_needed(0.2):.2e}"
    '5.36e+09'
    """
    scale, power = factor("A", A), exponent(alpha)
    left = number("loss", loss, above=0, high=scale)
    log_size = (np.log(scale) - np.log(left)) / power
    if log_size > np.log(MOST_PARAMETERS):
        raise ValueError(
            f"loss must be within reach of {MOST_PARAMETERS:g} parameters, got {left!r} with "
            f"A={scale!r} and alpha={power!r}"
        )
    return float(np.exp(log_size))


def memory_needed(
    loss: float, *, k: int, overlap: float, bits: float = 16, A: float = A, alpha: float = ALPHA
) -> Memory:
    """Return the memory for one narrow model, for a wide one, and for a whole suite.

    Parameters
    ----------
    loss, A, alpha
        As for :func:`parameters_needed`.
    k, overlap
        As for :func:`fitbreadth.bitter_lesson.premium_overlap.effective_tasks`.
    bits : float
        For each parameter, in [1, 64].

    Returns
    -------
    Memory
        narrow <= wide <= suite.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> got = memory_needed(0.2, k=10, overlap=0.5)
    >>> round(got.narrow, 1), round(got.wide, 1), round(got.suite, 1)
    (10.7, 40.0, 107.2)
    """
    tasks = effective_tasks(k, overlap=overlap, alpha=alpha)
    narrow = parameters_needed(loss, A=A, alpha=alpha) * _bits(bits) / 8 / GIGABYTE
    return Memory(narrow, tasks * narrow, k * narrow)


def tasks_that_fit(
    memory: float,
    *,
    loss: float,
    overlap: float,
    bits: float = 16,
    A: float = A,
    alpha: float = ALPHA,
) -> float:
    """Return how many tasks a wide model can have that still fits a machine.

    Parameters
    ----------
    memory : float
        Gigabytes, > 0.
    loss, overlap, bits, A, alpha
        As for :func:`memory_needed`.

    Returns
    -------
    float
        A whole number: 0 if not even a narrow model fits. Infinite if a wide model of a billion
        tasks does, the most that are counted.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> [tasks_that_fit(memory, loss=0.2, overlap=0.5) for memory in (8, 32, 80)]
    [0.0, 7.0, 28.0]
    >>> tasks_that_fit(32, loss=0.2, overlap=1)
    inf
    """
    room = number("memory", memory, above=0)
    one = memory_needed(loss, k=1, overlap=overlap, bits=bits, A=A, alpha=alpha).narrow

    def fits(k: int) -> bool:
        return one * effective_tasks(k, overlap=overlap, alpha=alpha) <= room

    most = int(MOST_TASKS)
    if fits(most):
        return float(np.inf)
    fitting, too_many = 0, most
    while too_many - fitting > 1:
        middle = (fitting + too_many) // 2
        fitting, too_many = (middle, too_many) if fits(middle) else (fitting, middle)
    return float(fitting)


def _bits(bits: object) -> float:
    return number("bits", bits, low=1, high=64)
