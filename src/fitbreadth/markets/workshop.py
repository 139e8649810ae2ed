r"""Why a divided job yields more: a workshop in which everybody must learn what they do.

A job consists of S tasks, and a product is finished only when all are done, so that output is set
by the task done least (Becker and Murphy's second section; Smith's pin factory). A task on which
time T is spent takes :math:`T_h` of it to learn and leaves :math:`T_w = T - T_h` to work with the
skill so acquired, :math:`E = d H^\gamma T_h^\theta`. What is learnt is used the longer the more
time goes to the task: with the best split, found here by trying, output is

.. math:: E\, T_w = A H^\gamma T^{1+\theta}, \qquad
          A = d\, \theta^\theta (1+\theta)^{-(1+\theta)}.

If n people share the job out and each has S of time (1 a task, were one to do them all), a task
gets n of it, and output per head is :math:`A H^\gamma n^\theta`: the first term of
:mod:`fitbreadth.markets.division`.

In the book's terms, a worker divides a budget of time over tasks with
:math:`x_j = T_j^{1+\theta}`, a strong trade-off (its exponent is :math:`1/(1+\theta) < 1`). Alone,
where the least task counts (:math:`\rho = -\infty`), she must spread herself evenly; where tasks
can be traded and results add up (:math:`\rho = 1`), :math:`\kappa = 1 + \theta > 1` and she had
best do a single one. That is the theorem of :mod:`fitbreadth.allocation`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fitbreadth.allocation import optimum
from fitbreadth.validate import integer, number


@dataclass(frozen=True)
class Workshop:
    """What a team makes, and how it spends its time.

    Attributes
    ----------
    output : float
        Finished products per head.
    learning : float
        Share of the time on a task that goes into learning it.
    tasks : int
        Tasks of whoever has most of them.
    """

    output: float
    learning: float
    tasks: int


def work(
    n: int,
    *,
    tasks: int,
    theta: float,
    d: float = 1.0,
    H: float = 1.0,
    gamma: float = 0.0,
) -> Workshop:
    """Share the tasks out, let everybody find the best split of her time, and count the products.

    Parameters
    ----------
    n : int
        People, at least 1 and at most one a task.
    tasks : int
        S, in [1, 10**6].
    theta : float
        How much learning brings: elasticity of skill in the time it was learnt for, in (0, 10].
    d : float
        Skill after learning for one unit of time with H = 1, > 0.
    H : float
        General knowledge, > 0.
    gamma : float
        Elasticity of skill in knowledge, >= 0; H^gamma and d H^gamma in [1e-200, 1e200].

    Returns
    -------
    Workshop
        Output, the split of time, and the largest load.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or a search for the best split fails.

    References
    ----------
    becker1992, smith1776

    Examples
    --------
    Ten who each do one of ten tasks make more than ten who each do them all:

    >>> round(work(10, tasks=10, theta=0.4).output / work(1, tasks=10, theta=0.4).output, 3)
    2.512
    >>> round(work(10, tasks=10, theta=0.4).learning, 4)
    0.2857
    """
    from scipy.optimize import minimize_scalar

    S = integer("tasks", tasks, low=1, high=10**6)
    people = integer("n", n, low=1, high=S)
    skill = number("theta", theta, above=0, high=10)
    base = _base(d, H, gamma)
    # the one with most tasks holds all others up; she may as well serve all her tasks alike
    load = -(-S // people)
    time = S * optimum(np.full(load, 1 / load), rho=-np.inf, gamma=1).levels.min()
    split = minimize_scalar(
        lambda share: -((share * time) ** skill) * (1 - share) * time,
        bounds=(0, 1),
        method="bounded",
        options={"xatol": 1e-10},
    )
    if not split.success:
        raise ValueError(
            f"theta and tasks must let a best split of time be found, got theta={theta!r}, "
            f"tasks={tasks!r}: {split.message}"
        )
    return Workshop(float(-base * split.fun) / people, float(split.x), load)


def productivity(theta: float, *, d: float = 1.0) -> float:
    """Return A, the theory for the output of one who does all tasks herself.

    Parameters
    ----------
    theta, d
        As for :func:`work`.

    Returns
    -------
    float
        Products per head of a team of one with H = 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    becker1992

    Examples
    --------
    >>> round(productivity(0.4), 5), round(work(1, tasks=7, theta=0.4).output, 5)
    (0.43276, 0.43276)
    """
    t = number("theta", theta, above=0, high=10)
    return float(number("d", d, above=0) * (t**t / (1 + t) ** (1 + t)))


def _base(d: float, H: float, gamma: float) -> float:
    """Return d H^gamma, once it is known to leave room for the output it is a factor of."""
    scale, knowledge = number("d", d, above=0), number("H", H, above=0)
    power = number("gamma", gamma, low=0)
    log_skill = power * float(np.log(knowledge))
    if max(abs(log_skill), abs(log_skill + float(np.log(scale)))) > 200 * np.log(10):
        raise ValueError(
            f"d, H and gamma must keep H**gamma and d * H**gamma in [1e-200, 1e200], got d={d!r}, "
            f"H={H!r} and gamma={gamma!r}"
        )
    return float(scale * knowledge**power)
