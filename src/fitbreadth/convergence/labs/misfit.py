"""The misfit law: whatever the field, a wrong plan loses its divergence from the best one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from fitbreadth.control import Control
from fitbreadth.convergence.figures.misfit import LEAST, MOST, draw
from fitbreadth.convergence.figures.traditions import CHAPTERS
from fitbreadth.convergence.labs.traditions import fixed
from fitbreadth.convergence.misfit_instances import Loss, losses, raced_loss
from fitbreadth.convergence.misfit_plans import PLANS
from fitbreadth.convergence.odds import ODDS
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.rounding import short, written

EQUAL, STARVED, REVERSED = PLANS
SEED = 0
FARS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@lru_cache(maxsize=64)
def measured(plan: str, far: float, seed: int = SEED) -> tuple[Loss, ...]:
    """Return what a plan loses in every model, by rising kappa, the simulated market included."""
    # weather of its own for each setting, so that settings do not share one market's luck
    own = 1000 * (len(PLANS) * seed + PLANS.index(plan)) + round(100 * far)
    market = raced_loss(ODDS, plan=plan, far=far, seed=own)
    found = [*losses(fixed(), p=ODDS, plan=plan, far=far), market]
    return tuple(sorted(found, key=lambda each: each.kappa))


def label(loss: Loss) -> str:
    """Return a chapter and its kappa, as short as an axis wants it."""
    chapter = CHAPTERS[loss.domain].replace("Machine learning", "Learning")
    return f"{chapter}, κ {_signed(loss.kappa)}"


def rows(*, plan: str, far: float, seed: int = SEED) -> list[Row]:
    """Return the loss of one plan in every model, beside the law."""
    return [
        {
            "panel": "loss",
            "domain": each.domain,
            "what": each.what,
            "label": label(each),
            "place": place,
            "where": short(each.kappa),
            "law": short(each.law),
            "measured": short(each.measured),
            "low": short(each.measured - 4 * each.error),
            "high": short(each.measured + 4 * each.error),
            "wasted": short(each.wasted),
            "owed": short(owed(each)),
        }
        for place, each in enumerate(measured(plan, far, seed))
    ]


def owed(loss: Loss) -> float:
    """Return the part of the budget that the law says is wasted."""
    return Loss(loss.domain, loss.what, loss.kappa, loss.law, loss.law, 0.0).wasted


def backdrop(*, seed: int = SEED) -> list[Row]:
    """Return the law's line and the points of every setting."""
    everything = [each for plan in PLANS for far in FARS for each in measured(plan, far, seed)]
    return [
        {"panel": "law", "end": [LEAST, MOST]},
        {
            "panel": "all",
            "other_law": [short(each.law) for each in everything],
            "other_loss": [short(each.measured) for each in everything],
        },
    ]


def sentence(*, plan: str, far: float, seed: int = SEED) -> str:
    """Say in which model the plan wastes most and least, and how well the law keeps."""
    found = measured(plan, far, seed)
    most, least = (pick(found, key=lambda each: each.wasted) for pick in (max, min))
    off = max(abs(each.measured / each.law - 1) for each in found if each.error == 0)
    (raced,) = (each for each in found if each.error > 0)
    kept = "to nine digits or better" if off < 1e-9 else f"to within {off:.1g} of itself"
    return (
        f"This plan wastes {_percent(most.wasted)} of the budget of {most.what} "
        f"(κ {_signed(most.kappa)}), and {_percent(least.wasted)} of that of {least.what} "
        f"(κ {_signed(least.kappa)}). Where losses are computed the law holds {kept}; in the "
        f"simulated market the loss is {abs(raced.measured - raced.law) / raced.error:.1f} "
        "standard errors from it."
    )


def _percent(part: float) -> str:
    return f"{written(100 * part)}%"


def _signed(kappa: float) -> str:
    return f"{kappa:g}".replace("-", "−")


def _market_on_law(rows: Sequence[Row]) -> float:
    raced = next(row for row in rows if row["low"] < row["high"])
    return round(float(raced["measured"] / raced["law"]), 4)


LAB = Lab(
    name="fig-misfit-law",
    controls=(
        Control(
            "plan",
            "Wrong plan",
            PLANS,
            EQUAL,
            labels=("equal split", "95% on the likeliest", "upside down"),
        ),
        Control(
            "far",
            "How far from the best plan to it",
            FARS,
            1.0,
            labels=lambda far: f"{100 * far:.3g}% of the way",
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("loss in the simulated market, by the law = 1", _market_on_law),
    needs_scipy=True,
    caption=(
        "Choose a wrong plan, and how wrong. Each mark is a model of an earlier chapter. Misfit "
        "is how far the plan is from the best one (a Rényi divergence, in nats: 0.1 for about a "
        "tenth of the budget wasted); its loss is what the plan costs by what that model pays. All "
        "lie on one line: a plan with misfit D does as well as the best one with the part e⁻ᴰ of "
        "the budget. An equal split is cheap where κ is low and dear where it is high; nearly "
        "everything on one task is the reverse. *Upside down* gives each task what its opposite "
        "should have. One market was simulated, the rest computed."
    ),
    description=(
        "Marks of five shapes and many grey dots, from a ten-thousandth to several nats, all lie "
        "on the diagonal of measured loss against divergence. Beside it a bar and a mark for each "
        "model show the part of the budget wasted; for an equal split it rises with kappa."
    ),
    columns={
        "panel": "panel",
        "domain": "field",
        "what": "model",
        "where": "κ",
        "law": "misfit, nats",
        "measured": "loss measured, nats",
        "low": "loss less 4 standard errors",
        "high": "loss plus 4 standard errors",
        "wasted": "part of the budget wasted",
        "owed": "the same, by the law",
    },
)
