"""A figure's state can be copied as a link, and the link brings it back."""

from __future__ import annotations

import pytest
from test_figures import SETTLED, SHOWN
from test_run import Run, page_of

NAME = "fig-seeds"


@pytest.fixture
def figure(visit):
    def new(name=NAME, query="", **reader):
        return Run(visit(**reader), name, address=page_of(name) + query)

    return new


def shown(figure):
    figure.stage.evaluate(SETTLED)
    figure.page.wait_for_timeout(50)
    return figure.stage.evaluate(SHOWN)


def copied(figure):
    """Press the button and return the link: from the clipboard, or from the field in its place."""
    figure.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    figure.stage.get_by_role("button", name="Copy link").press("Enter")
    figure.page.wait_for_timeout(100)
    return figure.page.evaluate("navigator.clipboard.readText()")


def test_a_link_brings_the_setting_back(figure, visit, report):
    first = figure()
    opening = shown(first)
    for slider in first.stage.locator(".fb-controls input[type=range]").all():
        slider.press("Home")
    link = copied(first)
    there = shown(first)
    second = Run(visit(), NAME, address=link.removeprefix(first.watched.home))
    assert link.endswith(f"#{NAME}")
    assert shown(second) == there != opening
    assert second.readout() == first.readout()
    assert second.stage.evaluate(
        "stage => { const { top } = stage.getBoundingClientRect(); return top < innerHeight; }"
    ), "the link leads to its figure"
    second.stage.get_by_role("button", name="Reset").press("Enter")
    assert shown(second) == opening
    report(first.watched.problems + second.watched.problems)


def test_choices_are_in_the_link_too(figure, visit):
    first = figure("fig-grain")
    first.stage.locator("input[name=grain]:checked").press("ArrowRight")
    second = Run(visit(), "fig-grain", address=copied(first).removeprefix(first.watched.home))
    assert shown(second) == shown(first)


def test_a_link_to_a_run_waits_for_the_reader(figure, report):
    """Numbers that are not stored, and the seed, are filled in; Python is not loaded for them."""
    there = figure(query=f"?figure={NAME}&g=0.37&p=0.6&seed=9#{NAME}")
    there.wait("stage => stage.fbFigure.panel")
    there.wait("stage => stage.querySelector('.fb-note')")
    assert there.field("at-g").input_value() == "0.37"
    assert there.field("seed").input_value() == "9"
    run = there.stage.get_by_role("button", name="Run it now")
    assert run.is_enabled()
    assert not [url for url in there.watched.requested if "wasm" in url]
    there.stage.get_by_role("button", name="Reset").press("Enter")
    there.wait("stage => stage.querySelector('[name=at-g]').value === '0.9'")
    assert there.field("seed").input_value() == "1"
    report(there.watched.problems)


def test_a_link_that_asks_for_the_impossible_says_so(figure, report):
    there = figure(query=f"?figure={NAME}&g=7&p=0.6&colour=red#{NAME}")
    there.wait("stage => stage.querySelector('.fb-note')")
    assert "must be a number from 0.05 to 1, got 7." in there.stage.locator(".fb-note").inner_text()
    assert there.readout() == figure().readout()
    report(there.watched.problems)


def test_a_link_to_a_run_runs_at_one_press(visit, lesson, report):
    address = f"{page_of(NAME)}?figure={NAME}&g=0.37&seed=9#{NAME}"
    there = Run(visit(root=lesson), NAME, address=address)
    there.wait("stage => stage.querySelector('.fb-note button')")
    there.stage.get_by_role("button", name="Run it now").press("Enter")
    there.wait("stage => stage.querySelector('.fb-own')")
    assert "with seed 9" in there.stage.locator(".fb-own").inner_text()
    assert there.stage.locator(".fb-note").count() == 0
    report(there.watched.problems)


def test_a_number_is_the_same_however_it_is_written(figure):
    there = figure(query=f"?figure={NAME}&g=0.50&p=.6#{NAME}")
    there.wait("stage => stage.fbFigure.panel")
    assert shown(there) == shown(figure(query=f"?figure={NAME}&g=0.5&p=0.6#{NAME}"))
    assert there.stage.locator(".fb-note").count() == 0


def test_a_link_to_a_figure_that_is_elsewhere_says_so(figure):
    there = figure(query="?figure=fig-of-nothing")
    note = there.page.locator("article .fb-note")
    note.wait_for()
    assert "fig-of-nothing" in note.inner_text()
