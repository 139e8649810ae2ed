"""A page brings what it needs to be printed, and no reader waits for it."""

from __future__ import annotations


def test_the_sheet_for_paper_comes_last_and_blocks_nothing(book):
    sheets = book.page().select("link[rel=stylesheet]")
    assert "fitbreadth-print.css" in sheets[-1]["href"]
    assert sheets[-1]["media"] == "print"
    assert sum("fitbreadth-print.css" in sheet["href"] for sheet in sheets) == 1


def test_the_script_is_deferred(book):
    (script,) = book.page().select('script[src*="fitbreadth-print.js"]')
    assert script.has_attr("defer")
