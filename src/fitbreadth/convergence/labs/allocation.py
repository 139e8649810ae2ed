"""The front page's lab: the allocation theorem in one slider."""

from __future__ import annotations

from math import exp

import numpy as np

from fitbreadth.allocation import breadth, misfit, optimum
from fitbreadth.control import Control
from fitbreadth.convergence.figures.allocation import ENDS, PLANS, draw
from fitbreadth.convergence.odds import ODDS
from fitbreadth.lab import Lab, Row
from fitbreadth.places import stretches
from fitbreadth.rounding import written

KAPPAS = (-4.0, -2.0, -1.0, -0.5, 0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0)


def rows(*, kappa: float) -> list[Row]:
    """Return the ideal shares at ``kappa``, and what three plans are worth there."""
    best = optimum(ODDS, rho=kappa, gamma=1).shares
    shares: list[Row] = [
        {"panel": "share", "task": task, "share": float(share), "odds": odds}
        for task, (share, odds) in enumerate(zip(best, ODDS, strict=True), start=1)
    ]
    return shares + [row | {"panel": "now"} for row in _worth(kappa)]


def backdrop() -> list[Row]:
    """Return three plans' curves with their names, and where a click sets which κ."""
    curves = [
        row | {"panel": "worth"} for at in np.linspace(*ENDS, 61).round(1) for row in _worth(at)
    ]
    names: list[Row] = [
        {"panel": "name", "name": plan, "at": ENDS[0] + 0.12, "height": height}
        for plan, height in zip(PLANS, (1.08, 0.86, 0.08), strict=True)
    ]
    places: list[Row] = [
        {"panel": "place", "left": left, "right": right, "set_kappa": kappa}
        for kappa, (left, right) in zip(
            KAPPAS, stretches(KAPPAS, low=ENDS[0], high=ENDS[1]), strict=True
        )
    ]
    return curves + names + places


def _worth(kappa: float) -> list[Row]:
    losses = {
        "fitted plan": 0.0,
        "equal split": misfit(ODDS, np.full(len(ODDS), 1 / len(ODDS)), kappa, 1),
        "all on one task": misfit(ODDS, np.eye(len(ODDS))[0], kappa, 1),
    }
    return [
        {"curvature": float(kappa), "plan": plan, "worth": round(exp(-loss), 6)}
        for plan, loss in losses.items()
    ]


def sentence(*, kappa: float) -> str:
    """Say how broad the best plan is, and what the two simple plans lose."""
    best = optimum(ODDS, rho=kappa, gamma=1)
    worth = {row["plan"]: row["worth"] for row in _worth(kappa)}
    tasks = f"{breadth(best.shares):.1f}"
    broad = (
        "is a bet on one task" if tasks == "1.0" else f"is about as broad as {tasks} equal tasks"
    )
    return (
        f"At κ = {written(kappa, digits=3)} an equal split is worth {worth['equal split']:.0%} of "
        f"the budget, one task alone {worth['all on one task']:.0%}. The fitted plan {broad}."
    )


def _said(kappa: float) -> str:
    number = written(kappa, digits=3)
    if kappa <= -2:
        return f"{number}: your weakest task counts most"
    if kappa >= 1:
        return f"{number}: all on the likeliest"
    return f"{number}: results multiply" if kappa == 0 else number


LAB = Lab(
    name="fig-allocation",
    controls=(
        Control(
            "kappa",
            "How far the world rewards focus, κ",
            KAPPAS,
            0.5,
            labels=_said,
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    caption=(
        "Move κ, or drag among the curves. Five tasks come up with different odds, and you have "
        "one budget. The fitted plan is the best for these odds and this κ, which says how results "
        "combine and how returns bend. Far to the left your weakest task counts most, and the best "
        "plan is nearly even. At 0 results multiply, and it copies the odds. Between 0 and 1 "
        "results may add up while returns diminish. From 1 on returns no longer diminish, and the "
        "best plan is a bet on one task."
    ),
    description=(
        "Left, five bars of budget shares beside marks of how often each task comes up. Right, "
        "what an equal split and a single bet are worth against the best plan: the equal "
        "split declines with kappa, the single bet rises from nothing to the best."
    ),
    columns={
        "task": "task",
        "odds": "odds",
        "share": "best share",
        "curvature": "κ",
        "plan": "plan",
        "worth": "worth, in budget",
    },
)
