"""One update under four names: firms, types, hypotheses and experts compete by the same numbers.

Each unit's share grows as its performance exceeds the mean, so the mean itself rises as fast as the
performances vary among the shares. Choosing another reading changes every word and no number.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.markets.figures.spine import HIGHEST, LAST, READINGS, UNITS, draw
from fitbreadth.markets.metcalfe import Competition, compete
from fitbreadth.selection import trajectory, update
from fitbreadth.validate import Float

START = np.array([0.45, 0.3, 0.18, 0.06, 0.01])
PLACES = np.array([0, 0.25, 0.5, 0.75, 1])
"""Performances of the units, as parts of the spread."""
SPREADS = (0.0, 0.25, 0.5, 0.75, 1.0)
STEP, REACH, SMALL = 0.5, 3.5, 1e-3
TIMES = np.arange(0, LAST + STEP / 2, STEP)
MOMENTS = tuple(range(LAST + 1))


@lru_cache(maxsize=64)
def _theory(spread: float) -> Competition:
    return compete(spread * PLACES, s0=START, times=TIMES)


@lru_cache(maxsize=64)
def _selected(spread: float) -> Float:
    """Shares step by step, by the update that all chapters share; shape (times, units)."""
    L = np.tile(np.exp(spread * PLACES * STEP), (TIMES.size - 1, 1))
    return np.asarray(np.exp(trajectory(START, L)))


def rows(*, spread: float) -> list[Row]:
    """Let five units compete, and draw the tangent of the mean at every moment."""
    shares, x = _selected(spread), spread * PLACES
    parts: list[Row] = [
        {"panel": "share", "unit": unit, "rank": rank, "t": TIMES.tolist(), "share": _four(each)}
        for rank, (unit, each) in enumerate(zip(UNITS, shares.T, strict=True))
    ]
    mean = _four(_theory(spread).mean)
    parts += [
        {"panel": "theory", "t": TIMES.tolist(), "mean": mean},
        {"panel": "step", "t": TIMES[::2].tolist(), "mean": _four((shares @ x)[::2])},
    ]
    for moment in MOMENTS:
        middle, slope = _moment(spread, moment)
        before, after = min(REACH, moment), min(REACH, LAST - moment)
        if slope > 0:  # the tangent stays within its panel
            before, after = min(before, middle / slope), min(after, (HIGHEST - middle) / slope)
        ends = {"from": moment - before, "to": moment + after}
        heights = {"low": middle - slope * before, "high": middle + slope * after}
        spelt = {name: round(float(value), 4) for name, value in (ends | heights).items()}
        parts.append({"panel": "tangent", "at": moment, "height": round(middle, 4)} | spelt)
    return parts


def _moment(spread: float, t: float) -> tuple[float, float]:
    """Mean and variance of the performances at a time, by theory."""
    now = compete(spread * PLACES, s0=START, times=[t])
    return float(now.mean[0]), float(now.variance[0])


def rise(spread: float, t: float) -> float:
    """Measure how fast the mean rises at a time: select a little onwards, and a little back.

    Parameters
    ----------
    spread : float
        Best performance less worst, >= 0, per unit of time.
    t : float
        Time.

    Returns
    -------
    float
        Per unit of time, squared.

    Examples
    --------
    >>> round(rise(1.0, 4), 4), round(float(_moment(1.0, 4)[1]), 4)
    (0.0852, 0.0852)
    """
    x = spread * PLACES
    shares = compete(x, s0=START, times=[t]).shares[0]
    onwards, back = (update(shares, np.exp(sign * SMALL * x)) @ x for sign in (1, -1))
    return float((onwards - back) / (2 * SMALL))


def _four(values: Float) -> list[float]:
    return [float(value) for value in values.round(4)]


def sentence(*, spread: float, now: int, reading: str) -> str:
    """Say how much performances vary, and how fast their mean rises."""
    words = READINGS[reading]
    variance, slope = _moment(spread, now)[1], rise(spread, now)
    if spread == 0:
        return f"All {reading} are alike, the variance is 0 and nothing changes."
    when = f"After {now} step{'' if now == 1 else 's'} of time" if now else "At the start"
    return (
        f"{when} the variance of the {words.performance} among the {reading}, each counted by its "
        f"{words.share}, is {variance:.4f}. Measured a moment before and after, its mean is rising "
        f"by {slope:.4f} per step of time: the same."
    )


LAB = Lab(
    name="fig-spine",
    controls=(
        Control("reading", "Read them as", tuple(READINGS), "firms", view=True),
        Control("spread", "Best less worst", SPREADS, 1.0),
        Control("now", "Steps of time", MOMENTS, 0, view=True, play=True),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    caption=(
        "Read the same numbers as firms, as types of an organism, as hypotheses or as experts: "
        "only the words change. Then press *Play*. Whoever does better than the mean grows, so "
        "the mean rises, and its slope at every moment (dashed) equals the variance of what is "
        "selected: how unlike the performances are, each counted by its share. It is steep "
        "while the best and the rest share the field, flatter as the best takes over. It holds "
        "as long as the performances themselves stay as they are."
    ),
    description=(
        "Five bands of changing width fill the first panel: the worst, wide at first, give way to "
        "the best. In the second the mean performance rises, fast at first and then levelling off, "
        "with a dashed tangent at the chosen time."
    ),
    columns={
        "panel": "part",
        "unit": "unit",
        "t": "steps of time",
        "share": "share",
        "mean": "mean performance",
        "at": "time of the tangent",
        "height": "mean there",
        "from": "tangent from",
        "to": "tangent to",
        "low": "its first height",
        "high": "its last height",
    },
)
