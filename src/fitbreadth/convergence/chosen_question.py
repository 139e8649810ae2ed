r"""Goals are designed: what is "gained" by answering fewer questions, and when that is right.

An organism inherits the odds p of its tasks. A firm or a laboratory chooses which calls to take.
By the theorem of :mod:`fitbreadth.allocation` (:math:`\kappa < 1`) the best plan for p is worth
:math:`(B/{}^\alpha\!D(p))^{1/\gamma}`, :math:`\alpha = 1/(1-\kappa)`; the best plan for a single
task is worth :math:`B^{1/\gamma}`. So performance "rises" by the effective number of tasks that
were dropped, without any skill.

On the *old* question nothing is gained: the best plan for p could have given those tasks nothing.
It is another matter if somebody else answers them. Let a dropped call be served elsewhere at the
level v. If a fraction A of calls is kept, and the best plan for these is worth :math:`G_A`, it is
right to drop the rest if and only if v exceeds

.. math:: v^* = \left( \frac{G^{*\rho} - A\, G_A^\rho}{1-A} \right)^{1/\rho} ,

and for :math:`\rho = 0` its limit :math:`(G^*/G_A^A)^{1/(1-A)}`. With :math:`\rho = 0` and
:math:`\gamma = 1` that is :math:`(1-q)^{(1-q)/q}` of the level at which the best plan serves the
dropped calls, q = 1 - A being their share. The part tends to 1/e as q gets small, and to 1 as it
becomes everything.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.allocation import optimal_value
from fitbreadth.divergence import breadth
from fitbreadth.escort import escort, kappa
from fitbreadth.validate import integer, number, probabilities


@dataclass(frozen=True)
class Dropped:
    """A question cut down to its commonest tasks.

    Attributes
    ----------
    kept : int
        Tasks that are still answered, the commonest ones.
    answered : float
        A, the share of calls that they make up.
    gain : float
        Factor by which the best performance rises on what is kept, with the same budget.
    break_even : float
        v*, the level at which dropped calls must be served elsewhere for it to be worth it on
        the old question, in the unit of the levels.
    before : float
        The level that the best plan gave to the dropped tasks: their power mean of order rho.
    """

    kept: int
    answered: float
    gain: float
    break_even: float
    before: float

    @property
    def part(self) -> float:
        """How well, beside before, dropped calls must be served elsewhere."""
        return self.break_even / self.before


def redefinition_gain(p: ArrayLike, *, rho: float, gamma: float) -> float:
    """Return the factor that is gained by answering one task only, and the commonest at that.

    Parameters
    ----------
    p : array_like, shape (n,)
        How often each task comes up: >= 0, sums to 1.
    rho, gamma : float
        As for :func:`fitbreadth.allocation.optimum`, with kappa = rho/gamma < 1.

    Returns
    -------
    float
        At least 1: the effective number of tasks, to the power 1/gamma.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or kappa >= 1, where the best plan serves one task
        already.

    References
    ----------
    hill1973

    Examples
    --------
    >>> round(redefinition_gain([0.4, 0.25, 0.15, 0.12, 0.08], rho=0, gamma=1), 4)
    4.2808
    """
    tasks = probabilities("p", p)
    log_gain = float(np.log(breadth(tasks, 1 / (1 - _interior(rho, gamma))))) / gamma
    if log_gain > 700:
        raise ValueError(
            f"gamma must be large enough for the gain to fit a float, got {gamma!r} with "
            f"p={tasks.tolist()!r}"
        )
    return float(np.exp(log_gain))


def dropped(p: ArrayLike, *, kept: int, rho: float, gamma: float, budget: float = 1.0) -> Dropped:
    """Drop the rarest tasks, and say what is gained, what is lost and when it is right.

    Parameters
    ----------
    p, rho, gamma
        As for :func:`redefinition_gain`; all of ``p`` > 0.
    kept : int
        Tasks to keep, in [1, n - 1].
    budget : float
        B > 0.

    Returns
    -------
    Dropped

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or kappa >= 1.

    Examples
    --------
    The rarest of five tasks, one call in twelve: better by a fifth on the others, and right if
    somebody else serves it 38 per cent as well.

    >>> cut = dropped([0.4, 0.25, 0.15, 0.12, 0.08], kept=4, rho=0, gamma=1)
    >>> round(cut.answered, 2), round(cut.gain, 3), round(cut.part, 3)
    (0.92, 1.193, 0.383)
    """
    tasks = np.sort(probabilities("p", p))[::-1]
    if tasks[-1] == 0:
        raise ValueError("p must be > 0 for every task: one that never comes up is dropped already")
    ratio = _interior(rho, gamma)
    count = integer("kept", kept, low=1, high=tasks.size - 1)
    stake = number("budget", budget, above=0)
    tasks = tasks / tasks.sum()
    A = float(tasks[:count].sum())
    best = optimal_value(tasks, rho=rho, gamma=gamma, budget=stake)
    rest = optimal_value(tasks[:count] / A, rho=rho, gamma=gamma, budget=stake)
    levels = (stake * escort(tasks, ratio)[count:]) ** (1 / gamma)
    weights = tasks[count:] / tasks[count:].sum()
    if rho == 0:
        even = float(np.exp((np.log(best) - A * np.log(rest)) / (1 - A)))
        before = float(np.exp(weights @ np.log(levels)))
    else:
        even = float(((best**rho - A * rest**rho) / (1 - A)) ** (1 / rho))
        before = float((weights @ levels**rho) ** (1 / rho))
    return Dropped(count, A, rest / best, even, before)


def rare_part(q: float) -> float:
    r"""Return the theory of :attr:`Dropped.part` at rho = 0, gamma = 1, however many are dropped.

    Parameters
    ----------
    q : float
        Share of all calls that is dropped, in (0, 1).

    Returns
    -------
    float
        :math:`(1-q)^{(1-q)/q}`, between 1/e and 1.

    Raises
    ------
    TypeError, ValueError
        If ``q`` is out of its range.

    Examples
    --------
    >>> round(rare_part(0.08), 3), round(rare_part(1e-6), 4)
    (0.383, 0.3679)
    """
    odds = number("q", q, above=0, below=1)
    return float(np.exp((1 - odds) / odds * np.log1p(-odds)))


def _interior(rho: float, gamma: float) -> float:
    ratio = kappa(rho, gamma)
    if not -np.inf < ratio < 1:
        raise ValueError(
            f"rho must be finite with kappa = rho/gamma < 1, got rho={rho!r} and gamma={gamma!r}: "
            f"from kappa = 1 on the best plan serves one task already"
        )
    return ratio
