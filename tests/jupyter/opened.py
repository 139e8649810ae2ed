"""A notebook open in JupyterLab, and a lab in it, as a reader meets them."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect


class Notebook:
    """A notebook open in JupyterLab, with all that goes wrong in its page written down."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.problems: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        page.goto(address)
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        # the notebook calls itself idle before it has a kernel, too
        page.wait_for_function(
            """() => document.querySelector(".jp-Notebook-ExecutionIndicator[data-status=idle]")
                && document.querySelector(".jp-Toolbar-kernelName").textContent.match("Python")"""
        )

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"console {message.type}: {message.text}")

    def run_all(self) -> None:
        """Choose the menu's Run All Cells and wait until every cell has a number."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        self.page.wait_for_function(
            """() => [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")]
                .every((prompt) => /[0-9]/.test(prompt.textContent))""",
            timeout=90_000,
        )

    def errors(self) -> list[str]:
        """Return what cells have printed that is an error, and what a lab says of a mistake."""
        kinds = ("error", "stderr")
        shown = ", ".join(f"[data-mime-type='application/vnd.jupyter.{kind}']" for kind in kinds)
        mistakes = self.page.get_by_role("alert").filter(has_text="This did not work")
        return self.page.locator(shown).or_(mistakes).all_inner_texts()


class Panel:
    """The parts of a lab's panel, found as a reader finds them."""

    def __init__(self, box: Locator) -> None:
        self.box = box
        self.slider = box.get_by_role("slider").first
        # the one before it waits unseen for the next
        self.figures = box.locator(".jp-RenderedVegaLite svg:visible")
        self.figure = self.figures.first
        self.status = box.get_by_role("status")
        self.alert = box.get_by_role("alert")

    def drawing(self) -> str:
        """Return the figure as it is drawn now."""
        return self.figure.evaluate("(svg) => svg.innerHTML")

    def type(self, field: str | re.Pattern[str], text: str) -> None:
        """Type into a field, as a reader does who ends with Enter."""
        box = self.box.get_by_role("textbox", name=field)
        box.fill(text)
        box.press("Enter")

    def press(self, button: str) -> None:
        self.box.get_by_role("button", name=button, exact=True).press("Enter")

    def expect_redrawn(self, before: str) -> None:
        """Wait until the figure is another one."""
        self.figure.page.wait_for_function(
            """([box, before]) => [...box.querySelectorAll(".jp-RenderedVegaLite svg")]
                .filter((svg) => svg.checkVisibility({ visibilityProperty: true }))
                .some((svg) => svg.innerHTML !== before)""",
            arg=[self.box.element_handle(), before],
        )

    def runs(self) -> int:
        """Return how often the small lab says that its model has run."""
        return int(self.box.get_by_text("runs so far").inner_text().split()[-4])

    def reset(self) -> None:
        """Press Reset and wait until the small lab has answered."""
        before = self.runs()
        self.press("Reset")
        # runs that no figure shows are counted too
        again = re.compile(rf"20 m, seed 1: (?!{before} )\d+ runs")
        expect(self.status.get_by_text(again)).to_be_visible()
