"""The ledger as a page of a built book, a claim that failed among those that passed."""

from __future__ import annotations

import pytest

from fitbreadth.claim import UNCONFIRMED
from fitbreadth.ledger import WORDS

PAGE = """\
# Ledger

```{code-cell}
:tags: [remove-cell]
from fitbreadth import ledger_page
from fitbreadth.claim import Claim, Evidence
from fitbreadth.ledger import verdict

def claim(id, *evidence):
    words = (id, f"It is so, {id}", "one", "chapter", "fig-line", "holds", "if $a < b$.", "never.")
    return Claim(*words, lambda: evidence)

GOOD = Evidence("the size |x|", 1, 1, "exact", source="one")
FAILS = Evidence("fails: above", True, True, "qualitative")
CLAIMS = claim("held", GOOD, FAILS), claim("broken", GOOD, Evidence("b", 1, 2, "exact"))
JUDGED = ledger_page.judge({"The chapter": CLAIMS})
```

```{code-cell}
:tags: [remove-input]
ledger_page.summary(JUDGED)
```

```{code-cell}
:tags: [remove-input]
ledger_page.claims(JUDGED)
```

```{code-cell}
:tags: [remove-input]
ledger_page.published(JUDGED)
```

```{code-cell}
:tags: [remove-input]
ledger_page.meanings()
```

```{code-cell}
:tags: [remove-input]
verdict(CLAIMS[0])
```

```{code-cell}
:tags: [remove-input]
verdict(CLAIMS[1])
```

```{figure} line.svg
:name: fig-line

A line.
```
"""
LINE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0L9 9"/></svg>'


@pytest.fixture(scope="module")
def pages(book, tmp_path_factory):
    made = type(book)(tmp_path_factory.mktemp("ledger"))
    made.chapter(PAGE)
    made.write("line.svg", LINE)
    built, output = made.build()
    assert built, output
    return made


def shown(item):
    """Return what the script of the page filters an item by."""
    found = item.select("[data-facet]")
    return {each["data-facet"]: each.get("data-value") or each.get_text() for each in found}


def test_a_failed_claim_is_not_found_under_holds(pages):
    held, broken = pages.page().select(".fb-claim")
    assert shown(held)["Verdict"] == WORDS["holds"]
    assert shown(broken)["Verdict"] == WORDS[UNCONFIRMED]


def test_a_claim_leads_to_its_verdict_and_its_figure(pages):
    for claim, id in zip(pages.page().select(".fb-claim"), ("held", "broken"), strict=True):
        links = [link["href"] for link in claim.select(":scope > p a")]
        assert links == [f"#verdict-{id}", "#fig-line"]
        assert pages.page().select_one(f"div.admonition#verdict-{id} a[href='#{id}']")


def test_the_place_of_a_claim_is_within_its_folded_part(pages):
    """A browser opens what is folded around the place that it is sent to."""
    for id in ("held", "broken"):
        assert pages.page().select_one(f"details.fb-more:not([open]) #{id}")


def test_where_it_fails_is_marked(pages):
    held, broken = pages.page().select(".fb-claim")
    rows = [row.find("td").get_text().strip() for row in held.select("tbody tr")]
    assert rows == ["the size |x| [One, 1901]", "where it fails above"]
    assert len(held.select(".fb-fails")) == 1
    assert not broken.select(".fb-fails")


def test_published_numbers_lead_to_their_claims(pages):
    table = pages.page().select_one("#ledger-numbers table")
    heads = [head.get_text().strip() for head in table.select("th")]
    assert heads == ["source, and what", "theirs", "ours", "tolerance", "status", "claim"]
    assert [row.select("a")[-1]["href"] for row in table.select("tbody tr")] == ["#held", "#broken"]


def test_only_the_ledger_brings_its_script_and_style(pages):
    for name, times in (("chapter", 1), ("index", 0)):
        page = pages.page(name)
        scripts = page.select("script[src*=fitbreadth-ledger]")
        assert len(scripts) == times
        assert len(page.select("link[href*=fitbreadth-ledger]")) == times
        assert all(script.has_attr("defer") for script in scripts)
