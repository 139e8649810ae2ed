"""How much of the premium of aiming narrowly survives growth, and where it ends."""

from __future__ import annotations

import numpy as np

from fitbreadth.bitter_lesson.compute_optimal import best_division, size_exponent
from fitbreadth.bitter_lesson.law_refits import refits
from fitbreadth.bitter_lesson.mixture_twin import mixture_curves
from fitbreadth.bitter_lesson.premium import premium, whole_ratio
from fitbreadth.bitter_lesson.premium_overlap import effective_tasks
from fitbreadth.bitter_lesson.published_fits import DIGITS, FITS, GOPHER, PRINTED, REFIT
from fitbreadth.bitter_lesson.scaling_law import ScalingLaw
from fitbreadth.bitter_lesson.shared_capacity import alike_loss
from fitbreadth.bitter_lesson.suite_cost import break_even_overlap, worth
from fitbreadth.bitter_lesson.task_pieces import distinct_pieces
from fitbreadth.claim import Evidence

PIECES = 1000
"""Things to know of each task, in the finite world."""


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    return [*_laws(), *_premium(), *_finite(), *_choice()]


def _laws() -> list[Evidence]:
    printed, again = FITS[PRINTED].law, FITS[REFIT].law
    digits = FITS[DIGITS].law
    mean, total = (refits(0.005, scale) for scale in ("mean", "sum"))
    return [
        Evidence(
            "loss of the printed law at 70 billion parameters and 1.4 trillion tokens",
            1.69 + 406.4 / 70e9**0.34 + 410.7 / 1.4e12**0.28,
            float(printed.loss(70e9, 1.4e12)),
            "closed form",
            source="hoffmann2022",
        ),
        *[
            Evidence(
                f"exponent of the best size, beta/(alpha + beta), {name}",
                law.beta / (law.alpha + law.beta),
                size_exponent(law),
                "closed form",
                source=source,
            )
            for name, law, source in (
                ("constants as printed", printed, "hoffmann2022"),
                ("constants of the re-fit", again, "besiroglu2024"),
            )
        ],
        Evidence(
            "exponent of the best size in the table of the first fit, from its constants with "
            "more digits",
            0.46,
            size_exponent(digits),
            "published table",
            within=0.005,
            source="hoffmann2022",
        ),
        Evidence(
            "billions of parameters at 5.76e23 operations in the first fit, from its constants "
            "with more digits",
            40,
            float(best_division(digits, GOPHER).N) / 1e9,
            "published table",
            within=0.5,
            source="hoffmann2022",
        ),
        *[
            Evidence(
                f"tokens a parameter at 5.76e23 operations, {name}",
                expected,
                float(best_division(law, GOPHER).tokens_per_parameter),
                "published table",
                within=0.05,
                source=source,
            )
            for name, law, expected, source in (
                ("constants as printed", printed, 92.6, "hoffmann2022"),
                ("constants of the re-fit", again, 18.4, "besiroglu2024"),
            )
        ],
        Evidence(
            "a trap: the constants as printed ask for over 1.5 times as many tokens a parameter as "
            "the same constants with more digits",
            True,
            bool(
                best_division(printed, GOPHER).tokens_per_parameter
                > 1.5 * best_division(digits, GOPHER).tokens_per_parameter
            ),
            "qualitative",
            source="besiroglu2024",
        ),
        Evidence(
            "a trap: fits that average tiny errors stop before the least is reached, in each of "
            "30 simulated sets of runs; fits that sum them get further",
            True,
            bool((mean.objective > total.objective).all()),
            "qualitative",
            source="besiroglu2024",
        ),
        Evidence(
            "no other division of 5.76e23 operations does better by the law as printed",
            True,
            _best(printed, GOPHER),
            "qualitative",
        ),
    ]


def _best(law: ScalingLaw, budget: float) -> bool:
    best = best_division(law, budget)
    sizes = float(best.N) * np.array([0.5, 0.9, 0.99, 1.01, 1.1, 2])
    return bool((law.loss(sizes, budget / (6 * sizes)) > best.loss).all())


def _one_exponent() -> bool:
    sizes = np.geomspace(2e7, 1e9, 8)
    reducible = mixture_curves(sizes, weights=[1, 0.7, 0.5, 0.3, 0.1]) - FITS[PRINTED].law.E
    slopes = -np.diff(np.log(reducible), axis=1) / np.diff(np.log(sizes))
    return bool((np.abs(slopes / FITS[PRINTED].law.alpha - 1) < 0.02).all())


def _premium() -> list[Evidence]:
    return [
        *[
            Evidence(
                f"reducible loss of a wide model over that of a narrow one, {k} tasks, k^.34",
                k**0.34,
                premium(1e8, k=k).ratio,
                "exact",
            )
            for k in (2, 10)
        ],
        Evidence(
            "reducible loss of a wide model over that of a narrow one, 10 tasks, the same at ten "
            "thousand times the size",
            premium(1e8, k=10).ratio,
            premium(1e12, k=10).ratio,
            "exact",
        ),
        Evidence(
            "a task that has all, 70, 50, 30 or 10 % of the weight in one model of two: the "
            "exponent of its loss in size is the same to 2 %",
            True,
            _one_exponent(),
            "qualitative",
            source="fernandes2023",
        ),
        *[
            Evidence(
                f"fails: loss of a wide model less a narrow one's, 10 tasks, {size:.0e} parameters",
                406.4 * size**-0.34 * (10**0.34 - 1),
                premium(size, k=10).difference,
                "closed form",
            )
            for size in (1e8, 1e10, 1e12)
        ],
        Evidence(
            "fails: whole loss of a wide model over a narrow one's, 10 tasks, 1e12 parameters, is "
            "less than 1.03",
            True,
            bool(whole_ratio(1e12, k=10) < 1.03),
            "qualitative",
        ),
        Evidence(
            "fails: number of tasks that ten count as, with everything in common",
            1.0,
            effective_tasks(10, overlap=1.0),
            "closed form",
        ),
    ]


def _finite() -> list[Evidence]:
    all_pieces = distinct_pieces(10, pieces=PIECES, overlap=0.0)
    early = alike_loss([100], k=10, overlap=0.0, pieces=None)[0]
    late = alike_loss([all_pieces], k=10, overlap=0.0, pieces=PIECES)[0]
    before = alike_loss([all_pieces - 10], k=10, overlap=0.0, pieces=PIECES)[0]
    return [
        Evidence(
            "with more to know than fits, a wide model loses more than a narrow one",
            True,
            bool(early > alike_loss([100], k=1, overlap=0.0, pieces=None)[0]),
            "qualitative",
        ),
        Evidence(
            "fails: once all distinct things fit, what a wide model loses is",
            0.0,
            float(late),
            "exact",
        ),
        Evidence(
            "ten things before all distinct things fit, a wide model still loses",
            True,
            bool(before > 0),
            "qualitative",
        ),
    ]


def _choice() -> list[Evidence]:
    k = 10
    border = float(break_even_overlap(k))
    sides = worth(1e24, k=k, overlap=border)
    return [
        Evidence(
            "overlap from which ten tasks are better off in one model, compute alone scarce",
            np.sqrt(k) / (1 + np.sqrt(k)),
            border,
            "closed form",
        ),
        Evidence(
            "at the overlap where ten tasks break even a wide model is worth as much compute as "
            "each narrow one has",
            float(np.asarray(sides.suite)),
            float(np.asarray(sides.wide)),
            "closed form",
        ),
        Evidence(
            "fails: the overlap where ten tasks break even is the same at any budget",
            True,
            bool(
                np.isclose(
                    float(np.asarray(worth(1e20, k=k, overlap=border).wide)) / 1e20,
                    float(np.asarray(sides.wide)) / 1e24,
                )
            ),
            "qualitative",
        ),
    ]
