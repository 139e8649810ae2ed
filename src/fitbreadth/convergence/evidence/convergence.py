"""What all chapters' models say of one theorem, and where focus is not what it asks for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fitbreadth.claim import Evidence
from fitbreadth.convergence.instances import Agreement, agreement, worked
from fitbreadth.convergence.instances_learning import one_dimension
from fitbreadth.convergence.instances_markets import bettor
from fitbreadth.convergence.instances_plan import Instance
from fitbreadth.convergence.misfit_instances import Loss, losses, raced_loss
from fitbreadth.convergence.misfit_plans import PLANS, focus_border
from fitbreadth.convergence.odds import ODDS

EQUAL, STARVED, _ = PLANS
FARS = (0.1, 0.5, 1.0)


def check() -> tuple[Evidence, ...]:
    """Return the plans, the losses, and both regimes."""
    found = (bettor(ODDS, kappa=0), *worked(ODDS))
    return (*_plans(found), *_losses(found), *_regimes(), *_neutral())


def _plans(found: Sequence[Instance]) -> list[Evidence]:
    held: list[Agreement] = [agreement(each, p=ODDS) for each in found]
    return [
        *(
            Evidence(
                f"share of the likeliest of five tasks, {each.domain.replace('_', ' ')}: "
                f"{each.what}, kappa {each.kappa:g}",
                float(side.theorem[0]),
                float(side.found[0]),
                "closed form",
            )
            for each, side in zip(found, held, strict=True)
        ),
        Evidence(
            "no share of any task differs from the theorem by more than a millionth, in any model",
            True,
            max(side.gap for side in held) < 1e-6,
            "qualitative",
        ),
    ]


def _losses(found: Sequence[Instance]) -> list[Evidence]:
    equal = losses(found, p=ODDS, plan=EQUAL)
    settings = [(plan, far) for plan in PLANS for far in FARS]
    # each its own races, so that no two agree or differ by the same luck
    raced = [
        raced_loss(ODDS, plan=plan, far=far, seed=seed) for seed, (plan, far) in enumerate(settings)
    ]
    every = [each for plan, far in settings for each in losses(found, p=ODDS, plan=plan, far=far)]
    return [
        *(
            Evidence(
                f"what an equal split loses, in nats, {each.domain.replace('_', ' ')}: "
                f"{each.what}, kappa {each.kappa:g}",
                each.law,
                each.measured,
                "closed form",
            )
            for each in equal
        ),
        *(
            Evidence(
                f"nats a round that a trader loses, {far:.0%} of the way to the plan "
                f'"{plan}", in a simulated market',
                each.law,
                each.measured,
                "Monte Carlo",
                within=4 * each.error,
                source="blume1992",
            )
            for each, (plan, far) in zip(raced, settings, strict=True)
        ),
        Evidence(
            f"all {len(every)} computed losses are the Rényi divergence to a millionth of it",
            True,
            max(abs(each.measured / each.law - 1) for each in every) < 1e-6,
            "qualitative",
        ),
    ]


def _regimes() -> list[Evidence]:
    def worth(kappa: float, plan: str) -> Loss:
        return losses([bettor(ODDS, kappa=kappa)], p=ODDS, plan=plan)[0]

    rows = []
    for kappa, fails, broad_wins in ((-3.0, "fails: ", True), (0.8, "", False)):
        equal, starved = worth(kappa, EQUAL), worth(kappa, STARVED)
        who = f"{fails}for a bettor of appetite {kappa:g}"
        rows += [
            *(
                Evidence(
                    f"{who}, part of the budget that {plan} is worth",
                    float(np.exp(-each.law)),
                    float(np.exp(-each.measured)),
                    "closed form",
                )
                for plan, each in (
                    ("an equal split", equal),
                    ("95 % on the likeliest", starved),
                )
            ),
            Evidence(
                f"{who}, {'breadth' if broad_wins else 'focus'} is worth more",
                True,
                (equal.measured < starved.measured) == broad_wins,
                "qualitative",
            ),
        ]
    border, all_in = focus_border(ODDS), np.eye(len(ODDS))[0]
    at = bettor(ODDS, kappa=border)
    equal_split = np.full(len(ODDS), 1 / len(ODDS))
    ahead = [
        even.loss(equal_split) > even.loss(all_in)
        for even in (bettor(ODDS, kappa=border - 0.01), bettor(ODDS, kappa=border + 0.01))
    ]
    return [
        *rows,
        Evidence(
            "at kappa = ln(1/max p)/ln n an equal split and all-in lose the same: nats of budget",
            at.loss(equal_split),
            at.loss(all_in),
            "closed form",
        ),
        Evidence(
            "fails: a little below that kappa the equal split beats all-in, a little above not",
            True,
            ahead == [False, True],
            "qualitative",
        ),
    ]


def _neutral() -> list[Evidence]:
    seeds = range(4)
    alike = [one_dimension([0.5, 0.5], seed=seed) for seed in seeds]
    split = [each.shares[0] for each in alike]
    off = max(abs(each.loss([0.5, 0.5])) for each in alike)
    return [
        Evidence(
            "fails: kappa = 1 and two tasks alike, one dimension: what an equal split loses",
            0.0,
            float(off),
            "exact",
            source="wu2020",
        ),
        Evidence(
            "fails: there training stops at another split from every start, none of them better",
            True,
            bool(np.ptp(split) > 0.1),
            "qualitative",
        ),
    ]
