"""What a reader sees of a claim is what its check came to."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth import ledger
from fitbreadth.claim import UNCONFIRMED, VERDICTS, Claim, Evidence

GOOD = Evidence("one", 1, 1, "exact")
SO = Evidence("it is so", True, True, "qualitative")
BAD = Evidence("a mean", 2.0, 2.5, "Monte Carlo", within=0.125, source="igel2003")


def claim(*evidence, verdict="holds"):
    words = ("a-claim", "It is so", "wolpert1997", "optimization", "fig-a", verdict)
    return Claim(*words, "when $a < b$.", "when $a > b$.", lambda: evidence)


def test_every_verdict_has_words():
    assert set(ledger.WORDS) == {*VERDICTS, UNCONFIRMED}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_failed_check_never_shows_as_held(verdict):
    text = ledger.verdict(claim(GOOD, BAD, verdict=verdict))
    assert ledger.WORDS[UNCONFIRMED] in text
    assert ledger.WORDS[verdict] + ":" not in text
    assert f"fb-verdict-{verdict.replace(' ', '-')}\n" not in text


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_passed_check_shows_its_verdict(verdict):
    box = ledger.verdict(claim(GOOD, verdict=verdict))
    assert f"{ledger.WORDS[verdict]}: It is so" in box
    assert f"fb-verdict-{verdict.replace(' ', '-')}\n" in box
    assert ledger.WORDS[UNCONFIRMED] not in box


def test_verdict_counts_and_cites():
    box = ledger.verdict(claim(GOOD, SO, BAD))
    assert (
        "2 numbers and 1 yes-or-no question, of which 1 did not come out as expected "
        "({ref}`see them <a-claim>`)" in box
    )
    assert "when $a < b$." in box
    assert "when $a > b$." in box
    assert "{cite:t}`wolpert1997`" in box


def test_verdict_can_be_linked_to():
    assert ":name: verdict-a-claim\n" in ledger.verdict(claim(GOOD))


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ([GOOD] * 12 + [SO] * 8, "12 numbers and 8 yes-or-no questions, all as expected"),
        ([GOOD], "1 number, as expected"),
        ([SO, SO], "2 yes-or-no questions, all as expected"),
        ([BAD], "1 number, of which 1 did not come out as expected"),
        ([], "nothing"),
    ],
)
def test_what_was_checked(evidence, words):
    assert ledger.checked(evidence) == words


@given(st.lists(st.sampled_from([GOOD, SO, BAD]), min_size=1, max_size=9))
def test_all_is_as_expected_only_if_all_passes(evidence):
    said = ledger.checked(evidence).endswith(" as expected") and "not" not in (
        ledger.checked(evidence)
    )
    assert said == all(item.passes for item in evidence)


def test_table_shows_both_numbers_the_margin_and_the_source():
    lines = ledger.evidence_table([GOOD, BAD]).splitlines()
    assert [line.count("|") for line in lines] == [6, 6, 6, 6]
    assert all(cell.strip() for cell in lines[0].strip("|").split("|")), "a heading is empty"
    assert "agrees" in lines[2]
    assert "**differs**" not in lines[2]
    assert lines[3] == (
        "| a mean {cite:p}`igel2003` | 2 | 2.5 | Monte Carlo (±0.12) | **differs** |"
    )


def test_a_bar_in_words_makes_no_column():
    (line,) = ledger.evidence_table([Evidence("|x|", 1, 1, "exact")]).splitlines()[2:]
    assert line.startswith("| \\|x\\| | 1 |")


def test_where_it_fails_is_marked_and_stays_in_its_order():
    failing = Evidence("fails: not there", 0, 0, "exact")
    text = ledger.evidence_table([GOOD, failing, SO])
    first, marked, last = text.splitlines()[2:]
    assert first.startswith("| one |")
    assert marked.startswith('| <span class="fb-fails">where it fails</span> not there |')
    assert last.startswith("| it is so |")
    assert "fails:" not in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "yes"),
        (False, "no"),
        (Fraction(25, 64), "25/64"),
        (1234567, "1,234,567"),
        (-9, "−9"),
        (1 / 3, "0.333333"),
        (0.0, "0"),
        (-0.09531018, "−0.0953102"),
        (6.309573444e-05, "6.30957·10⁻⁵"),
        (9.999999999999992e22, "10²³"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
    ],
)
def test_numbers(value, text):
    assert ledger.number(value) == text


def test_markdown_is_shown_as_such():
    text = ledger.Markdown("**bold**")
    assert text._repr_markdown_() == "**bold**"
