"""The page of the ledger is written from judgements: each check runs once, none is glossed over."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from fitbreadth import ledger_page
from fitbreadth.claim import UNCONFIRMED, VERDICTS, Claim, Evidence
from fitbreadth.ledger import WORDS

GOOD = Evidence("one", 1, 1, "exact")
SO = Evidence("it is so", True, True, "qualitative", source="levins1962")
BAD = Evidence("fails: a mean", 2.0, 2.5, "Monte Carlo", within=0.125, source="igel2003")


def claim(*evidence, id="a-claim", verdict="holds", chapter="optimization"):
    words = (id, f"It is so with {id}", "wolpert1997", chapter, "fig-a", verdict)
    return Claim(*words, "when $a < b$.", "when $a > b$.", lambda: evidence)


def facets(text):
    """Return what the page can be filtered by, as its script reads it."""
    marked = re.findall(r'data-facet="([^"]+)"(?: data-value="([^"]*)")?>([^<]*)<', text)
    return [(name, value or shown) for name, value, shown in marked]


def rows(table):
    return [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ")]


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_failed_check_is_not_found_under_its_verdict(verdict):
    judged = ledger_page.judge({"Biology": [claim(GOOD, BAD, verdict=verdict)]})
    text = ledger_page.claims(judged)
    assert ("Verdict", WORDS[UNCONFIRMED]) in facets(text)
    assert WORDS[verdict] not in [value for name, value in facets(text) if name == "Verdict"]
    assert "fb-badge fb-verdict-not-confirmed" in text
    assert "**1 of 2 checks agree**" in text
    head, *_ = rows(ledger_page.summary(judged))
    assert [cell.strip() for cell in head] == ["Chapter", WORDS[UNCONFIRMED]]


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_passed_check_shows_its_verdict(verdict):
    text = ledger_page.claims(ledger_page.judge({"Biology": [claim(GOOD, verdict=verdict)]}))
    assert ("Verdict", WORDS[verdict]) in facets(text)
    assert "1 check agrees" in text
    assert ("Published numbers", "none") in facets(text)


def test_without_evidence_nothing_is_said_to_agree():
    text = ledger_page.claims(ledger_page.judge({"Biology": [claim()]}))
    assert "**0 of 0 checks agree**" in text
    assert ("Verdict", WORDS[UNCONFIRMED]) in facets(text)


def test_every_check_runs_once_for_the_whole_page():
    runs = []

    def check():
        runs.append(1)
        return [GOOD, SO]

    words = ("a", "It is so", "wolpert1997", "biology", "fig-a", "holds", "always", "never")
    judged = ledger_page.judge({"Biology": (Claim(*words, check),)})
    for view in (ledger_page.summary, ledger_page.claims, ledger_page.published):
        view(judged)
    assert len(runs) == 1


def test_summary_counts_by_chapter_and_links_to_the_filter():
    judged = ledger_page.judge(
        {
            "Machine learning": [
                claim(GOOD, SO, id="a"),
                claim(GOOD, id="b"),
                claim(GOOD, id="c", verdict="not as history"),
            ],
            "Biology": [claim(BAD, id="d")],
        }
    )
    text = ledger_page.summary(judged)
    head, *body = rows(text)
    assert [cell.strip() for cell in head[1:]] == [
        "Holds",
        "Not as history",
        "Not confirmed by this build",
    ]
    counts = [[int(re.search(r">(\d+)<", cell)[1]) for cell in row[1:]] for row in body]
    assert counts == [[2, 1, 0], [0, 0, 1], [2, 1, 1]]
    assert "?claims-chapter=Machine+learning&amp;claims-verdict=Not+as+history#ledger" in text
    assert "?claims-verdict=Holds#ledger-claims" in text
    assert "**4 claims**, 5 checks: 1 did not come out as expected" in text
    assert "[2 of them](#ledger-numbers)" in text


def test_entry_leads_to_verdict_figure_and_details():
    (judgement,) = ledger_page.judge({"x": [claim(GOOD, SO, id="fit")]})["x"]
    text = ledger_page.entry(judgement, "Optimization")
    line, folded = text.split("{dropdown}")
    assert "**It is so with fit**" in line
    assert "](#verdict-fit)" in line
    assert "{numref}`fig-a`" in line
    assert "2 checks agree" in line
    assert ("Published numbers", "some") in facets(line)
    assert "(fit)=\n" in folded
    assert "when $a < b$." in folded
    assert "when $a > b$." in folded
    assert "| one |" in folded
    assert "**What was computed**" in folded


def test_entry_says_how_much_is_of_where_it_fails():
    (judgement,) = ledger_page.judge({"x": [claim(GOOD, BAD, SO, BAD)]})["x"]
    text = ledger_page.entry(judgement, "Optimization")
    assert "**What was computed; 2 rows of where the claim fails**" in text
    assert text.count("where it fails</span>") == 2
    (empty,) = ledger_page.judge({"x": [claim()]})["x"]
    assert "Nothing was computed." in ledger_page.entry(empty, "Optimization")


def test_published_numbers_are_those_with_a_source():
    judged = ledger_page.judge(
        {"Biology": [claim(GOOD, SO, id="a")], "Markets": [claim(BAD, id="b")]}
    )
    _, first, second = rows(ledger_page.published(judged))
    assert "{cite:t}`levins1962`" in first[0]
    assert facets("|".join(first)) == [
        ("Kind", "yes or no"),
        ("Tolerance", "qualitative"),
        ("Status", "agrees"),
        ("Chapter", "Biology"),
    ]
    assert first[5].strip().endswith("](#a)")
    assert second[0].strip().startswith("{cite:t}`igel2003`: a mean<"), "no 'fails:' in the words"
    assert [cell.strip() for cell in second[1:3]] == ["2", "2.5"]
    assert ("Status", "differs") in facets("|".join(second))
    assert ("Kind", "number") in facets("|".join(second))


def test_every_verdict_is_explained():
    assert set(ledger_page.MEANINGS) == {*VERDICTS, UNCONFIRMED}
    assert all(WORDS[verdict] in ledger_page.meanings() for verdict in WORDS)


def test_the_book_names_every_claim_once():
    from fitbreadth.convergence.all_claims import CHAPTERS

    ids = [claim.id for claim in chain(*CHAPTERS.values())]
    assert len(ids) == len(set(ids)) > 0
    for of in CHAPTERS.values():
        assert len({claim.chapter for claim in of}) == 1


def test_no_domain_with_claims_is_left_out():
    from importlib import import_module
    from pathlib import Path

    import fitbreadth
    from fitbreadth.convergence.all_claims import CHAPTERS

    folders = Path(fitbreadth.__file__).parent.glob("*/claims.py")
    kept = {
        claim.id
        for folder in folders
        for claim in import_module(f"fitbreadth.{folder.parent.name}.claims").CLAIMS
    }
    assert kept == {claim.id for claim in chain(*CHAPTERS.values())}
