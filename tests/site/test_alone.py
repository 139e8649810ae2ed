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


FIT = """() => {
    const { scrollWidth, clientWidth, scrollHeight } = document.documentElement;
    return [scrollWidth - clientWidth, scrollHeight - innerHeight];
}"""
SMALLEST = 14  # px, of a letter in a chart where the window is 720 high
FULL = 500  # px: a chart of that height cannot be larger, whatever its letters
LETTERS = """stage => Math.min(...[...stage.querySelectorAll('.fb-live text')].map((text) => {
    const svg = text.ownerSVGElement;
    const enlarged = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return parseFloat(getComputedStyle(text).fontSize) * enlarged;
}))"""


def test_figures_fit_a_projector(visit, report, address):
    """At 1280 by 720 nothing lies outside the window, and a chart is as large as it can be."""
    watched = visit()
    watched.page.set_viewport_size({"width": 1280, "height": 720})
    text = (serving.SITE / address).read_text(encoding="utf-8")
    # every fourth, which takes a quarter of the time; all were looked at when this was written
    for name in re.findall(r'class="fb-stage" data-figure="([^"]+)"', text)[::4]:
        page, stage = opened(watched, name)
        across, down = page.evaluate(FIT)
        if across > 0 or down > 0:
            watched.problems.append(f"{name} overflows by {across} px across, {down} px down")
        height = stage.locator(".fb-live svg").bounding_box()["height"]
        if (size := stage.evaluate(LETTERS)) < SMALLEST and height < FULL:
            watched.problems.append(f"{name} has letters of {size:.1f} px")
        if (alive := page.locator(".fb-stage[data-state]").count()) != 1:
            watched.problems.append(f"{name}: {alive} figures of the chapter are alive")
    report(watched.problems)


def test_a_link_copied_there_opens_alone_again(visit):
    page, stage = opened(visit(), NAME, "&g=1.35")
    said = stage.locator(".fb-readout").inner_text()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    stage.get_by_role("button", name="Copy link").press("Enter")
    stage.get_by_role("button", name="Copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert f"alone={NAME}" in link
    page.goto("about:blank")
    page.goto(link)
    page.locator(".fb-alone").wait_for()
    stage.locator(".fb-readout").get_by_text(said).wait_for()


def test_f_is_for_the_full_screen_but_not_in_a_field(visit):
    page, stage = opened(visit(), NAME)
    full = "document.fullscreenElement !== null"
    stage.locator(".fb-run > summary").press("Enter")
    field = stage.locator(".fb-run input").first
    field.focus()
    page.keyboard.press("f")
    page.wait_for_timeout(300)
    assert not page.evaluate(full)
    stage.locator("input[type=range]").first.press("f")
    page.wait_for_function(full)
    page.keyboard.press("Escape")
    page.wait_for_function("document.fullscreenElement === null")
    assert page.locator(".fb-alone").count() == 1, "Escape ends one thing at a time"


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
