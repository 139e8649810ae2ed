"""What becomes of knowledge put in by hand, as data come in."""

from __future__ import annotations

import numpy as np

from fitbreadth.bitter_lesson.cases import cases
from fitbreadth.bitter_lesson.feature_bootstrap import crossing, ratio
from fitbreadth.bitter_lesson.feature_results import error
from fitbreadth.bitter_lesson.power_law import fit_power_law
from fitbreadth.bitter_lesson.prior import prior_risk
from fitbreadth.bitter_lesson.prior_ratio import risk_ratio
from fitbreadth.bitter_lesson.prior_runs import regress
from fitbreadth.bitter_lesson.relevant_directions import growth
from fitbreadth.bitter_lesson.resolution_runs import grid_errors
from fitbreadth.bitter_lesson.two_by_two import two_by_two
from fitbreadth.bitter_lesson.two_by_two_overtaking import overtaken_from
from fitbreadth.claim import Evidence

D, MISS, VARY = 50, 0.1, 1.1
"""Unknowns, how far off (squared) an expert's guess of one is, and how much one varies."""

PICKED = 5
"""Octaves of hand-picked features: the first 31."""


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    return [*_beliefs(), *_picked(), *_digits(), *_lasting()]


def _beliefs() -> list[Evidence]:
    counts, derived = (10, 50, 200, 1000, 20000), (1.83, 1.18, 1.045, 1.009, 1.000)
    missed, varied = np.full(D, MISS), np.full(D, VARY)
    ratios = [risk_ratio(n, variance=missed, marginal=varied) for n in counts]
    rows = [
        Evidence(
            f"error without a right expert over error with, after {n:,} examples",
            (1 + 1 / (MISS * n)) / (1 + 1 / (VARY * n)),
            float(got),
            "closed form",
        )
        for n, got in zip(counts, ratios, strict=True)
    ]
    rows.append(
        Evidence(
            "error without a right expert over error with, after 10, 50, 200, 1,000 and 20,000 "
            "examples: to 0.005 " + ", ".join(map(str, derived)),
            True,
            bool(np.allclose(ratios, derived, atol=0.005, rtol=0)),
            "qualitative",
        )
    )
    runs = 4000
    for worth, what in ((1 / MISS, "with the expert"), (1 / VARY, "without the expert")):
        around = np.full(D, MISS if worth == 1 / MISS else VARY)
        made = regress(50, variance=around, worth=worth, runs=runs, seed=61)
        expected = prior_risk(50, distance2=around, worth=worth)
        rows.append(
            Evidence(
                f"total squared error {what} after 50 examples, simulated",
                expected,
                made.risk()[0],
                "Monte Carlo",
                # errors are normal, so that their squares sum to a chi-square of D terms
                within=4 * expected * float(np.sqrt(2 / D / runs)),
            )
        )
    return [
        *rows,
        Evidence(
            "a right belief that may not be doubted is ahead of data alone after 5 examples, and "
            "behind after 1,000",
            True,
            _rigid(5) < _alone(5) and _rigid(1000) > _alone(1000),
            "qualitative",
        ),
    ]


def _rigid(n: float) -> float:
    return prior_risk(n, distance2=np.full(D, MISS), worth=np.inf)


def _alone(n: float) -> float:
    return prior_risk(n, distance2=np.full(D, VARY), worth=1 / VARY)


def _picked() -> list[Evidence]:
    after = overtaken_from(PICKED)
    around = two_by_two([after - 1, after, 2**26], k=1, picked=PICKED)
    behind = around.knowledge_ratio("narrow")
    told = two_by_two([2**6, 2**26], k=8).knowledge_ratio("wide")
    return [
        Evidence(
            f"hand-picked features are ahead at {after - 1:,} parameters and behind at {after:,}",
            True,
            bool(behind[0] >= 1 > behind[1]),
            "qualitative",
        ),
        Evidence(
            "at 67 million parameters hand-picked features err more than ten times as much as "
            "learned ones",
            True,
            bool(behind[2] < 0.1),
            "qualitative",
        ),
        Evidence(
            "fails: knowledge that is right is never behind, at any of the sizes",
            True,
            bool((two_by_two(2 ** np.arange(6, 27), k=8).knowledge_ratio("wide") >= 1).all()),
            "qualitative",
        ),
        Evidence(
            "knowledge that is right comes to be worth less than a thousandth of the error",
            True,
            bool(told[0] > 1.3 and told[1] < 1.001),
            "qualitative",
        ),
    ]


def _digits() -> list[Evidence]:
    rules, learned, features = (error(arm).mean for arm in ("rules", "learned", "features"))
    beside, near = ratio("both"), ratio("neighbours_both", beside="neighbours")
    overtaken = crossing("learned", over="rules")
    return [
        Evidence(
            "digits: from 10 pictures rules written by hand are ahead, from 1,280 learned features",
            True,
            bool(rules[0] < learned[0] and learned[-1] < rules[-1]),
            "qualitative",
        ),
        Evidence(
            "digits: learned features overtake the rules at between 20 and 40 pictures",
            True,
            bool(20 < overtaken.low < overtaken.high < 40),
            "qualitative",
        ),
        Evidence(
            "digits: features made by hand, in place of pixels, are behind from the first size on",
            True,
            bool((features > learned).all()),
            "qualitative",
        ),
        Evidence(
            "fails: digits: features made by hand, added to the pixels, help a small network at "
            "every size, surely so with 1,280 pictures, and no less as a ratio",
            True,
            bool(
                (beside.mean < 1).all() and beside.high[-1] < 1 and beside.mean[-1] < beside.mean[0]
            ),
            "qualitative",
        ),
        Evidence(
            "digits: features made by hand, added for a better reader that looks up examples, help "
            "with 20 pictures and from 320 on not clearly any more",
            True,
            bool(near.high[1] < 1 and (near.high[5:] > 1).all()),
            "qualitative",
        ),
    ]


def _lasting() -> list[Evidence]:
    rows = cases()
    own = [row for row in rows if row.by_sutton]
    return [
        Evidence(
            "simulated error of storing a smooth surface of 1, 2 and 3 directions as N numbers "
            "falls as N^(-4/d), the exponent to 6 %",
            True,
            all(abs(_stored(d) * d / 4 - 1) < 0.06 for d in (1, 2, 3)),
            "qualitative",
            source="sharma2022",
        ),
        Evidence(
            "fails: power of the size by which being told 2 of 4 directions gains for ever, "
            "4/2 - 4/4",
            1.0,
            growth(4, relevant=2),
            "closed form",
            source="sharma2022",
        ),
        Evidence(
            "fails: of the winners in Sutton's four fields some were told much of their field",
            True,
            any(row.knowledge == "much" for row in own),
            "qualitative",
        ),
    ]


def _stored(d: int) -> float:
    """Return the exponent with which a grid's error falls, fitted to four sizes."""
    sizes = np.array([15625.0, 46656.0, 117649.0, 262144.0])
    knots = np.rint(sizes ** (1 / d)).astype(np.int64).tolist()
    errors = grid_errors(knots, d=d, seed=3, waves=32, surfaces=16, points=300).mean(axis=0)
    return float(fit_power_law(sizes, errors).exponent)
