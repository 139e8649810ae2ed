"""A small screen: the front page lives in the first one, and controls stay with their figures."""

from __future__ import annotations

import pytest

LIVE = "() => document.querySelector('.fb-stage').dataset.state === 'live'"
# where an element lies in the window: its upper and lower edge
EDGES = (
    """element => { const box = element.getBoundingClientRect(); return [box.top, box.bottom]; }"""
)
# the marks that a reader sees: within the window, and above the control that may lie over them
SEEN = """() => {
    const floor = document.querySelector('.fb-in-use').getBoundingClientRect().top;
    return [...document.querySelectorAll('.fb-stage .fb-live svg [class*="mark-"] path')]
        .filter((mark) => {
            const { top, bottom } = mark.getBoundingClientRect();
            return top >= 0 && bottom <= floor && !mark.closest('[class*="role-axis"]');
        }).map((mark) => mark.outerHTML).join();
}"""


@pytest.mark.parametrize("width", [390, 360])
def test_the_front_page_lives_in_the_first_screen(visit, report, width):
    """Nobody touches it: it wakes. A key moves the slider and the marks above it, no scrolling."""
    watched = visit(width=width)
    page = watched.open("index.html")
    page.wait_for_function(LIVE)
    height = page.viewport_size["height"]
    for part in ("article h1", "article h1 ~ p", ".fb-stage input[type=range]"):
        top, bottom = page.locator(part).first.evaluate(EDGES)
        if top < 0 or bottom > height:
            watched.problems.append(f"{part} lies from {top:.0f} to {bottom:.0f} in {height} px")
    slider = page.locator(".fb-stage input[type=range]").first
    before = page.evaluate(SEEN)
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.evaluate(
        "async () => void await document.querySelector('.fb-stage').fbFigure.view.runAsync()"
    )
    if page.evaluate(SEEN) == before:
        watched.problems.append("the slider changes nothing in the first screen")
    if page.evaluate("scrollY"):
        watched.problems.append("using the slider scrolls the page")
    report(watched.problems)


# the control in use at three stages of reading: the picture comes up, is here, and all but leaves;
# and where another control of the figure comes up, none lies over it
REACHED = """async (stage) => {
    const picture = stage.querySelector('.fb-picture');
    const places = {
        'comes up': () => stage.getBoundingClientRect().top - innerHeight + 200,
        'is here': () => stage.getBoundingClientRect().top - 60,
        'leaves': () => picture.getBoundingClientRect().bottom - 200,
    };
    const lost = [];
    for (const [when, away] of Object.entries(places)) {
        scrollBy({ top: away(), behavior: 'instant' });
        // what watches for the controls reports after a frame
        for (let frame = 0; frame < 3; frame += 1) {
            await new Promise((done) => requestAnimationFrame(done));
        }
        const control = stage.querySelector('.fb-in-use');
        const first = stage.querySelector('.fb-control');
        const gap = 16; // between the picture and the first of them
        if (control !== first && first.getBoundingClientRect().top < innerHeight + gap) {
            for (const other of stage.querySelectorAll('.fb-control')) {
                const { left, right, top } = other.getBoundingClientRect();
                if (top < 60 || top > innerHeight - 4) continue;
                const hit = document.elementFromPoint((left + right) / 2, top + 3);
                if (!other.contains(hit)) lost.push(`as it ${when}, a control is hidden at ${top}`);
            }
            continue;
        }
        const input = control.querySelector('input[type=range], input:checked + span');
        const { left, right, top, bottom } = input.getBoundingClientRect();
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        if (bottom > innerHeight || !control.contains(hit)) lost.push(`as it ${when}, at ${top}`);
    }
    return lost;
}"""


def test_the_control_in_use_stays_in_reach(visit, report, address):
    """While all controls of a figure lie below, the one moved last shows; at first, one."""
    watched = visit(width=390)
    page = watched.open(address)
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    for stage in watched.wake():
        name = stage.get_attribute("data-figure")
        controls = stage.query_selector_all(".fb-control")
        for control in controls[:1] + controls[1:][-1:]:
            control.query_selector("input").focus()
            in_use = control.evaluate("control => control.matches('.fb-in-use')")
            if not in_use or len(stage.query_selector_all(".fb-in-use")) != 1:
                watched.problems.append(f"{name}: not the focused control alone is in use")
            watched.problems += [f"{name}: {lost}" for lost in stage.evaluate(REACHED)]
    report(watched.problems)


def test_a_phone_on_its_side_keeps_its_screen(visit):
    """Where there is no room to spare no control lies over the picture."""
    page = visit(width=390).open("index.html")
    page.set_viewport_size({"width": 500, "height": 360})
    style = "element => getComputedStyle(element).position"
    assert page.locator(".fb-in-use").first.evaluate(style) == "static"


def test_who_saves_data_is_not_sent_what_moves(visit):
    """Until there is a sign of a reader."""
    watched = visit(width=390)
    watched.page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page = watched.open("index.html")
    page.wait_for_timeout(2000)
    assert not any("vega" in address for address in watched.requested)
    page.mouse.move(5, 5)
    page.wait_for_function(LIVE)
