r"""The map of learning: data by conflict, and the border beyond which to learn each task apart.

k tasks are vectors :math:`\theta_i` of d numbers, each seen n times with noise of standard
deviation :math:`\sigma` in every number, as in :mod:`fitbreadth.learning.pooling` for two. Let
:math:`\bar\Delta^2` be the mean of :math:`|\theta_i - \theta_j|^2` over all pairs. The mean squared
distance of the tasks from their centre is :math:`\frac{k-1}{2k}\bar\Delta^2`, so per task

.. math:: R_{own} = \frac{\sigma^2 d}{n}, \qquad
          R_{one} = \frac{\sigma^2 d}{nk} + \frac{k-1}{2k}\,\bar\Delta^2, \qquad
          R_{own} - R_{one} = \frac{k-1}{k} \left(\frac{\sigma^2 d}{n}
          - \frac{\bar\Delta^2}{2}\right) .

How many tasks there are says how much is at stake, and nothing about the border: own estimates
are better if and only if

.. math:: n \, \frac{\bar\Delta^2}{\sigma^2 d} > 2 ,

for every k and every arrangement of the tasks. (For k tasks on a line, neighbours :math:`\Delta`
apart, :math:`\bar\Delta^2 = \Delta^2 k(k+1)/6`.) Equal numbers of records and equal noise are
assumed; which task gains is another matter, as it is their mean error that is compared.

A third player shrinks the tasks' means towards their common mean, by James and Stein's rule on the
(k - 1)d numbers in which they differ. If these are three or more, noise is normal and
:math:`\sigma` known, its expected error is below :math:`R_{own}` everywhere. It is not always below
:math:`R_{one}`: where tasks are the same, it pays for having to find that out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.learning.noise_and_distance import apart, noise
from fitbreadth.learning.pooling import dedicated_risk
from fitbreadth.learning.shrinkage_risk import total_risk_of
from fitbreadth.validate import Float, integer, matrix

WAYS = ("own", "one", "blend")
"""One estimate each, one for all, and what lies between."""

MOST_TASKS = 10_000


@dataclass(frozen=True)
class Risks:
    """Expected squared error per task, summed over its d numbers.

    Attributes
    ----------
    own, one, blend : float
        Of one estimate each, of one for all, and of the learnt blend.
    """

    own: float
    one: float
    blend: float


def equidistant(k: int, *, d: int, distance: float) -> Float:
    """Return k tasks of which any two are equally far apart.

    Parameters
    ----------
    k : int
        From 2 to d.
    d : int
        Numbers of a task.
    distance : float
        Of any two, 0 or in [1e-50, 1e50].

    Returns
    -------
    ndarray, shape (k, d)

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> equidistant(2, d=3, distance=2**0.5).round(12)
    array([[1., 0., 0.],
           [0., 1., 0.]])
    """
    size = integer("d", d, low=2, high=MOST_TASKS)
    tasks = integer("k", k, low=2, high=size)
    return np.asarray(np.eye(tasks, size) * apart(distance) / np.sqrt(2))


def mean_square(theta: ArrayLike) -> float:
    """Return the mean squared distance over all pairs of tasks.

    Parameters
    ----------
    theta : array_like, shape (k, d)
        Two tasks or more.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If ``theta`` is no such matrix.

    Examples
    --------
    >>> mean_square([[0.0], [1.0], [2.0]])
    2.0
    """
    tasks = task_rows(theta)
    k = len(tasks)
    return float(2 * k / (k - 1) * ((tasks - tasks.mean(axis=0)) ** 2).sum(axis=1).mean())


def conflict(theta: ArrayLike, *, sigma: float = 1.0) -> float:
    r"""Return how far apart tasks are, beside the noise of one record: the map's second axis.

    Parameters
    ----------
    theta : array_like, shape (k, d)
        The tasks.
    sigma : float
        Standard deviation of a record's noise, in [1e-50, 1e50].

    Returns
    -------
    float
        :math:`\bar\Delta^2/(\sigma^2 d)`. Own estimates are better from ``2/conflict`` records on.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    caruana1997

    Examples
    --------
    >>> conflict([[0, 0], [1, 1]])
    1.0
    """
    tasks = task_rows(theta)
    return float(mean_square(tasks) / (noise(sigma) ** 2 * tasks.shape[1]))


def risks(theta: ArrayLike, *, n: int, sigma: float = 1.0) -> Risks:
    """Return what each way is expected to err.

    It is the theory for :func:`fitbreadth.convergence.conflict_runs.estimate`.

    Parameters
    ----------
    theta : array_like, shape (k, d)
        The tasks, with (k - 1)d at least 3.
    n : int
        Records of each task, >= 1.
    sigma : float
        As for :func:`conflict`.

    Returns
    -------
    Risks

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or the tasks too far apart as for
        :func:`fitbreadth.learning.pooling_blends.learnt_blend_risk`.

    References
    ----------
    james1961

    Examples
    --------
    At the border two ways tie, and the third is better than both.

    >>> found = risks(equidistant(4, d=20, distance=1), n=40)
    >>> round(found.own, 3), round(found.one, 3), round(found.blend, 3)
    (0.5, 0.5, 0.32)
    """
    tasks = task_rows(theta)
    k, d = tasks.shape
    own = dedicated_risk(integer("n", n, low=1, high=10**9), d=d, sigma=sigma)
    spread = noise(sigma) ** 2 / n
    away = (k - 1) / (2 * k) * mean_square(tasks)
    differing = differing_numbers(k, d)
    shrunk = spread * total_risk_of(differing, noncentrality=k * away / spread)
    return Risks(own, own / k + away, (own + shrunk) / k)


def task_rows(theta: ArrayLike) -> Float:
    """Return ``theta`` as the rows of two tasks or more.

    Raises
    ------
    TypeError, ValueError
        If it is anything else, or holds numbers beyond 1e50.

    Examples
    --------
    >>> task_rows([[0, 1], [1, 0]]).shape
    (2, 2)
    """
    tasks = matrix("theta must be a 2-d array of numbers, a row for each task", theta)
    if len(tasks) < 2:
        raise ValueError(f"theta must have a row for each of two tasks or more, got {len(tasks)}")
    if abs(tasks).max() > 1e50:
        raise ValueError(f"theta must hold numbers up to 1e50 in size, got {abs(tasks).max():.3g}")
    return tasks


def differing_numbers(k: int, d: int) -> int:
    """Return (k - 1)d, the numbers in which k tasks of d numbers can differ.

    Raises
    ------
    ValueError
        If there are fewer than three, too few to shrink.

    Examples
    --------
    >>> differing_numbers(2, 5)
    5
    """
    if (k - 1) * d < 3:
        raise ValueError(
            f"theta must leave three numbers or more in which tasks can differ, (k - 1)d, got "
            f"k = {k} tasks of d = {d}"
        )
    return (k - 1) * d
