"""A question to check oneself with: the page, its notebook, and what the build refuses."""

from __future__ import annotations

import nbformat
import pytest

pytestmark = pytest.mark.build

SECTIONS = """\
# Chapter

## Check yourself

:::{check} Which is *it*, $x$?
:right: 2

- The **first**, $y$.

  See {cite:t}`one`.
- The second.

  So it is.

  Because.
:::

:::{check} And this?
:right: 1

- One.

  - A list comes first.
- Two.

  Count.
- Three.

  Count.
:::

## Another

:::{check} By itself?
:right: 1
- Yes.

  It is.
- No.

  It is.
:::
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    from publish import conftest

    book = conftest.Book(tmp_path_factory.mktemp("tiny"))
    book.chapter(SECTIONS)
    built, output = book.build()
    assert built, output
    return book


@pytest.fixture(scope="module")
def questions(asked):
    return asked.page().select(".fb-check")


def words(tag):
    return " ".join(tag.get_text().replace("\N{WORD JOINER}", "").split())


def test_questions_of_a_section_are_numbered(questions):
    assert [words(question.legend) for question in questions] == [
        "Question 1 of 2. Which is it, x?",
        "Question 2 of 2. And this?",
        "By itself?",
    ]
    assert questions[0].legend.find("em")
    assert questions[0].legend.find("math")


def test_every_option_says_whether_it_is_right_and_why(questions):
    first, second, _ = questions
    assert [words(option) for option in first.select("summary")] == ["The first, y.", "The second."]
    assert first.summary.find("math")
    assert not first.summary.find("p"), "a summary may hold no block"
    assert [words(answer) for answer in first.select(".fb-answer")] == [
        "Not so. See One [1901].",
        "Right. So it is. Because.",
    ]
    assert second.select_one(".fb-answer > p").get_text() == "Right."
    assert [verdict["class"] for verdict in second.select(".fb-answer p > strong")] == [
        ["fb-right"],
        ["fb-wrong"],
        ["fb-wrong"],
    ]


def test_nothing_is_open_and_what_opens_is_told(questions):
    for question in questions:
        assert question.fieldset["aria-live"] == "polite"
        assert not question.select("details[open]")


def test_in_a_notebook_options_open(asked):
    notebook = nbformat.read(asked.html / "_static" / "notebooks" / "chapter.ipynb", as_version=4)
    text = "\n\n".join(cell.source for cell in notebook.cells)
    assert "**Question 1 of 2. Which is *it*, $x$?**" in text
    right = "**Right.** So it is.\n\nBecause.\n\n</details>"
    assert f"<summary>The second.</summary>\n\n{right}" in text
    assert "<summary>Two.</summary>\n\n**Not so.** Count.\n\n</details>" in text


WRONG = {":right: 0": "'0'", ":right: 3": "'3'", ":right: two": "'two'", ":right:": "nothing"}
WRONG |= {"": "nothing", ":right: -1": "'-1'", ":right: 1.5": "'1.5'"}
OPTIONS = "- One.\n\n  Yes.\n- Two.\n\n  No."


def test_which_is_right_must_be_one_of_the_options(tiny):
    tiny.write("_toc.yml", "format: jb-book\nroot: index\n")
    halves = [f":::{{check}} Which?\n{right}\n\n{OPTIONS}\n:::\n" for right in WRONG]
    halves.append(":::{check} Which?\n:right: 1\n\n- Only one.\n\n  Yes.\n:::\n")
    tiny.write("index.md", "# Tiny\n\n" + "\n".join(halves))
    built, output = tiny.build()
    assert not built
    asked = "right must be the place of the right option, a whole number from 1 to 2, got "
    for got in set(WRONG.values()):
        assert output.count(asked + got) == list(WRONG.values()).count(got), output
    assert output.count("check needs a list of two options or more, each with its answer") == 1
