"""The zip for a class without a network: unpacked, everything in it works."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pyodide_folder
import pytest
import serving
from test_run import Run, page_of

from conftest import DRAWN, Watched
from fitbreadth.publish import offline

ROOT = Path(__file__).parents[2]
CLASS = "class.test"
"""A name on a local network: without https a browser trusts it less than 127.0.0.1."""


@pytest.fixture(scope="module")
def unpacked(site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("offline")
    students = folder / "students"
    students.mkdir()
    given = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("Task 1")])
    nbformat.write(given, students / "biology.ipynb")
    made = folder / "book.zip"
    options = ["--pyodide", str(pyodide_folder.prepared()), "--assignments", str(students)]
    offline.main([str(site), str(made), *options, "--licence", str(ROOT / "LICENSE")])
    with zipfile.ZipFile(made) as packed:
        packed.extractall(folder)
    yield folder / offline.FOLDER
    shutil.rmtree(folder)  # hundreds of megabytes, which pytest would keep


@pytest.fixture
def lan(unpacked, browser):
    """Serve the site as README.txt says, and see it as another machine of the class does."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    server = subprocess.Popen(
        [*command, "--directory", unpacked / "site"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    port = re.search(r"port (\d+)", server.stdout.readline())[1]
    hosts = f"--host-resolver-rules=MAP {CLASS} 127.0.0.1, MAP * ~NOTFOUND"
    start = browser.browser_type.launch
    other = start(executable_path=serving.chromium(), args=[*serving.FLAGS, hosts])
    yield f"http://{CLASS}:{port}/", other
    other.close()
    server.kill()
    server.wait()
    server.stdout.close()


def test_pages_open_from_the_folder(unpacked, visit, report):
    watched = visit(root=f"{(unpacked / 'site').as_uri()}/")
    watched.open("index.html")
    assert watched.wake(ends=True)
    page = watched.open("search.html?q=allocation")
    page.wait_for_selector("#search-results li a")
    page.click("#search-results li a")
    page.wait_for_load_state()
    assert "search.html" not in page.url
    run = Run(watched, "fig-allocation").open()
    assert "lie beside this page" in run.panel.locator(".fb-cost").inner_text()
    assert "numbers are the book's own" in run.press("Run")
    report(watched.problems)


def test_a_class_reads_it_from_one_machine(lan, report):
    home, browser = lan
    with contextlib.closing(browser.new_context(reduced_motion="reduce")) as context:
        context.add_init_script(DRAWN)
        watched = Watched(context.new_page(), home)
        run = Run(watched, "fig-allocation", page_of("fig-allocation")).open()
        assert not run.page.evaluate("isSecureContext"), "or this test shows nothing new"
        assert "numbers are the book's own" in run.press("Run")
        report(watched.problems)


def test_the_notebooks_are_whole(unpacked):
    pages = {f"{page.stem}.ipynb" for page in (unpacked / "site").glob("*.html")}
    found = {file.name: file for file in (unpacked / "notebooks").iterdir()}
    assert set(found) == pages - {"genindex.ipynb", "search.ipynb"}
    for file in (*found.values(), unpacked / "assignments" / "biology.ipynb"):
        nbformat.validate(nbformat.read(file, as_version=4))


def test_the_wheels_install_without_a_network(unpacked, tmp_path):
    """Jupyter and all is only resolved: installing it takes ten times as long."""
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "env"], check=True)
    pip = [sys.executable, "-m", "pip", "--isolated", "--python", python, "install", "--quiet"]
    source = ["--no-index", "--find-links", "wheels"]
    everything = ["--dry-run", "-r", "wheels/requirements.txt"]
    subprocess.run([*pip, *source, *everything], cwd=unpacked, check=True)
    subprocess.run([*pip, *source, "fitbreadth", "numpy"], cwd=unpacked, check=True)
    program = (
        "from fitbreadth.allocation import optimum\n"
        "print(optimum([0.75, 0.25], rho=0, gamma=1).shares)"
    )
    ran = subprocess.run([python, "-I", "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[0.75 0.25]"
