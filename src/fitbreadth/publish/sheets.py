"""The bound book's HTML: title page, contents with page numbers, chapters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from fitbreadth.publish.binding import Chapter


def document(
    chapters: Sequence[Chapter],
    *,
    title: str,
    front: Sequence[str],
    styles: Sequence[str],
    numbers: Mapping[str, int],
    language: str = "en",
) -> str:
    """Return the whole book as one page of HTML.

    Parameters
    ----------
    chapters : sequence of Chapter
    title : str
    front : sequence of str
        What the title page says below the title, a paragraph each.
    styles : sequence of str
        Addresses of style sheets.
    numbers : mapping of str to int
        The page on which an id stands. A line of the contents whose page is not known ends blank.
    language : str

    Examples
    --------
    >>> one = Chapter("one", "A & B", (("one--c", "C"),), "<p>D</p>")
    >>> text = document([one], title="T", front=["E"], styles=[], numbers={"one--c": 3})
    >>> '<a href="#one--c"><span>C</span><span>3</span></a>' in text
    True
    >>> '<span>A &amp; B</span><span></span>' in text
    True
    """
    sheets = "".join(f'<link rel="stylesheet" href="{escape(sheet)}">' for sheet in styles)
    running = "".join(map(_running_title, chapters))
    below = "".join(f"<p>{escape(words)}</p>" for words in front)
    bodies = "".join(
        f'<div class="fb-chapter" id="{each.name}" style="page:{_sheet(each)}">{each.body}</div>'
        for each in chapters
    )
    name = f'<p class="fb-name">{escape(title)}</p>'
    return (
        f'<!DOCTYPE html><html lang="{language}" data-theme="light" class="fb-bound"><head>'
        f'<meta charset="utf-8"><title>{escape(title)}</title>{sheets}<style>{running}</style>'
        f'</head><body><header class="fb-title">{name}{below}</header>'
        f'<nav class="fb-contents"><p class="fb-name">Contents</p>{_contents(chapters, numbers)}'
        f"</nav><main>{bodies}</main></body></html>"
    )


def _sheet(chapter: Chapter) -> str:
    """Return the name of a chapter's kind of page; each has its own, for the title at its top."""
    return f"fb-{chapter.name}"


def _running_title(chapter: Chapter) -> str:
    words = chapter.title.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    return f'@page {_sheet(chapter)}{{@top-left{{content:"{words}"}}}}'


def _contents(chapters: Sequence[Chapter], numbers: Mapping[str, int]) -> str:
    def line(place: str, words: str) -> str:
        number = numbers.get(place, "")
        return f'<a href="#{place}"><span>{escape(words)}</span><span>{number}</span></a>'

    def entry(chapter: Chapter) -> str:
        within = "".join(f"<li>{line(*section)}</li>" for section in chapter.sections)
        return f"<li>{line(chapter.name, chapter.title)}<ol>{within}</ol></li>"

    return f"<ol>{''.join(map(entry, chapters))}</ol>"
