"""How soon a learner over specialists finds the right one again, after the task has changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.convergence.adaptation import (
    Adapted,
    adapt,
    adaptation_time,
    faint_adaptation_time,
)
from fitbreadth.convergence.figures.adaptation import ENDS, LEAST, SHOWN, draw
from fitbreadth.convergence.switching import regimes_apart
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.places import stretches
from fitbreadth.rounding import short, shorts, written

APART = (0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0)
OPENS = 0.5
SKILLS = (2, 5, 10, 30)
RATES = (1e-2, 1e-3, 1e-4, 1e-5)
TRIALS, SEED = 300, 81
AFTER = np.unique(np.concatenate([np.arange(16), np.geomspace(16, SHOWN, 22).round().astype(int)]))
"""Steps at which trust is drawn."""


@lru_cache(maxsize=len(APART) * len(SKILLS) * len(RATES))
def measured(kl: float, N: int, alpha: float, seed: int = SEED) -> Adapted:
    """Return 300 switches, after a time in which the old specialist's trust has settled.

    Of trust only what is drawn is kept, at the steps ``AFTER``.
    """
    found = adapt(
        regimes_apart(kl, N=N),
        alpha=alpha,
        trials=TRIALS,
        before=min(150, int(np.ceil(10 / kl))),
        shown=SHOWN,
        seed=seed,
    )
    return Adapted(found.steps, found.trust[:, AFTER])


def corrected(kl: float, N: int, alpha: float) -> float | None:
    """Return the steps for faint evidence, where it is not too faint for the assumed rate."""
    if kl < 20 * alpha:
        return None
    return faint_adaptation_time(kl, N=N, alpha=alpha)


def rows(*, N: int, alpha: float, seed: int = SEED) -> list[Row]:
    """Give simulated times for every difference on their theory, and the trust on the way."""
    fine = np.geomspace(APART[0], APART[-1], 25)
    theory = [adaptation_time(float(kl), N=N, alpha=alpha) for kl in fine]
    faint = [(kl, corrected(float(kl), N, alpha)) for kl in fine if kl <= 1]
    dashed = [(kl, steps) for kl, steps in faint if steps is not None and steps > LEAST]
    parts: list[Row] = [
        {"panel": "theory", "apart": shorts(fine), "steps": shorts(theory)},
        {
            "panel": "corrected",
            "apart": shorts([kl for kl, _ in dashed]),
            "steps": shorts([steps for _, steps in dashed]),
        },
    ]
    for kl in APART:
        got = measured(kl, N, alpha, seed)
        low, high = np.quantile(got.steps, [0.1, 0.9])
        under, over = np.quantile(got.trust, [0.1, 0.9], axis=0)
        parts += [
            {
                "panel": "dot",
                "tried": kl,
                "mean": short(got.mean[0]),
                "low": short(max(low, 1)),
                "high": short(high),
            },
            {
                "panel": "trust",
                "here": kl,
                "after": AFTER.tolist(),
                "share": got.trust.mean(axis=0).round(3).tolist(),
                "under": under.round(3).tolist(),
                "over": over.round(3).tolist(),
            },
            {
                "panel": "half",
                "here": kl,
                "half": 0.5,
                "expected": short(adaptation_time(kl, N=N, alpha=alpha)),
            },
        ]
    return parts


def backdrop() -> list[Row]:
    """Return where a click or a drag sets which difference."""
    places = stretches(APART, low=ENDS[0], high=ENDS[1], ratios=True)
    return [
        {"panel": "place", "set_kl": kl, "left": left, "right": right}
        for kl, (left, right) in zip(APART, places, strict=True)
    ]


def sentence(*, N: int, alpha: float, kl: float, seed: int = SEED) -> str:
    """Say how long it took, and what the theory says."""
    mean, error = measured(kl, N, alpha, seed).mean
    nats = _nats(kl)
    first = adaptation_time(kl, N=N, alpha=alpha)
    faint = corrected(kl, N, alpha)
    words = (
        f"After a switch it took {mean:.1f} steps on average (give or take {2 * error:.1f}); the "
        f"simple theory says {first:.1f}"
    )
    if faint is None and kl <= 0.5:
        return (
            f"{words}. Each step brings {nats}, so little beside the share of trust that is "
            f"handed on, {alpha:.3g}, that no formula can be relied on."
        )
    if kl > 0.5 or faint is None:
        return f"{words}. Each step brings {nats} of evidence."
    return f"{words}, the one for faint evidence {faint:.1f}. Each step brings {nats}."


def _steps(rows: Sequence[Row]) -> float:
    return next(float(row["mean"]) for row in rows if row.get("tried") == OPENS)


def _nats(kl: float) -> str:
    return "1 nat" if kl == 1 else f"{kl:g} nats"


LAB = Lab(
    name="fig-adaptation",
    controls=(
        Control("N", "Specialists to choose from", SKILLS, 5),
        Control(
            "alpha",
            "The learner expects a switch every",
            RATES,
            1e-3,
            unit="steps",
            labels=lambda rate: written(1 / rate, digits=3),
        ),
        Control(
            "kl",
            "How different the tasks are",
            APART,
            OPENS,
            labels=tuple(f"{_nats(kl)} a step" for kl in APART),
            view=True,
            play=True,
        ),
    ),
    rows=rows,
    backdrop=backdrop,
    draw=draw,
    readout=sentence,
    seed=SEED,
    outcome=Outcome(f"mean steps to adapt, tasks {_nats(OPENS)} apart", _steps),
    needs_scipy=True,
    caption=(
        "Drag over the diamonds, or move how different tasks are: twice the evidence a step, about "
        "half the steps. A learner trusts one of several specialists; then the task changes, and "
        "nobody tells it. How soon has the right one more than half of its trust? The time grows "
        "with the logarithm of the number of specialists, N. Wide grey line, in *Trust after the "
        "switch* an upright: ln((N − 1)/α) over the evidence a step, where α is one over the steps "
        "between expected switches; who expects more of them adapts sooner. Where evidence is "
        "faint, but far above α, it is quicker: dashed, a formula for that."
    ),
    description=(
        "Steps to adapt fall along a straight line as tasks grow more different, both on "
        "logarithmic axes; at small differences the dots lie below the line. Beside it the share "
        "of trust in the right specialist rises from nothing to nearly all after a switch."
    ),
    columns={
        "panel": "panel",
        "apart": "nats a step",
        "steps": "steps, theory",
        "tried": "nats a step, simulated",
        "mean": "mean steps",
        "low": "steps, one in ten",
        "high": "steps, nine in ten",
        "here": "nats a step, shown",
        "after": "steps since the switch",
        "share": "mean trust",
        "under": "trust, one in ten",
        "over": "trust, nine in ten",
        "expected": "steps expected",
    },
)
