"""A wrong trader who saves, against a right one who saves less: a map of who takes over.

A small error can be bought back by thrift; beyond a line that no one can cross it cannot, however
little is consumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.markets.drift import log_ratio_law
from fitbreadth.markets.figures.saving import REACH, WHO, draw
from fitbreadth.markets.race import Race, race
from fitbreadth.markets.saving import break_even_saving
from fitbreadth.validate import Float

RAIN, THRIFT = 0.7, 0.95
"""Chance of rain, and what the truthful trader saves."""
BELIEFS = (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
SAVINGS = (0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 1.0)
FLOOR, LID = 0.9, 1.0
"""Saving fractions that the map shows."""
DAYS, STEP, RUNS, SEED = 400, 20, 300, 11
TEN = float(np.log(10))


@lru_cache(maxsize=256)
def _race(q: float, saving: float, seed: int) -> Race:
    return race(
        [[q, 1 - q], [RAIN, 1 - RAIN]],
        p=[RAIN, 1 - RAIN],
        saving=[saving, THRIFT],
        rounds=DAYS,
        runs=RUNS,
        record=range(0, DAYS + 1, STEP),
        seed=seed,
    )


def _ahead(q: float, saving: float, seed: int) -> int:
    """Return in how many runs the wrong trader owns more at the end."""
    log_shares = _race(q, saving, seed).log_shares[:, -1]
    return int((log_shares[:, 0] > log_shares[:, 1]).sum())


def _needed(q: float) -> float:
    return break_even_saving([q, 1 - q], p=[RAIN, 1 - RAIN], saving=THRIFT)


def rows(*, q: float, saving: float, seed: int = SEED) -> list[Row]:
    """Race one pair of traders in 300 markets, and say what theory expects."""
    found = _race(q, saving, seed)
    ratio = (found.log_shares[..., 0] - found.log_shares[..., 1]) / TEN
    law = log_ratio_law([q, 1 - q], [RAIN, 1 - RAIN], p=[RAIN, 1 - RAIN], saving=(saving, THRIFT))
    low, middle, high = np.quantile(ratio, [0.1, 0.5, 0.9], axis=0)
    gain = 100 * np.expm1(TEN * ratio[:, -1].mean() / DAYS)
    days = found.times.astype(float)
    return [
        {"panel": "place", "belief": q, "saves": saving, "gain": float(f"{gain:.5g}")},
        {"panel": "theory", **_inside(days, days * law.slope / TEN)},
        _band(days, low, high),
        {"panel": "median", **_inside(days, middle)},
    ]


def _inside(days: Float, y: Float) -> Row:
    """Return a line that ends where it leaves the axis."""
    out = np.abs(y) > REACH
    if out.any():
        first = int(np.argmax(out))
        edge = REACH * np.sign(y[first])
        part = (edge - y[first - 1]) / (y[first] - y[first - 1])
        last = days[first - 1] + part * (days[first] - days[first - 1])
        days, y = np.append(days[:first], last), np.append(y[:first], edge)
    return {"t": _rounded(days, 1), "y": _rounded(y, 3)}


def _band(days: Float, low: Float, high: Float) -> Row:
    """Return the band where it is on the axis, cut off at its edges."""
    seen = (low < REACH) & (high > -REACH)
    ends = np.maximum(low[seen], -REACH), np.minimum(high[seen], REACH)
    return {
        "panel": "band",
        "t": _rounded(days[seen], 1),
        "low": _rounded(ends[0], 3),
        "high": _rounded(ends[1], 3),
    }


def backdrop(*, seed: int = SEED) -> list[Row]:
    """Return the map: its border by the closed form, and who led in each simulated place."""
    wrong, right = WHO
    first, last = (_crossing(side) for side in ((1e-6, RAIN), (RAIN, 1 - 1e-6)))
    inside = np.linspace(first, last, 41)
    border = np.array([_needed(x) for x in inside]).clip(FLOOR, LID)
    q, y = _rounded(inside, 4), _rounded(border, 4)
    return [
        {"panel": "border", "x": q, "edge": y},
        {"panel": "region", "who": wrong, "x": q, "edge": y, "end": [LID] * len(q)},
        {
            "panel": "region",
            "who": right,
            "x": [0.25, *q, 1.0],
            "edge": [LID, *y, LID],
            "end": [FLOOR] * (len(q) + 2),
        },
        *(
            {
                "panel": "grid",
                "set_q": x,
                "set_saving": saving,
                "who": wrong if (count := _ahead(x, saving, seed)) > RUNS / 2 else right,
                "count": count,
            }
            for x in BELIEFS
            for saving in SAVINGS
            if (x, saving) != (RAIN, THRIFT)
        ),
    ]


def _crossing(side: tuple[float, float]) -> float:
    """Return the belief on this side of the truth at which the border reaches everything."""
    from scipy.optimize import brentq

    return float(brentq(lambda x: _needed(x) - LID, *side))


def _rounded(values: ArrayLike, digits: int) -> list[float]:
    return [float(value) for value in np.round(np.asarray(values, dtype=float), digits)]


def sentence(*, q: float, saving: float, seed: int = SEED) -> str:
    """Say what this trader would have to save, and who took over."""
    if (q, saving) == (RAIN, THRIFT):
        return "The two traders are alike, and neither gains on the other."
    needed, slope = _needed(q), np.log(saving / _needed(q))
    if q == RAIN:
        need = (
            "The other trader expects rain as often as it falls, and whoever saves more takes over."
        )
    elif needed > 1:
        need = (
            f"To keep up the other trader would have to save {needed:.1%} of its wealth, more than "
            "all of it: no thrift can make up for this belief."
        )
    else:
        need = f"To keep up the other trader has to save {needed:.1%}."
    if abs(slope) < 1e-6:
        moves = "keeps up with the truthful trader's"
    else:
        days = np.log(2) / abs(slope)
        often = f"against the truthful trader's every {days:,.0f} days"
        moves = f"{'doubles' if slope > 0 else 'halves'} {often}"
    return (
        f"{need} Saving {_percent(saving)}, its wealth {moves}; after {DAYS} days it was ahead in "
        f"{_ahead(q, saving, seed)} of {RUNS} simulated markets."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.3g}%"


def _gain(rows: Sequence[Row]) -> float:
    """Return what the other gains on the truthful trader a day."""
    (place,) = (row for row in rows if row["panel"] == "place")
    return float(place["gain"])


LAB = Lab(
    name="fig-saving",
    controls=(
        Control(
            "q",
            "Chance of rain that it expects",
            BELIEFS,
            0.8,
            labels=_percent,
        ),
        Control(
            "saving",
            "It saves each day",
            SAVINGS,
            0.99,
            labels=_percent,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("The other's gain on the truthful, % a day", _gain),
    needs_scipy=True,
    caption=(
        "Click on the map, or move the sliders. It rains on 70% of days; a truthful trader bets "
        "so and saves 95% of its wealth a day. The other expects another chance of rain, and may "
        "save more. Above the line thrift beats truth, below it truth beats thrift; each mark is "
        "300 simulated markets, named after who led in most of them. But the line leaves the map: "
        "nobody saves more than everything, so a belief that is too wrong cannot be made up for."
    ),
    description=(
        "A map over what a trader believes and what it saves, with a valley-shaped border that is "
        "lowest at the true chance of rain and meets the top on either side; simulated markets "
        "agree with it. Beside it the wealth ratio of the chosen pair over 400 days, a band about "
        "the straight line of the theory."
    ),
    columns={
        "panel": "panel",
        "belief": "chance of rain it expects",
        "saves": "it saves",
        "t": "day",
        "y": "log10 of its wealth per truthful wealth",
        "low": "lowest 10% below",
        "high": "highest 10% above",
        "set_q": "expects rain with",
        "set_saving": "saves a day",
        "who": "who takes over",
        "count": "markets of 300 led by the wrong trader",
    },
)
