"""From a page to its notebook: a file to take away, and links that open it elsewhere.

Where the repository is comes from the environment: ``FITBREADTH_REPOSITORY``, an address like
``https://github.com/owner/name``; ``FITBREADTH_NOTEBOOKS_BRANCH``, by default ``notebooks``; and
``FITBREADTH_HUB``, the address of a JupyterHub. What is unknown has no button. For a class,

::

    python -m fitbreadth.publish.launch --hub https://hub.example.org biology

prints the link that copies the notebooks to whoever follows it, and opens one.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from fitbreadth.publish import own_wheel

REPOSITORY = "FITBREADTH_REPOSITORY"
BRANCH = "FITBREADTH_NOTEBOOKS_BRANCH"
HUB = "FITBREADTH_HUB"
_BINDER = "https://mybinder.org/v2"
_COLAB = "https://colab.research.google.com/github"


@dataclass(frozen=True)
class Place:
    """Where the notebooks are published.

    Parameters
    ----------
    repository : str
        Web address of a git repository, ``https://host/owner/name``.
    branch : str
        That holds the notebooks, in a folder ``notebooks``.

    Raises
    ------
    ValueError
        If the repository is no such address.
    """

    repository: str
    branch: str = "notebooks"

    def __post_init__(self) -> None:
        if not re.fullmatch(r"https?://[^/\s]+(/[^/\s?#]+){2,}", self.repository):
            raise ValueError(
                "repository must be a web address like https://github.com/owner/name, "
                f"got {self.repository!r}"
            )

    def path(self, page: str) -> str:
        """Return where the page's notebook is within the repository."""
        return f"notebooks/{quote(page)}.ipynb"


def place(environment: Mapping[str, str] | None = None) -> Place | None:
    """Return where the environment says that notebooks are published, or ``None``.

    Examples
    --------
    >>> place({"FITBREADTH_REPOSITORY": "https://github.com/ada/book/"})
    Place(repository='https://github.com/ada/book', branch='notebooks')
    >>> place({}) is None
    True
    """
    known = os.environ if environment is None else environment
    repository = known.get(REPOSITORY, "").removesuffix("/").removesuffix(".git")
    return Place(repository, known.get(BRANCH) or "notebooks") if repository else None


def binder(where: Place, page: str) -> str:
    """Return the link that opens a page's notebook in Binder.

    Examples
    --------
    >>> binder(Place("https://github.com/ada/book"), "biology")
    'https://mybinder.org/v2/gh/ada/book/notebooks?urlpath=lab/tree/notebooks/biology.ipynb'
    """
    host, _, name = where.repository.partition("://")[2].partition("/")
    branch = quote(where.branch, safe="")
    kinds = {"github.com": f"gh/{name}", "gitlab.com": f"gl/{quote(name, safe='')}"}
    source = kinds.get(host, f"git/{quote(where.repository, safe='')}")
    return f"{_BINDER}/{source}/{branch}?urlpath=lab/tree/{where.path(page)}"


def colab(where: Place, page: str) -> str:
    """Return the link that opens a page's notebook in Colab; empty if it is not on GitHub.

    Examples
    --------
    >>> colab(Place("https://github.com/ada/book"), "biology")
    'https://colab.research.google.com/github/ada/book/blob/notebooks/notebooks/biology.ipynb'
    >>> colab(Place("https://gitlab.com/ada/book"), "biology")
    ''
    """
    name = where.repository.removeprefix("https://github.com/")
    if name == where.repository:
        return ""
    return f"{_COLAB}/{name}/blob/{quote(where.branch, safe='/')}/{where.path(page)}"


def hub(where: Place, page: str, address: str) -> str:
    """Return the nbgitpuller link: it copies the notebooks to a JupyterHub, and opens the page's.

    Raises
    ------
    ValueError
        If ``address`` is no web address.

    Examples
    --------
    >>> hub(Place("https://github.com/ada/book"), "biology", "https://hub.example.org").split("?")[0]
    'https://hub.example.org/hub/user-redirect/git-pull'
    """
    if not re.fullmatch(r"https?://[^/\s?#]+(/[^\s?#]*)?", address):
        raise ValueError(f"hub must be a web address like https://hub.example.org, got {address!r}")
    folder = where.repository.rpartition("/")[2]
    asked = {
        "repo": where.repository,
        "branch": where.branch,
        "urlpath": f"lab/tree/{folder}/{where.path(page)}",
    }
    return f"{address.rstrip('/')}/hub/user-redirect/git-pull?{urlencode(asked)}"


def links(page: str, environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the links of a page's notebook by what they open it in; none where unknown."""
    known = os.environ if environment is None else environment
    where = place(known)
    if where is None:
        return {}
    found = {"Binder": binder(where, page), "Colab": colab(where, page)}
    if known.get(HUB):
        found["JupyterHub"] = hub(where, page, known[HUB])
    return {name: link for name, link in found.items() if link}


def _add_buttons(app: Any, pagename: str, template: str, context: dict[str, Any], _: Any) -> None:
    """Offer a page's notebook and the package it needs, among the theme's own buttons."""
    if "kernelspec" not in app.env.metadata.get(pagename, {}):
        return
    offered = context["header_buttons"]
    wheel = own_wheel.file_name()
    files = [
        {
            "type": "link",
            "url": context["pathto"](f"_static/{path}", 1),
            "text": text,
            "icon": f"fas fa-{icon}",
            "tooltip": tooltip,
            "label": f"download-{icon}-button",
        }
        for path, text, icon, tooltip in (
            (f"notebooks/{pagename}.ipynb", "Notebook (.ipynb)", "code", "The executed notebook"),
            (f"python/{wheel}", "Its package (.whl)", "cube", "What the notebook needs to run"),
        )
    ]
    for group in offered:
        if group.get("label") == "download-buttons":
            group["buttons"][:0] = files
    buttons = [
        {
            "type": "link",
            "url": link,
            "text": name,
            "icon": f"_static/images/logo_{name.lower()}.{'png' if name == 'Colab' else 'svg'}",
            "tooltip": f"Run this chapter in {name}",
        }
        for name, link in links(pagename).items()
    ]
    if buttons:
        group = {"type": "group", "tooltip": "Run this chapter", "icon": "fas fa-rocket"}
        offered.insert(0, group | {"buttons": buttons, "label": "launch-buttons"})


def _know(app: Any, config: Any) -> None:
    """Remember what the environment says: pages are written again when it changes."""
    place()
    config.fitbreadth_launch = [os.environ.get(name, "") for name in (REPOSITORY, BRANCH, HUB)]


def setup(app: Any) -> None:
    """Add the buttons once the theme has added its own."""
    app.add_config_value("fitbreadth_launch", [], "html", types=frozenset({list}))
    app.connect("config-inited", _know)
    app.connect("html-page-context", _add_buttons, priority=510)


def main(arguments: list[str] | None = None) -> None:
    """Print the links of a page's notebook."""
    parser = argparse.ArgumentParser(description="Links that open a chapter's notebook.")
    parser.add_argument("page", help="the chapter's file name without its ending, e.g. biology")
    parser.add_argument("--repository", help=f"default: {REPOSITORY}")
    parser.add_argument("--branch", help=f"default: {BRANCH}, or notebooks")
    parser.add_argument("--hub", help=f"a JupyterHub's address; default: {HUB}")
    asked = parser.parse_args(arguments)
    given = {REPOSITORY: asked.repository, BRANCH: asked.branch, HUB: asked.hub}
    known = dict(os.environ) | {name: value for name, value in given.items() if value}
    try:
        found = links(asked.page, known)
    except ValueError as refusal:
        parser.error(str(refusal))
    if not found:
        parser.error(f"--repository or {REPOSITORY} must say where the notebooks are published")
    for name, link in found.items():
        print(f"{name}: {link}")


if __name__ == "__main__":
    main()
