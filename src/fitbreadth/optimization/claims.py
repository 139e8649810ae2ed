"""The claims of the optimization chapter, and what running them showed."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from fitbreadth.claim import Claim, Evidence
from fitbreadth.optimization.benchmark import reference, winners
from fitbreadth.optimization.census import all_algorithms
from fitbreadth.optimization.closure import permutation_closure
from fitbreadth.optimization.coevolution import champion_curve
from fitbreadth.optimization.exhaustive import trace_counts
from fitbreadth.optimization.histogram import best_so_far, best_so_far_law
from fitbreadth.optimization.hitting import compare, first_hit, first_hit_law
from fitbreadth.optimization.landscape import lipschitz_functions, peaks
from fitbreadth.optimization.permutation import closed_fraction, sharpened_nfl
from fitbreadth.optimization.power import power_total
from fitbreadth.optimization.problems import all_functions
from fitbreadth.optimization.runs import ALGORITHMS, running_time
from fitbreadth.optimization.saturating import breadth_law, geometric_tasks
from fitbreadth.optimization.search import fitted_search
from fitbreadth.optimization.searches import flee, hill_climb, scan


def _equal_average() -> list[Evidence]:
    every = [trace_counts(algorithm) for algorithm in all_algorithms(4, 2)]
    even = all((seen.counts == seen.theory).all() for seen in every)
    climb = trace_counts(hill_climb(5, 3), 3)
    unique = np.eye(6, dtype=int)
    brute = sharpened_nfl(3, 2)
    curve = champion_curve(4, 3, 5)
    return [
        Evidence("algorithms on 4 points and 2 values", 576, len(every), "exact"),
        Evidence("every trace equally frequent for all of them", True, even, "exact"),
        Evidence(
            "hill climb's best value after 3 looks, 5 points and 3 values",
            best_so_far_law(3, 3),
            best_so_far(climb),
            "exact",
            source="wolpert1997",
        ),
        Evidence(
            "mean cost of finding one needle among 6 points",
            first_hit_law(6, 1),
            Fraction(int(first_hit(hill_climb(6, 2), unique).sum()), 6),
            "exact",
        ),
        Evidence(
            "classes on which all algorithms tie, of 255",
            15,
            int(brute.equal.sum()),
            "exact",
            source="schumacher2001",
        ),
        Evidence(
            "they are exactly the closed ones",
            True,
            bool((brute.equal == brute.closed).all()),
            "exact",
            source="schumacher2001",
        ),
        Evidence(
            "fails: champion found by pursuit, 4 players, 5 games",
            Fraction(25, 64),
            curve.payoff["pursue"][5],
            "exact",
            source="wolpert2005",
        ),
        Evidence(
            "fails: champion found by exhausting rows",
            Fraction(81, 256),
            curve.payoff["exhaust_rows"][5],
            "exact",
            source="wolpert2005",
        ),
    ]


def _redistribution() -> list[Evidence]:
    F = np.concatenate(list(all_functions(5, 3)))
    rough = lipschitz_functions(5, 4, 1)
    fitted, closed = fitted_search(rough), fitted_search(permutation_closure(rough))
    one_peak = F[peaks(F) == 1]
    return [
        Evidence(
            "sum of cost differences, hill climb against scan, 243 problems",
            0,
            int(compare(hill_climb(5, 3), scan(5, 3), F).difference.sum()),
            "exact",
        ),
        Evidence(
            "sum of cost differences, hill climb against flee, 243 problems",
            0,
            int(compare(hill_climb(5, 3), flee(5, 3), F).difference.sum()),
            "exact",
        ),
        Evidence(
            "the best fit to 178 smooth functions gains nothing on their 634 shuffles",
            Fraction(776, 317),
            Fraction(closed.best),
            "exact",
        ),
        Evidence(
            "nor does the worst lose there", Fraction(776, 317), Fraction(closed.worst), "exact"
        ),
        Evidence(
            "fails: on the 178 alone the best fit is strictly better than the worst",
            True,
            bool(fitted.best < fitted.worst),
            "qualitative",
        ),
        Evidence(
            "fails: on one-peaked functions the differences do not sum to 0",
            True,
            int(compare(hill_climb(5, 3), scan(5, 3), one_peak).difference.sum()) < 0,
            "qualitative",
        ),
    ]


def _fit_wins() -> list[Evidence]:
    rough = fitted_search(lipschitz_functions(5, 4, 1))
    line = running_time("line-search", function=3)
    rotated = running_time("line-search", function=15)
    published = float(reference(5).ert[2, -2])
    return [
        Evidence(
            "cost of the best fit to 178 smooth functions",
            Fraction(339, 178),
            Fraction(rough.best),
            "exact",
        ),
        Evidence("cost of the worst", Fraction(455, 178), Fraction(rough.worst), "exact"),
        Evidence(
            "share of classes without a free lunch, 3 points and 2 values",
            Fraction(15, 255),
            closed_fraction(3, 2),
            "exact",
            source="igel2003",
        ),
        Evidence(
            "distinct winners on the 24 functions in 5 dimensions",
            15,
            len(winners(5)),
            "exact",
            source="hansen2010",
        ),
        Evidence(
            "distinct winners in 20 dimensions", 11, len(winners(20)), "exact", source="hansen2010"
        ),
        Evidence(
            "our line search within a factor 2 of the best published, separable Rastrigin",
            True,
            published / 2 < line.ert < 2 * published,
            "qualitative",
        ),
        Evidence("its successes on the rotated Rastrigin, of 7", 0, rotated.successes, "exact"),
    ]


def _finite_budget() -> list[Evidence]:
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
            "above 1 it falls",
            True,
            power_total(30, budget=1, kappa=1.5) < power_total(1, budget=1, kappa=1.5),
            "qualitative",
        ),
        Evidence(
            "fails: sixteen times the budget buys four times the breadth",
            4 * served[0],
            served[2],
            "exact",
        ),
    ]


def _generality_myth() -> list[Evidence]:
    solved = {
        who: sum(running_time(who, function=f).successes > 0 for f in (1, 2, 3, 8, 10, 15, 21))
        for who in ALGORITHMS
    }
    everything = fitted_search(next(all_functions(5, 4)))
    rest = [count for who, count in solved.items() if who != "ipop-cma-es"]
    return [
        Evidence(
            "gap between the best and the worst search over all 1,024 functions of 5 points",
            0,
            Fraction(everything.worst) - Fraction(everything.best),
            "exact",
        ),
        Evidence(
            "fails: functions of 7 that one general optimizer, CMA-ES, solves",
            7,
            solved["ipop-cma-es"],
            "exact",
        ),
        Evidence(
            "and it is the only one of our five to do so",
            True,
            max(rest) < 7,
            "qualitative",
        ),
    ]


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
            "on every other class of problems; when a champion is chosen by play against "
            "opponents; and when time to think or repeated looks are counted as cost."
        ),
        check=_equal_average,
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
        check=_redistribution,
    ),
    Claim(
        id="fit-wins",
        statement="An algorithm wins by being a good fit for the target problem",
        source="goldfeder2026",
        chapter="optimization",
        figure="fig-winners",
        verdict="holds",
        holds=(
            "whenever the class is not closed, which is nearly always: performance is the inner "
            "product of the algorithm's profile with the problem distribution."
        ),
        fails=(
            "as a reason to be narrow: a broad profile can be the best fit to a broad "
            "distribution, as CMA-ES shows."
        ),
        check=_fit_wins,
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
            "bend upwards (κ > 1) or are worthless below a threshold."
        ),
        fails=(
            "for the total when returns diminish (κ < 1): an equal split is then best for equal "
            "tasks. The best breadth grows with the budget. The paper itself says only "
            "that concentration will *reasonably* win."
        ),
        check=_finite_budget,
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
            "all seven test functions, at a price. In the paper the sentence opens a paragraph on "
            "the complexity of planning; it does not follow from the no-free-lunch theorem."
        ),
        check=_generality_myth,
    ),
)
"""In the order of the chapter."""
