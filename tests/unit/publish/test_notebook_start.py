"""A notebook says how to run it, and what it asks for is what the package asks for."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from fitbreadth.publish import launch, notebook_start, own_wheel

KNOWN = {launch.REPOSITORY: "https://github.com/ada/book.git"}
PROJECT = Path(__file__).parents[3] / "pyproject.toml"


def test_what_is_missing_is_installed_by_hand_or_by_a_cell_never_by_both():
    assert notebook_start.install({}) == ""
    by_hand = notebook_start.note(labs=True, environment={})
    assert "%pip install" in by_hand
    assert own_wheel.file_name() in by_hand
    assert "%pip" not in notebook_start.note(labs=True, environment=KNOWN)


def test_first_cell_installs_only_what_is_missing(monkeypatch):
    source = notebook_start.install(KNOWN)
    assert '%pip install --quiet "fitbreadth[book] @ git+https://github.com/ada/book"' in source
    asked = []
    plain = source.replace("%pip", "pip = ").replace("install --quiet ", "")
    for installed in (object(), None):
        scope = {"__builtins__": __builtins__}
        monkeypatch.setattr("importlib.util.find_spec", lambda name, i=installed: i)
        exec(plain, scope)
        asked.append("pip" in scope)
    assert asked == [False, True]


@pytest.mark.parametrize("environment", [{}, KNOWN])
def test_pictures_are_explained_where_there_are_any(environment):
    with_labs = notebook_start.note(labs=True, environment=environment)
    without = notebook_start.note(labs=False, environment=environment)
    assert "into a lab" in with_labs
    assert " lab" not in without
    for note in (with_labs, without):
        assert all(line.startswith(">") for line in note.splitlines())


def test_what_the_site_s_wheel_needs_is_what_the_extra_installs():
    declared = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    book = declared["optional-dependencies"]["book"]
    assert sorted(notebook_start.NEEDED) == sorted(declared["dependencies"] + book)
