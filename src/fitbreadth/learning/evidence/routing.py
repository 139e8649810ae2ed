"""What experts divide among them, when dividing is needed, and when it is not found."""

from __future__ import annotations

import numpy as np

from fitbreadth.claim import Evidence
from fitbreadth.learning.absolute_value import line_error
from fitbreadth.learning.cluster_bound import best_additive, routed
from fitbreadth.learning.cluster_runs import trained
from fitbreadth.learning.cluster_training import purity
from fitbreadth.learning.clusters import draw_clusters
from fitbreadth.learning.expected_error import expected_error
from fitbreadth.learning.expert_training import Training, starts, train
from fitbreadth.learning.specialisation import specialisation
from fitbreadth.learning.vowel_runs import CRITERIA, finish, tuned_rate


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    return [*_lines(), *_clusters(), *_vowels()]


def _lines() -> list[Evidence]:
    rng = np.random.default_rng(60)
    x = rng.normal(size=200_000)
    squares = (np.abs(x) - np.polyval(np.polyfit(x, np.abs(x), 1), x)) ** 2
    cases = np.linspace(-2.5, 2.5, 101)
    found: Training = train(
        starts(20, experts=2, seed=61), cases, np.abs(cases), rate=0.3, steps=1000
    )
    divided = specialisation(found.theta[-1], cases).owned.min(axis=-1) > 0.3
    return [
        Evidence(
            "mean squared error of a line fitted to 200 000 points of |x|: 1 - 2/pi",
            1 - 2 / np.pi,
            float(squares.mean()),
            "Monte Carlo",
            within=4 * float(squares.std() / np.sqrt(x.size)),
        ),
        Evidence(
            "most pairs of experts, trained from 20 starts, come to divide the V between them",
            True,
            bool(divided.mean() > 0.5),
            "qualitative",
            source="jacobs1991",
        ),
        Evidence(
            "pairs of experts that divide the V between them are off by less than a tenth of what "
            "one line is",
            True,
            bool(expected_error(found.theta[-1][divided]).max() < line_error() / 10),
            "qualitative",
        ),
    ]


def _clusters() -> list[Evidence]:
    rows = [
        Evidence(
            f"least error of one additive expert on {clusters} clusters",
            0.125,
            float(best_additive(clusters).error),
            "exact",
            source="chen2022",
        )
        for clusters in (2, 3, 4)
    ]
    seen = draw_clusters(2000, clusters=4, spread=0.0, seed=62)
    ended = {
        (kind, noise): trained(kind, clusters=4, noise=noise)
        for kind, noise in (
            ("mixture of nonlinear experts", 1.0),
            ("mixture of nonlinear experts", 4.0),
            ("mixture of linear experts", 1.0),
        )
    }

    def error(kind: str, noise: float) -> float:
        return float(np.mean([run.error[-1] for run in ended[kind, noise]]))

    linear = "mixture of linear experts"
    clean = float(np.mean([purity(run.dispatch[-1]) for run in ended[linear, 1.0]]))
    return [
        *rows,
        Evidence(
            "errors of experts whose router goes by the cluster, in 2 000 inputs",
            0,
            int((routed(seen.patches, clusters=4) != seen.label).sum()),
            "exact",
            source="chen2022",
        ),
        Evidence(
            "a mixture of nonlinear experts, trained, errs less than an eighth, the bound of one",
            True,
            error("mixture of nonlinear experts", 1.0) < 0.125,
            "qualitative",
            source="chen2022",
        ),
        Evidence(
            "fails: a mixture of nonlinear experts, trained on distractors 4 times as strong, errs "
            "more than an eighth",
            True,
            error("mixture of nonlinear experts", 4.0) > 0.125,
            "qualitative",
        ),
        Evidence(
            "fails: the failure of linear experts does not come out on our less noisy inputs: they "
            "err less than an eighth, without keeping to clusters",
            True,
            error(linear, 1.0) < 0.125 and clean < 0.9,
            "qualitative",
            source="chen2022",
        ),
    ]


def _vowels() -> list[Evidence]:
    goal = CRITERIA.index(0.08)

    def fastest(*systems: str) -> float:
        return min(
            float(finish(s, rate=tuned_rate(s, criterion=goal)).epochs[goal].mean())
            for s in systems
        )

    ratio = fastest("4 experts", "8 experts") / fastest("6 hidden", "12 hidden")
    return [
        Evidence(
            "fails: half as many passes do not come out: on vowels made up from published means "
            "experts take more than three quarters of those of networks",
            True,
            ratio > 0.75,
            "qualitative",
            source="jacobs1991",
        ),
        Evidence(
            "fails: chance that neighbouring words have the same first choice of eight experts, "
            "beside which Mixtral's 23.6 to 28.4 % are held",
            0.125,
            float((np.full(8, 1 / 8) ** 2).sum()),
            "published table",
            within=5e-4,
            source="jiang2024",
        ),
    ]
