"""Every letter in the formulas of a chapter is explained in the glossary's tables of symbols."""

import re
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[2] / "book"
EVERYWHERE = "In the whole book"
TITLES = {
    "optimization": "Optimization",
    "biology": "Biology",
    "markets": "Markets",
    "learning": "Machine learning",
    "bitter-lesson": "The Bitter Lesson",
    "convergence": "Convergence",
}

_CELL = re.compile(r"^```\{code-cell\}.*?^```$", re.M | re.S)
_FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+(?:\n[^$\n]+)?)\$", re.S)
_WORDS = re.compile(r"\\(?:text|operatorname|mathrm|mathbb|begin|end)\{[^}]*\}")
_GREEK = set(
    re.findall(
        r"\w+",
        "alpha beta gamma Gamma delta Delta epsilon varepsilon zeta eta theta Theta kappa lambda "
        "Lambda mu nu xi pi Pi rho sigma Sigma tau phi varphi Phi chi psi omega Omega",
    )
)


def letters(page: str) -> set[str]:
    """Return the Latin and Greek letters in the formulas of a page, subscripts included."""
    found = set()
    for displayed, inline in _FORMULA.findall(_CELL.sub("", page)):
        formula = _WORDS.sub(" ", displayed or inline)
        commands = re.findall(r"\\([A-Za-z]+)", formula)
        found |= {name for name in commands if name in _GREEK}
        found |= set(re.findall(r"[A-Za-z]", re.sub(r"\\[A-Za-z]+", " ", formula)))
    return found


def explained() -> dict[str, set[str]]:
    """Return the letters in the first column of each table of symbols."""
    glossary = (BOOK / "glossary.md").read_text(encoding="utf-8")
    symbols = glossary.split("\n## Symbols\n")[1].split("\n## ")[0]
    tables = {}
    for part in symbols.split("\n### ")[1:]:
        title, rows = part.split("\n", 1)
        cells = [row.split(" | ")[0] for row in rows.splitlines() if row.startswith("| $")]
        tables[title] = set().union(*map(letters, cells))
    return tables


def test_the_reader_of_formulas_sees_letters_and_nothing_else():
    page = "costs $5 \\kappa_\\text{eff}$\n\n$$ L^* = \\sum_j \\ln x $$ (eq-a)\n\n"
    page += "```{code-cell}\nf'$q$'\n```\n"
    assert letters(page) == {"kappa", "L", "j", "x"}


@pytest.mark.parametrize("page", TITLES)
def test_every_letter_is_explained(page):
    tables = explained()
    used = letters((BOOK / f"{page}.md").read_text(encoding="utf-8"))
    assert not used - tables[EVERYWHERE] - tables[TITLES[page]]


@pytest.mark.parametrize("page", TITLES)
def test_no_letter_is_explained_that_the_chapter_does_not_use(page):
    used = letters((BOOK / f"{page}.md").read_text(encoding="utf-8"))
    assert not explained()[TITLES[page]] - used
