"""What a released notebook knows of itself: which cells it has, and which version it is.

It stands in the notebook's metadata, so that a student can check a notebook without the course,
and the course can tell an older version from its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from nbformat import NotebookNode

KEY = "fitbreadth"


@dataclass(frozen=True)
class Part:
    """A cell that students get: nbgrader's ``grade_id``, and the text it has when released."""

    name: str
    kind: str
    digest: str


@dataclass(frozen=True)
class Record:
    """Which cells a release has, in order; ``version`` is a digest of them all."""

    assignment: str
    version: str
    parts: tuple[Part, ...]


def digest(text: str) -> str:
    r"""Return twelve hexadecimal digits of the text's SHA-256; blanks at line ends do not count.

    Examples
    --------
    >>> digest("x = 1") == digest("x = 1  \n")
    True
    """
    plain = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def name_of(cell: Mapping[str, Any]) -> str:
    """Return a cell's name, empty if it was not released.

    Examples
    --------
    >>> name_of({"metadata": {"nbgrader": {"grade_id": "growth"}}})
    'growth'
    """
    known = cell.get("metadata", {}).get("nbgrader", {})
    return str(known.get("grade_id", "")) if isinstance(known, Mapping) else ""


def record(assignment: str, notebook: NotebookNode) -> Record:
    """Return the record of a released notebook."""
    parts = tuple(
        Part(name_of(cell), _kind(cell.metadata.nbgrader), digest(cell.source))
        for cell in notebook.cells
    )
    version = digest(json.dumps([assignment, *map(asdict, parts)], sort_keys=True))
    return Record(assignment, version, parts)


def _kind(known: Mapping[str, Any]) -> str:
    if known["solution"]:
        return "answer"
    return "tests" if known["grade"] else "given"


def write(found: Record, notebook: NotebookNode) -> None:
    """Write a record into a notebook."""
    notebook.metadata[KEY] = json.loads(json.dumps(asdict(found)))


def written(notebook: NotebookNode) -> Record | None:
    """Return the record that a notebook has, None if it has none that can be read."""
    try:
        given = notebook.metadata[KEY]
        parts = tuple(Part(**part) for part in given["parts"])
        return Record(str(given["assignment"]), str(given["version"]), parts)
    except (KeyError, TypeError):
        return None
