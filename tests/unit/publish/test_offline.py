"""The zip for a class without a network, from a site of a few bytes."""

from __future__ import annotations

import zipfile
from importlib.metadata import version

import pytest

from fitbreadth.publish import offline, offline_python, offline_readme, offline_wheels
from fitbreadth.publish import pyodide_files as pinned
from fitbreadth.publish.own_wheel import file_name

NUMPY_WHEEL = "numpy-2.4.6-cp312-cp312-win_amd64.whl"


@pytest.fixture
def site(tmp_path):
    made = tmp_path / "html"
    for name in (
        "index.html",
        "_static/notebooks/biology.ipynb",
        "_static/python/old.whl",
        "_static/fitbreadth-python.js",
    ):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(f"this stands for {name}")
    return made


@pytest.fixture
def python(tmp_path):
    """A folder that stands for one with Pyodide."""
    folder = tmp_path / "given"
    folder.mkdir()
    for file in (*pinned.CORE, *pinned.PACKAGES["numpy"]):
        (folder / file.name).write_bytes(file.name.encode())
    return folder


@pytest.fixture
def wheels(tmp_path):
    folder = tmp_path / "collected"
    folder.mkdir()
    (folder / NUMPY_WHEEL).write_bytes(b"wheel")
    return folder


@pytest.fixture
def make(site, tmp_path, monkeypatch):
    monkeypatch.delenv("FITBREADTH_PYODIDE", raising=False)
    licence = tmp_path / "LICENSE"
    licence.write_text("may be used")

    def run(*options, out="made/book.zip", site=site):
        target = tmp_path / out
        offline.main([str(site), str(target), "--licence", str(licence), *map(str, options)])
        with zipfile.ZipFile(target) as packed:
            assert packed.testzip() is None
            entries = {entry.filename: packed.read(entry) for entry in packed.infolist()}
        assert all(name.startswith("fit-beats-breadth/") for name in entries)
        return {name.partition("/")[2]: data for name, data in entries.items()}

    return run


def test_everything_is_in_it(make, python, wheels, tmp_path):
    students = tmp_path / "student"
    students.mkdir()
    (students / "biology.ipynb").write_text("{}")
    held = make("--pyodide", python, "--wheels", wheels, "--assignments", students)
    beside = {file.name for file in python.iterdir()} | {file_name()}
    assert set(held) == {
        "README.txt",
        "LICENSE.txt",
        "site/index.html",
        "site/_static/notebooks/biology.ipynb",
        "site/_static/fitbreadth-python.js",
        *(f"site/_static/python/{name}{end}" for name in beside for end in ("", ".js")),
        "notebooks/biology.ipynb",
        "assignments/biology.ipynb",
        f"wheels/{file_name()}",
        f"wheels/{NUMPY_WHEEL}",
        "wheels/requirements.txt",
    }
    assert b'"host": ""' in held["site/_static/fitbreadth-python.js"]
    told = held["README.txt"].decode()
    assert "Python 3.12 on Windows (amd64)" in told
    assert "    biology.ipynb" in told
    assert all(f"{name.split('/')[0]}/" in told for name in held if "/" in name)


def test_same_files_same_bytes(make, python, wheels, site, tmp_path):
    options = ("--pyodide", python, "--wheels", wheels)
    make(*options, out="one.zip")
    for file in site.rglob("*"):
        file.touch()
    make(*options, out="two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_what_is_left_out_is_said(make):
    held = make("--without-python", "--without-wheels")
    told = held["README.txt"].decode()
    assert '"Run this model" does not' in told
    assert "pip" not in told
    assert not [name for name in held if name.startswith(("wheels/", "assignments/"))]
    assert file_name() in held
    assert b"cdn.jsdelivr.net" in held["site/_static/fitbreadth-python.js"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--pyodide", "ftp://python.lan"), "must be an http(s) address or a folder"),
        (("--pyodide", "{empty}"), "pyodide.js is missing in"),
        (("--wheels", "{empty}"), "must be a folder with wheels, got"),
        (("--assignments", "{empty}"), "must be a folder with notebooks, got"),
        (("--licence", "{empty}/none"), "none"),
    ],
)
def test_what_is_missing_is_named_in_one_line(make, tmp_path, capsys, options, told):
    empty = tmp_path / "empty"
    empty.mkdir()
    kept = [] if options[0] == "--pyodide" else ["--without-python"]
    kept += [] if options[0] == "--wheels" else ["--without-wheels"]
    with pytest.raises(SystemExit) as stopped:
        make(*(each.format(empty=empty) for each in options), *kept)
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert told in said
    assert said.count("\n") == 1
    assert not (tmp_path / "made" / "book.zip").exists()


def test_a_folder_that_is_no_site_is_refused(make, tmp_path, capsys):
    with pytest.raises(SystemExit):
        make("--without-python", "--without-wheels", site=tmp_path)
    assert "must be the built book" in capsys.readouterr().err


def test_python_is_fetched_once_and_checked(tmp_path, monkeypatch):
    sent = {file.name: b"not " + file.name.encode() for file in pinned.CORE}
    asked = []

    def fetch(address):
        asked.append(address)
        return sent[address.rsplit("/", 1)[1]]

    monkeypatch.setattr(offline_python, "_fetched", fetch)
    with pytest.raises(ValueError, match=r"pyodide.js must have the pinned digest"):
        offline_python.gathered("http://mirror.lan/py", tmp_path / "cache")
    assert asked == ["http://mirror.lan/py/pyodide.js"]
    assert not list((tmp_path / "cache").iterdir())

    monkeypatch.setattr(offline_python, "_is_pinned", lambda data, file: data[:4] == b"not ")
    sent |= {f.name: b"not it" for held in pinned.PACKAGES.values() for f in held}
    asked.clear()
    cache = offline_python.gathered("http://mirror.lan/py", tmp_path / "cache")
    assert {file.name for file in cache.iterdir()} == set(sent)
    offline_python.gathered("http://mirror.lan/py", tmp_path / "cache")
    assert len(asked) == len(sent)


def test_an_address_out_of_reach_is_named(tmp_path):
    unheard = "http://127.0.0.1:9"  # the port of the discard service, which nobody runs
    with pytest.raises(ConnectionError, match=f"{unheard}/pyodide.js cannot be fetched"):
        offline_python.gathered(unheard, tmp_path)


def test_requirements_are_what_runs_here():
    lines = offline_wheels.requirements().splitlines()
    assert f"numpy=={version('numpy')}" in lines
    assert f"fitbreadth=={version('fitbreadth')}" in lines


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("numpy-2-cp311-cp311-musllinux_1_2_x86_64.whl", "Python 3.11 on Linux (x86_64)"),
        ("numpy-2-cp314-cp314-macosx_10_15_x86_64.whl", "Python 3.14 on macOS (x86_64)"),
        ("numpy-2-cp311-cp311-win32.whl", "Python 3.11 on win32"),
    ],
)
def test_systems_are_named(name, told):
    assert offline_wheels.systems([name]) == [told]


def test_the_readme_fits_a_terminal():
    told = offline_readme.text(
        packages=["numpy"], systems=["Python 3.11 on Linux (x86_64)"], assignments=["a.ipynb"]
    )
    assert max(map(len, told.splitlines())) <= 90
