"""Every source that the code or the book names by key is in the bibliography, once and whole."""

import re
from collections import Counter
from pathlib import Path

import pytest
from pybtex.database import parse_file

ROOT = Path(__file__).parents[2]
BIB = ROOT / "book" / "references.bib"

_SECTION = re.compile(
    r"^( *)References\n\1-{4,}\n(.*?)(?=^\1[^\n]*\n\1-{4,}$|^ *\"\"\")", re.M | re.S
)
_KEY = re.compile(r"\b[a-z]+(?:18|19|20)\d\d[a-z]*\b")
_ROLE = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")


def docstring_keys(source: str) -> set[str]:
    """Return the keys in the numpydoc References sections of a module."""
    return {key for _, body in _SECTION.findall(source) for key in _KEY.findall(body)}


def cited_keys(page: str) -> set[str]:
    """Return the keys of the cite roles of a page, ``{cite:t}`a, b``` giving two."""
    return {key.strip() for keys in _ROLE.findall(page) for key in keys.split(",")}


def known() -> set[str]:
    return set(parse_file(BIB).entries)


def test_the_two_readers_see_keys_and_nothing_else():
    source = '''
    """Title of 2009.

    References
    ----------
    wolpert1997, igel2003 (on classes)

    Examples
    --------
    >>> best2009 = 1
    """
    """
    References
    ----------
    auger2005ipop
    """
'''
    assert docstring_keys(source) == {"wolpert1997", "igel2003", "auger2005ipop"}
    assert cited_keys("{cite:p}`a2001,b2002` and {cite}`c2003`; {doc}`d2004`") == {
        "a2001",
        "b2002",
        "c2003",
    }


@pytest.mark.parametrize("module", sorted((ROOT / "src").rglob("*.py")), ids=lambda path: path.stem)
def test_keys_in_docstrings_resolve(module):
    assert docstring_keys(module.read_text(encoding="utf-8")) <= known()


def test_the_code_does_cite():
    modules = (ROOT / "src").rglob("*.py")
    found = set().union(*(docstring_keys(path.read_text(encoding="utf-8")) for path in modules))
    assert {"wolpert1997", "schumacher2001"} <= found


@pytest.mark.parametrize("page", sorted((ROOT / "book").rglob("*.md")), ids=lambda path: path.stem)
def test_citations_in_pages_resolve(page):
    assert cited_keys(page.read_text(encoding="utf-8")) <= known()


def test_sources_of_claims_and_of_their_evidence_resolve():
    ledgers = sorted((ROOT / "src").rglob("claims.py"))
    named = {
        key
        for ledger in ledgers
        for key in re.findall(r'\bsource="([^"]+)"', ledger.read_text(encoding="utf-8"))
    }
    assert {"dharma2026", "goldfeder2026"} <= named
    assert named <= known()


def test_no_key_occurs_twice():
    keys = re.findall(r"^@\w+\{([^,]+),", BIB.read_text(encoding="utf-8"), re.M)
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert set(keys) == known()


def test_entries_are_whole():
    for key, entry in parse_file(BIB).entries.items():
        assert entry.persons.get("author"), f"{key} has no author"
        assert entry.fields.get("title"), f"{key} has no title"
        assert re.fullmatch(r"\d{4}", entry.fields.get("year", "")), f"{key} has no year"
        doi = entry.fields.get("doi", "10.1/x")
        assert re.fullmatch(r"10\.\d+/\S+", doi), f"{key}: {doi} is no bare DOI"
