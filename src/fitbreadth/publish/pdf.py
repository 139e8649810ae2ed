"""Print the built site as one PDF.

::

    python -m fitbreadth.publish.pdf _build/html _build/fit-beats-breadth.pdf

Chromium prints it twice: the first time tells on which page everything stands, and the second
has the numbers in its contents.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

import yaml
from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from fitbreadth.publish import binding, sheets

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
"""What a Chromium or Chrome on the path may be called; without one, Playwright's own is used."""
_PATIENCE = 300_000


def print_site(
    site: Path, out: Path, *, citation: Mapping[str, Any], date: str = "", url: str = ""
) -> None:
    """Write the pages of a built site to one PDF, the data of its figures attached.

    Parameters
    ----------
    site, out : Path
    citation : mapping
        The content of a ``CITATION.cff``: ``title``, ``authors``, ``abstract``, ``version``.
    date : str
        Of the text, for the title page.
    url : str
        Where the site is published. Without it, what is not in the book is not linked to.

    Raises
    ------
    FileNotFoundError
        If ``site`` is no built book.
    RuntimeError
        If the numbers in the contents move what they count.
    """
    found = list(binding.pages(site))
    # in the order of their last use: what is for paper has the last word on every page
    used = dict.fromkeys(
        style for _, page in reversed(found) for style in binding.styles(page)[::-1]
    )
    licence = found[0][1].select_one(".extra_footer")
    front = _front(citation, date, licence.get_text().strip() if licence else "", url)
    names = {name for name, _ in found}
    chapters = [binding.chapter(name, page, names, url=url) for name, page in found]
    bound = partial(
        sheets.document,
        chapters,
        title=citation["title"],
        front=front,
        styles=[(site / style).resolve().as_uri() for style in reversed(used)],
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        executable = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page()
        page.emulate_media(media="print")
        page.set_default_timeout(_PATIENCE)
        numbers = page_numbers(_print(page, bound(numbers={}), Path(folder, "first")))
        printed = _print(page, bound(numbers=numbers), Path(folder, "second"))
        browser.close()
        if page_numbers(printed) != numbers:
            raise RuntimeError("numbers in the contents must not move what they count, and did")
        writer = PdfWriter(clone_from=printed)
    _outline(writer, chapters, numbers)
    authors = ", ".join(map(_name, citation["authors"]))
    writer.add_metadata({"/Author": authors, "/Subject": citation["abstract"]})
    _attach(writer, sorted((site / "_static" / "figures").glob("*.csv")))
    out.parent.mkdir(parents=True, exist_ok=True)
    writer.write(out)


def _front(citation: Mapping[str, Any], date: str, licence: str, url: str) -> list[str]:
    authors = ", ".join(map(_name, citation["authors"]))
    version = " · ".join(filter(None, (f"Version {citation['version']}", date)))
    return [line for line in (citation["abstract"], authors, version, licence, url) if line]


def _name(author: Mapping[str, str]) -> str:
    return author.get("name") or f"{author.get('given-names', '')} {author['family-names']}".strip()


def page_numbers(reader: PdfReader) -> dict[str, int]:
    """Return the page, from 1, on which each place stands that a link of the PDF leads to.

    Examples
    --------
    >>> page_numbers(PdfWriter())
    {}
    """
    return {
        name.removeprefix("/"): number + 1
        for name, place in reader.named_destinations.items()
        if (number := reader.get_destination_page_number(place)) is not None
    }


def _print(page: Page, text: str, stem: Path) -> PdfReader:
    source, printed = stem.with_suffix(".html"), stem.with_suffix(".pdf")
    source.write_text(text, encoding="utf-8")
    page.goto(source.as_uri())
    page.evaluate("document.fonts.ready.then(() => undefined)")
    page.pdf(path=printed, prefer_css_page_size=True, print_background=True, tagged=True)
    return PdfReader(printed)


def _outline(
    writer: PdfWriter, chapters: Sequence[binding.Chapter], numbers: Mapping[str, int]
) -> None:
    """Write the outline; Chromium's own would say each heading twice."""
    for chapter in chapters:
        number = numbers[chapter.name] - 1
        above = writer.add_outline_item(title=chapter.title, page_number=number)
        for place, words in chapter.sections:
            number = numbers[place] - 1
            writer.add_outline_item(title=words, page_number=number, parent=above)


def _attach(writer: PdfWriter, files: Sequence[Path]) -> None:
    for file in files:
        attached = writer.add_attachment(file.name, zlib.compress(file.read_bytes()))
        # pypdf writes the bytes as they are given; plain they would be five times as many
        entry = cast(DictionaryObject, attached.pdf_object["/EF"])
        stream = cast(DictionaryObject, entry["/F"])
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print."""
    parser = argparse.ArgumentParser(description="Print the built site as one PDF.")
    parser.add_argument("site", type=Path, help="folder of the built site")
    parser.add_argument("out", type=Path, help="the PDF to write")
    parser.add_argument("--citation", type=Path, default=Path("CITATION.cff"))
    parser.add_argument("--date", default="", help="of the text, for the title page")
    given = parser.parse_args(arguments)
    citation = yaml.safe_load(given.citation.read_text(encoding="utf-8"))
    url = os.environ.get("FITBREADTH_URL", "").rstrip("/")
    print_site(given.site, given.out, citation=citation, date=given.date, url=url and f"{url}/")
    print(f"{given.out}: {len(PdfReader(given.out).pages)} pages")


if __name__ == "__main__":
    main()
