"""MyST as plain Markdown, for a kernel's outputs: Jupyter shows directives and roles raw.

Only the forms that :mod:`fitbreadth.ledger` and :mod:`fitbreadth.ledger_page` write are known.
"""

from __future__ import annotations

import re

_FENCE = re.compile(r":{3,}(?:\{(?P<name>[\w-]+)\} ?(?P<words>.*))?")
_OPTION = re.compile(r":[\w-]+:.*")
_TARGET = re.compile(r"\([\w-]+\)=")
_COLOURED = re.compile(r'<span class="fb-(?:badge|fails)\b[^>]*>([^<]+)</span>')
_SPAN = re.compile(r"</?span\b[^>]*>")
_ROLE = re.compile(r"\{[\w:]+\}`(?:([^`<]+?) <[^`>]+>|([^`]+))`")
_PLACE = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(#[^)]*\)|<a [^>]*>(.*?)</a>")


def plain(text: str) -> str:
    r"""Return MyST text without what only Sphinx understands.

    An admonition becomes a quotation with a bold first line, a dropdown ``<details>``, and a line
    stands above an entry of a list; roles and links within the book keep their words, and words
    that a page colours are in italics.

    Raises
    ------
    ValueError
        If a directive is none that is known here, or is not closed.

    Examples
    --------
    >>> plain(":::{admonition} Holds: yes\n:class: note\n\nSee {ref}`it <there>`.\n:::\n")
    '> **Holds: yes**\n>\n> See it.\n'
    >>> plain(':::{div} fb-claim\nFit wins <span class="fb-badge">Holds</span>\n:::')
    '---\n\nFit wins *Holds*\n'
    """
    open_blocks: list[tuple[str, str, list[str]]] = [("", "", [])]
    for line in text.split("\n"):
        fence = _FENCE.fullmatch(line)
        held = open_blocks[-1][2]
        if fence is None:
            if not _TARGET.fullmatch(line) and not (
                _opens(open_blocks) and _OPTION.fullmatch(line)
            ):
                held.append(_words(line))
        elif fence["name"]:
            if fence["name"] not in ("admonition", "dropdown", "div"):
                raise ValueError(
                    f"directive must be admonition, dropdown or div, got {fence['name']!r}"
                )
            open_blocks.append((fence["name"], _words(fence["words"] or ""), []))
        else:
            if len(open_blocks) == 1:
                raise ValueError("a fence closes what was not opened")
            name, head, inner = open_blocks.pop()
            open_blocks[-1][2].extend(_closed(name, head, "\n".join(inner).strip()).split("\n"))
    if len(open_blocks) > 1:
        raise ValueError(f"directive must be closed, got an open {open_blocks[-1][0]!r}")
    return "\n".join(open_blocks[0][2])


def _opens(blocks: list[tuple[str, str, list[str]]]) -> bool:
    """Return whether nothing but options can have stood in the directive so far."""
    return len(blocks) > 1 and not blocks[-1][2]


def _words(line: str) -> str:
    line = _ROLE.sub(lambda role: role[1] or role[2], line)
    line = _SPAN.sub("", _COLOURED.sub(r"*\1*", line))
    return _PLACE.sub(lambda link: link[1] or link[2] or "", line)


def _closed(name: str, head: str, body: str) -> str:
    if name == "admonition":
        quoted = f"**{head}**\n\n{body}"
        return "\n".join(f"> {line}".rstrip() for line in quoted.split("\n"))
    if name == "dropdown":
        return f"<details>\n<summary>{head}</summary>\n\n{body}\n\n</details>\n"
    line = "---\n\n" if head == "fb-claim" else ""
    return f"{line}{body}\n"
