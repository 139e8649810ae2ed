"""The pages of the built site, bound into one document that is made for paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

# what only a screen can use
_SCREEN = (
    "script, button, .fb-open, .fb-without, .headerlink, .fb-narrow, .fb-live, .fb-run, "
    ".sd-summary-state-marker"
)
# few typefaces have them, and a PDF holds the typefaces of the machine that printed it
_TICKS = {"✅": "yes", "❌": "no"}


@dataclass(frozen=True)
class Chapter:
    """A page of the site, as it goes into the bound book."""

    name: str
    """Its file name without the ending; all its ids begin with it."""
    title: str
    sections: tuple[tuple[str, str], ...]
    """Id and title of each section."""
    body: str
    """HTML."""


def pages(site: Path) -> Iterator[tuple[str, BeautifulSoup]]:
    """Yield name and content of each page, from the first on, as each says which is the next.

    Raises
    ------
    FileNotFoundError
        If ``site`` holds no ``index.html``, or a page names a next one that is not there.
    """
    address: str | None = "index.html"
    while address:
        page = BeautifulSoup((site / address).read_text(encoding="utf-8"), "html.parser")
        yield Path(address).stem, page
        following = page.select_one('link[rel="next"]')
        address = unquote(str(following["href"])) if following else None


def styles(page: BeautifulSoup) -> list[str]:
    """Return the addresses of a page's style sheets, those for paper last.

    Examples
    --------
    >>> link = '<link rel="stylesheet" href="{}" media="{}">'
    >>> text = link.format("a.css", "print") + link.format("b.css?v=1", "all")
    >>> styles(BeautifulSoup(text, "html.parser"))
    ['b.css', 'a.css']
    """
    links = sorted(
        page.select("link[rel=stylesheet]"), key=lambda link: link.get("media") == "print"
    )
    return [urlsplit(str(link["href"])).path for link in links]


def chapter(name: str, page: BeautifulSoup, names: set[str], *, url: str = "") -> Chapter:
    """Return a page as a chapter; links between pages lead within the book.

    Parameters
    ----------
    name : str
    page : BeautifulSoup
        It is changed.
    names : set of str
        Of all the book's pages.
    url : str
        Where the site is published. Without it, what is not in the book is not linked to.

    Raises
    ------
    ValueError
        If the page has no article with a heading, or a figure no link to its data.

    Examples
    --------
    >>> text = '<article><h1 id="a">A</h1><a href="b.html#c">see</a></article>'
    >>> chapter("one", BeautifulSoup(text, "html.parser"), {"one", "b"}).body
    '<article><h1 id="one--a">A</h1><a href="#b--c">see</a></article>'
    """
    article = page.select_one("article")
    if article is None or article.h1 is None:
        raise ValueError(f"page must hold an article with a heading, got {name}.html")
    for gone in article.select(_SCREEN):
        gone.decompose()
    for data in article.select("details.fb-data"):
        _leave_source(data)
    for code in article.select("details.hide"):
        if _only_names(code):
            code.decompose()
    for cell in article.select("td"):
        if word := _TICKS.get(cell.get_text(strip=True)):
            cell.string = word
    for link in article.select("a[href]"):
        _lead(link, name, names, url)
    # a drawing's ids begin with its figure's name already, and its parts refer to them
    for marked in article.select("[id]"):
        if not marked.find_parent("svg"):
            marked["id"] = f"{name}--{marked['id']}"
    sections = tuple(
        (str(section["id"]), heading.get_text())
        for section in article.select("section[id]")
        if (heading := section.find("h2", recursive=False))
    )
    return Chapter(name, article.h1.get_text(), sections, str(article))


def _leave_source(data: Tag) -> None:
    """Leave of a figure's data where they are: a table may be hundreds of rows."""
    link = data.select_one("a[download]")
    if link is None:
        raise ValueError(f"a figure's data must have a link to their file, got {data}")
    link.string = Path(urlsplit(str(link["href"])).path).name
    del link["download"]
    line = Tag(name="p", attrs={"class": "fb-source"})
    line.extend(["Data: ", link.extract(), ", attached to this file"])
    data.replace_with(line)


def _only_names(code: Tag) -> bool:
    """Tell whether code is only the name of what stands above it: nobody learns from it."""
    written = code.pre.get_text().strip() if code.pre else ""
    return all(map(str.isidentifier, written.split(".")))


def _lead(link: Tag, name: str, names: set[str], url: str) -> None:
    """Let a link lead within the book, or out of it with its whole address, or be plain words."""
    target = urlsplit(str(link["href"]))
    if target.scheme or target.netloc:
        return
    page = Path(target.path).stem if target.path else name
    if page in names and (not target.path or target.path.endswith(".html")):
        place = unquote(target.fragment)
        link["href"] = f"#{page}--{place}" if place else f"#{page}"
    elif url:
        link["href"] = urljoin(url, str(link["href"]))
    else:
        link.unwrap()
