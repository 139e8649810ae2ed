"""Links to notebooks: right where the repository is known, absent where it is not."""

from __future__ import annotations

from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

from fitbreadth.publish import launch, own_wheel

KNOWN = {launch.REPOSITORY: "https://github.com/ada/book.git", launch.HUB: "https://hub.example/x/"}


def test_no_repository_no_links():
    assert launch.links("biology", {}) == {}
    assert launch.links("biology", {launch.REPOSITORY: "", launch.HUB: "https://hub.example"}) == {}


def test_links_lead_to_the_notebook_on_its_branch():
    found = launch.links("bitter-lesson", KNOWN | {launch.BRANCH: "run/it"})
    assert list(found) == ["Binder", "Colab", "JupyterHub"]
    assert found["Binder"] == (
        "https://mybinder.org/v2/gh/ada/book/run%2Fit"
        "?urlpath=lab/tree/notebooks/bitter-lesson.ipynb"
    )
    assert found["Colab"] == (
        "https://colab.research.google.com/github/ada/book/blob/run/it"
        "/notebooks/bitter-lesson.ipynb"
    )


def test_nbgitpuller_is_told_what_to_fetch_and_what_to_open():
    link = urlsplit(launch.links("markets", KNOWN)["JupyterHub"])
    assert (link.netloc, link.path) == ("hub.example", "/x/hub/user-redirect/git-pull")
    assert parse_qs(link.query) == {
        "repo": ["https://github.com/ada/book"],
        "branch": ["notebooks"],
        "urlpath": ["lab/tree/book/notebooks/markets.ipynb"],
    }


def test_a_hub_that_is_not_named_has_no_link():
    assert "JupyterHub" not in launch.links("markets", {launch.REPOSITORY: "https://a.org/b/c"})


@pytest.mark.parametrize(
    ("repository", "source"),
    [
        ("https://gitlab.com/ada/deep/book", "gl/ada%2Fdeep%2Fbook"),
        ("https://git.example.org/ada/book", "git/https%3A%2F%2Fgit.example.org%2Fada%2Fbook"),
    ],
)
def test_other_hosts(repository, source):
    found = launch.links("markets", {launch.REPOSITORY: repository})
    assert list(found) == ["Binder"], "Colab opens from GitHub alone"
    assert found["Binder"].startswith(f"https://mybinder.org/v2/{source}/notebooks?")


@pytest.mark.parametrize("repository", ["ada/book", "git@github.com:ada/book", "https://a.org/b"])
def test_what_is_no_repository_is_refused(repository):
    with pytest.raises(ValueError, match=r"repository must be a web address .*, got"):
        launch.place({launch.REPOSITORY: repository})


@pytest.mark.parametrize("address", ["hub.example", "https://", "https://hub.example?x=1"])
def test_what_is_no_hub_is_refused(address):
    with pytest.raises(ValueError, match=r"hub must be a web address .*, got"):
        launch.hub(launch.Place("https://github.com/ada/book"), "markets", address)


def test_the_wheel_has_the_name_that_the_build_gives_it(tmp_path):
    assert own_wheel.write(tmp_path).name == own_wheel.file_name()


def buttons(pagename, metadata, monkeypatch, known):
    for name in (launch.REPOSITORY, launch.BRANCH, launch.HUB):
        monkeypatch.delenv(name, raising=False)
    for name, value in known.items():
        monkeypatch.setenv(name, value)
    app = SimpleNamespace(env=SimpleNamespace(metadata=metadata))
    groups = [{"label": "download-buttons", "buttons": [{"text": ".md"}]}]
    context = {"header_buttons": groups, "pathto": lambda path, _: f"../{path}"}
    launch._add_buttons(app, pagename, "page.html", context, None)
    return {group["label"]: group["buttons"] for group in context["header_buttons"]}


def test_a_chapter_offers_its_notebook(monkeypatch):
    chapter = {"biology": {"kernelspec": {}}}
    offered = buttons("biology", chapter, monkeypatch, {})
    assert list(offered) == ["download-buttons"]
    notebook, package, page = offered["download-buttons"]
    assert notebook["url"] == "../_static/notebooks/biology.ipynb"
    assert package["url"] == f"../_static/python/{own_wheel.file_name()}"
    assert page["text"] == ".md"
    offered = buttons("biology", chapter, monkeypatch, KNOWN)
    assert [b["text"] for b in offered["launch-buttons"]] == ["Binder", "Colab", "JupyterHub"]
    assert [b["type"] for b in offered["launch-buttons"]] == ["link"] * 3


def test_other_pages_offer_none(monkeypatch):
    offered = buttons("glossary", {"glossary": {}}, monkeypatch, KNOWN)
    assert offered == {"download-buttons": [{"text": ".md"}]}


def test_command_prints_the_links(monkeypatch, capsys):
    monkeypatch.delenv(launch.REPOSITORY, raising=False)
    launch.main(["--repository", "https://github.com/ada/book", "--hub", "https://h.org", "about"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["Binder", "Colab", "JupyterHub"]
    with pytest.raises(SystemExit):
        launch.main(["about"])
    assert "must say where the notebooks are published" in capsys.readouterr().err
