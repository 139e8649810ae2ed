"""The marks of plain Markdown around words that are written already."""

from __future__ import annotations

import re
from html import escape


def folded(head: str, body: str) -> str:
    """Return what shows ``body`` when a reader opens ``head``."""
    return f"<details>\n<summary>{escape(head, quote=False)}</summary>\n\n{body}\n\n</details>"


def code(text: str) -> str:
    """Return text as code.

    Examples
    --------
    >>> code("a`b")
    '`` a`b ``'
    """
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


def hung(mark: str, text: str) -> str:
    """Return an item of a list, what follows its first line indented."""
    return (mark + text.replace("\n", "\n" + " " * len(mark))).replace(
        "\n" + " " * len(mark) + "\n", "\n\n"
    )


def joined(items: list[str]) -> str:
    """Return a list, its items apart where one of them has several blocks."""
    return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)


def quoted(text: str) -> str:
    """Return a quotation.

    Examples
    --------
    >>> quoted("one")
    '> one'
    """
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
