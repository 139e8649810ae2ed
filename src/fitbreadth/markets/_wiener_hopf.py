r"""A random walk that ends below a barrier: one equation on the half line, solved once for all.

The worth of a firm, the firms that stand at a time and the profits earned on the way all solve

.. math:: x(s) = \delta \int_0^\infty x(t)\, \phi_{\mu,\sigma}(t - s)\, dt + f(s), \qquad s \ge 0,

with the normal density of the steps as kernel: a Wiener-Hopf equation. Far above the barrier
x dies away like :math:`e^{-\lambda s}` with :math:`\delta\, \mathrm{E} e^{-\lambda g} = 1`. That
is known in closed form, so nothing is cut off: x is held at Gauss-Legendre nodes up to a height
from which on the exponential alone is left, and integrated in closed form above it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, array, number

ORDER = 12
"""Nodes a panel: with panels as wide as a step's standard deviation, only rounding is left."""

MOST_NODES = 6000
"""The linear system is dense: beyond this it would take minutes."""

FIRST = 9.0
"""Standard deviations of a step beyond which no step leads."""

DIGITS = 36.0
"""Other exponentials have fallen by e^-36, less than rounding, where the last panel ends."""


@dataclass(frozen=True)
class Solution:
    """x on the half line, to be called at any s; below the barrier the equation extends it.

    Attributes
    ----------
    mu, sigma, discount : float
        Mean and standard deviation of a step, and delta.
    decay : float
        Lambda.
    nodes, weights, values : ndarray, shape (n,)
        Gauss-Legendre nodes from 0 to ``top``, their weights and x there.
    top, last : float
        Where the exponential takes over, and x there.
    source : callable
        f.
    """

    mu: float
    sigma: float
    discount: float
    decay: float
    nodes: Float
    weights: Float
    values: Float
    top: float
    last: float
    source: Callable[[Float], Float]

    def __call__(self, s: ArrayLike) -> Float:
        """Return x at each s."""
        s = array("s", s)
        under = np.minimum(s, self.top)
        flat = under.ravel()
        x = self.discount * (
            normal_density(self.nodes - flat[:, None], self.mu, self.sigma)
            @ (self.weights * self.values)
            + self.last * _tail(flat, self.mu, self.sigma, self.decay, self.top)
        ) + self.source(flat)
        return np.asarray(x.reshape(s.shape) * np.exp(-self.decay * (s - under)))

    def integral(self, kappa: float = 0.0) -> float:
        """Return the integral of x(s) e^(kappa s) over s >= 0; kappa is below ``decay``."""
        number("kappa", kappa, below=self.decay)
        body = (self.weights * self.values) @ np.exp(kappa * self.nodes)
        return float(body + self.last * np.exp(kappa * self.top) / (self.decay - kappa))


def solve(
    source: Callable[[Float], Float], *, mu: float, sigma: float, discount: float, reach: float
) -> Solution:
    """Return the solution, where ``source`` is negligible beyond ``reach`` or decays faster.

    Raises
    ------
    ValueError
        If the steps are so small against the reach that it would take too many nodes, or vary so
        little that rounding swallows it.
    """
    decay = _root(mu, sigma, discount, 0).real
    gap = _root(mu, sigma, discount, 1).real - decay
    if not decay > 0:
        raise ValueError(
            "s_a (or sigma) must be large enough against the mean growth for floats to tell where "
            f"the walk goes, got steps of mean {mu:.4g} and standard deviation {sigma:.4g}"
        )
    # x itself may have fallen as far before the others have fallen against it
    top = max(reach + DIGITS / max(gap, decay), FIRST * sigma + abs(mu))
    panels = int(np.ceil(min(top / sigma, MOST_NODES)))
    if panels * ORDER > MOST_NODES:
        raise ValueError(
            f"s_a (or sigma) must be large enough for {MOST_NODES} nodes to resolve growth: firms "
            f"here reach {top:.4g} in log size, {top / sigma:.4g} standard deviations of a year"
        )
    nodes, weights = gauss_legendre(0, top, panels)
    points = np.append(nodes, top)
    kernel = np.empty((points.size, points.size))
    kernel[:, :-1] = normal_density(nodes - points[:, None], mu, sigma) * weights
    kernel[:, -1] = _tail(points, mu, sigma, decay, top)
    system = np.eye(points.size) - discount * kernel
    values = np.asarray(np.linalg.solve(system, source(points)), dtype=float)
    return Solution(
        mu, sigma, discount, decay, nodes, weights, values[:-1], top, float(values[-1]), source
    )


def gauss_legendre(low: float, high: float, panels: int) -> tuple[Float, Float]:
    """Return nodes and weights of ``panels`` equal panels."""
    at, weight = np.polynomial.legendre.leggauss(ORDER)
    width = (high - low) / panels
    starts = low + width * np.arange(panels)[:, None]
    places = (starts + width * (at + 1) / 2).ravel()
    return np.asarray(places, float), np.asarray(np.tile(weight * width / 2, panels), float)


def normal_density(t: Float, mean: float | Float, sd: float) -> Float:
    """Return the normal density at t."""
    with np.errstate(over="ignore"):  # nobody is there
        return np.asarray(np.exp(-(((t - mean) / sd) ** 2) / 2) / (sd * np.sqrt(2 * np.pi)))


def normal_below(t: Float | float) -> Float:
    """Return the standard normal distribution function at t."""
    from scipy.special import ndtr

    return np.asarray(ndtr(t))


def lognormal_below(mean: Float | float, sd: float, *, kappa: float = 1.0) -> Float:
    """Return E[e^(kappa X); X < 0] for X normal."""
    from scipy.special import log_ndtr

    exponent = kappa * np.asarray(mean) + (kappa * sd) ** 2 / 2
    return np.asarray(np.exp(exponent + log_ndtr(-(np.asarray(mean) + kappa * sd**2) / sd)))


def _root(mu: float, sigma: float, discount: float, k: int) -> complex:
    """Return the k-th lambda with discount * E exp(-lambda g) = 1 and a positive real part."""
    inside = mu**2 + 2 * sigma**2 * (2j * np.pi * k - np.log(discount))
    return complex((mu + np.sqrt(complex(inside))) / sigma**2)


def _tail(s: Float, mu: float, sigma: float, decay: float, top: float) -> Float:
    """Return the integral of e^(-decay (t - top)) against the density of t over t > top."""
    return lognormal_below(top - s - mu, sigma, kappa=decay)
