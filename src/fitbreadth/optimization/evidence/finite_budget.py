"""Budgets spread over tasks, with returns that bend down and up."""

from __future__ import annotations

from fitbreadth.claim import Evidence
from fitbreadth.optimization.power import power_total
from fitbreadth.optimization.saturating import breadth_law, geometric_tasks
from fitbreadth.optimization.threshold import fully_served


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    served = [geometric_tasks(budget, q=0.8).served for budget in (1, 4, 16, 64, 256)]
    near = all(
        abs(geometric_tasks(b, q=q).served - breadth_law(b, q=q)) <= 1
        for b in (1, 7, 64, 500)
        for q in (0.5, 0.8, 0.95)
    )
    return [
        Evidence(
            "tasks served by a budget of 16, each worth 0.8 of the one before",
            12,
            served[2],
            "exact",
        ),
        Evidence(
            "breadth within one task of its square-root law, 12 settings", True, near, "qualitative"
        ),
        Evidence(
            "level of each of a million equal tasks, returns of curvature 0.7",
            1e6**-0.7,
            power_total(10**6, budget=1, kappa=0.7) / 10**6,
            "closed form",
        ),
        Evidence(
            "fails: the total still rises with breadth if the curvature is below 1",
            True,
            power_total(30, budget=1, kappa=0.7) > power_total(1, budget=1, kappa=0.7),
            "qualitative",
        ),
        Evidence(
            "the total falls with breadth if the curvature is above 1",
            True,
            power_total(30, budget=1, kappa=1.5) < power_total(1, budget=1, kappa=1.5),
            "qualitative",
        ),
        Evidence(
            "tasks served by 10 hours, when each is worthless below 3",
            3,
            fully_served([3] * 10, budget=10).served,
            "exact",
        ),
        Evidence(
            "fails: tasks served by 20 hours, when each is worthless below 3",
            6,
            fully_served([3] * 10, budget=20).served,
            "exact",
        ),
        Evidence(
            "fails: tasks served by sixteen times the budget, each worth 0.8 of the one before: "
            "four times as many",
            4 * served[0],
            served[2],
            "exact",
        ),
    ]
