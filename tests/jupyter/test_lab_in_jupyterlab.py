"""What a reader does with a lab in JupyterLab, by keyboard, and what the page then shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from opened import Notebook, Panel
from playwright.sync_api import expect


@pytest.fixture
def panel(
    notebook: Callable[[str], Notebook], kernel_errors: Callable[[], list[str]]
) -> Iterator[Panel]:
    """The small lab at its opening setting; nothing may go wrong in the browser or the kernel."""
    tiny = notebook("tiny.ipynb")
    found = Panel(tiny.page.locator(".jp-CodeCell .jp-OutputArea").first)
    found.reset()
    yield found
    assert tiny.errors() == []
    assert tiny.problems == []
    assert kernel_errors() == []


HEIGHT = re.compile("^Height: a whole number from 10 to 100 m")
COUNT = re.compile("^Number of runs:")


def test_a_chapter_runs_and_its_labs_live(
    notebook: Callable[[str], Notebook], kernel_errors: Callable[[], list[str]]
) -> None:
    chapter = notebook("chapter.ipynb")
    assert chapter.errors() == []
    labs = chapter.page.locator(".jp-OutputArea", has=chapter.page.get_by_role("slider"))
    lab = Panel(labs.first)
    said, drawn = lab.status.first.inner_text(), lab.drawing()
    lab.slider.press("ArrowRight")
    expect(lab.status.first).not_to_have_text(said)
    lab.expect_redrawn(drawn)
    assert chapter.errors() == []
    assert chapter.problems == []
    assert kernel_errors() == []


def test_an_arrow_key_moves_the_value_its_words_and_the_figure(panel: Panel) -> None:
    drawn = panel.drawing()
    panel.slider.press("ArrowRight")
    expect(panel.status.first).to_have_text("Height: 30 m")
    expect(panel.box.get_by_role("textbox", name=HEIGHT)).to_have_value("30")
    panel.expect_redrawn(drawn)


def test_a_typed_value_between_two_positions_stays(panel: Panel) -> None:
    drawn = panel.drawing()
    panel.type(HEIGHT, "33")
    expect(panel.status.first).to_have_text("Height: 33 m")
    expect(panel.slider).to_have_attribute("aria-valuenow", "2.0")
    expect(panel.box.get_by_role("textbox", name=HEIGHT)).to_have_value("33")
    panel.expect_redrawn(drawn)
    panel.slider.press("ArrowRight")
    expect(panel.status.first).to_have_text("Height: 40 m")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("3", "Height must be a whole number from 10 to 100, got 3"),
        ("high", "Height must be a whole number from 10 to 100, got high"),
        ("90", "tall must be such that <the tower> stands, at most 80"),
    ],
)
def test_what_is_refused_is_said_and_the_figure_stays(panel: Panel, typed: str, why: str) -> None:
    drawn = panel.drawing()
    panel.type(HEIGHT, typed)
    expect(panel.alert).to_have_text(f"Not possible: {why}")
    expect(panel.alert).to_be_in_viewport()
    assert panel.drawing() == drawn
    panel.press("Many runs")
    expect(panel.alert).to_have_count(2)
    panel.press("Reset")
    expect(panel.alert).to_have_count(0)
    assert panel.drawing() == drawn


def test_a_seed_draws_other_numbers_and_reset_the_first_again(panel: Panel) -> None:
    opening = panel.drawing()
    panel.type("Seed", "7")
    panel.expect_redrawn(opening)
    seventh = panel.drawing()
    panel.press("New seed")
    panel.expect_redrawn(seventh)
    panel.type("Seed", "-1")
    expect(panel.alert).to_contain_text("Seed must be a whole number from 0 up, got -1")
    panel.press("Reset")
    expect(panel.box.get_by_role("textbox", name="Seed")).to_have_value("1")
    expect(panel.alert).to_have_count(0)
    assert panel.drawing() == opening


def test_many_runs_move_a_bar_and_end_in_a_picture(panel: Panel) -> None:
    panel.type(COUNT, "60")
    panel.press("Many runs")
    stop = panel.box.get_by_role("button", name="Stop", exact=True)
    expect(stop).to_be_visible()
    bar = panel.box.locator(".progress-bar")
    widths = set()
    while stop.count():
        widths.add(bar.evaluate("(bar) => bar.style.width"))
    assert len(widths) > 3, "the bar moves"
    expect(panel.status.last).to_have_text(
        re.compile(r"^Height of the first bar, in metres, 60 runs, seeds 1 to 60: .* on average")
    )
    expect(panel.figures).to_have_count(2)
    panel.slider.press("ArrowRight")
    expect(panel.figures).to_have_count(1)


def test_many_runs_can_be_stopped(panel: Panel) -> None:
    panel.type(COUNT, "1000")
    panel.press("Many runs")
    panel.press("Stop")
    expect(panel.status.last).to_have_text("Stopped.")
    expect(panel.box.get_by_role("button", name="Many runs")).to_be_focused()
    expect(panel.figures).to_have_count(1)


def test_keys_pressed_while_the_model_is_slow_do_not_queue_up(panel: Panel) -> None:
    before = panel.runs()
    panel.box.get_by_role("radio", name="slow").check()
    expect(panel.status.get_by_text(re.compile(f"{before + 1} runs so far"))).to_be_visible()
    for _ in range(6):
        panel.slider.press("ArrowRight")
    expect(panel.status.first).to_have_text("Height: 80 m")
    expect(panel.status.get_by_text(re.compile("^80 m, seed"))).to_be_visible()
    assert panel.runs() - before <= 4, "what came while the model ran is one move"


def test_a_redrawn_figure_does_not_move_the_page(panel: Panel) -> None:
    page = panel.figure.page
    page.evaluate(
        """() => {
            const area = document.querySelector(".jp-CodeCell .jp-OutputArea");
            const heights = (globalThis.heights = []);
            const look = () => { heights.push(area.offsetHeight); requestAnimationFrame(look); };
            look();
        }"""
    )
    drawn = panel.drawing()
    panel.slider.press("ArrowRight")
    panel.expect_redrawn(drawn)
    page.wait_for_timeout(300)
    heights = page.evaluate("globalThis.heights")
    assert max(heights) - min(heights) < 5, sorted(set(heights))
