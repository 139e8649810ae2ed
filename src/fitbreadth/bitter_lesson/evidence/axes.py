"""Whether knowledge and scope are two different things, and how differently they fare."""

from __future__ import annotations

import numpy as np

from fitbreadth.bitter_lesson.capacity_floor import floor
from fitbreadth.bitter_lesson.cases import cases
from fitbreadth.bitter_lesson.question_results import premium
from fitbreadth.bitter_lesson.two_by_two import two_by_two
from fitbreadth.bitter_lesson.two_by_two_limit import scope_limit
from fitbreadth.bitter_lesson.two_by_two_runs import simulate
from fitbreadth.claim import Evidence

SMALL, LARGE, TASKS = 2**6, 2**26, 8


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    return [*_grown(), *_simulated(), *_data(), *_record(), *_digits(), *_aim()]


def _grown() -> list[Evidence]:
    grown = two_by_two([SMALL, LARGE], k=TASKS)
    knows, aims = grown.knowledge_ratio("wide"), grown.scope_ratio("learned")
    return [
        Evidence(
            "learned over hand-built falls below 1.001 at 67 million parameters, wide over narrow "
            "stays above 2",
            True,
            bool(knows[0] > 1.3 and knows[1] < 1.001 and aims[1] > 2),
            "qualitative",
        ),
        Evidence(
            "wide over narrow at 67 million parameters is within 1% of its limit, k^.34",
            True,
            bool(abs(aims[1] / scope_limit(TASKS) - 1) < 0.01),
            "qualitative",
        ),
        Evidence(
            "limit of wide over narrow for 8 tasks as models grow, k^.34",
            TASKS**0.34,
            scope_limit(TASKS),
            "closed form",
        ),
        Evidence(
            "fails: learned from hand-built and narrow from wide differ, at 67 million parameters, "
            "by less than a hundredth",
            True,
            bool(
                grown.knowledge_difference("wide")[1] < 0.01
                and grown.scope_difference("learned")[1] < 0.01
            ),
            "qualitative",
        ),
    ]


def _simulated() -> list[Evidence]:
    size = 1024
    theory = two_by_two([size], k=TASKS)
    made = simulate(size, k=TASKS, picked=8, runs=2000, seed=62)
    mean, error = made.risk("learned")
    return [
        Evidence(
            "error of learned, wide models of 1,024 parameters, simulated",
            float(theory.learned_wide[0]),
            float(mean),
            "Monte Carlo",
            within=4 * float(error),
        )
    ]


def _data() -> list[Evidence]:
    own = two_by_two([2**12, LARGE], k=TASKS, divided="parameters").scope_ratio("learned")
    tasks = np.eye(8)
    return [
        Evidence(
            "what 8 unlike tasks lose through 4 dimensions whatever the data, 1 - r/k",
            0.5,
            floor(tasks, r=4),
            "closed form",
            source="eckart1936",
        ),
        Evidence(
            "fails: what 8 unlike tasks lose through 8 dimensions",
            0.0,
            floor(tasks, r=8),
            "exact",
            source="wu2020",
        ),
        Evidence(
            "fails: if each task brings its own data, learned wide models are as good, to a "
            "hundredth, at 4,096 parameters and at 67 million",
            True,
            bool((abs(own - 1) < 0.01).all()),
            "qualitative",
        ),
    ]


def _record() -> list[Evidence]:
    rows = cases()
    return [
        Evidence(
            "in each of Sutton's four fields the winner chosen here is a narrow instance",
            True,
            all(row.scope == "narrow" for row in rows if row.by_sutton),
            "qualitative",
        ),
        Evidence(
            "in our table of cases there are narrow instances and wide ones that were told next to "
            "nothing",
            True,
            {row.scope for row in rows if row.knowledge == "mostly no"} == {"narrow", "wide"},
            "qualitative",
        ),
    ]


def _digits() -> list[Evidence]:
    each, in_all = premium("ratio"), premium("ratio", size="all")
    return [
        Evidence(
            "digits: at one hidden unit a wide network errs more than five times as often as ten "
            "narrow ones",
            True,
            bool((each.low[:, 0] > 5).all()),
            "qualitative",
        ),
        Evidence(
            "fails: digits: with 64 units and 120 pictures a wide network errs less often than ten "
            "narrow ones",
            True,
            bool(each.high[0, -1] < 1),
            "qualitative",
        ),
        Evidence(
            "fails: digits: ten narrow networks as large together as a wide one are nowhere surely "
            "better",
            True,
            not bool((in_all.low > 1).any()),
            "qualitative",
        ),
    ]


def _aim() -> list[Evidence]:
    grown = two_by_two([SMALL, LARGE], k=TASKS)
    # off its own task a narrow model is off by all there is
    sure = (1 - grown.hand_wide) / (1 - grown.hand_narrow)
    return [
        Evidence(
            "fails: the scope has to be known: how sure one must be of the task for the narrow "
            "model to be better rises with scale, to more than 99%",
            True,
            bool(sure[0] < 0.9 and sure[1] > 0.99),
            "qualitative",
        )
    ]
