"""When sharing one model costs a task something, and when it does not."""

from __future__ import annotations

import numpy as np

from fitbreadth.claim import Evidence
from fitbreadth.learning.batting import batting
from fitbreadth.learning.bottleneck import random_networks, train_bottleneck
from fitbreadth.learning.bowls import bowls
from fitbreadth.learning.capacity import best_shared, excess_through
from fitbreadth.learning.conflict import first_order_change, pcgrad
from fitbreadth.learning.digits_results import transfer
from fitbreadth.learning.digits_table import runs
from fitbreadth.learning.pooling import crossing, dedicated_risk, shared_risk
from fitbreadth.learning.pooling_runs import pool
from fitbreadth.learning.shrinkage_risk import task_risks
from fitbreadth.learning.shrinkage_runs import shrink
from fitbreadth.learning.surgery import train
from fitbreadth.rng import generator


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    return [*_data(), *_together(), *_room(), *_gradients(), *_digits()]


def _data() -> list[Evidence]:
    distance, d = 1.0, 20
    border = crossing(distance, d=d)
    rows = [
        Evidence(
            "records from which sharing harms, 2 sigma^2 d/|Delta|^2, with d = 20 and the rest 1",
            40.0,
            border,
            "closed form",
        )
    ]
    harm = {}
    for n in (10, 40, 160):
        made = pool(n, distance=distance, d=d, runs=4000, seed=50 + n)
        for how, risk in (
            ("dedicated", dedicated_risk(n, d=d)),
            ("shared", shared_risk(n, distance=distance, d=d)),
        ):
            mean, error = made.risk(how)
            harm[how, n] = mean
            rows.append(
                Evidence(
                    f"squared error of a {how} estimate, from {n} records",
                    risk,
                    float(mean),
                    "Monte Carlo",
                    within=4 * float(error),
                )
            )
    return [
        *rows,
        Evidence(
            "from 160 records dedicated estimates are better than shared ones",
            True,
            bool(harm["dedicated", 160] < harm["shared", 160]),
            "qualitative",
        ),
        Evidence(
            "fails: from 10 records shared estimates are better than dedicated ones",
            True,
            bool(harm["shared", 10] < harm["dedicated", 10]),
            "qualitative",
        ),
    ]


def _together() -> list[Evidence]:
    theta = np.append(np.zeros(9), 4.0)
    made = shrink(theta, runs=20_000, seed=51)
    total, error = made.total("shared")
    odd = made.risks("shared")[0][-1]
    plain = float(task_risks(np.zeros(10), towards="zero", positive=False).sum())
    season = batting()
    return [
        Evidence(
            "total squared error of ten tasks that are nought, shrunk towards nought",
            2.0,
            plain,
            "closed form",
            source="james1961",
        ),
        Evidence(
            "total squared error of ten tasks shrunk together, one of them unlike the others",
            float(task_risks(theta).sum()),
            float(total),
            "Monte Carlo",
            within=4 * float(error),
            source="james1961",
        ),
        Evidence(
            "of ten tasks shrunk together the one unlike the others does worse than by itself",
            True,
            bool(odd > 1),
            "qualitative",
        ),
        Evidence(
            "fails: ten tasks, one of them unlike the others, do better in total shrunk together "
            "than apart",
            True,
            bool(total < 10),
            "qualitative",
            source="james1961",
        ),
        Evidence(
            "fails: averages of eighteen batters, shrunk together, are off by less than a third of "
            "what their own are",
            True,
            season.error(season.shrunk) < season.error(season.first) / 3,
            "qualitative",
            source="efron1975",
        ),
    ]


def _room() -> list[Evidence]:
    tasks = np.eye(6)
    starts = random_networks(6, d=6, r=3, runs=5, seed=52)
    lost = train_bottleneck(tasks, start=starts).total[-1]
    ample = train_bottleneck(tasks, start=random_networks(6, d=6, r=6, runs=5, seed=53)).total[-1]
    rng = generator(54)
    pairs = []
    for _ in range(50):
        some = rng.normal(size=(5, 8))
        some /= np.linalg.norm(some, axis=1, keepdims=True)
        # the same room, divided: three tasks have one dimension each, and the others none
        divided = excess_through(some[:3].T, some)[:3].sum() + 2
        pairs.append((best_shared(some, r=3).total, divided))
    shared, split = np.array(pairs).T
    return [
        Evidence(
            "what six unlike tasks lose through three shared dimensions, trained: k - r",
            3.0,
            float(lost[np.abs(lost - 3).argmax()]),
            "closed form",
            source="wu2020",
        ),
        Evidence(
            "fails: what six unlike tasks lose through six shared dimensions, trained",
            0.0,
            float(ample.max()),
            "closed form",
            source="wu2020",
        ),
        Evidence(
            "fails: sets of five random tasks, of 50, that lose more by sharing three dimensions "
            "than by giving them to three tasks",
            0,
            int((shared > split + 1e-9).sum()),
            "exact",
        ),
    ]


def _gradients() -> list[Evidence]:
    turn = np.radians(150)
    g1, g2 = 0.5 * np.array([np.cos(turn), np.sin(turn)]), np.array([1.0, 0.0])
    plain = first_order_change(g1, g2, g1 + g2)[0]
    cut = np.max(first_order_change(g1, g2, pcgrad(g1, g2)))
    tasks = bowls([[-1, 0], [1, 0]], [np.eye(2), 10 * np.eye(2)])
    weights = np.linspace(0.5, 0.99, 50)
    starts = np.array([0.0, 2.0])

    def worse(method: str, weight: float = 0.5) -> float:
        took = train(tasks, starts, method=method, rate=0.02, steps=500, weight=weight)
        return float(tasks.regret(took.x[0]).max())

    best = min(worse("sum", weight) for weight in weights)
    return [
        Evidence(
            "a small step down the plain sum harms the quieter of two conflicting tasks",
            True,
            bool(plain > 0),
            "qualitative",
        ),
        Evidence(
            "a small step of PCGrad harms neither of two conflicting tasks",
            True,
            bool(cut <= 0),
            "qualitative",
            source="yu2020",
        ),
        Evidence(
            "the worse-off of two conflicting tasks loses less by PCGrad than by the plain sum",
            True,
            worse("pcgrad") < worse("sum"),
            "qualitative",
        ),
        Evidence(
            "fails: the worse-off of two conflicting tasks loses no more by a sum with the right "
            "weight than by PCGrad",
            True,
            best <= worse("pcgrad"),
            "qualitative",
            source="xin2022",
        ),
    ]


def _digits() -> list[Evidence]:
    made = runs()
    unlike, alike = (int(np.flatnonzero(made.similarity == s)[0]) for s in (0.0, 1.0))
    some = int(np.flatnonzero(made.n == 120)[0])
    narrow, wide = (int(np.flatnonzero(made.width[:, 0] == h)[0]) for h in (2, 32))
    one, told, heads = (transfer(arm) for arm in ("single", "told", "heads"))
    return [
        Evidence(
            "digits: a network with room and one head for two unlike tasks does worse",
            True,
            bool(one.high[unlike, some, wide] < 0),
            "qualitative",
        ),
        Evidence(
            "digits: a network with room and one head, told which of two unlike tasks it is at, "
            "does worse too",
            True,
            bool(told.high[unlike, some, wide] < 0),
            "qualitative",
        ),
        Evidence(
            "fails: digits: a network with a head for each of two unlike tasks is within half a "
            "point of two dedicated ones",
            True,
            bool(abs(heads.mean[unlike, some, wide]) < 0.5),
            "qualitative",
        ),
        Evidence(
            "fails: digits: with very little room sharing helps unlike tasks too",
            True,
            bool(one.low[unlike, some, narrow] > 0),
            "qualitative",
        ),
        Evidence(
            "fails: digits: sharing helps tasks that are alike at any width",
            True,
            bool((one.low[alike, some] > 0).all()),
            "qualitative",
        ),
    ]
