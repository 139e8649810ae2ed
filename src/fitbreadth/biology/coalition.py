r"""Who lives together in Levene's patches: the evolutionarily stable coalition of traits.

Selection in the patches (:meth:`Levene.reproduction`) is :func:`fitbreadth.selection.update`, and
every generation of it raises

.. math:: \ell(q) = \sum_i c_i \ln \sum_j q_j f_i(x_j) .

So the traits at hand come to rest at the maximum of a concave function: they hold the patches as
Cover's log-optimal portfolio holds shares (c: probability of a market, f: returns), or as the
weights of a mixture fit data (c: data, f: likelihoods). It is at its maximum if and only if no
trait has W > 1, and W = 1 in every resident. Over all traits the maximum is the evolutionarily
stable coalition; Lindsay's theorem on mixtures says that it never needs more traits than there
are patches.

For two equal patches at :math:`\pm d/2` the residents :math:`\pm z` fill both patches equally, so
that W is proportional to :math:`f_1 + f_2`: the branches stand where the *fine-grained* fitness of
Levins has its two maxima, :math:`z = (d/2)\tanh(zd/2\sigma^2)`. With a third patch in between the
prices differ, and that coincidence ends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.biology.levene import Levene
from fitbreadth.biology.peaks import fine_optimum
from fitbreadth.selection import update
from fitbreadth.validate import Float, number, vector

DUST = 1e-9
"""What is rarer at rest is on its way out, unless a patch would miss it."""


@dataclass(frozen=True, eq=False)
class Coalition:
    """Traits at hand, at rest.

    Attributes
    ----------
    traits : ndarray, shape (m,)
        Traits at hand, residents or not.
    q : ndarray, shape (m,)
        Their frequencies, zero for those that are excluded.
    W : ndarray, shape (m,)
        Mean offspring of each: 1 in a resident, at most 1 + tol elsewhere.
    """

    traits: Float
    q: Float
    W: Float

    @property
    def positions(self) -> Float:
        """Trait of each branch, shape (branches,): neighbouring residents are one branch."""
        return np.array([self.q[at] @ self.traits[at] / self.q[at].sum() for at in self._runs()])

    @property
    def shares(self) -> Float:
        """Frequency of each branch, shape (branches,)."""
        return np.array([self.q[at].sum() for at in self._runs()])

    def _runs(self) -> list[slice]:
        edges = np.flatnonzero(np.diff(np.concatenate([[False], self.q > 0, [False]])))
        return [slice(a, b) for a, b in edges.reshape(-1, 2)]


def residents(model: Levene, traits: ArrayLike, *, tol: float = 1e-9) -> Coalition:
    """Return the frequencies at which selection among the given traits comes to rest.

    Over a lattice this is the evolutionarily stable coalition.

    Parameters
    ----------
    model : Levene
        The patches.
    traits : array_like, shape (m,)
        Traits at hand, increasing.
    tol : float
        The largest W - 1 that is accepted, in (0, 0.01]. The frequencies then give every
        patch its due to within ``tol`` nats of the best that any frequencies give.

    Returns
    -------
    Coalition

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.
    RuntimeError
        If ``tol`` is not met, which the error tells.

    References
    ----------
    levene1953, geritz1998

    Examples
    --------
    >>> from fitbreadth.biology.even_patches import even_patches
    >>> best = residents(even_patches(2, d=2.5), np.linspace(-2, 2, 401))
    >>> best.positions.round(2), best.shares.round(6)
    (array([-1.1,  1.1]), array([0.5, 0.5]))
    """
    values = vector("traits", traits)
    if (np.diff(values) <= 0).any():
        raise ValueError(f"traits must be increasing, got {values!r}")
    limit = number("tol", tol, above=0, high=0.01)
    log_f = model.log_viability(values)
    with np.errstate(under="ignore"):
        f = np.exp(log_f - log_f.max(axis=1, keepdims=True))[model.c > 0]
    c = model.c[model.c > 0]
    q = np.full(values.size, 1 / values.size)
    for _ in range(500):
        W = (c / (f @ q)) @ f
        if W.max() <= 1 + limit:
            q = _sweep(f, c, q, limit)
            return Coalition(values, q, model.reproduction(values, traits=values, q=q))
        q = _ascend(f, c, update(q, W))
    raise RuntimeError(
        f"tol={tol!r} was not met: some trait still has W - 1 = {W.max() - 1:.2g} with "
        f"sigma={model.sigma!r} and {values.size} traits"
    )


def _sweep(f: Float, c: Float, q: Float, limit: float) -> Float:
    """Drop the dust, if the rest keeps all invaders out without it."""
    rest = np.where(q < DUST, 0, q)
    rest /= rest.sum()
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        out = ((c / (f @ rest)) @ f).max() <= 1 + limit
    return rest if out else q


def _ascend(f: Float, c: Float, q: Float) -> Float:
    """One Newton step on the simplex (Wang 2007), which selection alone needs ages for."""
    from scipy.optimize import nnls

    due = f / (f @ q)[:, None]
    # Second-order Taylor: least squares of due @ q against 2, its sum held to 1 (Dax 1990).
    rows = np.sqrt(c)[:, None] * (due - 2)
    target = np.append(np.zeros(c.size), 1.0)
    best, _ = nnls(np.vstack([rows, np.ones(q.size)]), target)
    step = best / best.sum() - q
    rise, here, t = float(c @ due @ step), float(c @ np.log(f @ q)), 1.0
    while t > 1e-9 and c @ np.log(np.maximum(f @ (q + t * step), 1e-300)) < here + t * rise / 3:
        t /= 2
    return np.asarray(np.maximum(q + t * step, 0) if t < 1 else best / best.sum())


def two_branches(d: float, *, sigma: float = 1.0) -> float:
    r"""Return z, the distance of each branch from the middle of two equal patches, the theory.

    It is where Levins' lone phenotype would stand (:func:`fine_optimum`). With
    :math:`t = zd/2\sigma^2` it is a curve in closed form: :math:`d = 2\sigma\sqrt{t/\tanh t}`,
    :math:`z = \sigma\sqrt{t\tanh t}`.

    Parameters
    ----------
    d : float
        Distance between the two optima, >= 0, in the unit of the trait.
    sigma : float
        Niche width, > 0.

    Returns
    -------
    float
        The largest solution of z = (d/2) tanh(zd/(2 sigma^2)), in the unit of the trait: 0 if
        and only if d <= 2 sigma.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    levins1962, geritz1998

    Examples
    --------
    >>> round(two_branches(2.5), 5), two_branches(2)
    (1.09967, 0.0)
    """
    return fine_optimum(d, sigma=sigma)
