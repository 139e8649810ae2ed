"""What the front matter of an assignment says of it."""

from __future__ import annotations

from pathlib import Path

from fitbreadth.classroom.assignment import ClassroomError

KEYS = ("chapter", "title", "minutes")
SHORTEST, LONGEST = 45, 90


def front_matter(path: Path, given: object) -> tuple[str, str, int]:
    """Return chapter, title and minutes.

    Raises
    ------
    ClassroomError
        If one is missing, too much, of the wrong type, or ``chapter`` is not the file's name.

    Examples
    --------
    >>> head = {"chapter": "biology", "title": "Bet hedging", "minutes": 60}
    >>> front_matter(Path("biology.md"), head)
    ('biology', 'Bet hedging', 60)
    >>> front_matter(Path("biology.md"), head | {"minutes": "an hour"})
    Traceback (most recent call last):
    fitbreadth.classroom.assignment.ClassroomError: biology.md: minutes must be an integer
    from 45 to 90, got 'an hour'
    """
    if not isinstance(given, dict) or sorted(given) != sorted(KEYS):
        got = sorted(given) if isinstance(given, dict) else given
        raise ClassroomError(
            f"{path}: `assignment` in the front matter must have the keys {list(KEYS)}, got {got}"
        )
    chapter, title, minutes = (given[key] for key in KEYS)
    if chapter != path.stem:
        raise ClassroomError(f"{path}: chapter must be the file's name, got {chapter!r}")
    if not isinstance(title, str) or not title.strip():
        raise ClassroomError(f"{path}: title must be words, got {title!r}")
    whole = isinstance(minutes, int) and not isinstance(minutes, bool)
    if not whole or not SHORTEST <= minutes <= LONGEST:
        raise ClassroomError(
            f"{path}: minutes must be an integer from {SHORTEST} to {LONGEST}, got {minutes!r}"
        )
    return chapter, title, minutes
