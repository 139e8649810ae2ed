"""Logarithms of levels and shares that may be zero, and of their power mean."""

from __future__ import annotations

import numpy as np

from fitbreadth.validate import Float


def log(x: Float) -> Float:
    """Logarithm with ln 0 = -inf and no warning."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(x), dtype=float)


def log_power_mean(log_x: Float, p: Float, rho: float) -> float:
    """``ln M_rho`` from ``ln x``, whose entries may be infinite."""
    log_x, p = log_x[p > 0], p[p > 0] / p.sum()
    top, bottom = float(log_x.max()), float(log_x.min())
    if np.isinf(rho):
        return top if rho > 0 else bottom
    # The geometric limit is already met to the last bit, and 1/rho would overflow.
    if abs(rho) < 1e-200:
        return float(np.sum(p * log_x))
    # The dominant term is factored out, so that no power overflows.
    reference = top if rho > 0 else bottom
    if np.isinf(reference):
        return reference
    with np.errstate(over="ignore", under="ignore"):
        exponents = rho * (log_x - reference)
        shortfall = float(np.sum(p * np.expm1(exponents)))
        # Near rho = 0 the sum is 1 - tiny: log1p keeps the digits that 1/rho then magnifies.
        log_sum = np.log1p(shortfall) if shortfall > -0.5 else np.log(np.sum(p * np.exp(exponents)))
    return reference + float(log_sum) / rho
