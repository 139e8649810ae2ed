"""Pages are bound into a book whose links lead within it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from fitbreadth.publish import binding

FIGURE = """\
<figure id="fig-a"><div class="fb-still fb-wide"><svg><g id="fig-a-clip"></g>
<path clip-path="url(#fig-a-clip)"/></svg></div><div class="fb-still fb-narrow">small</div>
<div class="fb-live"></div><button>Play</button>
<details class="fb-run"><summary>Run this model</summary></details>
<details class="fb-data"><summary>Data</summary><table></table>
<p><a href="_static/figures/fig-a.csv" download>Download as CSV</a> (3 rows)</p></details></figure>
"""
PAGE = """\
<html><head><link rel="next" href="two.html"></head><body><nav>aside</nav><article>
<section id="top"><h1>One &amp; all<a class="headerlink" href="#top">#</a></h1>
<section id="first"><h2>First</h2><section id="inner"><h3>Inner</h3></section></section>
<section id="second"><h2>Second</h2></section></section>
<a class="a" href="#first">a</a> <a class="b" href="two.html#x%20y">b</a>
<a class="c" href="two.html">c</a> <a class="d" href="genindex.html#A">d</a>
<a class="e" href="https://example.org/p#q">e</a> <a class="f" href="?verdict=Holds#second">f</a>
{figure}</article></body></html>
"""


def bound(url=""):
    page = BeautifulSoup(PAGE.format(figure=FIGURE), "html.parser")
    made = binding.chapter("one", page, {"one", "two"}, url=url)
    return made, BeautifulSoup(made.body, "html.parser")


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("a", "#one--first"),
        ("b", "#two--x y"),
        ("c", "#two"),
        ("e", "https://example.org/p#q"),
        ("f", "#one--second"),
    ],
)
def test_links_lead_within_the_book_or_out_of_it(link, leads):
    assert bound()[1].select_one(f"a.{link}")["href"] == leads


def test_what_is_not_in_the_book_is_linked_to_where_the_site_is():
    _, alone = bound()
    assert not alone.select("a.d")
    assert " d\n" in alone.get_text()
    assert not alone.select("p.fb-source a")
    _, published = bound("https://example.org/book/")
    assert published.select_one("a.d")["href"] == "https://example.org/book/genindex.html#A"
    data = published.select_one("p.fb-source a")
    assert data["href"] == "https://example.org/book/_static/figures/fig-a.csv"


def test_ids_are_the_chapters_own_but_for_those_of_drawings():
    made, body = bound()
    assert body.select_one("#one--fig-a svg #fig-a-clip")
    assert made.title == "One & all"
    assert made.sections == (("one--first", "First"), ("one--second", "Second"))


def test_what_a_screen_needs_is_left_out():
    _, body = bound()
    assert not body.select("nav, button, details, .fb-narrow, .fb-live, .headerlink")
    assert body.select_one(".fb-source").get_text() == "Data: fig-a.csv, attached to this file"


CELL = """\
<article><h1>A</h1><div class="cell"><figure></figure><details class="hide"><summary>Show</summary>
<pre>{code}
</pre></details></div></article>
"""


@pytest.mark.parametrize(
    ("code", "kept"),
    [("labs.<span>GRAIN</span>", 0), ("GRAIN", 0), ("draw(GRAIN)", 1), ("a\nb", 1)],
)
def test_code_stays_where_it_says_more_than_a_name(code, kept):
    page = BeautifulSoup(CELL.format(code=code), "html.parser")
    body = BeautifulSoup(binding.chapter("one", page, {"one"}).body, "html.parser")
    assert len(body.select("details")) == kept
    assert body.select("figure")


def test_ticks_become_words():
    rows = "<tr><td><p>✅</p></td><td>❌</td><td>0.5 ✅</td></tr>"
    page = BeautifulSoup(f"<article><h1>A</h1><table>{rows}</table></article>", "html.parser")
    cells = BeautifulSoup(binding.chapter("one", page, {"one"}).body, "html.parser").select("td")
    assert [cell.get_text() for cell in cells] == ["yes", "no", "0.5 ✅"]


def test_pages_follow_each_other(tmp_path):
    (tmp_path / "index.html").write_text('<head><link rel="next" href="b%20c.html"></head>')
    (tmp_path / "b c.html").write_text("<p>end</p>")
    (tmp_path / "search.html").write_text("no part of the book")
    assert [name for name, _ in binding.pages(tmp_path)] == ["index", "b c"]
    (tmp_path / "b c.html").unlink()
    with pytest.raises(FileNotFoundError, match=r"b c\.html"):
        list(binding.pages(tmp_path))


def test_a_page_without_a_heading_is_no_chapter():
    page = BeautifulSoup("<article><p>words</p></article>", "html.parser")
    with pytest.raises(ValueError, match=r"heading, got one\.html"):
        binding.chapter("one", page, {"one"})


def test_data_without_a_file_are_refused():
    text = '<article><h1>A</h1><details class="fb-data"></details></article>'
    with pytest.raises(ValueError, match="link to their file"):
        binding.chapter("one", BeautifulSoup(text, "html.parser"), {"one"})
