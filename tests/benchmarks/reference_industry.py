"""The lecture's way to the price of free entry, in plain Python: guess values, guess prices."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp


def interpolated(x: float, top: float, values: Sequence[float]) -> float:
    """Read a broken line off evenly spaced points from 0 to ``top``, flat above."""
    place = x / top * (len(values) - 1)
    i = int(place)
    if i >= len(values) - 1:
        return values[-1]
    return values[i] + (place - i) * (values[i + 1] - values[i])


def worth(
    p: float, top: float, start: Sequence[float], normal: Sequence[float], tolerance: float
) -> list[float]:
    """Iterate on values until they settle; ``normal`` are draws of growth, equally likely."""
    points, unit = len(start), 0.7 * 0.3 ** (0.3 / 0.7)
    grid = [top * i / (points - 1) for i in range(points)]
    earned = [unit * (p * phi) ** (1 / 0.7) - 4 for phi in grid]
    growth = [exp(-0.012 + 0.1 * z) for z in normal]
    v = list(start)
    while True:
        ahead = [sum(interpolated(a * phi, top, v) for a in growth) / len(growth) for phi in grid]
        new = [pi + 0.95 * max(0.0, c) for pi, c in zip(earned, ahead, strict=True)]
        off = max(abs(a - b) for a, b in zip(new, v, strict=True))
        v = new
        if off < tolerance:
            return v


def price(
    top: float, points: int, normal: Sequence[float], *, tolerance: float, precision: float
) -> float:
    """Halve an interval of prices until entry breaks even."""
    low, high = 1.0, 2.0
    v = [0.0] * points
    entrants = [exp(1 + 0.2 * z) for z in normal]
    while high - low > precision:
        middle = (low + high) / 2
        v = worth(middle, top, v, normal, tolerance)
        if sum(interpolated(phi, top, v) for phi in entrants) / len(entrants) > 1:
            high = middle
        else:
            low = middle
    return (low + high) / 2
