"""The learning chapter's instances: records, forecasts, and one dimension for many tasks."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.bitter_lesson.pixel_classifier import softmax_loss
from fitbreadth.convergence.instances_plan import Instance, search
from fitbreadth.descent import descend
from fitbreadth.learning.bottleneck import random_networks, train_bottleneck
from fitbreadth.learning.capacity import excess_through
from fitbreadth.learning.pooling import dedicated_risk
from fitbreadth.softmax import softmax
from fitbreadth.validate import Float, probabilities, vector

RECORDS = 1000.0
MOST_EXAMPLES = 100_000


def records(p: ArrayLike) -> Instance:
    r"""Return a learner that deals out records to tasks, each of which estimates its own mean.

    The risk of a task falls as one over its records, so the weighted risk is
    :math:`G_{-1}^{-1}`: rho = -1, and the best records go as the square roots of the weights.

    Parameters
    ----------
    p : array_like, shape (n,)
        Weights of the tasks: >= 0, sum to 1.

    Returns
    -------
    Instance
        Found by climbing down the weighted risk.

    Raises
    ------
    TypeError, ValueError
        If ``p`` is not a distribution.

    Examples
    --------
    >>> records([0.8, 0.2]).shares.round(4)
    array([0.6667, 0.3333])
    """
    weights = probabilities("p", p)

    def worth(shares: Float) -> float:
        risks = [dedicated_risk(RECORDS * share, d=1) for share in shares.tolist()]
        return -float(np.log(weights @ risks))

    found = search(worth, tasks=weights.size)
    return Instance("learning", "records for separate estimates", -1.0, 1.0, found, worth)


def forecast(counts: ArrayLike) -> Instance:
    """Return a forecaster trained by gradient descent to predict which class comes.

    It has a bias for each class and nothing else to go by; its loss is the log loss, rho = 0.

    Parameters
    ----------
    counts : array_like of int, shape (n,)
        Training examples of each class, >= 1, at most 100,000 together.

    Returns
    -------
    Instance
        Found by 2,000 steps of gradient descent from equal chances.

    Raises
    ------
    TypeError, ValueError
        If counts are not as above.

    Examples
    --------
    >>> forecast([7, 3]).shares.round(9)
    array([0.7, 0.3])
    """
    seen = vector("counts", counts, low=1)
    if (seen != np.floor(seen)).any() or seen.max() > MOST_EXAMPLES or seen.sum() > MOST_EXAMPLES:
        raise ValueError(
            f"counts must be integers >= 1 that sum to at most {MOST_EXAMPLES}, got "
            f"{seen.tolist()!r}"
        )
    classes = seen.size
    # one input that is always 0 is the least that the regression takes
    nothing = np.zeros((int(seen.sum()), 1))
    labels = np.repeat(np.arange(classes), seen.astype(np.int64))

    def loss(x: Float) -> tuple[Any, Float]:
        return softmax_loss(x, inputs=nothing, labels=labels, classes=classes)

    def worth(shares: Float) -> float:
        return -float(loss(np.concatenate([np.zeros(classes), np.log(shares)]))[0])

    # curvature of the log loss is below 1/2 in every direction
    run = descend(loss, np.zeros(2 * classes), rate=2.0, steps=2000)
    found = softmax(run.x[-1][classes:])
    return Instance("learning", "a forecaster of what comes", 0.0, 1.0, found, worth)


def one_dimension(p: ArrayLike, *, seed: int | np.random.Generator = 6) -> Instance:
    """Return unlike tasks that have to pass through one shared dimension.

    The squared cosines between the dimension and the tasks sum to 1: they are the shares. What a
    task gains is its squared cosine, so the weighted gain is linear in them: rho = 1.

    Parameters
    ----------
    p : array_like, shape (n,)
        Weights of the tasks: > 0, sum to 1.
    seed : int or numpy.random.Generator
        Of the start of the training.

    Returns
    -------
    Instance
        Found by 4,000 steps of gradient descent on a two-layer linear network.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    wu2020

    Examples
    --------
    >>> one_dimension([0.7, 0.3]).shares.round(9)
    array([1., 0.])
    """
    weights = vector("p", probabilities("p", p), above=0)
    tasks = np.eye(weights.size)
    start = random_networks(weights.size, d=weights.size, r=1, runs=1, seed=seed, scale=0.1)
    trained = train_bottleneck(tasks, start=start, steps=4000, rate=0.2, weights=weights)
    direction = trained.network[0, : weights.size, 0]

    def worth(shares: Float) -> float:
        gains = 1 - excess_through(np.sqrt(shares)[:, None], tasks)
        return float(np.log(weights @ gains))

    found = direction**2 / (direction @ direction)
    return Instance("learning", "unlike tasks through one dimension", 1.0, 1.0, found, worth)
