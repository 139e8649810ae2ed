"""What a reader does with the figures: moves every control, by keyboard, and puts it back."""

from __future__ import annotations

import json

import pytest

# what a figure shows: its marks and where they stand, in any order (axis ticks change theirs);
# clip paths are not shown, and a mark that comes back brings a second one like the first
SHOWN = """stage => [...stage.querySelectorAll('.fb-live svg')].map((svg) => {
    const marks = [...svg.querySelectorAll('path, line, rect, text, image')];
    return marks.filter((mark) => !mark.closest('defs')).map((mark) => {
        // within the svg: how far the page has scrolled is none of a figure's business
        const { e, f } = mark.getCTM();
        return [e.toFixed(1), f.toFixed(1)] + mark.outerHTML;
    }).sort().join();
}).join()"""
# a reset reaches the figure after its event; Vega then redraws, and says when it has done so
SETTLED = """async (stage) => {
    await new Promise((done) => setTimeout(done));
    await stage.fbFigure.view.runAsync();
}"""
STATE = """stage => [...stage.querySelectorAll('.fb-controls input')]
    .map((input) => input.type === 'range' ? input.value : input.checked)"""
SAYS = """stage => [...stage.querySelectorAll('output, .fb-readout')].map((e) => e.textContent)"""


class Figure:
    """A living figure under the reader's hands."""

    def __init__(self, page, stage):
        self.page = page
        self.stage = stage
        self.name = stage.get_attribute("data-figure")

    def shown(self):
        self.stage.evaluate(SETTLED)
        return self.stage.evaluate(SHOWN)

    def press(self, control, key):
        control.focus()
        self.page.keyboard.press(key)
        return self.shown()

    def slider_problems(self, slider):
        """Go from end to end and a step, by keyboard."""
        positions = json.loads(slider.evaluate("input => input.parentElement.dataset.positions"))
        name, texts = positions["name"], positions["texts"]
        pictures = {}
        for key, at in (("Home", 0), ("ArrowRight", 1), ("End", len(texts) - 1)):
            pictures[key] = self.press(slider, key)
            output = slider.evaluate("input => input.nextElementSibling.textContent")
            spoken = slider.get_attribute("aria-valuetext")
            if output != texts[at] or spoken != texts[at]:
                yield f"{name} at {key} shows {output!r}, says {spoken!r}, stands at {texts[at]!r}"
            yield from self.readout_problems(f"{name} at {key}")
        if self.press(slider, "End") != pictures["End"]:
            yield f"{name}: the picture changes though the slider does not"
        if pictures["Home"] == pictures["End"]:
            yield f"{name}: the picture is the same at both ends"

    def choice_problems(self, name):
        """Go round the options, by keyboard."""
        radios = self.stage.query_selector_all(f"input[type=radio][name='{name}']")
        pictures, seen = [], []
        for _ in radios:
            checked = self.stage.query_selector(f"input[name='{name}']:checked")
            pictures.append(self.press(checked, "ArrowRight"))
            checked = self.stage.query_selector(f"input[name='{name}']:checked")
            seen.append(checked.get_attribute("value"))
            yield from self.readout_problems(f"{name} at {seen[-1]}")
        if len(set(seen)) != len(radios):
            yield f"{name}: the arrow keys reach {seen} only"
        if len(set(pictures)) == 1:
            yield f"{name}: the picture is the same for every option"

    def readout_problems(self, where):
        for readout in self.stage.query_selector_all(".fb-readout"):
            sentences = self.stage.evaluate("stage => stage.fbFigure.specs.sentences")
            words = readout.text_content()
            if not words or words not in sentences.values():
                yield f"{where}: the readout says {words!r}"

    def problems(self):
        picture, state, says = (
            self.shown(),
            self.stage.evaluate(STATE),
            self.stage.evaluate(SAYS),
        )
        sliders = self.stage.query_selector_all("input[type=range]")
        radios = self.stage.query_selector_all("input[type=radio]")
        choices = list(dict.fromkeys(radio.get_attribute("name") for radio in radios))
        reset = self.stage.query_selector(".fb-reset")
        moves = [lambda s=slider: self.slider_problems(s) for slider in sliders]
        moves += [lambda c=choice: self.choice_problems(c) for choice in choices]
        for move in moves:
            yield from move()
            self.press(reset, "Enter")
            if self.stage.evaluate(STATE) != state or self.stage.evaluate(SAYS) != says:
                yield "reset does not restore the controls"
            if self.shown() != picture:
                yield "reset does not restore the picture"


@pytest.mark.parametrize("width", [1280, 390])
def test_controls(visit, report, address, width):
    """Every slider and choice moves its figure and says where it stands; reset restores it."""
    watched = visit(width=width)
    page = watched.open(address)
    for stage in watched.wake():
        figure = Figure(page, stage)
        if stage.query_selector(".fb-control"):
            stage.query_selector(".fb-control").scroll_into_view_if_needed()
        watched.problems += [f"{figure.name}: {problem}" for problem in figure.problems()]
    report(watched.problems)


COLOURS = """() => [...document.querySelectorAll('.fb-live svg')].map((svg) =>
    [...svg.querySelectorAll('path, line, rect, text')].map((mark) => {
        const style = getComputedStyle(mark);
        return style.fill + style.stroke;
    }).join())"""


def theme_problems(page):
    """The theme button recolours every figure, and draws none anew."""
    page.evaluate("document.querySelectorAll('.fb-live svg').forEach((svg) => svg.same = true)")
    light = page.evaluate(COLOURS)
    page.evaluate("scrollTo(0, 0)")
    button = page.locator(".theme-switch-button:visible").first
    for _ in range(3):  # the button steps through light, dark and as-the-system
        button.press("Enter")
        if page.evaluate("document.documentElement.dataset.theme") == "dark":
            break
    else:
        yield "the theme button never gives the dark theme"
    dark = page.evaluate(COLOURS)
    page.evaluate("localStorage.clear()")
    for stage, before, after in zip(page.query_selector_all(".fb-stage"), light, dark, strict=True):
        name = stage.get_attribute("data-figure")
        if before == after:
            yield f"{name} keeps its colours"
        if not stage.eval_on_selector(".fb-live svg", "svg => svg.same === true"):
            yield f"{name} is drawn anew"


def resize_problems(page, stages):
    """A turned phone: figures follow the width of their column, and keep the reader's setting."""
    moved = page.query_selector("input[type=range]")
    if moved:
        moved.press("End")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for stage in stages:
            name = stage.get_attribute("data-figure")
            stage.scroll_into_view_if_needed()
            try:
                page.wait_for_function(
                    """stage => { const svg = stage.querySelector('.fb-live svg');
                        const room = stage.clientWidth, taken = svg.getBoundingClientRect().width;
                        return taken <= room + 1 && taken > 0.75 * room; }""",
                    arg=stage,
                    timeout=3000,
                )
            except Exception:
                box = stage.query_selector(".fb-live svg").bounding_box()
                room = stage.bounding_box()
                taken, given = (it and it["width"] for it in (box, room))
                yield f"{name} is {taken:.0f} px wide in {given:.0f}"
    if moved:
        at = moved.evaluate("input => [input.value, input.max]")
        if at[0] != at[1]:
            yield "resizing loses the reader's setting"


def play_problems(page, stages):
    """A played figure begins at the start where nobody has moved it, runs to its end by itself,
    halts when asked, and begins again from there.
    """
    for stage in stages:
        button = stage.query_selector(".fb-play")
        if not button:
            continue
        name = stage.get_attribute("data-figure")
        slider = button.evaluate_handle(
            "button => button.closest('.fb-control').querySelector('input')"
        ).as_element()
        page.locator(f"[data-figure='{name}'] .fb-reset").click()
        button.click()
        if slider.input_value() != "0":
            yield f"{name} does not begin at the start"
        button.click()
        slider.press("Home")
        before = slider.input_value()
        button.click()
        page.wait_for_function("([input, was]) => input.value !== was", arg=[slider, before])
        if button.text_content() != "Pause":
            yield f"{name} plays, but its button says {button.text_content()!r}"
        button.click()
        halted = slider.input_value()
        page.wait_for_timeout(400)
        if slider.input_value() != halted or button.text_content() != "Play":
            yield f"{name} does not halt"
        slider.evaluate("input => { input.value = input.max - 1; }")
        button.click()
        page.wait_for_function(
            "([input, button]) => input.value === input.max && button.textContent === 'Play'",
            arg=[slider, button],
        )


PLACES = """(stage) => [...stage.querySelectorAll('.fb-live svg path')].flatMap((mark) => {
    const row = Object.entries(mark.__data__?.datum ?? {});
    const sets = row.filter(([key, at]) => key.startsWith('set_') && at !== null);
    const { x, y, width, height } = mark.getBoundingClientRect();
    // the cursor tells a reader where a click does something
    const live = sets.length && mark.__data__.cursor === 'crosshair';
    return live ? [[x + width / 2, y + height / 2, Object.fromEntries(sets)]] : [];
})"""


def mark_problems(page, stages):
    """A click on a mark that sets a control moves its sliders there, and so does dragging."""
    for stage in stages:
        stage.scroll_into_view_if_needed()
        places = stage.evaluate(PLACES)
        name = stage.get_attribute("data-figure")
        promised = stage.evaluate("stage => JSON.stringify(stage.fbFigure.specs).includes('set_')")
        if promised and not places:
            yield f"{name}: no mark can be clicked, though its rows name places"
        if not places:
            continue

        def stands(stage=stage):
            return stage.evaluate(
                """stage => Object.fromEntries(stage.fbFigure.settings().map(
                    ({ name, value }) => ['set_' + name, value]))"""
            )

        first, last = places[0], places[-1]
        page.mouse.click(*first[:2])
        if not first[2].items() <= stands().items():
            yield f"{name}: a click on {first[2]} sets {stands()}"
        page.mouse.down()
        page.mouse.move(*last[:2], steps=5)
        page.mouse.up()
        if not last[2].items() <= stands().items():
            yield f"{name}: a drag to {last[2]} sets {stands()}"


def test_figures_in_use(visit, report, address):
    """Clicked, played, recoloured and resized, one after the other on a page that is awake once."""
    watched = visit()
    page = watched.open(address)
    stages = watched.wake()
    watched.problems += mark_problems(page, stages)
    watched.problems += play_problems(page, stages)
    watched.problems += theme_problems(page)
    watched.problems += resize_problems(page, stages)
    report(watched.problems)


def test_a_finger_scrolls_over_a_picture_and_sets_it_by_a_tap_or_sideways(visit, report):
    """Going up or down it only scrolls the page; going sideways it drags."""
    watched = visit(width=390, touch=True)
    page = watched.open("markets.html")
    stage = next(s for s in watched.wake() if s.get_attribute("data-figure") == "fig-race")
    stage.evaluate("stage => stage.querySelector('.fb-live svg').scrollIntoView()")
    stands = """stage => Object.fromEntries(stage.fbFigure.settings().map(
        ({ name, value }) => ['set_' + name, value]))"""
    fingers = page.context.new_cdp_session(page)

    def move(x, y, *, across=0, up=0):
        """Touch a point and go from there in steps; lift the finger only after the last look."""
        for step in range(16):
            kind = "touchMove" if step else "touchStart"
            at = [{"x": x + across * step / 15, "y": y - up * step / 15}]
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
            page.wait_for_timeout(20)
        found = stage.evaluate(stands)
        fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        page.wait_for_timeout(300)
        return found

    before, height = stage.evaluate(stands), page.evaluate("scrollY")
    x, y, _ = next(p for p in stage.evaluate(PLACES) if not p[2].items() <= before.items())
    assert 200 < y < page.viewport_size["height"]
    move(x, y, up=150)
    assert page.evaluate("scrollY") > height + 50
    assert stage.evaluate(stands) == before
    x, y, there = next(p for p in stage.evaluate(PLACES) if not p[2].items() <= before.items())
    page.touchscreen.tap(x, y)
    assert there.items() <= stage.evaluate(stands).items()
    height = page.evaluate("scrollY")
    (left, y, _), *_, (right, _, last) = stage.evaluate(PLACES)
    # already on its way, for a browser that takes the finger to itself sends nothing more
    assert last.items() <= move(left, y, across=right - left).items()
    assert last.items() <= stage.evaluate(stands).items()
    assert page.evaluate("scrollY") == height
    report(watched.problems)
