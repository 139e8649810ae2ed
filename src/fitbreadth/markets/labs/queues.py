"""Two specialists with a queue each or two generalists with one: where you are out sooner.

A specialist is faster at the desk, but stands idle while the other's customers wait. How much
faster it must be depends on how busy the shop is, and on how steady the mix of customers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.markets.customers import arrivals
from fitbreadth.markets.figures.queues import SHOPS, draw
from fitbreadth.markets.queue_runs import generalists, specialists
from fitbreadth.markets.queues import break_even_speed, mean_sojourn
from fitbreadth.markets.seasons import seasonal_break_even, specialists_sojourn
from fitbreadth.validate import Float

LOADS = tuple(step / 10 for step in range(1, 10))
SPEEDS = (1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7)
SWINGS = (0.0, 0.2, 0.4, 0.6)
SEASON = 30.0
"""Minutes after which the kinds swap places; a generalist takes a minute for a customer."""
RUNS = 16
SEED = 11
T_95 = 2.1314
"""97.5% point of Student's t with 15 degrees of freedom, for the mean of 16 runs."""

Measured = tuple[Float, Float, Float]
"""Mean times of both shops, half-widths of their intervals, and the share stranded."""


def _customers(load: float) -> int:
    """Return the length of a run; its first quarter, in which queues still build up, is left out.

    A busy queue takes longest to forget that it began empty.
    """
    return 3000 if load < 0.75 else 10_000


@lru_cache(maxsize=1024)
def _measured(load: float, s: float, v: float, seed: int) -> Measured:
    """Let the same customers into both shops, in 16 runs."""
    demand = arrivals(
        load, customers=_customers(load), runs=RUNS, seed=seed, swing=v, season=SEASON
    )
    own, warm_up = specialists(demand, speed=s), _customers(load) // 4
    times = np.array([own.mean(warm_up=warm_up), _pooled(load, seed)])
    half = T_95 * times.std(axis=1, ddof=1) / np.sqrt(RUNS)
    return times.mean(axis=1), half, own.stranded[:, warm_up:].mean()


@lru_cache(maxsize=64)
def _pooled(load: float, seed: int) -> Float:
    """Return the mean times under generalists, who do not notice what kind a customer is."""
    demand = arrivals(load, customers=_customers(load), runs=RUNS, seed=seed)
    return generalists(demand).mean(warm_up=_customers(load) // 4)


def rows(*, s: float, v: float, seed: int = SEED) -> list[Row]:
    """Return the border between the shops, who was measured faster, and the time in each."""
    load = np.linspace(0.02, 0.92, 32)
    border = [seasonal_break_even(x, swing=v, season=SEASON) for x in load]
    parts: list[Row] = [
        {"panel": "border", "busy": _numbers(load), "speed": _numbers(border)},
        {
            "panel": "theory",
            "who": "two specialists",
            "busy": _numbers(load),
            "time": _numbers(
                [specialists_sojourn(x, speed=s, swing=v, season=SEASON) for x in load]
            ),
        },
    ]
    worst = np.array([1 / (1 + v), 0.92])
    if worst[0] < worst[1]:
        parts.append(
            {"panel": "flooded", "busy": _numbers(worst), "speed": _numbers(worst * (1 + v))}
        )
    faster: dict[str, list[tuple[float, float]]] = {who: [] for who in SHOPS}
    for x in LOADS:
        for speed in SPEEDS:
            times = _measured(x, speed, v, seed)[0]
            faster[list(SHOPS)[int(times.argmin())]].append((x, speed))
    for who, places in faster.items():
        parts.append(
            {
                "panel": "faster",
                "who": who,
                "busy": [x for x, _ in places],
                "speed": [speed for _, speed in places],
            }
        )
    found = [_measured(x, s, v, seed) for x in LOADS]
    for i, who in enumerate(SHOPS):
        mean, half = (np.array([each[part][i] for each in found]) for part in (0, 1))
        parts.append(
            {
                "panel": "measured",
                "who": who,
                "busy": list(LOADS),
                "time": _numbers(mean),
                "low": _numbers(mean - half),
                "high": _numbers(mean + half),
            }
        )
    return [*parts, *({"panel": "here", "at": x, "fast": s} for x in LOADS)]


def backdrop() -> list[Row]:
    """Return what no setting changes: generalists' time, the border of steady demand, places."""
    load = np.linspace(0.02, 0.92, 32)
    return [
        {
            "panel": "steady",
            "busy": _numbers(load),
            "speed": _numbers([break_even_speed(x) for x in load]),
        },
        {
            "panel": "theory",
            "who": "two generalists",
            "busy": _numbers(load),
            "time": _numbers([mean_sojourn(2, load=x) for x in load]),
        },
        *(
            {
                "panel": "place",
                "set_rho": x,
                "set_s": s,
                "left": round(x - 0.05, 3),
                "right": round(x + 0.05, 3),
                "bottom": round(s - 0.05, 3),
                "top": round(s + 0.05, 3),
            }
            for x in LOADS
            for s in SPEEDS
        ),
    ]


def _numbers(values: list[float] | Float) -> list[float]:
    return [float(f"{value:.4g}") for value in values]


def sentence(*, rho: float, s: float, v: float, seed: int = SEED) -> str:
    """Say how long a customer is in each shop, what would be even, and who stands idle."""
    own = specialists_sojourn(rho, speed=s, swing=v, season=SEASON)
    shared = mean_sojourn(2, load=rho)
    even = seasonal_break_even(rho, swing=v, season=SEASON)
    sooner = "sooner" if own < shared else "later"
    stranded = _measured(rho, s, v, seed)[2]
    return (
        f"A customer of the specialists is out after {own:.2f} minutes on average, {sooner} than "
        f"the generalists' {shared:.2f}; from {even:.2f} times the generalists' speed specialists "
        f"are ahead. In the simulation {stranded:.0%} of customers found one specialist idle while "
        "somebody waited for the other."
    )


def _later(rows: Sequence[Row]) -> float:
    """Return how much longer a customer of the specialists takes where shops are half busy."""
    own, shared = (
        row["time"][row["busy"].index(0.5)] for row in rows if row["panel"] == "measured"
    )
    return float(own - shared)


LAB = Lab(
    name="fig-queues",
    controls=(
        Control(
            "rho",
            "Generalists are busy",
            LOADS,
            0.5,
            unit="of the time",
            labels=tuple(f"{load:.0%}" for load in LOADS),
            view=True,
        ),
        Control(
            "s",
            "A specialist works",
            SPEEDS,
            1.1,
            labels=lambda s: "as fast" if s == 1 else f"{s:g} times as fast",
        ),
        Control(
            "v",
            "Share of the kind in season",
            SWINGS,
            0.0,
            labels=lambda v: f"{50 * (1 + v):.3g}%" if v else "50% (steady)",
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("Minutes longer at specialists, half busy", _later),
    needs_scipy=True,
    caption=(
        "Click or drag in the map. Two kinds of customer come at random, equally many of each, "
        "to two specialists, who serve one kind each, or two generalists, who share a queue and "
        "take a minute a customer. With a steady mix specialists must be up to 1.25 times as "
        "fast to be ahead, most when the shop is half busy. Then let one kind be in season, for "
        "half an hour or so, until the two swap: generalists do not notice, and specialists "
        "must be faster than before. Below the dotted line a specialist cannot keep up while "
        "its kind is in season."
    ),
    description=(
        "A map of how busy the shop is against how fast specialists are, with a border that arches "
        "to 1.25 under steady demand and rises as demand swings; the marks for who was "
        "measured faster lie on their side of it. And the time that a customer spends in each "
        "shop, rising with how busy it is."
    ),
    columns={
        "panel": "panel",
        "who": "shop",
        "busy": "how busy generalists are",
        "speed": "speed of a specialist",
        "time": "minutes in the shop",
        "low": "95% interval from",
        "high": "95% interval to",
    },
)
