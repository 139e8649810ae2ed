"""The map of both regimes: the border of the best plan, that of an equal split, and contests."""

from __future__ import annotations

from functools import cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.convergence.figures.regimes import (
    BANDS,
    CHAPTERS,
    LEAST,
    LINES,
    MOST,
    NARROWEST,
    WIDEST,
    WINNERS,
    draw,
)
from fitbreadth.convergence.misfit_plans import focus_border
from fitbreadth.convergence.regime_points import BREADTH, FOCUS, points, right
from fitbreadth.convergence.regimes import Plan, best_plan, kappa_of
from fitbreadth.lab import Lab, Row
from fitbreadth.places import stretches
from fitbreadth.rounding import shorts
from fitbreadth.validate import Float

ODDS = (0.5, 0.6, 0.75, 0.9)
GAMMAS = (0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0)
RHOS = (-1.0, -0.5, 0.0, 0.5, 0.8, 1.0, 1.5)
NAMED_AT = 2.4
"""Bend at which the shades are named."""

CUTS = (1.5, 1.9)
"""Effective tasks at which the shade changes."""

PLAN, SPLIT = LINES


def rows(*, odds: float) -> list[Row]:
    """Return how broad the best plan for two tasks of given odds is, and an equal split's border.

    At even odds the contests too: elsewhere given rivals have other borders.
    """
    # the border lies at kappa 1, the bottom of the map at minus infinity
    cuts = [1.0, *(_kappa(cut, odds) for cut in CUTS), -np.inf]
    bands = [
        (broad, low, high)
        for broad, high, low in zip(BANDS, cuts[:-1], cuts[1:], strict=True)
        if low < high
    ]
    return [
        *({"panel": "band", "broad": broad, **_between(low, high)} for broad, low, high in bands),
        *(label for band in bands for label in _labels(*band, odds)),
        _line(SPLIT, focus_border([odds, 1 - odds])),
        *(_contests() if odds == 0.5 else ()),
    ]


def _line(name: str, kappa: float) -> Row:
    bends = np.geomspace(NARROWEST, min(WIDEST, MOST / kappa), 41)
    return {"panel": "border", "line": name, "bend": shorts(bends), "world": shorts(kappa * bends)}


def _note(bend: float, world: float, text: str) -> Row:
    return {"panel": "label", "bend_at": bend, "world_at": world, "text": text}


def _labels(broad: str, low: float, high: float, odds: float) -> list[Row]:
    """Name a band where it is high enough to be written into."""
    bottom, top = (float(np.clip(kappa * NAMED_AT, LEAST, MOST)) for kappa in (low, high))
    split = focus_border([odds, 1 - odds])
    if low < split < high:
        # above the dashed line, to the end of the map
        bottom = max(bottom, split * WIDEST)
    if top - bottom < 0.2:
        return []
    # clear of the word below
    middle = round(max((bottom + top) / 2, bottom + 0.1), 3)
    return [_note(NAMED_AT, middle, "half each" if odds == 0.5 else broad)]


def _kappa(cut: float, odds: float) -> float:
    # equal odds are served equally up to the border
    return 1.0 if odds == 0.5 else kappa_of(cut, p=[odds, 1 - odds])


def _between(low: float, high: float) -> Row:
    bends = np.geomspace(NARROWEST, WIDEST, 41)
    return {"bend": shorts(bends), "low": _clipped(low * bends), "high": _clipped(high * bends)}


def _clipped(worlds: Float) -> list[float]:
    return shorts(np.clip(worlds, LEAST, MOST))


@cache
def _contests() -> tuple[Row, ...]:
    return tuple(
        {
            "panel": "point",
            "chapter": CHAPTERS[outcome.domain],
            "contest": outcome.name,
            "compared": outcome.compared,
            "who": next(who for who in WINNERS if outcome.winner in who),
            "how": outcome.how,
            "bend_at": round(outcome.gamma, 3),
            "world_at": round(outcome.rho, 3) + 0.0,
        }
        for outcome in points()
    )


def backdrop() -> list[Row]:
    """Return the border of the best plan, and where the reader may drag the ring to."""
    across = stretches(GAMMAS, low=NARROWEST, high=WIDEST, ratios=True)
    up = stretches(RHOS, low=LEAST, high=MOST)
    places: list[Row] = [
        {
            "panel": "place",
            "set_gamma": gamma,
            "set_rho": rho,
            "left": left,
            "right": right,
            "bottom": bottom,
            "top": top,
        }
        for gamma, (left, right) in zip(GAMMAS, across, strict=True)
        for rho, (bottom, top) in zip(RHOS, up, strict=True)
    ]
    return [
        _line(PLAN, 1.0),
        _note(0.37, 1.35, FOCUS),
        _note(0.37, -0.45, BREADTH),
        *places,
    ]


def sentence(*, odds: float, gamma: float, rho: float) -> str:
    """Say where the ring lies beside either border, and what plans are worth there."""
    plan = best_plan([odds, 1 - odds], rho=rho, gamma=gamma)
    at = f"At the ring κ = ρ/γ is {plan.kappa:.2f}".replace("-", "−")
    return _even(plan, at) if odds == 0.5 else _uneven(plan, at, focus_border([odds, 1 - odds]))


def _even(plan: Plan, at: str) -> str:
    if plan.kappa == 1:
        words = f"{at}, on the border: with equal odds every split is as good."
    elif plan.kappa > 1:
        words = (
            f"{at}, above the border at 1: all on either task is best, and an equal split is "
            f"worth {plan.even:.0%} of the budget."
        )
    else:
        words = (
            f"{at}, below the border at 1: the best plan gives each task half, and all on one "
            f"task is worth {_of_budget(plan.single)}."
        )
    found = points()
    wrong = sum(not right(outcome) for outcome in found)
    return f"{words} Of the {len(found)} contests {wrong or 'none'} fell on the wrong side."


def _uneven(plan: Plan, at: str, split: float) -> str:
    if plan.kappa >= 1:
        where = "above" if plan.kappa > 1 else "on"
        best = f"{where} the solid line at 1: all on the likelier task is the best plan"
    else:
        # no share that is short of all may read as 100%
        best = (
            f"below the solid line at 1: the best plan gives the likelier task "
            f"{_percent(plan.shares[0])}"
        )
    side, wins = ("above", "one task") if plan.kappa > split else ("below", "an equal split")
    return (
        f"{at}, {best}. It is {side} the dashed line at {split:.2f}, and of these two {wins} is "
        f"ahead: an equal split is worth {_of_budget(plan.even)}, one task {_percent(plan.single)}."
    )


def _of_budget(share: float) -> str:
    words = _percent(share)
    return words if words == "nothing" else f"{words} of the budget"


def _percent(share: float) -> str:
    if share < 5e-4:
        return "nothing"
    if 0.9995 <= share < 1:
        return "nearly all"
    return f"{share:.1%}" if 0.995 < share < 1 else f"{share:.0%}"


LAB = Lab(
    name="fig-regimes",
    controls=(
        Control(
            "odds",
            "The likelier of two tasks comes up",
            ODDS,
            0.5,
            labels=lambda odds: f"{100 * odds:.3g}% of the time",
        ),
        Control("gamma", "Bend of the trade-off, γ", GAMMAS, 1.4, view=True),
        Control("rho", "How results combine, ρ", RHOS, 1.0, view=True),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Change how often the likelier task comes up: which line moves? γ says how a "
        "budget turns into results: below 1 half of it buys less than half, above 1 more. ρ says "
        "how results combine: at 1 they add up, at 0 they multiply. Above the solid line, ρ = γ, "
        "one task is the best plan at any odds; above the dashed one it beats an equal split. "
        "Shades: how many tasks the best plan serves. Marks: contests of earlier chapters, by "
        "winner: given rivals at even odds, or the best of many plans at 60 to 40. None lies "
        "on the wrong side of the solid line."
    ),
    description=(
        "A plane of trade-off bend against how results combine, crossed by a rising solid curve. "
        "Below it shading shows how broad the best plan is. At even odds marks of five shapes, one "
        "for each chapter, show who won: focus above the curve, breadth below. At other odds a "
        "dashed curve runs below the solid one, lower the more the odds differ."
    ),
    columns={
        "panel": "part",
        "broad": "best plan serves",
        "bend": "bend γ",
        "low": "from ρ",
        "high": "to ρ",
        "world": "border, ρ",
        "text": "label",
        "chapter": "chapter",
        "contest": "contest",
        "compared": "compared",
        "line": "line",
        "who": "outcome",
        "how": "by its own model",
        "bend_at": "bend γ of the contest",
        "world_at": "ρ of the contest",
    },
)
