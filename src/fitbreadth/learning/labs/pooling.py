"""Two bakeries guess what they will sell: from their own books, or from both books put together.

Sharing doubles the data and mixes in another shop's truth. Which of the two weighs more turns on
the days of records, the difference between the shops and the noise, at a border that is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.learning.figures.pooling import GAPS, LONGEST, SHORTEST, WAYS, WIDEST, draw
from fitbreadth.learning.pooling import crossing, dedicated_risk, shared_risk
from fitbreadth.learning.pooling_blends import learnt_blend_risk
from fitbreadth.learning.pooling_runs import Pooled, pool
from fitbreadth.validate import Float

BREADS = 10
DAYS = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300)
SWINGS = (5.0, 10.0, 20.0)
TOWNS, SEED = 300, 5
OWN, SHARED, BLEND = WAYS
HOW = {OWN: "dedicated", SHARED: "shared", BLEND: "blend"}


def _theory(who: str, days: float, gap: float, swing: float) -> float:
    """Return how far off a guess is, per bread: the root of its mean squared error."""
    apart = gap * np.sqrt(BREADS)
    risk = {
        OWN: lambda: dedicated_risk(days, d=BREADS, sigma=swing),
        SHARED: lambda: shared_risk(days, distance=apart, d=BREADS, sigma=swing),
        BLEND: lambda: learnt_blend_risk(days, distance=apart, d=BREADS, sigma=swing),
    }[who]()
    return float(np.sqrt(risk / BREADS))


@lru_cache(maxsize=512)
def _towns(days: int, gap: float, swing: float, seed: int) -> Pooled:
    """Let all three ways guess in 300 towns of two bakeries, from the same books."""
    distance = gap * float(np.sqrt(BREADS))
    return pool(days, distance=distance, d=BREADS, sigma=swing, runs=TOWNS, seed=seed)


def border(gap: float, swing: float) -> float:
    """Return the days of records beyond which a bakery is better off with its own books."""
    return crossing(gap * np.sqrt(BREADS), d=BREADS, sigma=swing)


def rows(*, gap: float, swing: float, seed: int = SEED) -> list[Row]:
    """Return errors against days for every way, and the map of who was less off where."""
    along = np.geomspace(1, LONGEST, 20)
    parts: list[Row] = []
    for who, how in HOW.items():
        # per town, over both shops and all breads
        square = np.array(
            [getattr(_towns(days, gap, swing, seed), how).mean(axis=1) / BREADS for days in DAYS]
        )
        low, high = np.quantile(np.sqrt(square), [0.1, 0.9], axis=1)
        parts += [
            {
                "panel": "measured",
                "who": who,
                "days": list(DAYS),
                "off": _numbers(np.sqrt(square.mean(axis=1))),
                "low": _numbers(low),
                "high": _numbers(high),
            },
            {
                "panel": "theory",
                "who": who,
                "at": _numbers(along),
                "line": _numbers(np.array([_theory(who, x, gap, swing) for x in along])),
            },
        ]
    even = border(gap, swing)
    if SHORTEST < even < LONGEST:
        parts.append(
            {
                "panel": "border",
                "even": round(even, 2),
                "note": f"even: {_days(even)}",
                "side": "low" if even < 20 else "high",
            }
        )
    gaps = np.geomspace(swing * np.sqrt(2 / LONGEST), WIDEST, 30)
    parts += [
        {
            "panel": "edge",
            "days": _numbers(np.array([border(x, swing) for x in gaps])),
            "apart": _numbers(gaps),
        },
        {"panel": "here", "days": list(DAYS), "apart": [gap] * len(DAYS)},
    ]
    for who in (OWN, SHARED):
        better = [
            (days, apart)
            for days in DAYS
            for apart in GAPS
            if (who == OWN) == _own_won(days, apart, swing, seed)
        ]
        parts.append(
            {
                "panel": "better",
                "who": who,
                "days": [days for days, _ in better],
                "apart": [apart for _, apart in better],
            }
        )
    return parts


def _own_won(days: int, gap: float, swing: float, seed: int) -> bool:
    towns = _towns(days, gap, swing, seed)
    return bool(towns.dedicated.mean() < towns.shared.mean())


def backdrop() -> list[Row]:
    """Return where the reader may drag the bakeries to."""
    middle = np.sqrt(np.array(DAYS[1:]) * DAYS[:-1])
    lefts, rights = [SHORTEST, *middle], [*middle, LONGEST]
    half = (np.array(GAPS[1:]) + GAPS[:-1]) / 2
    lows, highs = [-0.4, *half], [*half, WIDEST]
    return [
        {
            "panel": "place",
            "set_n": days,
            "set_gap": gap,
            "left": round(float(left), 3),
            "right": round(float(right), 3),
            "bottom": round(float(low), 3),
            "top": round(float(high), 3),
        }
        for days, left, right in zip(DAYS, lefts, rights, strict=True)
        for gap, low, high in zip(GAPS, lows, highs, strict=True)
    ] + [
        {
            "panel": "column",
            "set_n": days,
            "left": round(float(left), 3),
            "right": round(float(right), 3),
        }
        for days, left, right in zip(DAYS, lefts, rights, strict=True)
    ]


def _numbers(values: Float) -> list[float]:
    return [float(f"{value:.4g}") for value in values]


def sentence(*, n: int, gap: float, swing: float, blend: str) -> str:
    """Say who is less off, by how much, and where the border lies."""
    own, shared = (_theory(who, n, gap, swing) for who in (OWN, SHARED))
    even = border(gap, swing)
    words = (
        f"After {n} {'day' if n == 1 else 'days'} a guess from one's own books is off by "
        f"{own:.2f} loaves, one from both books by {shared:.2f}"
    )
    if abs(n / even - 1) < 1e-9:
        words += ": here the two ways tie, and with more days own books are better"
    else:
        ratio = max(own, shared) / min(own, shared)
        words += f": {'own' if own < shared else 'both'} books are better, {_by(ratio)}"
        if np.isinf(even):
            words += ", and as the shops are alike that holds however many the days"
        elif even < 1:
            words += ", and already were after a single day"
        else:
            side = "After" if n < even else "Before"
            better = "own" if n < even else "both"
            words += f". {side} {_days(even)} {better} books {'would be' if n < even else 'were'}"
    words += "."
    if blend == "yes":
        learnt = _theory(BLEND, n, gap, swing)
        words += f" The blend that the books themselves suggest is off by {learnt:.2f}."
    return words


def _by(ratio: float) -> str:
    return "by less than 1%" if ratio < 1.01 else f"by a factor of {ratio:.2f}"


def _days(even: float) -> str:
    whole = round(even)
    words = "1 day" if whole == 1 else f"{whole:,} days"
    return words if abs(even - whole) < 1e-9 else f"about {words}"


def simulated_border(rows: Sequence[Row]) -> float:
    """Return the days at which own books became the better ones, an end of the axis if never."""
    own, shared = (
        next(
            np.array(row["off"]) for row in rows if row["panel"] == "measured" if row["who"] == who
        )
        for who in (OWN, SHARED)
    )
    # falls in a straight line with one over the days
    ahead = own**2 - shared**2
    if ahead[0] < 0 or ahead[-1] > 0:
        return SHORTEST if ahead[0] < 0 else LONGEST
    last = int(np.argmax(ahead < 0))
    part = ahead[last - 1] / (ahead[last - 1] - ahead[last])
    first, second = 1 / DAYS[last - 1], 1 / DAYS[last]
    return float(1 / (first + part * (second - first)))


LAB = Lab(
    name="fig-pooling",
    controls=(
        Control("n", "Days of records", DAYS, 30, labels=tuple(map(str, DAYS)), view=True),
        Control(
            "gap",
            "Shops differ by",
            GAPS,
            2.0,
            labels=lambda gap: f"{gap:.3g} {'loaf' if gap == 1 else 'loaves'}",
        ),
        Control("swing", "Sales swing by", SWINGS, 10.0, unit="loaves"),
        Control(
            "blend",
            "A blend",
            ("no", "yes"),
            "no",
            labels=("hidden", "shown"),
            view=True,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("days from which own books are better", simulated_border),
    needs_scipy=True,
    caption=(
        "Click or drag in either panel. Two bakeries each guess what they will sell of ten breads "
        "on an average day, from their own books or from the average of both. Both books together "
        "halve the squared error of luck, but put the guess halfway between the two shops: "
        "sharing is better with few days of records and worse with many, and the border is exact. "
        "All breads differ equally between the shops and swing equally from day to day. Then show "
        "the blend, which moves each guess part of the way, as far as the books suggest: on "
        "average it is never worse than one's own books."
    ),
    description=(
        "How far off a guess is against days of records, both on logarithmic axes: that from own "
        "books falls along a straight line, that from both books starts lower and levels off at "
        "half the difference between the shops, and the two cross. And a map of days against the "
        "difference between the shops, with a falling border; marks for which books were better in "
        "simulations lie on their side of it."
    ),
    columns={
        "panel": "part",
        "who": "guess from",
        "days": "days of records",
        "off": "simulated error, loaves",
        "low": "lowest 10% of towns below",
        "high": "highest 10% above",
        "at": "days (theory)",
        "line": "error by theory, loaves",
        "even": "border, days",
        "apart": "difference of the shops, loaves",
    },
)
