"""A claim cannot be shown as held by a check that did not pass."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.claim import TOLERANCES, UNCONFIRMED, VERDICTS, Claim, Evidence


def claim(*evidence, verdict="holds"):
    words = ("a-claim", "It is so.", "wolpert1997", "optimization", "fig-a", verdict)
    return Claim(*words, "always", "never", lambda: evidence)


GOOD = Evidence("one", 1, 1, "exact")
BAD = Evidence("one", 1, 2, "exact")


@pytest.mark.parametrize(
    ("expected", "got", "tolerance", "within", "passes"),
    [
        (Fraction(1, 3), Fraction(2, 6), "exact", None, True),
        (Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**10), "exact", None, True),
        (Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**8), "exact", None, False),
        (10**30, 10**30 + 1, "exact", None, False),
        (0.1 + 0.2, 0.3, "exact", None, True),
        (2.0e6, 2.0e6 + 1.9, "closed form", None, True),
        (2.0e6, 2.0e6 + 2.1, "closed form", None, False),
        (-2.0e6, -2.0e6 - 1.9, "closed form", None, True),
        (0.0, 0.9e-6, "closed form", None, True),
        (0.0, 1.1e-6, "closed form", None, False),
        (5.0, 5.39, "Monte Carlo", 0.4, True),
        (5.0, 5.41, "Monte Carlo", 0.4, False),
        (5.0, 4.59, "Monte Carlo", 0.4, False),
        (5.0, 5.0, "Monte Carlo", 0.0, True),
        (12.3, 12.349, "published table", 0.05, True),
        (12.3, 12.351, "published table", 0.05, False),
        (True, True, "qualitative", None, True),
        (True, False, "qualitative", None, False),
        (True, False, "exact", None, False),
        (1, 2, "qualitative", None, False),
        (1.0, float("nan"), "exact", None, False),
        (1.0, float("nan"), "Monte Carlo", 0.5, False),
        (1.0, float("inf"), "closed form", None, False),
        (float("inf"), float("inf"), "exact", None, True),
        (float("inf"), 5.0, "closed form", None, False),
        (float("nan"), 1.0, "closed form", None, False),
    ],
)
def test_evidence_passes(expected, got, tolerance, within, passes):
    assert Evidence("a number", expected, got, tolerance, within).passes is passes


@given(st.sampled_from(sorted(TOLERANCES)), st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_agrees_with_itself(tolerance, value):
    within = 0.0 if tolerance in ("Monte Carlo", "published table") else None
    assert Evidence("itself", value, value, tolerance, within).passes


@pytest.mark.parametrize(
    ("tolerance", "within", "message"),
    [
        ("close enough", None, "tolerance must be one of .*got 'close enough'"),
        ("Monte Carlo", None, "within must be a margin >= 0 for a Monte Carlo number, got None"),
        ("Monte Carlo", -0.1, "got -0.1"),
        ("Monte Carlo", float("inf"), "got inf"),
        ("Monte Carlo", float("nan"), "got nan"),
        ("published table", None, "published table"),
        ("exact", 0.5, "within must be left out for tolerance 'exact', got 0.5"),
        ("qualitative", 0.5, "within must be left out"),
    ],
)
def test_evidence_refuses(tolerance, within, message):
    with pytest.raises(ValueError, match=message):
        Evidence("a number", 1.0, 1.0, tolerance, within)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_all_evidence_must_pass(verdict):
    assert claim(GOOD, GOOD, verdict=verdict).judge().verdict == verdict
    assert claim(GOOD, BAD, verdict=verdict).judge().verdict == UNCONFIRMED
    assert claim(BAD, verdict=verdict).judge().verdict == UNCONFIRMED


def test_without_evidence_nothing_is_confirmed():
    assert claim().judge().verdict == UNCONFIRMED


def test_judgement_shows_all_evidence():
    printed = Evidence("two", 2, 2, "exact", source="igel2003")
    judged = claim(GOOD, BAD, printed).judge()
    assert judged.evidence == (GOOD, BAD, printed)
    assert judged.claim.id == "a-claim"
    assert judged.passed == 2
    assert judged.published == (printed,)


def test_a_question_is_no_number():
    assert Evidence("it is so", True, False, "qualitative").is_question
    assert not GOOD.is_question


def test_a_check_that_breaks_is_not_hidden():
    def broken():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Claim("a", "It is so.", "k", "c", "fig-a", "holds", "", "", broken).judge()


@pytest.mark.parametrize("verdict", ["true", "", UNCONFIRMED])
def test_claim_refuses_other_verdicts(verdict):
    with pytest.raises(ValueError, match="verdict must be one of"):
        claim(GOOD, verdict=verdict)


@given(st.lists(st.booleans(), max_size=6))
def test_verdict_follows_the_evidence(passes):
    judged = claim(*(GOOD if passed else BAD for passed in passes)).judge()
    assert (judged.verdict == "holds") == (bool(passes) and all(passes))
