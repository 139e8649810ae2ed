"""What the files themselves say: links, hosts, figures. No browser is needed."""

from __future__ import annotations

import csv
import re
from functools import cache
from urllib.parse import unquote, urlsplit

import pytest
import serving
from bs4 import BeautifulSoup

LOADED = (
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
    ("object", "data"),
)
# what a link element may name without the browser fetching it
ONLY_NAMED = {"canonical", "next", "prev", "index", "search", "author", "license"}


@cache
def soup(file):
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


@cache
def anchors(file):
    page = soup(file)
    return {tag["id"] for tag in page.find_all(id=True)} | {
        tag["name"] for tag in page.find_all("a", attrs={"name": True})
    }


def outside(address):
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme in ("http", "https", "ftp")


def link_problem(page, address):
    """Return what is wrong with an address on a page, or None."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None if parts.scheme in ("http", "https", "mailto", "data", "javascript") else "odd"
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if target.is_dir():
        return "names a folder: opened from disk it shows a listing"
    if not target.is_file():
        return "leads nowhere"
    if (
        parts.fragment
        and target.suffix == ".html"
        and unquote(parts.fragment) not in (anchors(target) | {"", "top"})
    ):
        return "has no such place on its page"
    return None


def test_links_lead_somewhere(site, report, address):
    page = site / address
    found = [
        (tag[attribute], link_problem(page, tag[attribute]))
        for attribute in ("href", "src")
        for tag in soup(page).find_all(attrs={attribute: True})
    ]
    assert found, "a page without a single link is not one of the book's"
    report([f"{target}: {problem}" for target, problem in found if problem])


def test_other_hosts_are_named_but_never_asked(site, report, address):
    page = soup(site / address)
    asked = [tag[attribute] for name, attribute in LOADED for tag in page.find_all(name, attribute)]
    asked += [t["href"] for t in page.find_all("link", href=True) if not ONLY_NAMED & set(t["rel"])]
    asked += [t.get_text() for t in page.find_all("style")]
    asked += [t["style"] for t in page.find_all(style=True)]
    forms = [tag.get("action", "") for tag in page.find_all("form")]
    report([a for a in asked + forms if outside(a) or re.search(r"url\(['\"]?(https?:)?//", a)])


def test_stylesheets_ask_no_other_host(site, report):
    sheets = list(site.rglob("*.css"))
    assert sheets
    asks = re.compile(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//[^'\")]+")
    report([f"{s.name}: {hit}" for s in sheets for hit in asks.findall(s.read_text("utf-8"))])


def test_ids_are_used_once(site, report, address):
    ids = [tag["id"] for tag in soup(site / address).find_all(id=True)]
    report([f"{name} names {ids.count(name)} things" for name in set(ids) if ids.count(name) > 1])


def test_page_is_described(site, address):
    """Title, language and, for a chapter, one first heading."""
    page = soup(site / address)
    assert page.html["lang"]
    assert page.title.get_text().strip()
    assert len([h for h in page.find_all("h1") if "onlyprint" not in str(h.parent)]) == 1


def figure_problems(file, figure):
    """Every figure has a name in words, a caption, a table and a file."""
    picture = figure.select_one(".fb-picture[role=img]")
    if not picture or not picture.get("aria-label", "").strip():
        yield "has no description"
    caption = figure.find("figcaption")
    words = caption.select_one(".caption-text") if caption else None
    if not words or not words.get_text().strip():
        yield "has no caption"
    if not caption or not caption.select_one(".caption-number"):
        yield "has no number"
    if len(figure.select(".fb-still svg")) != 2:
        yield "has not its two pictures"
    script = figure.select_one(".fb-stage").get("data-spec", "")
    if not (file.parent / script).is_file():
        yield f"has no script {script!r}"
    heads = [cell.get_text() for cell in figure.select(".fb-data th")]
    rows = figure.select(".fb-data tbody tr")
    if not heads or not rows or any(len(row.find_all("td")) != len(heads) for row in rows):
        yield "has no whole data table"
    if any(not head.strip() for head in heads):
        yield "has a column without a heading"
    link = figure.select_one(".fb-data a[download]")
    table = file.parent / link["href"] if link else None
    if not table or not table.is_file():
        yield "has no file of data"
        return
    with table.open(encoding="utf-8", newline="") as lines:
        head, *records = csv.reader(lines)
    # the page shows the opening setting, the file every setting: it has a column more a control,
    # but for those that only choose what to show
    controls = [c.find(["label", "legend"]).get_text() for c in figure.select(".fb-control")]
    settings = [control for control in controls if control in head]
    if head != [*settings, *heads] or (controls and not settings) or len(records) < len(rows):
        yield f"has a file with {head} and {len(records)} rows beside {heads} and {len(rows)}"


def test_figures_are_complete(site, report, address):
    file = site / address
    figures = soup(file).select("figure.fb-figure")
    assert len(figures) == len(soup(file).select(".fb-stage"))
    report(
        [
            f"{figure.get('id')} {problem}"
            for figure in figures
            for problem in figure_problems(file, figure)
        ]
    )


def test_formulas_are_in_the_page(site, report, address):
    """Mathematics is MathML, none is left as TeX or fell back to code."""
    page = soup(site / address)
    raw = [tag for tag in page.select(".math, script[type^='math/tex']") if not tag.find("math")]
    problems = [f"left as TeX: {tag.get_text()[:60]}" for tag in raw]
    problems += [f"is empty: {tag}" for tag in page.find_all("math") if not tag.get_text().strip()]
    problems += [f"not converted: {tag.get_text()}" for tag in page.select(".fb-maths > code")]
    words = page.find("article")
    for tag in words.find_all(["code", "pre", "math", "script"]) if words else []:
        tag.extract()
    if words and (left := re.findall(r"\\(?:frac|sum|kappa|begin|text)\b", words.get_text())):
        problems.append(f"TeX shows in the text: {left}")
    soup.cache_clear()
    report(problems)


def test_the_book_has_figures(site):
    """Else the tests above would pass on a book whose figures got lost."""
    assert any(soup(site / page).select(".fb-stage") for page in serving.pages())


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("nowhere.html", "leads nowhere"),
        ("index.html#no-such-place", "has no such place on its page"),
        ("_static/", "names a folder: opened from disk it shows a listing"),
        ("https://example.org/", None),
        ("index.html", None),
    ],
)
def test_broken_links_are_seen(site, target, problem):
    assert link_problem(site / "index.html", target) == problem
