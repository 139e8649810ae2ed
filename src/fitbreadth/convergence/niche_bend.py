r"""Bell-shaped niches are locally a power curve: its exponent, and so their kappa.

Two habitats lie d apart and a phenotype at z has viability :math:`w_\pm = e^{-(z \mp d/2)^2
/2\sigma^2}` in them (:mod:`fitbreadth.biology.levins`). Write :math:`b = \ln w_+ w_-` for both
together and :math:`t = \ln w_+/w_-` for the tilt. The curve of all phenotypes is the parabola

.. math:: b(t) - b(0) = -\tfrac{\gamma}{4} t^2, \qquad \gamma = (2\sigma/d)^2,

while the power curve :math:`x^\gamma + y^\gamma = B` (:mod:`fitbreadth.allocation`) is
:math:`-\tfrac2\gamma \ln\cosh(\gamma t/2)`. The two have the same slope and the same curvature in
the middle, so bells are *locally* a power curve with that exponent, and
:math:`\kappa = \rho/\gamma = \rho (d/2\sigma)^2`: the border :math:`\kappa = 1` of a fine grain is
Levins' :math:`d = 2\sigma`, and a coarse grain (:math:`\rho = 0`) never crosses one.

Away from the middle they part: :mod:`fitbreadth.convergence.niche_shape`.
"""

from __future__ import annotations

from fitbreadth.allocation import kappa as ratio_of
from fitbreadth.validate import number


def local_exponent(d: float, *, sigma: float = 1.0) -> float:
    r"""Return the exponent of the power curve that bells a distance d apart are like midway.

    Parameters
    ----------
    d : float
        Distance between the two optima, in [1e-100 sigma, 1e100 sigma].
    sigma : float
        Width of a bell, in [1e-100, 1e100], in the unit of d.

    Returns
    -------
    float
        :math:`(2\sigma/d)^2`: above 1 a weak trade-off, below 1 a strong one.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    levins1962

    Examples
    --------
    >>> local_exponent(2), local_exponent(4)
    (1.0, 0.25)
    """
    width = number("sigma", sigma, low=1e-100, high=1e100)
    return (2 * width / number("d", d, low=1e-100 * width, high=1e100 * width)) ** 2


def local_kappa(d: float, *, rho: float = 1.0, sigma: float = 1.0) -> float:
    r"""Return :math:`\rho (d/2\sigma)^2`, the kappa of two bells.

    Parameters
    ----------
    d, sigma
        As for :func:`local_exponent`.
    rho : float
        Order of the mean over habitats: 1 in a fine grain, 0 in a coarse one.

    Returns
    -------
    float
        Above 1 the phenotype in the middle is not the best.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> local_kappa(2), local_kappa(100, rho=0)
    (1.0, 0.0)
    """
    return ratio_of(rho, local_exponent(d, sigma=sigma))
