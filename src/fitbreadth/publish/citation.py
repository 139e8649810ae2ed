"""How to cite the book, as BibTeX, from the one file that says it: ``CITATION.cff``.

::

    ```{bibtex-entry} fitbreadth
    ```
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective


def entry(key: str, citation: Mapping[str, Any], *, year: str = "") -> str:
    r"""Return a BibTeX entry that says what a citation file says.

    Parameters
    ----------
    key : str
        Of the entry.
    citation : mapping
        The content of a ``CITATION.cff``: ``title``, ``authors`` and, if there, ``version``,
        ``date-released`` and ``url``.
    year : str
        For a citation without ``date-released``.

    Raises
    ------
    ValueError
        If an author is neither an entity with a ``name`` nor a person with ``family-names``.

    Examples
    --------
    >>> people = [{"family-names": "Noether", "given-names": "Emmy"}, {"name": "The Others"}]
    >>> print(entry("ring", {"title": "Rings", "authors": people, "version": 2}, year="1921"))
    @misc{ring,
      author = {Noether, Emmy and {The Others}},
      title = {Rings},
      year = {1921},
      note = {Version 2}
    }
    """
    version = citation.get("version")
    fields = {
        "author": " and ".join(map(_author, citation["authors"])),
        "title": citation["title"],
        "year": str(citation.get("date-released", year))[:4],
        "note": f"Version {version}" if version is not None else "",
        "url": citation.get("url", ""),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{lines}\n}}"


def _author(author: Mapping[str, str]) -> str:
    if "name" in author:
        # without braces of its own BibTeX would take it apart like a person's name
        return f"{{{author['name']}}}"
    if "family-names" not in author:
        raise ValueError(f"authors must have a name or family-names, got {dict(author)}")
    return ", ".join(author[part] for part in ("family-names", "given-names") if part in author)


class BibtexEntry(SphinxDirective):
    """Show the entry; a changed citation file writes the page anew."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the entry as a listing."""
        file = Path(self.env.srcdir).parent / "CITATION.cff"
        if not file.is_file():
            raise self.error(f"bibtex-entry needs {file.name} beside the book's folder")
        self.env.note_dependency(str(file))
        citation = yaml.safe_load(file.read_text(encoding="utf-8"))
        # "2026" or "2024-2026": the last year counts
        year = str(self.config.copyright)[-4:]
        text = entry(self.arguments[0], citation, year=year)
        return [nodes.literal_block(text, text, language="bibtex")]


def setup(app: Any) -> None:
    """Register the directive."""
    app.add_directive("bibtex-entry", BibtexEntry)
