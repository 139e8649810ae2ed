"""Three traders bet on rain or shine: one knows the odds, one splits evenly, one is the reader.

How fast each falls behind the one who knows is its misfit, and nothing else. Being surer than the
odds allow is as costly as being too timid, and all on one side is ruin.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.divergence import renyi
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.markets.drift import drift
from fitbreadth.markets.figures.race import FLOOR, STEEPEST, TRADERS, draw
from fitbreadth.markets.labs.race_lines import DAYS, lines_of
from fitbreadth.markets.race import Race, race
from fitbreadth.places import stretches
from fitbreadth.validate import Float

CHANCES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
BETS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 1.0)
RUNS, SEED = 100, 3
KNOWS, EVEN, YOU = TRADERS
TEN, TWO = float(np.log(10)), float(np.log(2))


def rows(*, p: float, q: float, seed: int = SEED) -> list[Row]:
    """Race the three traders, and measure what bets like the reader's cost."""
    parts: list[Row] = [{"panel": "end", "who": KNOWS, "day": DAYS, "power": 0.0}]
    for who, place, rate in zip(
        (EVEN, YOU), (1, 2), drift(_split(0.5, q), p=[p, 1 - p]), strict=True
    ):
        log_share = _race(p, q, seed).log_shares
        parts += lines_of(who, (log_share[..., place] - log_share[..., 0]) / TEN, float(rate) / TEN)
    bets, misfits = (np.array(each) for each in _measured(p, seed))
    parts += [
        {"panel": "curve", "bet": _three(_near(p)), "misfit": _three(_misfit(p, _near(p)))},
        {"panel": "measured", "bet": _three(bets), "misfit": _three(misfits)},
    ]
    for who, bet in zip(TRADERS, (p, 0.5, q), strict=True):
        misfit = float(_misfit(p, np.array([bet]))[0])
        if misfit <= STEEPEST:
            parts.append({"panel": "trader", "who": who, "at": bet, "height": round(misfit, 4)})
        else:
            high = "infinite" if np.isinf(misfit) else f"{misfit:.2g}"
            # the arrow stands at the bet, the words within the panel
            side, note = ("low", f"↑ you: {high}") if bet < p else ("high", f"you: {high} ↑")
            parts.append({"panel": "beyond", "note": note, "side": side, "at": bet})
    return parts


# a race fills a few megabytes
@lru_cache(maxsize=16)
def _race(p: float, q: float, seed: int) -> Race:
    return race(
        _split(p, 0.5, q),
        p=[p, 1 - p],
        rounds=DAYS,
        runs=RUNS,
        seed=seed,
        record=np.arange(DAYS + 1),
    )


@lru_cache(maxsize=64)
def _measured(p: float, seed: int) -> tuple[list[float], list[float]]:
    """Bets, and how often a day they halved wealth against the one who knew the odds."""
    bets = [bet for bet in BETS if _misfit(p, np.array([bet]))[0] <= STEEPEST]
    found = race(_split(p, *bets), p=[p, 1 - p], rounds=DAYS, runs=RUNS, seed=seed).slope
    return bets, ((found[:, :1] - found[:, 1:]).mean(axis=0) / TWO).tolist()


@lru_cache(maxsize=64)
def _near(p: float) -> Float:
    """Bets along the curve of the misfit, up to where it leaves the panel."""
    from scipy.optimize import brentq

    def over(bet: float) -> float:
        return float(_misfit(p, np.array([bet]))[0]) - STEEPEST

    along = np.sin(np.linspace(0, np.pi / 2, 14))  # closer together towards the ends
    low, high = brentq(over, 1e-12, p), brentq(over, p, 1 - 1e-12)
    return np.concatenate([p - (p - low) * along[::-1], p + (high - p) * along[1:]])


def _misfit(p: float, bets: Float) -> Float:
    """Halvings a day: the Kullback-Leibler divergence in bits."""
    return np.array([renyi([p, 1 - p], [q, 1 - q]) for q in bets]) / TWO


def _split(*bets: float) -> Float:
    return np.column_stack([bets, 1 - np.array(bets)])


def _three(values: Float) -> list[float]:
    return [float(value) for value in values.round(3)]


def places() -> list[Row]:
    """Return where the reader may drag the own bet to."""
    return [
        {"panel": "place", "set_q": q, "left": left, "right": right}
        for q, (left, right) in zip(BETS, stretches(BETS, low=0, high=1), strict=True)
    ]


def sentence(*, p: float, q: float, runs: str, seed: int = SEED) -> str:
    """Say how fast the reader's wealth and the even-handed one's fall behind, and who owns what."""
    shares = _race(p, q, seed).log_shares[:, -1]
    share = shares[0] if runs == "one" else np.median(shares, axis=0)
    when = "in this run" if runs == "one" else f"in the median of {RUNS} runs"
    knows, evens, yours = (_owned(float(x)) for x in share)
    return (
        f"{_falls(p, q)}. After {DAYS:,} days, {when}, the one who knows the odds owns {knows} of "
        f"the market, the even-handed one {evens}, and you {yours}."
    )


def _falls(p: float, q: float) -> str:
    """Say how fast the reader and the even-handed trader fall behind."""
    you, even = _misfit(p, np.array([q, 0.5]))
    if p == q == 0.5:
        return "Here to be even-handed is to know the odds, as you do: nobody gains on anybody"
    if q == 0.5:
        return f"Bet like the even-handed trader and your wealth, like his, halves {_often(even)}"
    if q == p:
        words = "You know the odds too, and neither gains on the other"
    elif np.isinf(you):
        words = f"You are ruined on the first {'dry' if q == 1 else 'rainy'} day"
    else:
        words = f"Against one who knows the odds your wealth halves {_often(you)}"
    if p == 0.5:
        return f"{words}; here to be even-handed is to know the odds"
    return f"{words}; the even-handed trader's wealth halves {_often(even)}"


def _often(misfit: float) -> str:
    if misfit > 1:
        return f"{misfit:.1f} times a day"
    if misfit < 1e-6:
        return "less than once in a million days"
    days = 1 / misfit
    return f"every {days:.1f} days" if days < 10 else f"every {days:,.0f} days"


def _owned(log_share: float) -> str:
    if np.isneginf(log_share):
        return "nothing"
    share = float(np.exp(log_share))
    if share < 1e-6:
        return "less than a millionth"
    if share < 1e-3:
        return "less than a thousandth"
    return "practically all" if share > 0.9995 else f"{share:.1%}"


def _percent(share: float) -> str:
    return f"{100 * share:.3g}%"


def _speed(rows: Sequence[Row]) -> float:
    """Return how often a day the reader's wealth halved in the first run, to the floor at most."""
    run = next(row for row in rows if row["panel"] == "run" and row["who"] == YOU)
    last = run["t"][-1]
    # a line that ends early leaves the axis on the day after
    day, power = (DAYS, run["y"][-1]) if last == DAYS else (last + 1, FLOOR)
    return float(-power * TEN / TWO / day) + 0.0


LAB = Lab(
    name="fig-race",
    controls=(
        Control("p", "Chance of rain", CHANCES, 0.7, labels=_percent),
        Control("q", "Your bet on rain", BETS, 0.9, labels=_percent),
        Control(
            "runs",
            "Show",
            ("many", "one"),
            "many",
            labels=(f"{RUNS} runs", "one run"),
            view=True,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=places,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("Halvings of your wealth a day, in one run", _speed),
    needs_scipy=True,
    caption=(
        "Drag your bet along the curve of the second panel. Every day it rains or shines, three "
        "traders have bet all they own, and the losers' money goes to the winners. What counts "
        "is how far a bet is off, its misfit: the height on the curve is the speed at which "
        "wealth falls behind. Somebody too sure of rain can lose to somebody who knows nothing, "
        "and whoever bets everything on one side is ruined. The even-handed trader bets the "
        "same on both. Lines end where next to nothing is left."
    ),
    description=(
        "Wealth against the trader who knows the odds, over 1,000 days on a logarithmic axis: the "
        "even-handed trader's and yours fall along straight lines of different slopes, within "
        "narrow bands of runs. And the misfit as a bowl over the bet on rain, lowest at the "
        "chance of rain, with the three traders on it."
    ),
    columns={
        "panel": "part",
        "who": "trader",
        "run": "run",
        "t": "day",
        "y": "wealth ratio, power of 10",
        "low": "lowest 10% of runs below",
        "high": "highest 10% above",
        "day": "last day",
        "power": "last ratio, power of 10",
        "bet": "bet on rain",
        "misfit": "halvings a day",
        "at": "trader's bet on rain",
        "height": "trader's halvings a day",
        "note": "note",
    },
)
