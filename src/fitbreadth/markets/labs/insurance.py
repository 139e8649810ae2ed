"""Own every specialist, or pick one: what the best of them in hindsight has on either.

All specialists together pay a premium that stops growing; a specialist picked blindly pays without
end, and one who was sure is ruined.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.markets.drift import drift
from fitbreadth.markets.figures.insurance import AROUND, TOP, WHO, draw
from fitbreadth.markets.insurance import behind, even_beliefs, shortfall
from fitbreadth.markets.laplace import laplace_shortfall
from fitbreadth.markets.premium import break_even
from fitbreadth.markets.race import race
from fitbreadth.validate import Float

EVERY = 0
"""The number of specialists that stands for one of every belief."""
SPECIALISTS = (2, 5, 10, 20, 50, 200, EVERY)
CHANCES = (0.6, 0.7, 0.75, 0.8, 0.9)
ROUNDS, RUNS, SEED = 10_000, 300, 4
TIMES = np.unique(np.concatenate([[0], np.geomspace(1, ROUNDS, 33).round().astype(int)]))
FINE = 500
"""Specialists that stand for all beliefs where one is picked blindly, or holds the money."""
SHOWN = 100
"""Groups of neighbouring beliefs that the figure then shows."""
TEN = float(np.log(10))


class World(NamedTuple):
    """How far a race left the mixture behind the best, in nats, and all that the figure shows.

    Attributes
    ----------
    lost, ceiling : ndarray, shape (runs, times), shape (times,)
        The mixture's shortfall, and the most that it can be.
    alone : ndarray, shape (times,)
        That of the specialist picked blindly, in the middle of all runs.
    money : ndarray, shape (specialists,)
        Shares of the insured money at the end, on average.
    pace : float
        Nats a day that the one picked blindly falls behind, on average.
    """

    lost: Float
    ceiling: Float
    alone: Float
    money: Float
    pace: float


@lru_cache(maxsize=64)
def _world(N: int, p: float, seed: int) -> World:
    beliefs = even_beliefs(N or FINE)
    found = race(beliefs, p=[p, 1 - p], rounds=ROUNDS, runs=RUNS, record=TIMES, seed=seed)
    place, _ = _picked(N, p)
    picked = behind(found.log_shares)[..., place]
    alone, pace = np.median(picked, axis=0), float(picked[:, -1].mean()) / ROUNDS
    money = found.shares[:, -1].mean(axis=0)
    if N != EVERY:
        return World(
            shortfall(found.log_shares), np.full(TIMES.size, np.log(N)), alone, money, pace
        )
    lost = np.stack(
        [
            laplace_shortfall(k, n=int(n))
            for k, n in zip(found.counts[..., 0].T, TIMES, strict=True)
        ],
        axis=1,
    )
    return World(lost, np.log1p(TIMES), alone, money, pace)


def _picked(N: int, p: float) -> tuple[int, float]:
    """Return the specialist that half of the others are no better than, and its loss a round."""
    rates = -drift(even_beliefs(N or FINE), p=[p, 1 - p])
    # among an even number the worse one of the two in the middle
    place = int(np.argsort(rates, kind="stable")[rates.size // 2])
    return place, float(rates[place] - rates.min())


def rows(*, N: int, p: float, seed: int = SEED) -> list[Row]:
    """Race the specialists in 300 worlds, and say how far behind the best each choice is."""
    world = _world(N, p, seed)
    after = TIMES[1:].tolist()
    middle, low, high = (f(world.lost[:, 1:], axis=0) for f in (np.median, np.min, np.max))
    together, picked, sure = WHO
    # the sure one lasts until the first shine: half of them so many days or fewer
    ruined = int(np.ceil(np.log(0.5) / np.log(p)))
    money = world.money
    if N == EVERY:
        money = money.reshape(-1, FINE // SHOWN).sum(axis=1)
    rain = even_beliefs(N or SHOWN)[:, 0]
    held = (money > 5e-4) & (np.abs(rain - p) < AROUND / 100)
    lines: list[Row] = [
        {"panel": "line", "who": together, "t": after, "y": _tens(middle)},
        {"panel": "line", "who": picked, **_up_to_the_top(after, world.alone[1:])},
    ]
    return [
        *lines,
        *(
            {"panel": "tip", "who": line["who"], "day": line["t"][-1], "power": line["y"][-1]}
            for line in lines
        ),
        {"panel": "ceiling", "t": after, "y": _tens(world.ceiling[1:])},
        {"panel": "band", "who": together, "t": after, "low": _tens(low), "high": _tens(high)},
        {"panel": "pace", "who": picked, "halvings": float(f"{world.pace / np.log(2):.5g}")},
        {"panel": "ruin", "who": sure, "day": ruined, "top": TOP},
        {
            "panel": "money",
            "who": together,
            "belief": _rounded(rain[held], 4),
            "off": _rounded(100 * (rain[held] - p), 2),
            "share": _rounded(money[held], 4),
        },
    ]


def _up_to_the_top(after: list[int], nats: Float) -> Row:
    """Return a line that ends where it leaves the axis."""
    tens = nats / TEN
    inside = tens <= TOP
    t, y = np.array(after, dtype=float)[inside], tens[inside]
    if not inside.all():
        # the first point above: the line is straight between two days, not on a log axis
        above = int(np.argmin(inside))
        part = (TOP - tens[above - 1]) / (tens[above] - tens[above - 1])
        t = np.append(t, after[above - 1] + part * (after[above] - after[above - 1]))
        y = np.append(y, TOP)
    return {"t": _rounded(t, 1), "y": _rounded(y, 3)}


def _tens(nats: Float) -> list[float]:
    """Turn natural logs into powers of ten."""
    return _rounded(nats / TEN, 3)


def _rounded(values: ArrayLike, digits: int) -> list[float]:
    return [float(value) for value in np.round(np.asarray(values, dtype=float), digits)]


def sentence(*, N: int, p: float, seed: int = SEED) -> str:
    """Say what the insurance has cost and may cost, and when it has paid."""
    lost, ceiling = _world(N, p, seed)[:2]
    worst, most = (float(np.exp(x)) for x in (lost[:, -1].max(), ceiling[-1]))
    if N == 1:
        return "A single specialist leaves nothing to spread: all together are the one picked."
    place, gap = _picked(N, p)
    what = (
        "A spread over every belief"
        if N == EVERY
        else ("Both" if N == 2 else f"All {N}") + " specialists together"
    )
    opening = (
        f"{what}: after {ROUNDS:,} days the best one was at most {_times(worst)} times as rich, in "
        f"{RUNS} worlds. It can never be more than {_times(most)} times"
    )
    if N == EVERY:
        opening += " by then, one more than the days"
    belief = even_beliefs(N or FINE)[place, 0]
    days = break_even(N or ROUNDS + 1, gap=gap)
    alone = "The one picked blindly" if N != EVERY else "A belief picked blindly"
    halved = np.log(2) / gap
    return (
        f"{opening}. {alone} expects rain with {belief:.0%} and halves against the best every "
        f"{halved:.1f} days: by day {np.ceil(days):,.0f} it is behind the insured, on average, "
        "even if the insurance has cost all it can."
    )


def _times(factor: float) -> str:
    return f"{factor:,.0f}" if factor >= 10 else f"{factor:.2g}"


def _pace(rows: Sequence[Row]) -> float:
    """Return how often a day the one picked blindly halves against the best."""
    (picked,) = (row for row in rows if row["panel"] == "pace")
    return float(picked["halvings"])


LAB = Lab(
    name="fig-insurance",
    controls=(
        Control(
            "N",
            "Specialists insured",
            SPECIALISTS,
            50,
            labels=lambda N: f"{N}" if N != EVERY else "every belief",
        ),
        Control("p", "Chance of rain", CHANCES, 0.7, labels=lambda p: f"{100 * p:.3g}%"),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("Halvings a day of the one picked blindly", _pace),
    needs_scipy=True,
    caption=(
        "Insure more specialists. Each believes in a chance of rain of its own, between never "
        "and always, and bets on it every day. Whoever owns all N of them in equal parts falls "
        "behind the best of them ever more slowly, and never by more than a factor N in money, "
        "whatever the weather (with every belief insured: the days plus one). Whoever picked "
        "one blindly falls behind without end, and whoever was sure of rain is ruined by the "
        "first sunny day. In the end the insured money lies with the specialists nearest the "
        "truth: breadth has bought its way to fit."
    ),
    description=(
        "One panel shows how many times richer the best specialist is, over 10,000 days on "
        "logarithmic axes: a line that levels off under its ceiling for all together, one that "
        "bends upwards and leaves the picture for a specialist picked blindly, and a cross for one "
        "who was sure. The other shows whose the insured money is in the end: a narrow peak at the "
        "true chance of rain."
    ),
    columns={
        "panel": "panel",
        "who": "choice",
        "t": "day",
        "y": "times poorer than the best, power of 10",
        "low": "least of all worlds",
        "high": "most of all worlds",
        "day": "day of ruin in the typical world",
        "belief": "chance of rain believed",
        "off": "off the truth, percentage points",
        "share": "share of the insured money",
    },
)
