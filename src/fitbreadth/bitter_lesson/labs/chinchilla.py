"""One law, three published sets of constants, and how each would spend a budget of compute."""

from __future__ import annotations

import numpy as np

from fitbreadth.bitter_lesson.budget_waste import misspent, wasted
from fitbreadth.bitter_lesson.compute_optimal import best_division
from fitbreadth.bitter_lesson.figures.chinchilla import CHEAPEST, DEAREST, NAMES, draw
from fitbreadth.bitter_lesson.published_fits import (
    CHINCHILLA,
    DIGITS,
    FITS,
    GOPHER,
    PRINTED,
    REFIT,
    rounding,
)
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.places import stretches
from fitbreadth.rounding import short, written
from fitbreadth.validate import Float

BUDGETS = (1e18, 1e19, 1e20, 1e21, 1e22, 1e23, GOPHER, 1e24, 1e25, 1e26)
_AWAY = np.geomspace(1 / 25, 25, 41)
_ALL = "all"
_NAMED = {name: FITS[key] for key, name in NAMES.items()}


def rows(*, budget: float) -> list[Row]:
    """Return the valley of each fit at a budget, and its best division."""
    parts: list[Row] = []
    for name, fit in _NAMED.items():
        best = best_division(fit.law, budget)
        N, each = float(best.N), float(best.tokens_per_parameter)
        parts += [
            {
                "panel": "valley",
                "fit": name,
                "each": _numbers(each * _AWAY),
                # along a budget tokens a parameter fall as the square of the size
                "waste": np.round(wasted(fit.law, N / np.sqrt(_AWAY), C=budget), 4).tolist(),
            },
            {"panel": "best", "fit": name, "size": short(N), "each": short(each)},
            {"panel": "here", "fit": name, "at": budget, "each": short(each)},
        ]
    parts.append({"panel": "asked", "each": _BUILT, "now": int(budget == GOPHER)})
    return parts


def backdrop() -> list[Row]:
    """Return the best tokens a parameter at all budgets, and where the reader may click."""
    along = np.geomspace(1e18, 1e26, 9)
    spans = [rounding(FITS[PRINTED], float(C)) for C in along]
    parts: list[Row] = [
        {
            "panel": "line",
            "fit": name,
            "at": along.tolist(),
            "each": _numbers(best_division(fit.law, along).tokens_per_parameter),
        }
        for name, fit in _NAMED.items()
    ]
    parts += [
        {
            "panel": "band",
            "fit": NAMES[PRINTED],
            "at": along.tolist(),
            "low": [short(span.low) for span in spans],
            "high": [short(span.high) for span in spans],
        },
        {
            "panel": "built",
            "at": 6 * CHINCHILLA[0] * CHINCHILLA[1],
            "each": _BUILT,
        },
    ]
    spots = zip(BUDGETS, stretches(BUDGETS, low=CHEAPEST, high=DEAREST, ratios=True), strict=True)
    return parts + [
        {"panel": "place", "set_budget": C, "left": left, "right": right}
        for C, (left, right) in spots
    ]


def sentence(*, budget: float, fits: str) -> str:
    """Say how the chosen constants would spend the budget, and what trusting the wrong costs."""
    named = list(_NAMED) if fits == _ALL else [fits]
    said = []
    for name in named:
        best = best_division(_NAMED[name].law, budget)
        said.append(
            f"{_words(float(best.N))} parameters and {_words(float(best.D))} tokens, "
            f"{float(best.tokens_per_parameter):.1f} tokens a parameter ({name})"
        )
    sums = f"{said[0]}; {said[1]}; or {said[2]}" if fits == _ALL else said[0]
    words = f"{_at(budget)} operations are best spent on {sums}."
    lost = misspent(FITS[PRINTED].law, FITS[REFIT].law, budget)
    if fits == NAMES[REFIT]:
        part = "less than 1%" if lost < 0.01 else f"{lost:.0%}"
        return (
            f"{words} If these constants are right, following the printed ones wastes {part} "
            "of the budget."
        )
    if fits == NAMES[DIGITS]:
        return words
    span = rounding(FITS[PRINTED], budget)
    return (
        f"{words} Constants that round to the printed ones give anything from {span.low:.0f} to "
        f"{span.high:.0f} tokens."
    )


def _at(budget: float) -> str:
    return written(budget, digits=3)


def _words(count: float) -> str:
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if count >= size:
            return f"{count / size:.3g} {name}"
    return f"{count:.3g}"


def _numbers(values: Float) -> list[float]:
    return [short(value) for value in values.tolist()]


_ASKED = [float(best_division(fit.law, GOPHER).tokens_per_parameter) for fit in FITS.values()]
_SPAN = rounding(FITS[PRINTED], GOPHER)
_LOST = misspent(FITS[PRINTED].law, FITS[REFIT].law, GOPHER)
_BUILT = CHINCHILLA[1] / CHINCHILLA[0]

LAB = Lab(
    name="fig-chinchilla",
    controls=(
        Control("budget", "Budget", BUDGETS, GOPHER, unit="operations", labels=_at),
        Control(
            "fits",
            "Constants",
            (_ALL, *NAMES.values()),
            _ALL,
            view=True,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    caption=(
        "Move the budget, or click in the second panel. The law behind the premium of being "
        "narrow is known only loosely. A budget of compute buys a larger model (more parameters) "
        "or more text (tokens), and five constants say which. They come from the third of three "
        "methods of 2022 (the others gave about 20 tokens a parameter, and guided Chinchilla, a "
        "language model): as printed, with more digits, and re-fitted in 2024. At Chinchilla's "
        f"budget they ask for {_ASKED[0]:.0f}, {_ASKED[1]:.0f} and {_ASKED[2]:.0f} tokens a "
        f"parameter. Rounding alone covers a factor of {_SPAN.high / _SPAN.low:.1f}. But the "
        f"valleys are flat: if the re-fit is right, the printed constants waste only {_LOST:.0%} "
        "of the budget there."
    ),
    description=(
        "Three valleys side by side along the tokens a parameter, each touching zero waste at its "
        "own best. And best tokens a parameter against the budget, on logarithmic axes: the lines "
        "of the printed constants and of those with more digits rise, that of the re-fit falls "
        f"slowly past the mark of Chinchilla at {_BUILT:.0f}, and the band about the printed line "
        "widens."
    ),
    columns={
        "panel": "part",
        "fit": "constants",
        "size": "parameters",
        "waste": "part of the budget wasted",
        "each": "tokens a parameter",
        "at": "budget, operations",
        "low": "least by rounding",
        "high": "most by rounding",
    },
)
