"""One update under four names in a world of chance, each name computed by another program.

The zigzag is the same whichever field reads it; its slope is the misfit of the book's theorem.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.convergence.figures.one_update import (
    HIGHEST,
    LAST,
    PROGRAMS,
    READINGS,
    UNITS,
    draw,
)
from fitbreadth.convergence.four_names import FourNames, four_names, slopes
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.markets.drift import log_ratio_law
from fitbreadth.rounding import power_of_ten, shorts, written

ODDS = (0.5, 0.3, 0.2)
BELIEFS = dict(
    zip(UNITS, (ODDS, (0.6, 0.2, 0.2), (1 / 3, 1 / 3, 1 / 3), (0.7, 0.15, 0.15)), strict=True)
)
HISTORIES = (1, 2, 3, 4, 5, 6)
SEED = 0
MOMENTS = tuple(range(0, LAST + 1, 10))
TEN = float(np.log(10))
KNOWS, *OTHERS = UNITS


@lru_cache(maxsize=64)
def met(history: int, seed: int = SEED) -> FourNames:
    """Return what the four programs make of one history."""
    return four_names(list(BELIEFS.values()), p=ODDS, rounds=LAST, seed=1000 * seed + history)


def rows(*, history: int, seed: int = SEED) -> list[Row]:
    """Follow four units through one history, by four programs."""
    found = met(history, seed)
    # what is drawn comes from the whole numbers of the count
    ratios = (found.lineages - found.lineages[:, :1]) / TEN
    every = np.arange(LAST + 1)
    parts: list[Row] = [{"panel": "word", "at": 0, "y": HIGHEST}]
    rates = slopes(list(BELIEFS.values()), p=ODDS) / TEN
    for place, who in enumerate(UNITS):
        run = {"panel": "run", "who": who, "t": every.tolist(), "y": shorts(ratios[:, place])}
        parts.append(run)
        if who == KNOWS:
            continue
        law = log_ratio_law(BELIEFS[who], ODDS, p=ODDS)
        spread = 2 * law.sd * np.sqrt(every[::4]) / TEN
        line = rates[place] * every[::4]
        parts += [
            {
                "panel": "theory",
                "who": who,
                "t": [0, LAST],
                "y": shorts([0, rates[place] * LAST]),
            },
            {
                "panel": "band",
                "who": who,
                "t": every[::4].tolist(),
                "low": shorts(line - spread),
                "high": shorts(line + spread),
            },
        ]
    for now in MOMENTS:
        parts.append({"panel": "dot", "at": now, "who": list(UNITS), "y": shorts(ratios[now])})
        parts += [
            {
                "panel": "four",
                "at": now,
                "program": program,
                "reading_of": name,
                "who": list(UNITS),
                "share": np.exp(found.programs[name][now]).round(9).tolist(),
            }
            for name, program in PROGRAMS.items()
        ]
    return parts


def backdrop() -> list[Row]:
    """Return where the reader may drag the moment to."""
    return [
        {
            "panel": "place",
            "set_now": now,
            "left": max(0, now - 5),
            "right": min(LAST, now + 5),
        }
        for now in MOMENTS
    ]


def sentence(*, reading: str, history: int, now: int, seed: int = SEED) -> str:
    """Say who has what, and how far the four programs are apart."""
    found = met(history, seed)
    weights = np.exp(found.programs[reading][now])
    shares = dict(zip(UNITS, weights, strict=True))
    weight = READINGS[reading].weight.lower()
    if now == 0:
        return f"At the start each of the four {reading} has a quarter of the {_all(weight)}."
    top = max(shares, key=lambda who: shares[who])
    names = f"the one that {top}" if top == KNOWS else f"the {top} one"
    gap = max(
        float(np.abs(one[now] - other[now]).max())
        for one in found.programs.values()
        for other in found.programs.values()
    )
    return (
        f"After {now} rounds {names} has {shares[top]:.1%} of the {_all(weight)}, the even-handed "
        f"one {written(100 * shares['even-handed'])}%. The four programs, and the one that all "
        f"chapters share, differ by {_tiny(gap)}."
    )


def _all(weight: str) -> str:
    return weight if weight in ("offspring", "wealth", "probability") else f"total {weight}"


def _tiny(gap: float) -> str:
    """Write a relative difference that is rounding."""
    if gap == 0:
        return "nothing at all"
    places = int(-np.ceil(np.log10(gap)))
    return f"less than one part in {power_of_ten(places)}"


def _even_handed_end(rows: Sequence[Row]) -> float:
    return next(
        float(row["y"][-1]) for row in rows if row["panel"] == "run" and row["who"] == "even-handed"
    )


LAB = Lab(
    name="fig-one-update",
    controls=(
        Control("reading", "Read them as", tuple(READINGS), "hypotheses", view=True),
        Control(
            "history",
            "History",
            HISTORIES,
            1,
            labels=tuple(f"{letter}, one of six" for letter in "ABCDEF"),
            listed=True,
        ),
        Control("now", "Rounds", MOMENTS, LAST, view=True, play=True),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("even-handed ÷ knows, powers of ten", _even_handed_end),
    needs_scipy=True,
    caption=(
        "Choose how to read the figure: the words change, and not one number does. One of three "
        "things happens each round. Four units bet on them; one knows the odds. Chance decides "
        "the steps of each zigzag, misfit decides its slope (dashed), and at any time about "
        "nineteen histories in twenty are within the band. The second panel has four separate "
        "programs side by side: a count of offspring in whole numbers, Bayes' rule in exact "
        "fractions, the market of the markets chapter, and Hedge, which adds up losses. Press "
        "*Play*: they move as one."
    ),
    description=(
        "Three zigzag lines fall away from a level one, the faster the worse their belief, each "
        "about a straight dashed line within a widening band. In the second panel four columns of "
        "four marks stand at the same four heights."
    ),
    columns={
        "panel": "part",
        "who": "unit",
        "t": "rounds",
        "y": "powers of ten, beside the one that knows",
        "low": "band from",
        "high": "band to",
        "at": "after rounds",
        "program": "program",
        "share": "share of all",
    },
)
