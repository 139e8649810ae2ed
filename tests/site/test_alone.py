"""A figure alone, as large as the window has room for, at an address of its own."""

from __future__ import annotations

import re

import pytest
import serving
from test_pages import violations
from test_run import LABS, page_of

NAME = "fig-grain"
LIVE = "stage => stage.dataset.state === 'live'"


def opened(watched, name, query=""):
    page = watched.open(f"{page_of(name)}?alone={name}{query}#{name}")
    stage = page.locator(f".fb-stage[data-figure={name}]")
    page.wait_for_function(LIVE, arg=stage.element_handle())
    return page, stage


@pytest.mark.parametrize("width", [1280, 390])
def test_only_the_figure_is_there_with_its_controls(visit, report, width):
    watched = visit(width=width)
    page, stage = opened(watched, NAME)
    assert page.locator(".fb-stage:visible").count() == 1
    assert not page.locator(".bd-sidebar-primary:visible, article p.fb-lead:visible").count()
    assert stage.locator(".fb-controls").is_visible()
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0
    before = stage.locator(".fb-readout").inner_text()
    stage.locator("input[type=range]").first.press("End")
    page.wait_for_timeout(200)
    assert stage.locator(".fb-readout").inner_text() != before
    report([*violations(page), *watched.problems])


def test_it_is_larger_than_in_the_chapter(visit):
    _, stage = opened(visit(), NAME)
    alone = stage.locator(".fb-live svg").bounding_box()
    chapter = visit().open(page_of(NAME))
    still = chapter.locator(f".fb-stage[data-figure={NAME}] .fb-picture").bounding_box()
    assert alone["width"] > 1.2 * still["width"]


def test_the_link_beside_a_figure_keeps_its_setting_and_escape_leads_back(visit, report):
    watched = visit()
    page = watched.open(f"{page_of(NAME)}#{NAME}")
    page.mouse.move(5, 5)
    stage = page.locator(f".fb-stage[data-figure={NAME}]")
    page.wait_for_function(LIVE, arg=stage.element_handle())
    stage.locator("input[type=range]").first.press("End")
    page.wait_for_timeout(200)
    said = stage.locator(".fb-readout").inner_text()
    link = stage.get_by_role("link", name="Open alone")
    link.focus()
    page.wait_for_function(
        "stage => stage.querySelector('.fb-open').href.includes('&')", arg=stage.element_handle()
    )
    link.press("Enter")
    page.wait_for_selector(".fb-alone")
    stage.locator(".fb-readout").get_by_text(said).wait_for()
    page.keyboard.press("Escape")
    page.wait_for_selector(".fb-alone", state="detached")
    stage.locator(".fb-readout").get_by_text(said).wait_for()
    report(watched.problems)


def test_every_figure_has_an_address_of_its_own():
    text = "".join((serving.SITE / page).read_text(encoding="utf-8") for page in serving.pages())
    found = set(re.findall(r'class="fb-open" href="\?alone=(fig-[a-z0-9-]+)#\1"', text))
    assert set(LABS) <= found


def test_a_figure_that_is_elsewhere_is_not_shown_alone(visit):
    page = visit().open("biology.html?alone=fig-of-nothing")
    page.mouse.move(5, 5)
    note = page.locator("article .fb-note")
    note.wait_for()
    assert "fig-of-nothing" in note.inner_text()
    assert page.locator(".fb-alone").count() == 0
