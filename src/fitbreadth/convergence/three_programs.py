"""The one update by three programs, each in an arithmetic of its own.

They share no line, so that their agreement says something. All start from equal weights, and
return natural logs of the weights before the first state and after each.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from math import lcm, log

import numpy as np

from fitbreadth.validate import Float


def lineages(beliefs: list[list[Fraction]], states: list[int]) -> Float:
    """Count offspring in whole numbers: every parent leaves D pi(s) that live.

    Examples
    --------
    >>> half = Fraction(1, 2)
    >>> np.exp(lineages([[half, half], [Fraction(4, 5), Fraction(1, 5)]], [0])).round(4)
    array([[0.5   , 0.5   ],
           [0.3846, 0.6154]])
    """
    young = reduce(lcm, (part.denominator for row in beliefs for part in row))
    counts = [1] * len(beliefs)
    census = [counts]
    for state in states:
        living = [int(young * row[state]) for row in beliefs]
        counts = [count * brood for count, brood in zip(counts, living, strict=True)]
        census.append(counts)
    return np.array([[_log(Fraction(n, sum(counts))) for n in counts] for counts in census])


def hypotheses(beliefs: list[list[Fraction]], states: list[int]) -> Float:
    """Apply Bayes' rule in exact fractions.

    Examples
    --------
    >>> half = Fraction(1, 2)
    >>> np.exp(hypotheses([[half, half], [Fraction(4, 5), Fraction(1, 5)]], [0])[1]).round(4)
    array([0.3846, 0.6154])
    """
    posterior = [Fraction(1, len(beliefs))] * len(beliefs)
    record = [posterior]
    for state in states:
        joint = [prior * row[state] for prior, row in zip(posterior, beliefs, strict=True)]
        evidence = sum(joint)
        posterior = [each / evidence for each in joint]
        record.append(posterior)
    return np.array([[_log(weight) for weight in row] for row in record])


def experts(L: Float, eta: float) -> Float:
    """Weigh experts by the log losses that they have run up, at learning rate eta.

    Examples
    --------
    >>> np.exp(experts(np.array([[0.5, 0.8]]), 1.0)[1]).round(4)
    array([0.3846, 0.6154])
    """
    from scipy.special import log_softmax

    losses = np.vstack([np.zeros(L.shape[1]), np.cumsum(-np.log(L), axis=0)])
    return np.asarray(log_softmax(-eta * losses, axis=1))


def exact(part: float) -> Fraction:
    """Return the simplest fraction that is written as this float.

    Examples
    --------
    >>> exact(0.3)
    Fraction(3, 10)
    """
    simple = Fraction(part).limit_denominator(10**4)
    return simple if float(simple) == part else Fraction(part)


def _log(weight: Fraction) -> float:
    """Return the log of a fraction of whole numbers of any size, to the last digit of a float."""
    part, whole = weight.numerator, weight.denominator
    shift = max(0, whole.bit_length() - part.bit_length())
    # of large numbers one by one the logs would lose the digits in which they differ
    return log((part << shift) / whole) - shift * log(2)
