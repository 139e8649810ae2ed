"""The ledger as its readers use it: filtered, linked to, on a phone, on paper, without scripts."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

LEDGER = "claims.html"
VISIBLE = "element => element.checkVisibility()"


@pytest.fixture
def ledger(visit, report):
    """Return a function that opens the ledger; whatever went wrong fails the test."""
    opened = []

    def open_ledger(rest="", **kind):
        watched = visit(**kind)
        opened.append(watched)
        return watched.open(LEDGER + rest)

    yield open_ledger
    report([problem for watched in opened for problem in watched.problems])


def seen(page, items):
    return [item for item in page.query_selector_all(items) if item.evaluate(VISIBLE)]


def badges(page):
    return [claim.query_selector(".fb-badge").text_content() for claim in seen(page, ".fb-claim")]


def pick(page, label, option, within="#ledger-claims"):
    page.locator(f"{within} .fb-filter").get_by_label(label).select_option(option)


@pytest.mark.parametrize("verdict", ["Holds", "Holds under conditions", "Overstated"])
def test_by_verdict(ledger, verdict):
    page = ledger()
    everything = badges(page)
    pick(page, "Verdict", verdict)
    found = badges(page)
    assert set(found) == {verdict}
    assert len(found) == everything.count(verdict) < len(everything)
    said = page.locator("#ledger-claims output").inner_text()
    assert said == f"{len(found)} of {len(everything)} claims shown"
    page.get_by_role("button", name="Show all").first.click()
    page.wait_for_function("!location.search")
    assert badges(page) == everything


def test_by_chapter_hides_the_other_headings(ledger):
    page = ledger()
    pick(page, "Chapter", "Markets")
    assert [head.inner_text() for head in seen(page, ".fb-group > h3")] == ["Markets"]


def test_by_published_numbers(ledger):
    page = ledger()
    pick(page, "Published numbers", "none")
    found = seen(page, ".fb-claim")
    assert found
    assert not any(" with something published" in claim.text_content() for claim in found)


def test_by_words_that_stand_in_a_folded_part(ledger):
    page = ledger()
    search = page.locator("#ledger-claims").get_by_label("Words")
    search.fill("HOPENHAYN threshold")
    assert [
        claim.query_selector("[id=markets-exit]") is not None for claim in seen(page, ".fb-claim")
    ] == [True]
    search.fill("no such words anywhere")
    assert not seen(page, ".fb-claim")
    assert page.locator("#ledger-claims output").inner_text().startswith("0 of ")
    nothing = page.locator("#ledger-claims").get_by_text("Nothing matches.")
    assert nothing.is_visible()
    search.fill("hopenhayn")
    assert not nothing.is_visible()


def test_numbers_have_filters_of_their_own(ledger):
    page = ledger()
    rows = "#ledger-numbers tbody tr"
    everything = len(seen(page, rows))
    pick(page, "Tolerance", "Monte Carlo", within="#ledger-numbers")
    found = seen(page, rows)
    assert 0 < len(found) < everything
    assert all("Monte Carlo" in row.inner_text() for row in found)
    assert len(badges(page)) > 1, "the claims are not filtered along"


def test_the_address_keeps_the_filter(ledger):
    page = ledger()
    pick(page, "Chapter", "Biology")
    pick(page, "Verdict", "Overstated")
    found = badges(page)
    query = parse_qs(urlsplit(page.url).query)
    assert query == {"claims-chapter": ["Biology"], "claims-verdict": ["Overstated"]}
    page.reload()
    assert badges(page) == found == ["Overstated"]


def test_an_address_that_asks_for_what_there_is_not_shows_all(ledger):
    assert len(badges(ledger("?claims-verdict=True"))) == len(badges(ledger()))


def test_counts_of_the_summary_lead_to_as_many_claims(ledger):
    page = ledger()
    links = page.query_selector_all(".fb-count")
    told = {link.get_attribute("href"): int(link.inner_text()) for link in links}
    assert told
    for address, count in told.items():
        assert len(badges(ledger(address))) == count, address


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_opens_what_is_folded(ledger, scripts):
    page = ledger("#markets-exit", scripts=scripts)
    claim = page.locator(".fb-claim", has=page.locator("#markets-exit"))
    assert claim.locator(".fb-evidence").first.is_visible()
    statement = claim.locator("p").first
    assert statement.bounding_box()["y"] >= 40, "the statement is hidden by the top bar"
    assert len(seen(page, "details.fb-more[open]")) == 1


def test_a_link_brings_back_what_was_filtered_away(ledger):
    page = ledger("?claims-chapter=Biology")
    page.locator("#ledger-numbers a[href='#markets-exit']").first.click()
    page.locator("#markets-exit").wait_for()
    assert len(seen(page, ".fb-group")) > 1


def test_by_keyboard(ledger):
    page = ledger()
    page.locator("#ledger-claims").get_by_label("Words").focus()
    page.keyboard.type("gambler")
    page.keyboard.press("Enter")
    assert page.locator("#ledger-claims").get_by_label("Words").input_value() == "gambler"
    page.keyboard.press("Tab")
    page.keyboard.type("Not as")
    assert badges(page) == ["Not as history"]


@pytest.mark.parametrize("width", [1280, 390])
def test_without_scripts_all_is_there(ledger, width):
    page = ledger("?claims-verdict=Holds", width=width, scripts=False)
    whole = ledger(width=width)
    assert badges(page) == badges(whole)
    assert not page.query_selector_all(".fb-filter")
    page.locator(".fb-more > summary").first.click()
    assert page.locator(".fb-evidence").first.is_visible()


def test_on_a_phone_no_table_runs_out(ledger):
    page = ledger(width=390)
    page.evaluate("document.querySelectorAll('details').forEach((part) => part.open = true)")
    for table in page.query_selector_all("article table"):
        assert table.bounding_box()["width"] <= 375
        assert table.evaluate("t => t.parentElement.scrollWidth <= t.parentElement.clientWidth + 1")


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_all_is_unfolded(ledger, scripts):
    page = ledger(scripts=scripts)
    page.emulate_media(media="print")
    if scripts:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert not seen(page, ".fb-filter")
    folded = page.query_selector_all(".fb-evidence")
    assert folded
    assert all(part.bounding_box()["height"] > 20 for part in folded)
    if scripts:
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="screen")
        assert not seen(page, ".fb-evidence")


def test_opened_from_a_folder_it_filters_too(ledger, site):
    page = ledger("?claims-chapter=Biology", root=site.as_uri() + "/")
    assert len(seen(page, ".fb-group")) == 1
    pick(page, "Verdict", "Overstated")
    assert badges(page) == ["Overstated"]
