r"""An industry of competitive firms that differ in productivity, after Hopenhayn.

A firm of productivity :math:`\varphi` sells what it makes at the price p. It hires
:math:`n` workers at the wage w, makes :math:`\varphi n^\theta`, and pays a fixed cost c each
year that it exists. Hiring what pays best leaves it the profit and output

.. math::

   \pi(\varphi, p) = (1-\theta)(p\varphi)^{\eta} (\theta/w)^{\theta\eta} - c, \qquad
   q(\varphi, p) = \varphi^\eta (p\theta/w)^{\theta\eta}, \qquad \eta = \frac1{1-\theta}.

From year to year its productivity is multiplied by a log-normal A, whatever its size (Gibrat's
law). Everything that a firm decides depends on one number only, how often its profit before the
fixed cost would pay that cost. Its logarithm is called the :func:`margin` here; it moves as a
random walk with steps :math:`\eta \ln A`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, number


@dataclass(frozen=True)
class Industry:
    """Technology, luck and costs in an industry; the defaults are QuantEcon's.

    Parameters
    ----------
    beta : float
        What a unit of money next year is worth now, in (0, 1).
    theta : float
        Returns to labour, in (0, 1): by how many per cent output rises with 1 % more workers.
    c : float
        Fixed cost of existing for a year, > 0, in money.
    c_e : float
        Cost of entering, in money. An entrant loses at most c on top of it, so it exceeds -c.
    w : float
        Wage, > 0, in money.
    m_a, s_a : float
        Mean and standard deviation of ln A, a year's log growth of productivity; ``s_a`` > 0.
    m_e, s_e : float
        Mean and standard deviation of the log productivity of entrants; ``s_e`` > 0.

    Raises
    ------
    TypeError, ValueError
        If a value is out of its range, or firms are worth infinitely much: beta E[A^eta] >= 1.

    References
    ----------
    hopenhayn1992, quantecon_hopenhayn

    Examples
    --------
    >>> industry = Industry()
    >>> round(industry.eta, 4), [round(x, 4) for x in industry.step]
    (1.4286, [-0.0171, 0.1429])
    """

    beta: float = 0.95
    theta: float = 0.3
    c: float = 4.0
    c_e: float = 1.0
    w: float = 1.0
    m_a: float = -0.012
    s_a: float = 0.1
    m_e: float = 1.0
    s_e: float = 0.2

    def __post_init__(self) -> None:
        number("beta", self.beta, above=0, below=1)
        number("theta", self.theta, above=0, below=1)
        for name in ("c", "w", "s_a", "s_e"):
            number(name, getattr(self, name), above=0, high=1e9)
        for name in ("m_a", "m_e"):
            number(name, getattr(self, name), low=-100, high=100)
        if number("c_e", self.c_e, high=1e15) <= -self.c:
            raise ValueError(
                f"c_e must be a number > -c = {-self.c:g}, got {self.c_e!r}: an entrant can lose "
                "no more than c, so with such a subsidy entry would never stop, at any price"
            )
        mu, sigma = self.step
        if np.log(self.beta) + mu + sigma**2 / 2 >= 0:
            growth = float(np.exp(min(mu + sigma**2 / 2, 700.0)))
            raise ValueError(
                "m_a and s_a must keep a firm's worth finite: its profit grows by E[A^eta] = "
                f"{growth:.4g} a year on average, and beta = {self.beta!r} times that is not below "
                f"1, got m_a={self.m_a!r}, s_a={self.s_a!r}, theta={self.theta!r}"
            )

    @property
    def eta(self) -> float:
        """1/(1 - theta): by how many per cent output rises with 1 % more productivity."""
        return 1 / (1 - self.theta)

    @property
    def step(self) -> tuple[float, float]:
        """Mean and standard deviation of a year's log growth of output, eta ln A."""
        return self.eta * self.m_a, self.eta * self.s_a

    @property
    def tail(self) -> float:
        """Tail index of productivity, the a with E[A^a] = 1; divided by eta, that of output."""
        return -2 * self.m_a / self.s_a**2


def profit(industry: Industry, phi: ArrayLike, *, p: float) -> Float:
    """Return a year's profit of firms, the fixed cost paid.

    Parameters
    ----------
    industry : Industry
        The industry.
    phi : array_like
        Productivities, > 0.
    p : float
        Price of the good, > 0.

    Returns
    -------
    ndarray, shape of phi
        Money a year, at least -c.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    hopenhayn1992, quantecon_hopenhayn

    Examples
    --------
    At a price of 1 a productivity of 4 does not earn the fixed cost.

    >>> profit(Industry(), [4, 8], p=1).round(3)
    array([-0.972,  4.15 ])
    """
    return np.asarray(industry.c * np.expm1(margin(industry, phi, p=p)))


def output(industry: Industry, phi: ArrayLike, *, p: float) -> Float:
    """Return a year's output of firms.

    Parameters
    ----------
    industry, phi, p
        As for :func:`profit`.

    Returns
    -------
    ndarray, shape of phi
        Units of the good a year, > 0: gross profit is the share 1 - theta of the proceeds.

    Raises
    ------
    TypeError, ValueError
        As for :func:`profit`.

    References
    ----------
    hopenhayn1992, quantecon_hopenhayn

    Examples
    --------
    >>> output(Industry(), [4, 8], p=1).round(3)
    array([ 4.325, 11.642])
    """
    gross = industry.c * np.exp(margin(industry, phi, p=p))
    return np.asarray(gross * industry.eta / p)


def margin(industry: Industry, phi: ArrayLike, *, p: float) -> Float:
    """Return ln(profit before the fixed cost / fixed cost), all that a firm's decision depends on.

    Parameters
    ----------
    industry, phi, p
        As for :func:`profit`.

    Returns
    -------
    ndarray, shape of phi
        0 where a firm earns its fixed cost exactly.

    Raises
    ------
    TypeError, ValueError
        As for :func:`profit`.

    Examples
    --------
    >>> margin(Industry(), [4, 8], p=1).round(3)
    array([-0.279,  0.712])
    """
    productivity = np.asarray(phi, dtype=float)
    if not np.all((productivity > 0) & np.isfinite(productivity)):
        raise ValueError(f"phi must hold finite numbers > 0, got {phi!r}")
    number("p", p, above=0)
    return np.asarray(industry.eta * (np.log(productivity) + np.log(p)) + scale(industry))


def scale(industry: Industry) -> float:
    """Return the margin of a firm with p * phi = 1: ln of (1-theta)(theta/w)^(theta eta)/c.

    Parameters
    ----------
    industry : Industry
        The industry.

    Returns
    -------
    float

    Raises
    ------
    TypeError
        If it is no Industry.

    Examples
    --------
    >>> round(scale(Industry()), 4)
    -2.259
    """
    theta, w = checked(industry).theta, industry.w
    return float(np.log1p(-theta) + theta * industry.eta * np.log(theta / w) - np.log(industry.c))


def checked(industry: object) -> Industry:
    """Return ``industry``, once it is known to be one.

    Parameters
    ----------
    industry : object
        What should be an Industry.

    Returns
    -------
    Industry

    Raises
    ------
    TypeError
        If it is anything else.

    Examples
    --------
    >>> checked(Industry()).c
    4.0
    """
    if not isinstance(industry, Industry):
        raise TypeError(f"industry must be an Industry, got {industry!r}")
    return industry
