r"""An industry of competitive firms that differ in productivity, after Hopenhayn.

A firm of productivity :math:`\varphi` sells what it makes at the price p. It hires
:math:`n` workers at the wage w, makes :math:`\varphi n^\theta`, and pays a fixed cost c each
year that it exists. Hiring what pays best leaves it the profit and output

.. math::

   \pi(\varphi, p) = (1-\theta)(p\varphi)^{\eta} (\theta/w)^{\theta\eta} - c, \qquad
   q(\varphi, p) = \varphi^\eta (p\theta/w)^{\theta\eta}, \qquad \eta = \frac1{1-\theta}.

From year to year its productivity is multiplied by a log-normal A, whatever its size (Gibrat's
law). What it earns is in :mod:`fitbreadth.markets.earnings`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fitbreadth.validate import number


@dataclass(frozen=True)
class Industry:
    """Technology, luck and costs in an industry; the defaults are QuantEcon's.

    Parameters
    ----------
    beta : float
        What a unit of money next year is worth now, in (0, 1).
    theta : float
        Returns to labour, in [1e-6, 0.999]: per cent by which 1 % more workers lift output.
    c : float
        Fixed cost of existing for a year, in [1e-6, 1e9], in money.
    c_e : float
        Cost of entering, at most 1e15, in money. An entrant loses no more than c on top of it, so
        it exceeds -c.
    w : float
        Wage, in [1e-6, 1e9], in money.
    m_a, s_a : float
        Mean and standard deviation of ln A, a year's log growth of productivity: in [-100, 100]
        and [1e-6, 10].
    m_e, s_e : float
        Mean and standard deviation of the log productivity of entrants, in the same
        ranges.

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
        number("theta", self.theta, low=1e-6, high=0.999)
        for name, most in (("c", 1e9), ("w", 1e9), ("s_a", 10.0), ("s_e", 10.0)):
            number(name, getattr(self, name), low=1e-6, high=most)
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
