"""One browser for all tests of the site; every page it opens is watched."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

sys.path.insert(0, str(Path(__file__).parent))
import offline
import serving

HEIGHT = {1280: 900, 390: 844, 360: 740}


class Watched:
    """A page, with all that goes wrong on it written down."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.problems: list[str] = []
        self.requested: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", lambda r: self.problems.append(f"failed: {r.url} {r.failure}"))
        page.on("response", self._response)

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"console {message.type}: {message.text}")

    def _request(self, request: Any) -> None:
        self.requested.append(request.url)
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.problems.append(f"asks another host: {request.url}")

    def _response(self, response: Any) -> None:
        if response.status >= 400:
            self.problems.append(f"status {response.status}: {response.url}")

    def open(self, address: str) -> Page:
        """Go to a page of the site, by its address within it."""
        answer = self.page.goto(self.home + address, wait_until="load")
        status = answer.status if answer else None
        if status != 200 and urlsplit(self.home).scheme == "http":
            self.problems.append(f"status {status}")
        return self.page

    def wake(self, *, ends: bool = False) -> list[Any]:
        """Scroll until every figure is alive, or the first and last alone; return them."""
        self.page.mouse.move(5, 5)  # a page that nobody touches stays still
        stages = self.page.query_selector_all(".fb-stage")
        if ends and len(stages) > 2:
            stages = [stages[0], stages[-1]]
        for stage in stages:
            stage.scroll_into_view_if_needed()
            name = stage.get_attribute("data-figure")
            try:
                self.page.wait_for_function(
                    "stage => ['live', 'still'].includes(stage.dataset.state)", arg=stage
                )
            except Exception as error:
                self.problems.append(f"{name} does not come alive: {error}")
                continue
            if stage.get_attribute("data-state") != "live":
                self.problems.append(f"{name} could not be drawn")
            elif not stage.eval_on_selector_all(".fb-live svg", "found => found.some(DRAWN)"):
                self.problems.append(f"{name} is alive but empty")
        return stages


# a drawing: larger than nothing, with at least one mark
DRAWN = """globalThis.DRAWN = (svg) => svg.getBoundingClientRect().width > 100
    && svg.getBoundingClientRect().height > 20
    && [...svg.querySelectorAll('[class*="mark-"] path, [class*="mark-"] line, '
                                + '[class*="mark-"] rect, [class*="mark-"] text')]
       .some((mark) => mark.getBoundingClientRect().width + mark.getBoundingClientRect().height > 0)
"""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "address" in metafunc.fixturenames:
        found = serving.pages()
        if not found:
            raise pytest.UsageError(f"no page in {serving.SITE}: run 'make book' first")
        metafunc.parametrize("address", found)


@pytest.fixture(scope="session")
def site() -> Path:
    return serving.SITE


@pytest.fixture(scope="session")
def home() -> Iterator[str]:
    with serving.served() as address:
        yield address


@pytest.fixture(scope="session")
def classroom(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site with Python beside it."""
    return offline.classroom(site, tmp_path_factory.mktemp("site") / "html")


@pytest.fixture(scope="session")
def lesson(classroom: Path) -> Iterator[str]:
    """Serve the site with Python beside it."""
    with serving.served(classroom) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with serving.launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def reader(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return the browser context of one kind of reader; kinds are kept, so caches are warm."""
    contexts: dict[Any, BrowserContext] = {}

    def open_context(
        *, width: int = 1280, theme: str = "light", scripts: bool = True, touch: bool = False
    ) -> Any:
        kind = (width, theme, scripts, touch)
        if kind not in contexts:
            contexts[kind] = browser.new_context(
                viewport={"width": width, "height": HEIGHT[width]},
                color_scheme=theme,
                reduced_motion="reduce",
                java_script_enabled=scripts,
                has_touch=touch,
            )
            contexts[kind].set_default_timeout(10_000)
            contexts[kind].add_init_script(DRAWN)
        return contexts[kind]

    yield open_context
    for context in contexts.values():
        context.close()


@pytest.fixture
def visit(reader: Callable[..., BrowserContext], home: str) -> Iterator[Callable[..., Watched]]:
    """Return a new page for one kind of reader, watched; closed after the test."""
    opened: list[Page] = []

    def new(*, root: str = home, **kind: Any) -> Watched:
        page = reader(**kind).new_page()
        opened.append(page)
        return Watched(page, root)

    yield new
    for page in opened:
        page.close()


@pytest.fixture(scope="session")
def report() -> Callable[[list[str]], None]:
    """Fail with all problems of a page, one a line."""

    def check(problems: list[str]) -> None:
        if problems:
            listed = "\n".join("- " + " / ".join(p.split("\n")) for p in problems)
            pytest.fail(f"{len(problems)} problems:\n{listed}", pytrace=False)

    return check
