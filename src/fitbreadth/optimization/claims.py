"""The claims of the optimization chapter: who says what, and when it holds and fails."""

from __future__ import annotations

from fitbreadth.claim import Claim
from fitbreadth.optimization.evidence import (
    equal_average,
    finite_budget,
    fit_wins,
    generality_myth,
    redistribution,
)

CLAIMS = (
    Claim(
        id="nfl-equal-average",
        statement="Averaged over every conceivable problem, every algorithm performs equally well",
        source="dharma2026",
        chapter="optimization",
        figure="fig-exhaustion",
        verdict="holds when",
        holds=(
            "exactly, when the search space and its values are finite, every function is equally "
            "likely (or the class is closed under permutation), no point is evaluated twice, and "
            "cost is the number of distinct evaluations."
        ),
        fails=(
            "on every other class of problems, for some way of scoring; when a champion is chosen "
            "by play against opponents; and when time to think or repeated looks are counted as "
            "cost."
        ),
        check=equal_average.check,
    ),
    Claim(
        id="nfl-redistribution",
        statement="Performance is redistributed, not multiplied: a gain here is paid for there",
        source="dharma2026",
        chapter="optimization",
        figure="fig-duel",
        verdict="holds when",
        holds="over a closed class: the differences between any two algorithms sum to exactly 0.",
        fails=(
            "over the problems that one actually meets: there the differences need not sum to 0, "
            "and one algorithm can be better for nothing in return."
        ),
        check=redistribution.check,
    ),
    Claim(
        id="fit-wins",
        statement="An algorithm wins by being a good fit for the target problem",
        source="goldfeder2026",
        chapter="optimization",
        figure="fig-winners",
        verdict="holds",
        holds=(
            "whenever the class is not closed, as most are: performance is the inner "
            "product of the algorithm's profile with the problem distribution."
        ),
        fails=(
            "only where no search can: on classes closed under permutation all fit alike. It is no "
            "reason to be narrow, since a broad profile can be the best fit to a broad "
            "distribution, as CMA-ES shows."
        ),
        check=fit_wins.check,
    ),
    Claim(
        id="finite-budget",
        statement="Finite resources spread over unlimited tasks leave almost nothing for each, so "
        "concentration inevitably wins",
        source="dharma2026",
        chapter="optimization",
        figure="fig-curvature",
        verdict="overstated",
        holds=(
            "for the level of each task, which always goes to 0; and for the total when returns "
            "bend upwards (κ > 1): then one task should get everything."
        ),
        fails=(
            "for the total when returns diminish (κ < 1): an equal split is then best for equal "
            "tasks. With tasks of falling worth, the best breadth grows with the budget. The "
            "paper itself says only that concentration will *reasonably* win."
        ),
        check=finite_budget.check,
    ),
    Claim(
        id="generality-myth",
        statement="Universal generality is a theoretical concept, but in practical terms it is "
        "a myth",
        source="goldfeder2026",
        chapter="optimization",
        figure="fig-overheads",
        verdict="overstated",
        holds="over all functions, where no algorithm is better than any other.",
        fails=(
            "as a practical verdict on broad methods: one general optimizer reached the target on "
            "all seven test functions, at a price and not in every run. In the paper the sentence "
            "opens a paragraph on the complexity of planning; it does not follow from the "
            "no-free-lunch theorem."
        ),
        check=generality_myth.check,
    ),
)
"""In the order of the chapter."""
