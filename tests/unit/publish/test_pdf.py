"""What is added to a printed book: its outline and its data. tests/site prints the whole book."""

from __future__ import annotations

import re

import pytest
from pypdf import PdfReader, PdfWriter

from fitbreadth.publish import pdf, sheets
from fitbreadth.publish.binding import Chapter

CHAPTERS = [
    Chapter("a", 'On "A" \\ </style>', (("a--s", "Section"),), "<p>words</p>"),
    Chapter("b", "B & C", (), ""),
]


@pytest.fixture
def writer():
    made = PdfWriter()
    for _ in range(4):
        made.add_blank_page(width=100, height=100)
    made.add_named_destination(title="a--s", page_number=2)
    return made


def read(writer, tmp_path):
    writer.write(tmp_path / "made.pdf")
    return PdfReader(tmp_path / "made.pdf")


def test_page_numbers_count_from_one(writer, tmp_path):
    assert pdf.page_numbers(read(writer, tmp_path)) == {"a--s": 3}


def test_outline_has_chapters_and_sections(writer, tmp_path):
    pdf._outline(writer, CHAPTERS, {"a": 2, "a--s": 3, "b": 4})
    reader = read(writer, tmp_path)
    first, (inner,), second = reader.outline
    assert [item.title for item in (first, inner, second)] == [
        CHAPTERS[0].title,
        "Section",
        "B & C",
    ]
    assert [reader.get_destination_page_number(i) for i in (first, inner, second)] == [1, 2, 3]


def test_data_are_attached_and_packed(writer, tmp_path):
    data = tmp_path / "fig.csv"
    data.write_text("a,b\n" + "1,2\n" * 5000)
    pdf._attach(writer, [data])
    reader = read(writer, tmp_path)
    assert reader.attachments["fig.csv"] == [data.read_bytes()]
    assert (tmp_path / "made.pdf").stat().st_size < 3000


def test_front_says_what_it_is_told_and_no_more():
    citation = {
        "abstract": "All.",
        "authors": [{"name": "Some"}, {"family-names": "Noether", "given-names": "Emmy"}],
        "version": "2",
    }
    assert pdf._front(citation, "2026-01-31", "Free.", "") == [
        "All.",
        "Some, Emmy Noether",
        "Version 2 · 2026-01-31",
        "Free.",
    ]
    assert pdf._front(citation, "", "", "https://e.org/")[2:] == ["Version 2", "https://e.org/"]


def test_a_title_cannot_end_the_style_that_quotes_it():
    text = sheets.document(CHAPTERS, title="T", front=[], styles=[], numbers={})
    style = re.search(r"<style>(.*?)</style>", text)[1]
    assert 'content:"On \\"A\\" \\\\ \\3c /style>"' in style
    assert style.endswith("}}")
    assert style.count("@page") == len(CHAPTERS)
