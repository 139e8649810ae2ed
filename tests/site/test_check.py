"""Questions in the page: an answer shows when it is asked for, and says whether it is right."""

from __future__ import annotations

import pytest
from test_pages import violations

CHAPTERS = ("optimization", "biology", "markets", "learning", "bitter-lesson", "convergence")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_asks_and_says_why(visit, report, chapter):
    watched = visit(scripts=False)
    page = watched.open(f"{chapter}.html")
    questions = page.locator(".fb-check")
    assert 3 <= questions.count() <= 5
    section = page.locator("#check-yourself")
    words = section.inner_text()
    assert "Not so." not in words
    assert "Right." not in words
    for question in questions.all():
        right = 0
        for option in question.locator("details").all():
            answer = option.locator(".fb-answer")
            assert not answer.is_visible()
            option.locator("summary").press("Enter")
            assert answer.is_visible()
            verdict, _, why = answer.inner_text().partition(".")
            right += "Right" in verdict
            assert len(why.split()) > 5, f"{why!r} explains nothing"
        assert right == 1
    report(watched.problems)


def test_a_search_in_the_page_does_not_find_what_is_not_asked_for(visit):
    page = visit().open("biology.html")
    word = page.locator(".fb-check .fb-answer").first.text_content().split(".")[1].strip()
    assert len(word) > 20
    assert not page.evaluate("word => window.find(word)", word)
    page.locator(".fb-check details").first.locator("summary").press("Enter")
    assert page.evaluate("word => window.find(word)", word)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_opened_answers_have_no_barriers(visit, report, theme):
    watched = visit(theme=theme, width=390)
    page = watched.open("markets.html")
    for summary in page.locator(".fb-check summary").all():
        summary.press("Enter")
    report([*violations(page), *watched.problems])
