"""Which keys a cell of a source may have together, and whether it is code then."""

from __future__ import annotations

from collections.abc import Mapping

from fitbreadth.classroom.assignment import ClassroomError

KINDS: dict[tuple[str, ...], bool | None] = {
    ("answer",): True,
    ("answer", "points"): False,
    ("points", "tests"): True,
    ("rubric",): False,
    ("loses", "misconception"): False,
    ("instead-of",): True,
    (): None,
}
"""Whether a cell with these keys must be code; None if it may be either."""
KEYS = sorted({key for keys in KINDS for key in keys})
_EDITORS = {"tags", "editable", "slideshow"}


def accept(where: str, metadata: Mapping[str, object], *, code: bool) -> None:
    """Refuse keys that are unknown, do not go together, or stand at the wrong type of cell.

    Raises
    ------
    ClassroomError

    Examples
    --------
    >>> accept("cell 2", {"tests": "growth", "points": 2}, code=True)
    >>> accept("cell 3", {"rubric": "why"}, code=True)
    Traceback (most recent call last):
    fitbreadth.classroom.assignment.ClassroomError: cell 3: a cell with rubric must be Markdown
    """
    keys = tuple(sorted(set(metadata) - _EDITORS))
    unknown = sorted(set(keys) - set(KEYS))
    if unknown:
        raise ClassroomError(f"{where}: keys must be among {KEYS}, got {unknown}")
    if keys not in KINDS:
        accepted = "; ".join(", ".join(kind) for kind in KINDS if kind)
        raise ClassroomError(f"{where}: keys must be one of: {accepted}; got {', '.join(keys)}")
    if KINDS[keys] not in (None, code):
        accepted = "code" if KINDS[keys] else "Markdown"
        raise ClassroomError(f"{where}: a cell with {', '.join(keys)} must be {accepted}")
