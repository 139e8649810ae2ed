"""What the ledger writes reads well without Sphinx."""

import pytest

from fitbreadth import ledger, ledger_page
from fitbreadth.learning.claims import CLAIMS
from fitbreadth.plain_markdown import plain

MYST = (":::", "{cite", "{ref}", "{numref}", "](#", ":class", ":name", ")=", "<span")


@pytest.fixture(scope="module")
def judged():
    return {"Learning": [claim.judge() for claim in CLAIMS[:2]]}


def test_nothing_of_myst_is_left_of_the_ledger(judged):
    for write in (ledger_page.summary, ledger_page.claims, ledger_page.published):
        text = write(judged)
        assert any(form in text for form in MYST)
        told = plain(text)
        assert not [form for form in MYST if form in told]
        assert "Learning" in told


def test_a_claim_keeps_its_words(judged):
    claim = CLAIMS[0]
    told = plain(ledger.verdict(claim))
    assert told.startswith("> **")
    assert f"> **Holds** {claim.holds}" in told
    assert not [form for form in MYST if form in told]


def test_a_claim_of_the_ledger_is_set_apart(judged):
    told = plain(ledger_page.claims(judged)).split("\n")
    for claim in CLAIMS[:2]:
        (at,) = (i for i, line in enumerate(told) if line.startswith(f"**{claim.statement}** *"))
        assert told[at - 3 : at] == ["", "---", ""]
    after = [told[i + 1] for i, line in enumerate(told[:-1]) if line == "</details>"]
    assert after == ["", ""], "what follows at once is taken for HTML"


def test_boxes_within_boxes():
    nested = "::::{div} outer\n:name: a\n\n:::{dropdown} More\n:open:\n\nIn.\n:::\nOut.\n::::"
    assert plain(nested).split() == (
        ["<details>", "<summary>More</summary>", "In.", "</details>", "Out."]
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (":::{figure} x\n:::", "must be admonition, dropdown or div, got 'figure'"),
        (":::{div} x\nopen", "must be closed, got an open 'div'"),
        ("words\n:::", "closes what was not opened"),
    ],
)
def test_what_is_not_known_is_refused(text, words):
    with pytest.raises(ValueError, match=words):
        plain(text)
