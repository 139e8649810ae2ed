"""The prize for fit shrinks as fit spreads: a trader who knows the odds, in a market with prices.

What she wins at the odds of the first day she does not win for ever, because her own bets move
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.convergence.figures.price_feedback import LAST, draw
from fitbreadth.convergence.price_edge import edge
from fitbreadth.convergence.price_feedback import PriceFeedback, expected_growth, feedback
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.markets.saving import TIED, break_even_saving
from fitbreadth.rounding import short, shorts, written

ODDS = (0.5, 0.3, 0.2)
OTHERS = (0.6, 0.2, 0.2)
HERS = 0.95
SHARES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.5)
SAVINGS = (0.95, 0.955, 0.96, 0.965, 0.97, 0.975, 0.98, 0.985)
TIMES = tuple(range(0, LAST + 1, 25))
RUNS, SEED = 400, 11
TEN = float(np.log(10))
WORLD = {"p": ODDS, "belief": ODDS, "other": OTHERS}


@lru_cache(maxsize=len(SHARES) * len(SAVINGS))
def met(start: float, saved: float, seed: int = SEED) -> PriceFeedback:
    """Return what her share came to in many runs."""
    return feedback(start, times=TIMES, runs=RUNS, seed=seed, saving=(HERS, saved), **WORLD)


@lru_cache(maxsize=len(SHARES) * len(SAVINGS))
def _exact(start: float, saved: float) -> tuple[float, ...]:
    return tuple(expected_growth(start, t=t, saving=(HERS, saved), **WORLD) for t in TIMES)


def prize(share: float, saved: float) -> float:
    """Return what she expects from a round if a part of all wealth is hers, nats."""
    return float(edge(share, saving=(HERS, saved), **WORLD))


def rows(*, start: float, saved: float, seed: int = SEED) -> list[Row]:
    """Let her bet against the market, and compare with prices that stay where they opened."""
    growth = met(start, saved, seed).growth / TEN
    low, high = np.quantile(growth, [0.1, 0.9], axis=0)
    ceiling = -np.log10(start)
    along = np.linspace(0, 1, 41)
    per_cent = 100 * edge(along, saving=(HERS, saved), **WORLD)
    parts: list[Row] = [
        {"panel": "band", "t": list(TIMES), "low": shorts(low), "high": shorts(high)},
        {
            "panel": "exact",
            "t": list(TIMES),
            "y": shorts(np.array(_exact(start, saved)) / TEN),
        },
        {
            "panel": "mean",
            "who": "prices react",
            "t": list(TIMES),
            "y": shorts(growth.mean(axis=0)),
        },
        {
            "panel": "promise",
            "who": "prices stay",
            "t": [0, LAST],
            "y": shorts([0, LAST * prize(start, saved) / TEN]),
        },
        {"panel": "ceiling", "at": 0, "y": short(ceiling), "note": "all wealth is hers"},
        {"panel": "edge", "share": shorts(along), "prize": shorts(per_cent)},
        {"panel": "zero", "y": 0},
    ]
    return parts + _points(start, saved, seed)


def _points(start: float, saved: float, seed: int) -> list[Row]:
    """Return where she is at the start and later, each with its name or one with both."""
    parts: list[Row] = [
        {
            "panel": "point",
            "when": when,
            "words": when,
            "share": short(share),
            "prize": short(100 * prize(share, saved)),
            "side": _side(share, saved),
        }
        for when, share in (("start", start), (f"round {LAST}", _later(start, saved, seed)))
    ]
    left, right = sorted(parts, key=lambda row: row["share"])
    room = 0.14 if left["when"] == "start" else 0.3
    if right["share"] - left["share"] < room and abs(left["prize"] - right["prize"]) < 0.5:
        # two words about one place would cover one another
        upper, lower = (left, right) if left["prize"] >= right["prize"] else (right, left)
        upper["words"], lower["words"] = f"{left['when']}, {right['when']}", ""
    return parts


def _side(share: float, saved: float) -> str:
    """Return on which side of a point the curve leaves room for a word."""
    slope = 100 * (prize(min(share + 0.01, 1), saved) - prize(max(share - 0.01, 0), saved)) / 0.02
    if share > 0.85 or slope > 1:
        return "end"
    return "middle" if share > 0.15 and slope > -1 else "above"


def _later(start: float, saved: float, seed: int) -> float:
    """Return her median share in the last round."""
    return float(start * np.exp(np.median(met(start, saved, seed).growth[:, -1])))


def sentence(*, start: float, saved: float, seed: int = SEED) -> str:
    """Say what a round is worth at the start and later, and who ends up with the market."""
    first, after = prize(start, saved), _later(start, saved, seed)
    needed = break_even_saving(OTHERS, p=ODDS, saving=HERS)
    opening = (
        f"At the opening prices she expects to grow by {_percent(first)} a round. After {LAST} "
        f"rounds, with {_part(after)} of all wealth in the median run, it is "
        f"{_percent(prize(after, saved))}."
    )
    if saved < needed - TIED:
        end = f"In the end all is hers, {written(1 / start, digits=3)} times the start and no more"
    else:
        end = "In the end nothing is hers: the others know less and save more"
    return f"{opening} {end}; if they saved {needed:.2%}, neither would win."


def _percent(part: float) -> str:
    per_cent = 100 * part
    if abs(per_cent) < 0.005:
        return "next to nothing"
    return f"{written(per_cent)}%"


def _part(share: float) -> str:
    return f"{100 * share:.3g}%" if share < 0.999 else "over 99.9%"


def _gain(rows: Sequence[Row]) -> float:
    return next(float(row["y"][-1]) for row in rows if row["panel"] == "mean")


LAB = Lab(
    name="fig-price-feedback",
    controls=(
        Control(
            "start",
            "Her share at the start",
            SHARES,
            0.01,
            labels=lambda share: f"{100 * share:.3g}%",
        ),
        Control(
            "saved",
            "The others save",
            SAVINGS,
            0.95,
            labels=lambda share: f"{100 * share:.4g}%{', as she does' if share == HERS else ''}",
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    seed=SEED,
    outcome=Outcome(f"mean gain in {LAST} rounds, powers of ten", _gain),
    needs_scipy=True,
    caption=(
        "Start her small, then larger. She bets the true odds, all others the same wrong ones, and "
        "prices are what all together stake. If prices stayed where they opened, knowing would pay "
        "the same for ever (dashed). But as she gains, the price learns what she knows, and the "
        "prize of the next round shrinks to nothing. The wide line is the exact mean of the "
        "simulated points; four runs in five end within the band. No run can cross the ceiling. "
        "Then let the others save more, and see when they take over."
    ),
    description=(
        "Her share rises along a dashed straight line at first, then bends away below it and "
        "levels off at a ceiling. In the second panel a curve of growth per round falls to zero as "
        "her part of all wealth goes to one."
    ),
    columns={
        "panel": "part",
        "who": "market",
        "t": "rounds",
        "y": "powers of ten of the share at the start",
        "low": "one run in ten below",
        "high": "one run in ten above",
        "share": "part of all wealth that is hers",
        "prize": "expected growth, % a round",
        "when": "when",
    },
)
