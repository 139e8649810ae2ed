"""How to cite the book is said once, in ``CITATION.cff``."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from fitbreadth.publish.citation import entry

BOOK = {"title": "T", "authors": [{"name": "The Authors"}]}


def test_an_entity_is_kept_in_one_piece():
    assert "author = {{The Authors}}," in entry("k", BOOK, year="2026")


def test_a_date_comes_before_the_year_that_is_given():
    dated = BOOK | {"date-released": "2027-01-31", "version": "1.2.0", "url": "https://a.example"}
    found = entry("k", dated, year="2026")
    assert "year = {2027}" in found
    assert "note = {Version 1.2.0}" in found
    assert "url = {https://a.example}" in found


def test_what_is_not_known_is_left_out():
    assert entry("k", BOOK).count(" = ") == 2


def test_an_author_without_a_name_is_refused():
    with pytest.raises(ValueError, match=r"authors must have a name or family-names, got"):
        entry("k", BOOK | {"authors": [{"orcid": "0"}]})


def test_this_books_own_file_makes_a_whole_entry():
    file = Path(__file__).parents[3] / "CITATION.cff"
    citation = yaml.safe_load(file.read_text(encoding="utf-8"))
    found = entry("fitbreadth", citation, year="2026")
    assert f"title = {{{citation['title']}}}" in found
    assert f"Version {citation['version']}" in found


def test_the_page_shows_the_entry_and_follows_the_file(tiny):
    cff = tiny.folder / "CITATION.cff"
    tiny.write("_toc.yml", "format: jb-book\nroot: index\n")
    tiny.write("index.md", "# Tiny\n\n```{bibtex-entry} tiny\n```\n")
    for title in ("First", "Second"):
        cff.write_text(f"title: {title}\nauthors: [{{name: Us}}]\n", encoding="utf-8")
        built, output = tiny.build()
        assert built, output
        assert f"title = {{{title}}}" in tiny.page("index").find("pre").get_text()
    cff.unlink()
    built, output = tiny.build()
    assert not built
    assert "bibtex-entry needs CITATION.cff" in output
