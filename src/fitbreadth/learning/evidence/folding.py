"""What aiming at one task did for AlphaFold, and what else there was."""

from __future__ import annotations

from fitbreadth.claim import Evidence
from fitbreadth.learning.casp import WIDER, scores
from fitbreadth.learning.exact_fold import exact_fold
from fitbreadth.learning.folding_results import successes
from fitbreadth.learning.lattice_chain import BENCHMARKS

SHORT = (20, 24, 25)

PRINTED = (
    ("CASP13", "total on free-modelling domains", 52.8, 36.6),
    ("CASP13", "total on free-modelling and borderline domains", 68.3, 48.2),
    ("CASP14", "median backbone error", 0.96, 2.8),
    ("CASP14", "median agreement with experiment", 92.4, None),
    ("CASP14", "median agreement on free-modelling domains", 87.0, None),
)
"""Event, measure, score of AlphaFold and of the next best, as they are printed in the sources."""


def check() -> list[Evidence]:
    """Return the numbers of both regimes."""
    return [*_assessed(), *_folded()]


def _assessed() -> list[Evidence]:
    both = [score for score in scores() if score.rival_value is not None]
    limits = [score for score in both if score.apart is not None]
    ahead = sum(found.ahead for found in WIDER)
    return [
        *_printed(),
        Evidence(
            "AlphaFold is ahead of the next best in every published figure that names one",
            True,
            all(score.ahead for score in both),
            "qualitative",
            source="senior2020",
        ),
        Evidence(
            "AlphaFold 2 is ahead of the next best at CASP14 by more than the 95 % intervals leave "
            "open",
            True,
            bool(limits) and all(score.apart for score in limits),
            "qualitative",
            source="jumper2021",
        ),
        Evidence(
            "fails: AlphaFold 3, with a wider scope, is ahead in most comparisons of its text",
            True,
            ahead > len(WIDER) / 2,
            "qualitative",
            source="abramson2024",
        ),
    ]


def _printed() -> list[Evidence]:
    found = {(score.event, score.measure): score for score in scores()}
    rows = []
    for event, measure, own, rival in PRINTED:
        score = found[event, measure]
        for whose, theirs, ours in (
            ("AlphaFold", own, score.value),
            ("the next best", rival, score.rival_value),
        ):
            if theirs is None or ours is None:
                continue
            digits = len(f"{theirs}".partition(".")[2])
            rows.append(
                Evidence(
                    f"our copy of the table: {whose} at {event}, {measure}, {score.unit}",
                    theirs,
                    ours,
                    "published table",
                    within=0.5 * 10.0**-digits,
                    source=score.key,
                )
            )
    return rows


def _folded() -> list[Evidence]:
    proof = exact_fold(BENCHMARKS[20].sequence)
    reached = {
        searcher: sum(successes(length, searcher).reached for length in SHORT)
        for searcher in ("pull", "letters", "evolution")
    }
    return [
        Evidence(
            "lowest energy of the lattice chain of 20, every fold tried or ruled out",
            BENCHMARKS[20].ground,
            proof.energy,
            "exact",
            source="unger1993",
        ),
        Evidence(
            "chains of 20, 24, 25 and 36: the published lowest energy is reached in our runs",
            True,
            all(successes(length, "pull").reached > 0 for length in (*SHORT, 36)),
            "qualitative",
            source="unger1993",
        ),
        Evidence(
            "a search that knows chains finds the lowest fold of short ones in 9 of 10 runs or "
            "more",
            True,
            reached["pull"] >= 27,
            "qualitative",
            source="lesh2003",
        ),
        Evidence(
            "a general optimizer, differential evolution, finds the lowest fold of short chains "
            "in fewer runs than a search that knows chains",
            True,
            reached["evolution"] < reached["pull"],
            "qualitative",
        ),
        Evidence(
            "a search that knows chains is ahead on the chain of 36 of a general one that changes "
            "letters",
            True,
            _apart(36, "pull", "letters"),
            "qualitative",
        ),
        Evidence(
            "fails: a general search that changes letters finds the lowest fold of short chains in "
            "two runs of three or more",
            True,
            reached["letters"] >= 20,
            "qualitative",
        ),
    ]


def _apart(length: int, one: str, other: str) -> bool:
    """Whether one search succeeds more often, by Fisher's exact test at 5 %."""
    from scipy.stats import fisher_exact

    found = [successes(length, searcher) for searcher in (one, other)]
    table = [[each.reached, each.runs - each.reached] for each in found]
    return bool(fisher_exact(table, alternative="greater").pvalue < 0.05)
