"""What a reader sees of a claim is what its check came to."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fitbreadth import ledger
from fitbreadth.claim import UNCONFIRMED, VERDICTS, Claim, Evidence

GOOD = Evidence("one", 1, 1, "exact")
BAD = Evidence("a mean", 2.0, 2.5, "Monte Carlo", within=0.125, source="igel2003")


def claim(*evidence, verdict="holds"):
    words = ("a-claim", "It is so", "wolpert1997", "optimization", "fig-a", verdict)
    return Claim(*words, "when $a < b$.", "when $a > b$.", lambda: evidence)


def test_every_verdict_has_words():
    assert set(ledger.WORDS) == {*VERDICTS, UNCONFIRMED}


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("show", [ledger.verdict, ledger.entry])
def test_a_failed_check_never_shows_as_held(show, verdict):
    text = show(claim(GOOD, BAD, verdict=verdict))
    assert ledger.WORDS[UNCONFIRMED] in text
    assert ledger.WORDS[verdict] + ":" not in text
    assert ledger.WORDS[verdict] + ".**" not in text


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_passed_check_shows_its_verdict(verdict):
    box = ledger.verdict(claim(GOOD, verdict=verdict))
    assert f"{ledger.WORDS[verdict]}: It is so" in box
    assert f"fb-verdict-{verdict.replace(' ', '-')}\n" in box
    assert ledger.WORDS[UNCONFIRMED] not in box


def test_verdict_counts_and_cites():
    box = ledger.verdict(claim(GOOD, BAD))
    assert "1 of 2 computations" in box
    assert "when $a < b$." in box
    assert "when $a > b$." in box
    assert "{cite:t}`wolpert1997`" in box
    assert "a-claim" in box


def test_entry_can_be_linked_to():
    text = ledger.entry(claim(GOOD))
    assert text.startswith("(a-claim)=\n### It is so\n")
    assert "{doc}`optimization`" in text
    assert "{numref}`fig-a`" in text


def test_table_shows_both_numbers_the_margin_and_the_source():
    lines = ledger.evidence_table([GOOD, BAD]).splitlines()
    assert [line.count("|") for line in lines] == [6, 6, 6, 6]
    assert all(cell.strip() for cell in lines[0].strip("|").split("|")), "a heading is empty"
    assert "agrees" in lines[2]
    assert "**differs**" not in lines[2]
    assert lines[3] == (
        "| a mean {cite:p}`igel2003` | 2 | 2.5 | Monte Carlo (±0.12) | **differs** |"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "yes"),
        (False, "no"),
        (Fraction(25, 64), "25/64"),
        (1234567, "1,234,567"),
        (1 / 3, "0.333333"),
        (0.0, "0"),
    ],
)
def test_numbers(value, text):
    assert ledger.number(value) == text


def test_markdown_is_shown_as_such():
    text = ledger.Markdown("**bold**")
    assert text._repr_markdown_() == "**bold**"
