"""What is there without scripts, on paper, and in a folder without a server."""

from __future__ import annotations

import pytest

VISIBLE = "element => element.getBoundingClientRect().height > 0"


def still_problems(page):
    """Each figure shows one picture, the one that fits its column."""
    for stage in page.query_selector_all(".fb-stage"):
        name = stage.get_attribute("data-figure")
        room = stage.bounding_box()["width"]
        fits = "fb-wide" if room >= 560 else "fb-narrow"
        shown = [
            picture.get_attribute("class").split()[-1]
            for picture in stage.query_selector_all(".fb-still")
            if picture.evaluate(VISIBLE)
        ]
        if shown != [fits]:
            yield f"{name} shows {shown} in {room:.0f} px"
        for svg in stage.query_selector_all(".fb-still svg"):
            box = svg.bounding_box()
            if box and box["width"] > room + 1:
                yield f"{name} is {box['width']:.0f} px wide in {room:.0f}"


@pytest.mark.parametrize("width", [1280, 390])
def test_without_scripts(visit, report, address, width):
    watched = visit(width=width, scripts=False)
    page = watched.open(address)
    watched.problems += still_problems(page)
    if any(form.evaluate(VISIBLE) for form in page.query_selector_all(".fb-control")):
        watched.problems.append("controls show that cannot work")
    for formula in page.query_selector_all("main math"):
        if not formula.evaluate("element => !element.checkVisibility() || " + VISIBLE[11:]):
            watched.problems.append(f"formula takes no space: {formula.inner_html()[:80]}")
    report(watched.problems)


def test_predictions(visit, report, address):
    """Choosing by keyboard shows the answer of that option alone; no script is needed."""
    watched = visit(scripts=False)
    page = watched.open(address)
    for form in page.query_selector_all(".fb-predict"):
        answers = form.query_selector_all(".fb-answer")
        options = form.query_selector_all("input[type=radio]")
        if any(answer.evaluate(VISIBLE) for answer in answers):
            watched.problems.append("an answer shows before a choice")
        for number, option in enumerate(options):
            if number == 0:
                option.focus()
                page.keyboard.press("Space")
            else:
                page.keyboard.press("ArrowDown")
            shown = [answer.evaluate(VISIBLE) for answer in answers]
            if shown != [place == number for place in range(len(answers))]:
                watched.problems.append(f"option {number} shows answers {shown}")
            if not answers[number].text_content().strip():
                watched.problems.append(f"option {number} has no answer")
    report(watched.problems)


def test_from_a_folder(visit, report, site, address):
    """Opened as a file, with no server at all, figures come alive: the first and the last."""
    watched = visit(root=site.as_uri() + "/")
    watched.open(address)
    watched.wake(ends=True)
    report(watched.problems)
