"""Four traditions on one slider: the best plan at every kappa, found by every chapter's models."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from fitbreadth.allocation import optimum
from fitbreadth.control import Control
from fitbreadth.convergence.figures.traditions import CHAPTERS, FIRST, LAST, draw
from fitbreadth.convergence.instances import worked
from fitbreadth.convergence.instances_markets import bettor
from fitbreadth.convergence.instances_optimization import effort
from fitbreadth.convergence.instances_plan import Instance
from fitbreadth.convergence.odds import ODDS
from fitbreadth.convergence.tradition_names import called
from fitbreadth.lab import Lab, Row
from fitbreadth.places import stretches
from fitbreadth.rounding import short, shorts, written

KAPPAS = (
    *(-4.0, -3.0, -2.0, -1.5, -1.0, -0.34, 0.0, 0.25, 0.5, 0.65, 0.8, 0.9),
    *(1.0, 1.25, 1.5, 1.75, 2.0),
)


@lru_cache(maxsize=1)
def fixed() -> tuple[Instance, ...]:
    """Return the instances that have a kappa of their own."""
    return worked(ODDS)


@lru_cache(maxsize=64)
def riders(kappa: float) -> tuple[Instance, ...]:
    """Return the instances that can have any kappa, or any from 0.01 on, at this one."""
    free = (bettor(ODDS, kappa=kappa),)
    return (*free, effort(ODDS, kappa=kappa)) if kappa >= 0.01 else free


@lru_cache(maxsize=64)
def here(kappa: float) -> tuple[Instance, ...]:
    """Return every instance at a kappa, one a chapter."""
    there = {each.domain: each for each in (*fixed(), *riders(kappa)) if each.kappa == kappa}
    return tuple(there.values())


def theory(kappa: float) -> float:
    """Return the theorem's share of the likeliest task."""
    return float(optimum(ODDS, rho=kappa, gamma=1).shares[0])


def rows(*, kappa: float) -> list[Row]:
    """Return the instances at one kappa, and what every field calls its plan."""
    at = here(kappa)
    found = {each.domain: f"{each.shares[0]:.1%}" for each in at}
    return [
        {"panel": "now", "where": short(kappa), "theorem": short(theory(kappa))},
        *(_point("here", each) for each in at),
        *(
            {
                "panel": "name",
                "domain": domain,
                "chapter": chapter,
                "called": called(domain, kappa),
                "says": found.get(domain, ""),
            }
            for domain, chapter in CHAPTERS.items()
        ),
    ]


def backdrop() -> list[Row]:
    """Return the theorem's curve, all fixed instances, and where a reader may drag kappa to."""
    at = np.concatenate([np.linspace(FIRST, 0, 33), np.linspace(0, 1, 41)[1:], [LAST]])
    return [
        {"panel": "curve", "at": shorts(at), "share": shorts([theory(k) for k in at.tolist()])},
        *(
            {"panel": "level", "height": height, "label": label, "start": FIRST, "below": below}
            for height, label, below in (
                (1 / len(ODDS), f"equal split: {1 / len(ODDS):.0%}", True),
                (ODDS[0], f"as often as it comes up: {ODDS[0]:.0%}", False),
                (1.0, "all-in", True),
            )
        ),
        *(_point("model", each) for each in fixed()),
        *(
            {"panel": "place", "set_kappa": at, "left": left, "right": right}
            for at, (left, right) in zip(
                KAPPAS, stretches(KAPPAS, low=FIRST, high=LAST), strict=True
            )
        ),
    ]


def _point(panel: str, found: Instance) -> Row:
    theorem = optimum(ODDS, rho=found.rho, gamma=found.gamma).shares[0]
    return {
        "panel": panel,
        "domain": found.domain,
        "what": found.what,
        "where": float(f"{found.kappa:.6g}"),
        "found": short(float(found.shares[0])),
        "theorem": short(float(theorem)),
    }


def sentence(*, kappa: float) -> str:
    """Say what the theorem gives the likeliest task, and what the models at hand found."""
    told = [f"{each.what} {each.shares[0]:.1%}" for each in here(kappa)]
    found = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    if kappa >= 1:
        law = f"The likeliest task comes up {ODDS[0]:.0%} of the time and gets everything."
    else:
        power = written(1 / (1 - kappa), digits=3)
        law = (
            f"The likeliest task comes up {ODDS[0]:.0%} of the time and gets {theory(kappa):.1%}: "
            f"the ratio of its odds to any other's, to the power {power}."
        )
    return f"{law} By their own reckoning the models found: {found}."


LAB = Lab(
    name="fig-traditions",
    controls=(
        Control(
            "kappa",
            "How far the world rewards focus, κ",
            KAPPAS,
            0.0,
            labels=lambda kappa: written(kappa, digits=3),
            play=True,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Drag along the curve. Five tasks, of which the likeliest comes up 40% of the time: the "
        "curve is one formula for the best plan. Raise the odds to the power 1/(1 − κ) and let "
        "them sum to 1 again. Each mark is a model from an earlier chapter, which found its best "
        "plan by selection, by training, or by a blind climb over what it pays. Below 0 the best "
        "plan is flatter than the odds, at 0 it copies them, above 0 it sharpens them, and from 1 "
        "on it is a single bet. The names change from field to field, the plan does not; α and T "
        "are their own letters for 1 − κ."
    ),
    description=(
        "A curve of the likeliest task's share against kappa rises from near an equal split "
        "through the odds at 0 to everything at 1, and stays there; marks of five shapes, one a "
        "chapter, all lie on it. Beside it five lines of text name the chosen plan in the words of "
        "each field."
    ),
    columns={
        "panel": "panel",
        "domain": "field",
        "what": "model",
        "where": "κ",
        "found": "share of the likeliest task, found",
        "theorem": "the same, by the theorem",
        "called": "what it is called",
    },
)
