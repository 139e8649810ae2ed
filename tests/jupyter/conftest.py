"""A JupyterLab with a chapter and a small lab in it, and a browser whose complaints are kept."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import jupytext
import nbformat
import pytest
from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "site"))
import serving
from opened import Notebook

HERE = Path(__file__).parent
BOOK = HERE.parents[1] / "book"
CHAPTER = "optimization"
TOKEN = "tests"
SETTINGS = {
    # no question on first opening, no request to another host
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    # every cell is in the page, also those far below
    "notebook-extension/tracker": {"windowingMode": "none"},
}
_ERROR = re.compile(r"^\[[EC] |Traceback|Error:", re.MULTILINE)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Start JupyterLab in a folder of its own; gives its address and its log."""
    home = tmp_path_factory.mktemp("jupyter")
    books = home / "books"
    books.mkdir()
    nbformat.write(jupytext.read(BOOK / f"{CHAPTER}.md"), books / "chapter.ipynb")
    shutil.copy(HERE / "tiny_lab.py", books)
    tiny = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("from tiny_lab import LAB\nLAB")]
    )
    tiny.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(tiny, books / "tiny.ipynb")
    for name, setting in SETTINGS.items():
        file = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(setting))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {
        # none of the user's own
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    env.pop("FITBREADTH_STILL", None)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    command += [f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={books}"]
    log = home / "log"
    address = f"http://127.0.0.1:{port}/"
    with (
        log.open("w") as written,
        subprocess.Popen(
            command, env=env, cwd=books, stdout=written, stderr=subprocess.STDOUT
        ) as server,
    ):
        try:
            _wait(f"{address}api/status?token={TOKEN}", server, log)
            yield address, log
        finally:
            server.terminate()


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"JupyterLab does not start:\n{log.read_text()}", pytrace=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with serving.launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def notebook(lab: tuple[str, Path], browser: Browser) -> Iterator[Callable[[str], Notebook]]:
    """Open a notebook once and run it; later tests get it as the earlier ones left it."""
    opened: dict[str, Notebook] = {}

    def open_one(name: str) -> Notebook:
        if name not in opened:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.set_default_timeout(8_000)
            opened[name] = Notebook(page, f"{lab[0]}doc/tree/{name}?token={TOKEN}")
            opened[name].run_all()
        return opened[name]

    yield open_one
    for each in opened.values():
        each.page.close()


@pytest.fixture
def kernel_errors(lab: tuple[str, Path]) -> Callable[[], list[str]]:
    """Return what the server and its kernels have logged as errors since the test began."""
    log = lab[1]
    begun = log.stat().st_size

    def since() -> list[str]:
        return [line for line in log.read_text()[begun:].splitlines() if _ERROR.search(line)]

    return since
