"""What specialising buys somebody who chooses systems: every break-even, with both its sides."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from fitbreadth.bitter_lesson.payback import payback_tokens
from fitbreadth.bitter_lesson.premium import reducible_loss
from fitbreadth.bitter_lesson.suite_cost import effective_tasks
from fitbreadth.claim import Evidence
from fitbreadth.convergence.machines import memory_needed, parameters_needed, tasks_that_fit
from fitbreadth.convergence.tail import JOB, STEP, break_even_misrouting, chain, suite_chain
from fitbreadth.convergence.tail_runs import jobs_right
from fitbreadth.convergence.task_cost import break_even_volume, task_costs
from fitbreadth.convergence.withdrawal import outages, worth_owning
from fitbreadth.convergence.zipf import own_systems, zipf
from fitbreadth.rng import generator


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    return [*_cost(), *_reliability(), *_together(), *_memory(), *_withdrawal()]


def _cost() -> list[Evidence]:
    calls = 1e6 * zipf(10, exponent=1)
    year = task_costs(calls, fixed=50_000, general=1, narrow=0.1)
    every = min(
        50_000 * size + 0.1 * calls[list(own)].sum() + np.delete(calls, list(own)).sum()
        for size in range(11)
        for own in combinations(range(10), size)
    )
    rare, even = (
        task_costs(1e6 * zipf(10, exponent=a), fixed=fixed, general=1, narrow=0.1)
        for a, fixed in ((1, 500_000), (0, 50_000))
    )
    k, n = 10, 1e9
    effective = float(effective_tasks(k, overlap=0.5))
    return [
        Evidence(
            "cheapest of all 1,024 ways to give ten tasks narrow systems",
            float(every),
            year.best,
            "closed form",
        ),
        Evidence(
            "tasks that have one then: those above the break-even",
            own_systems(10, exponent=1, share=50_000 / 0.9 / 1e6),
            year.own,
            "exact",
        ),
        Evidence(
            "which is cheaper than either kind of system alone",
            True,
            year.best < min(year.general, year.narrow),
            "qualitative",
        ),
        Evidence(
            "with prices in operations the break-even is the payback of a narrow model, in tokens",
            payback_tokens(1e12, k=k, overlap=0.5),
            break_even_volume(6 * n * 1e12, general=2 * n * effective, narrow=2 * n),
            "closed form",
        ),
        Evidence(
            "fails: where no task is called often enough, the number of narrow systems to make",
            0,
            rare.own,
            "exact",
        ),
        Evidence(
            "fails: if a narrow call is no cheaper no number of calls is enough",
            True,
            break_even_volume(1, general=1, narrow=1) == np.inf,
            "qualitative",
        ),
        Evidence(
            "fails: with even demand both kinds together save nothing over the better of them",
            min(even.general, even.narrow),
            even.best,
            "closed form",
        ),
    ]


def _reliability() -> list[Evidence]:
    e_g, e_s, steps, jobs, rng = 0.02, 0.005, 40, 40_000, generator(11)
    rows = []
    for what, e, q, routed in (
        ("the general system", e_g, 0.0, STEP),
        ("specialists routed at every step, 1% wrongly", e_s, 0.01, STEP),
        ("specialists routed once a job, 1% wrongly", e_s, 0.01, JOB),
    ):
        law = float(suite_chain(e, misrouted=q, steps=steps, routed=routed))
        got = jobs_right(e, steps=steps, jobs=jobs, seed=rng, misrouted=q, routed=routed)
        rows.append(
            Evidence(
                f"jobs of {steps} steps that {what} got right",
                law,
                got,
                "Monte Carlo",
                within=4 * float(np.sqrt(law * (1 - law) / jobs)),
            )
        )
    broad = float(chain(e_g, steps=steps))
    for routed in (STEP, JOB):
        border = break_even_misrouting(e_g, narrow=e_s, steps=steps, routed=routed)
        rows.append(
            Evidence(
                f"routed wrongly at the break-even, once a {routed}: jobs right, as many as with "
                "the general system",
                broad,
                float(suite_chain(e_s, misrouted=border, steps=steps, routed=routed)),
                "closed form",
            )
        )
    border = break_even_misrouting(e_g, narrow=e_s)
    rows += [
        Evidence(
            "routed wrongly half as often, specialists are ahead in jobs of 1, 10 and 100 steps",
            True,
            _ahead(e_g, e_s, border / 2) == [True] * 3,
            "qualitative",
        ),
        Evidence(
            "fails: twice as often, they are behind in all of them",
            True,
            _ahead(e_g, e_s, border * 2) == [False] * 3,
            "qualitative",
        ),
        Evidence(
            "fails: misrouting allowed to specialists that err as often as the general system",
            0.0,
            break_even_misrouting(e_g, narrow=e_g),
            "exact",
        ),
    ]
    return rows


def _ahead(e_g: float, e_s: float, q: float) -> list[bool]:
    steps = [1, 10, 100]
    ahead = suite_chain(e_s, misrouted=q, steps=steps) > chain(e_g, steps=steps)
    return [bool(one) for one in ahead]


def _together() -> list[Evidence]:
    down, k = 0.1, 4
    own, one = (outages(down, services=k, shared=shared) for shared in (False, True))
    # every pattern of four systems that are up or down
    patterns = (np.arange(2**k)[:, None] >> np.arange(k)) & 1
    chance = np.where(patterns, down, 1 - down).prod(axis=1)
    return [
        Evidence(
            "how often four services on systems of their own are all down",
            float(chance[patterns.all(axis=1)].sum()),
            own.all,
            "closed form",
        ),
        Evidence("and on one system, down as often", down, one.all, "exact"),
        Evidence(
            "fails: how often at least one of them is down, on systems of their own",
            float(chance[patterns.any(axis=1)].sum()),
            own.any,
            "closed form",
        ),
        Evidence(
            "fails: services that are down on average, the same either way",
            one.mean,
            own.mean,
            "exact",
        ),
    ]


def _memory() -> list[Evidence]:
    needed = memory_needed(0.2, k=30, overlap=0.5, bits=8)
    most = tasks_that_fit(8, loss=0.2, overlap=0.5, bits=8)
    return [
        Evidence(
            "loss of the model whose size is (A/loss)^(1/alpha)",
            0.2,
            float(reducible_loss(parameters_needed(0.2))),
            "closed form",
        ),
        Evidence(
            "a narrow model fits 8 GB at 8 bits, and a wide one of 30 tasks, half in common, "
            "does not",
            True,
            needed.narrow <= 8 < needed.wide,
            "qualitative",
        ),
        Evidence(
            "tasks of a wide model that does: one more would not",
            True,
            memory_needed(0.2, k=int(most), overlap=0.5, bits=8).wide
            <= 8
            < memory_needed(0.2, k=int(most) + 1, overlap=0.5, bits=8).wide,
            "qualitative",
        ),
        Evidence(
            "fails: all 30 narrow models at once take more than the wide one",
            True,
            needed.suite > needed.wide,
            "qualitative",
        ),
        Evidence(
            "fails: with everything in common a wide model is as small as a narrow one",
            needed.narrow,
            memory_needed(0.2, k=30, overlap=1, bits=8).wide,
            "closed form",
        ),
    ]


def _withdrawal() -> list[Evidence]:
    chance, cost, years = 0.1, 50.0, 200_000
    gone = generator(12).random(years) < chance
    return [
        Evidence(
            "cost a year of moves from a system withdrawn in one year of ten",
            worth_owning(chance, switching=cost),
            float(cost * gone.mean()),
            "Monte Carlo",
            within=4 * cost * float(np.sqrt(chance * (1 - chance) / years)),
        ),
        Evidence(
            "fails: if one's own is as likely to go, owning is worth",
            0.0,
            worth_owning(chance, switching=cost, own_failure=chance),
            "exact",
        ),
    ]
