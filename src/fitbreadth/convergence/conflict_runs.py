"""Many tasks estimated over and over: one estimate each, one for all, and a learnt blend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.convergence.conflict_map import differing_numbers, task_rows
from fitbreadth.learning.noise_and_distance import noise
from fitbreadth.learning.shrinkage import james_stein
from fitbreadth.rng import generator
from fitbreadth.validate import Float, integer

LARGEST = 10**7
"""Numbers that are drawn at most."""


@dataclass(frozen=True)
class Errors:
    """Squared errors, averaged over the tasks of each run.

    Attributes
    ----------
    own, one, blend : ndarray, shape (runs,)
        As for :class:`fitbreadth.convergence.conflict_map.Risks`.
    """

    own: Float
    one: Float
    blend: Float


def estimate(
    theta: ArrayLike,
    *,
    n: int,
    sigma: float = 1.0,
    runs: int,
    seed: int | np.random.Generator,
) -> Errors:
    """Estimate all tasks from n normal records each, in three ways, over and over.

    Parameters
    ----------
    theta, n, sigma
        As for :func:`fitbreadth.convergence.conflict_map.risks`.
    runs : int
        At least 2; runs times the numbers of all tasks are at most 1e7.
    seed : int or numpy.random.Generator
        Of the noise. All three ways see the same records.

    Returns
    -------
    Errors

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> from fitbreadth.convergence.conflict_map import equidistant
    >>> found = estimate(equidistant(4, d=20, distance=1), n=10, runs=500, seed=1)
    >>> bool(found.blend.mean() < found.one.mean() < found.own.mean())
    True
    """
    tasks = task_rows(theta)
    k, d = tasks.shape
    differing = differing_numbers(k, d)
    count = integer("runs", runs, low=2, high=LARGEST // tasks.size)
    spread = noise(sigma) / np.sqrt(integer("n", n, low=1, high=10**9))
    means = tasks + spread * generator(seed).standard_normal((count, k, d))
    middle = means.mean(axis=1, keepdims=True)
    # an orthonormal basis of what differs, in which the noise is that of a mean in every number
    basis = np.linalg.qr(np.column_stack([np.ones(k), np.eye(k)[:, 1:]]))[0][:, 1:]
    apart_by = np.einsum("kj,rkd->rjd", basis, means)
    shrunk = james_stein(apart_by.reshape(count, differing), sigma=spread, towards="zero")
    blend = middle + np.einsum("kj,rjd->rkd", basis, shrunk.reshape(count, k - 1, d))

    def errors(guess: Float) -> Float:
        return np.asarray(((guess - tasks) ** 2).sum(axis=2).mean(axis=1))

    return Errors(errors(means), errors(middle), errors(blend))
