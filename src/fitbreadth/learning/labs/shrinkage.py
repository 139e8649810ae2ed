"""Many bakeries, one number each: guessed together they are less off in total, always.

It takes four bakeries and no resemblance between them. What sharing costs is borne by a single
shop that is unlike the others: for it alone the shared guess is worse than its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.learning.figures.shrinkage import LAST, ODD_ONES, TOP, WAYS, draw
from fitbreadth.learning.shrinkage_risk import task_risks
from fitbreadth.learning.shrinkage_runs import Shrunk, shrink
from fitbreadth.places import stretches
from fitbreadth.validate import Float

SHOPS = (4, 6, 10, 20)
SPREADS = (0.0, 0.5, 1.0, 2.0)
RUNS, SEED = 1000, 4
ALONE, TOGETHER, ODD = WAYS
FIRST = 65
"""From here on a run is looked for that can be shown alone."""


def truth(k: int, spread: float, odd: float) -> Float:
    """Return the shops' averages, the odd one last, in errors of a guess from one's own books.

    The others lie evenly about 0, with a standard deviation of exactly ``spread``.
    """
    even = np.linspace(-1, 1, k - 1)
    return np.append(spread * even / even.std(), odd)


@lru_cache(maxsize=64)
def _runs(k: int, spread: float, odd: float, seed: int) -> Shrunk:
    # the same noise at every setting: what differs between two of them is the truth alone
    return shrink(truth(k, spread, odd), runs=RUNS, seed=seed)


@lru_cache(maxsize=1024)
def _theory(k: int, spread: float, odd: float) -> Float:
    return np.sqrt(task_risks(truth(k, spread, odd)))


def _off(k: int, spread: float, odd: float, seed: int) -> dict[str, Float]:
    """Return how far off every run's guesses are, made alone and made together."""
    found = _runs(k, spread, odd, seed)
    return {ALONE: found.dedicated - found.truth, TOGETHER: found.shared - found.truth}


@lru_cache(maxsize=256)
def _one(k: int, spread: float, seed: int) -> int:
    """Return the first of the runs whose errors stay within the axes wherever the odd shop is."""
    offs = [np.abs(each) for odd in ODD_ONES for each in _off(k, spread, odd, seed).values()]
    within = np.max(offs, axis=(0, 2)) < TOP
    return FIRST + int(np.argmax(within[FIRST:]))


def _mean(errors: Float) -> float:
    return float(np.sqrt((errors**2).mean()))


def rows(*, k: int, spread: float, seed: int = SEED) -> list[Row]:
    """Return how far off all shops are, the odd one and each, wherever the odd one is."""
    along = np.linspace(0, ODD_ONES[-1], 37)
    laws = [_theory(k, spread, float(far)) for far in along]
    offs = [_off(k, spread, far, seed) for far in ODD_ONES]
    one = _one(k, spread, seed)
    parts: list[Row] = []
    for who, way, place, law in (
        (ALONE, ALONE, slice(None), [1.0] * along.size),
        (TOGETHER, TOGETHER, slice(None), [_mean(each) for each in laws]),
        (ODD, TOGETHER, slice(-1, None), [float(each[-1]) for each in laws]),
    ):
        parts += [
            {"panel": "law", "who": who, "far": _numbers(along), "law": _numbers(law)},
            {
                "panel": "found",
                "who": who,
                "far": list(ODD_ONES),
                "many": _numbers([_mean(off[way][:, place]) for off in offs]),
                "one": _numbers([_mean(off[way][one, place]) for off in offs]),
            },
        ]
    # evenly along the axis, and the odd shop at a distance
    places = _numbers(np.append(np.linspace(0, LAST, k - 1), 1))
    for far, off in zip(ODD_ONES, offs, strict=True):
        for way, errors in off.items():
            expected = _theory(k, spread, far) if way == TOGETHER else np.ones(k)
            parts.append(
                {
                    "panel": "shop",
                    "at": far,
                    "who": [way] * (k - 1) + [ODD if way == TOGETHER else way],
                    "place": places,
                    "many": _numbers(np.sqrt((errors**2).mean(axis=0))),
                    "one": _numbers(np.abs(errors[one])),
                    "law": _numbers(expected),
                }
            )
    return parts


def backdrop() -> list[Row]:
    """Return where the reader may drag the odd shop to."""
    spots = zip(ODD_ONES, stretches(ODD_ONES, low=-0.5, high=ODD_ONES[-1] + 0.5), strict=True)
    return [
        {"panel": "column", "set_odd": far, "left": left, "right": right}
        for far, (left, right) in spots
    ]


def _numbers(values: list[float] | Float) -> list[float]:
    return [round(float(value), 3) for value in values]


def sentence(*, k: int, spread: float, odd: float, runs: str, seed: int = SEED) -> str:
    """Say what all gain together, and what the odd shop pays."""
    if runs == "one":
        one = _one(k, spread, seed)
        own, together = (errors[one] for errors in _off(k, spread, odd, seed).values())
        closer = int((np.abs(together) < np.abs(own)).sum())
        return (
            f"In this run the {k} shops are off by {_mean(own):.2f} alone and by "
            f"{_mean(together):.2f} together, where {closer or 'none'} of {k} "
            f"{'is' if closer == 1 else 'are'} closer."
        )
    each = _theory(k, spread, odd)
    words = f"Guessed together, the {k} shops are off by {_figure(_mean(each))}, and alone by 1"
    last = _figure(each[-1])
    if last == "1.00":
        return f"{words}; for the odd shop it makes no difference."
    if each[-1] > 1:
        return f"{words}; the odd shop pays: it is off by {last}."
    return f"{words}; the odd shop gains too: it is off by {last}."


def _figure(off: float) -> str:
    return f"{off:.3f}" if 0.99 < off < 0.9995 else f"{off:.2f}"


def _errors(many: float) -> str:
    return f"{many:.3g} {'error' if many == 1 else 'errors'}"


def dearest(rows: Sequence[Row]) -> float:
    """Return how far all shops are off together, alone being 1, where sharing gains them least."""
    alone, together = (
        next(np.array(row["many"]) for row in rows if row["panel"] == "found" if row["who"] == who)
        for who in (ALONE, TOGETHER)
    )
    return float((together / alone).max())


LAB = Lab(
    name="fig-shrinkage",
    controls=(
        Control("k", "Shops", SHOPS, 10),
        Control(
            "spread",
            "Others spread by",
            SPREADS,
            0.5,
            labels=_errors,
        ),
        Control(
            "odd",
            "Odd shop away by",
            ODD_ONES,
            1.0,
            labels=_errors,
            view=True,
        ),
        Control(
            "runs",
            "Show",
            ("many", "one"),
            "many",
            labels=(f"{RUNS:,} runs", "one run"),
            view=True,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("off by together, at worst (alone: 1)", dearest),
    needs_scipy=True,
    caption=(
        "In the first panel, drag the odd shop away from the others. Every shop has one number to "
        "guess, and its own guess is typically off by 1, whatever the truth; all distances are in "
        "such errors. Together, all guesses are moved towards their mean, by a part that the "
        "guesses themselves suggest (James and Stein's rule). Over all shops that is better "
        "wherever the odd shop is: the circles stay below the level line, if only just. But the "
        "odd shop pays, most at a middling distance, far enough to be moved a lot and not yet so "
        "far that the rule notices."
    ),
    description=(
        "How far off guesses are, against how far the odd shop is from the others: a level line at "
        "1 for guesses made alone, a curve below it that rises towards it for the guesses of all "
        "shops together, and one for the odd shop that climbs above it and slowly comes back. And "
        "how far off each shop is: the others below 1, the odd one above."
    ),
    columns={
        "panel": "part",
        "who": "guesses",
        "far": "odd shop away by",
        "at": "odd shop away by (shop by shop)",
        "place": "place of the shop",
        "many": "off by, in 1,000 runs",
        "one": "off by, in one run",
        "law": "off by, in theory",
    },
)
