"""Rows of evidence as they are written: each is read by itself, with its source, in the ledger."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIB = ROOT / "book/references.bib"
MODULES = sorted(
    path
    for path in (ROOT / "src/fitbreadth").glob("*/evidence/*.py")
    if path.stem != "__init__" and path.parts[-3] != "convergence"
)
LEANING = re.compile(r"(and|but|nor|too|it|its|they|their|these|those|this|that|there)\b")
"""How a row begins that leans on the one above it."""


def beginnings(source):
    """Return how the rows of a module begin, as far as they are written out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Evidence":
            first = node.args[0]
            if isinstance(first, ast.BinOp):
                first = first.left
            if isinstance(first, ast.JoinedStr):
                first = first.values[0]
            if isinstance(first, ast.Constant):
                yield first.value.removeprefix("fails: ")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_rows_can_be_read_alone(path):
    rows = list(beginnings(path.read_text(encoding="utf-8")))
    assert rows
    assert [row for row in rows if LEANING.match(row)] == []


@pytest.mark.parametrize("row", ["and not before", "fails: it is gone", "they are the closed ones"])
def test_rows_that_lean_are_noticed(row):
    (begins,) = beginnings(f"Evidence({row!r}, 1, 1, 'exact')")
    assert LEANING.match(begins)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_sources_are_in_the_bibliography(path):
    known = set(re.findall(r"^@\w+\{([^,]+),", BIB.read_text(encoding="utf-8"), re.M))
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    named = {
        node.value.value
        for node in nodes
        if isinstance(node, ast.keyword) and node.arg == "source"
        if isinstance(node.value, ast.Constant)
    }
    # sources that rows written in a loop take from a table look like this
    tabled = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant)
        if re.fullmatch(r"[a-z]+\d{4}[a-z]*", str(node.value))
    }
    assert named | tabled <= known
