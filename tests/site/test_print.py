"""Printed from the browser: nothing folded, nothing cut, and the figure as the reader set it."""

from __future__ import annotations

import pytest

ROOM, PAGE = 657, 963  # px of A4 between the margins of fitbreadth-print.css

# what is not there on paper
ABSENT = (
    "#pst-back-to-top, .bd-header-article, .bd-sidebar-primary, .bd-sidebar-secondary, "
    ".prev-next-footer, .headerlink, .fb-control input, .fb-reset, .fb-play, .fb-filter, "
    ".fb-data .fb-table, .fb-run, .fb-address, button"
)
# what is, wherever it was folded
PRESENT = (
    "details.hide pre, details.sd-dropdown .sd-summary-content > *, .fb-answer, .fb-readout, "
    ".fb-control output, .fb-control :checked + span, .fb-data a[download], figcaption"
)
SHOWN = """(all) => all.filter((e) => e.checkVisibility({ visibilityProperty: true })
        && e.getBoundingClientRect().height > 0).map((e) => e.className || e.tagName)"""
HIDDEN = """(all) => all.filter((e) => !e.checkVisibility({ visibilityProperty: true })
        || e.getBoundingClientRect().height === 0).map((e) => e.outerHTML.slice(0, 80))"""
CUT = """([room]) => [...document.querySelectorAll("article *")].filter((e) => {
    if (!e.checkVisibility() || e.closest("svg, math") !== null && !e.matches("svg, math"))
        return false;
    const { left, right, width } = e.getBoundingClientRect();
    const clips = getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1;
    return width > 1 && (right > room + 1 || left < -1 || (clips && e.clientWidth > 1));
}).map((e) => e.outerHTML.slice(0, 120))"""

# the drawing's own frame, in both layouts: a narrow sheet shows the narrow one
OUTSIDE = """(room) => [...document.querySelectorAll(".fb-still")].flatMap((still) => {
    still.style.setProperty("display", "block", "important");
    const drawing = still.querySelector("svg");
    const frame = drawing.getBoundingClientRect();
    const words = [...drawing.querySelectorAll("text")];
    const outside = words.filter((text) => {
        const box = text.getBoundingClientRect();
        return box.left < frame.left - room || box.right > frame.right + room
            || box.top < frame.top - room || box.bottom > frame.bottom + room;
    }).map((text) => text.textContent);
    still.style.removeProperty("display");
    const shown = frame.width > 100 && words.length > 0;
    return shown ? outside : [`${still.className} has no words to look at`];
})"""
# where an answer stands beside its option, nobody can commit before reading it
TOLD = """() => [...document.querySelectorAll(".fb-predict, .fb-check")].filter((question) => {
    const box = (part) => part.getBoundingClientRect();
    const said = [...question.querySelectorAll("label, summary")];
    const options = said.map((part) => box(part).bottom);
    const answers = [...question.querySelectorAll(".fb-answer")].map((part) => box(part).top);
    return Math.min(...answers) < Math.max(...options);
}).map((question) => question.querySelector("legend").textContent)"""


def on_paper(page):
    """Do what a browser does when it prints, as far as a page can tell."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": ROOM, "height": PAGE})


def paper_problems(page):
    for element in page.eval_on_selector_all(ABSENT, SHOWN):
        yield f"{element} is printed"
    for element in page.eval_on_selector_all(PRESENT, HIDDEN):
        yield f"not printed: {element}"
    for element in page.evaluate(CUT, [ROOM]):
        yield f"cut: {element}"
    for words in page.evaluate(OUTSIDE, 1):
        yield f"outside its figure: {words}"
    for words in page.evaluate(TOLD):
        yield f"answered before all options are read: {words}"
    for figure in page.query_selector_all("figure.fb-figure"):
        name, height = figure.get_attribute("id"), figure.bounding_box()["height"]
        if figure.evaluate("e => getComputedStyle(e).breakInside") != "avoid":
            yield f"{name} may be split"
        if height > PAGE:
            yield f"{name} is {height:.0f} px high: more than a page"


@pytest.mark.parametrize("scripts", [True, False], ids=["dark, alive", "no scripts"])
def test_a_page(visit, report, address, scripts):
    watched = visit(scripts=scripts, theme="dark")
    page = watched.open(address)
    if scripts:
        watched.wake(ends=True)
        on_paper(page)
        ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        ink = page.evaluate("getComputedStyle(document.body).color")
        if sum(channels(ground)) < 700 or sum(channels(ink)) > 300:
            watched.problems.append(f"printed in {ink} on {ground}")
    else:
        page.emulate_media(media="print")
        page.set_viewport_size({"width": ROOM, "height": PAGE})
    watched.problems += paper_problems(page)
    report(watched.problems)


def channels(colour):
    """Return red, green and blue; what is transparent is paper."""
    numbers = [float(n) for n in colour[colour.index("(") + 1 : -1].split(",")]
    return [255] * 3 if numbers[3:] == [0] else numbers[:3]


def test_a_figure_is_printed_as_it_was_set(visit, report):
    watched = visit(theme="dark")
    page = watched.open("index.html")
    (stage,) = watched.wake()
    shown = {
        picture: f"stage => stage.querySelector('{picture}').getBoundingClientRect().height > 0"
        for picture in (".fb-still.fb-wide", ".fb-live svg")
    }
    for moved in (False, True):
        if moved:
            page.emulate_media(media="screen")
            page.evaluate("dispatchEvent(new Event('afterprint'))")
            assert page.evaluate("document.documentElement.dataset.theme") == "dark"
            stage.query_selector("input[type=range]").focus()
            page.keyboard.press("ArrowRight")
        on_paper(page)
        assert stage.evaluate(shown[".fb-still.fb-wide"]) is not moved
        assert stage.evaluate(shown[".fb-live svg"]) is moved
    report(watched.problems)
