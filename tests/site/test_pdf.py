"""The whole book as one PDF: its links lead somewhere, its figures are all there, in order."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from fitbreadth.publish import binding, pdf

CITATION = Path(__file__).parents[2] / "CITATION.cff"


@pytest.fixture(scope="module")
def chapters(site):
    found = list(binding.pages(site))
    names = {name for name, _ in found}
    return [binding.chapter(name, page, names) for name, page in found]


def test_every_page_is_a_chapter(chapters, site):
    beside = {"genindex", "search"}
    assert {each.name for each in chapters} == {p.stem for p in site.glob("*.html")} - beside


def test_figures_are_numbered_in_order(chapters, site):
    text = "".join(each.body for each in chapters)
    numbers = [int(n) for n in re.findall(r'class="caption-number">Fig\. (\d+)\s*<', text)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == len(list((site / "_static" / "figures").glob("*.js")))


def annotations(page):
    return [found.get_object() for found in page.get("/Annots") or []]


def link_problems(reader):
    """Each link leads to a place in the book or to a whole address outside."""
    inner = 0
    for number, page in enumerate(reader.pages, 1):
        for link in annotations(page):
            if link["/Subtype"] != "/Link":
                continue
            if "/Dest" in link:
                inner += 1
                if str(link["/Dest"]) not in reader.named_destinations:
                    yield f"page {number}: nothing is at {link['/Dest']}"
            elif not str(link["/A"]["/URI"]).startswith(("https://", "http://")):
                yield f"page {number}: a link leads to {link['/A']}"
    if inner < 1000:
        yield f"only {inner} links within the book"


def font_problems(reader):
    """Each font is in the file; one of type 3 is drawn there."""
    for number, page in enumerate(reader.pages, 1):
        for font in (page["/Resources"].get("/Font") or {}).values():
            font = font.get_object()
            inner = font.get("/DescendantFonts", [font])[0].get_object()
            told = inner.get("/FontDescriptor", {})
            if inner["/Subtype"] != "/Type3" and not any(
                f"/FontFile{kind}" in told for kind in ("", "2", "3")
            ):
                yield f"page {number}: {font.get('/BaseFont')} is not embedded"


def run(words):
    """Leave out all spaces, which a PDF seems to have by guess, and take ligatures apart."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def contents_problems(reader, chapters):
    """Outline and contents lead to the pages where the chapters are."""
    numbers = pdf.page_numbers(reader)
    tops = [item for item in reader.outline if not isinstance(item, list)]
    if [top.title for top in tops] != [each.title for each in chapters]:
        yield f"the outline has {[top.title for top in tops]}"
    begins = [numbers[each.name] for each in chapters]
    if begins != sorted(set(begins)):
        yield f"chapters begin on pages {begins}"
    contents = "".join(run(page.extract_text()) for page in reader.pages[1 : begins[0] - 1])
    for each, top in zip(chapters, tops, strict=False):
        if reader.get_destination_page_number(top) + 1 != numbers[each.name]:
            yield f"the outline leads beside {each.title}"
        for place, words in ((each.name, each.title), *each.sections):
            if run(f"{words}{numbers[place]}") not in contents:
                yield f"the contents do not say: {words}, page {numbers[place]}"
        if run(each.title) not in run(reader.pages[numbers[each.name] - 1].extract_text()):
            yield f"{each.title} is not on page {numbers[each.name]}"


def paper_problems(reader, chapters):
    """What reads otherwise on paper is said, and no sign is left that few typefaces have."""
    second = pdf.page_numbers(reader)[chapters[1].name]
    opening = "".join(run(page.extract_text()) for page in reader.pages[: second - 1])
    if run("On paper, figures stand still") not in opening:
        yield "the opening chapter does not say how to read on paper"
    for each in chapters:
        for sign in sorted(set(each.body) & set("✅❌✔✖")):
            yield f"{each.title} has {sign}"


def test_the_book(site, chapters, report, tmp_path):
    out = tmp_path / "book.pdf"
    citation = yaml.safe_load(CITATION.read_text(encoding="utf-8"))
    # the documented command; in this process the other tests' browser may be open, and
    # Playwright refuses a second one
    command = [sys.executable, "-m", "fitbreadth.publish.pdf", site, out]
    options = ["--citation", CITATION, "--date", "2026-01-31"]
    subprocess.run([*command, *options], check=True)
    reader = PdfReader(out)
    problems = [
        *link_problems(reader),
        *font_problems(reader),
        *contents_problems(reader, chapters),
        *paper_problems(reader, chapters),
    ]
    front = reader.pages[0].extract_text()
    problems += [
        f"the title page does not say {words!r}"
        for words in (citation["title"], citation["authors"][0]["name"], "CC BY 4.0", "2026-01-31")
        if words not in front
    ]
    for file in (site / "_static" / "figures").glob("*.csv"):
        if reader.attachments.get(file.name) != [file.read_bytes()]:
            problems.append(f"{file.name} is not attached")
    assert reader.metadata["/Title"] == citation["title"]
    assert reader.root_object["/Lang"] == "en"
    report(problems)
