"""What a source must be, and what is said of one that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from fitbreadth.classroom.assignment import ClassroomError
from fitbreadth.classroom.source import read

SAMPLE = Path(__file__).parents[2] / "classroom" / "sample.md"


@pytest.fixture
def spoilt(tmp_path: Path):
    """Read the sample with one text in it replaced by another."""

    def read_spoilt(old: str, new: str):
        text = SAMPLE.read_text()
        assert old in text
        path = tmp_path / "sample.md"
        path.write_text(text.replace(old, new))
        return read(path)

    return read_spoilt


def test_sample() -> None:
    assignment = read(SAMPLE)
    assert (assignment.chapter, assignment.minutes, assignment.points) == ("sample", 45, 10)
    tasks = {task.name: (task.points, task.by_person) for task in assignment.tasks}
    assert tasks == {"mean": (3, False), "growth": (5, False), "why": (2, True)}
    loses = {each.name: dict(each.loses) for each in assignment.misconceptions}
    assert loses["middle"] == {"mean": 2, "growth": 3}
    assert list(assignment.misconceptions[2].answers) == ["mean", "growth"]
    assert assignment.misconceptions[0].answers["growth"].startswith("def growth(returns):")
    tests = [(cell.name, cell.points) for cell in assignment.cells if cell.kind == "tests"]
    assert tests == [
        ("mean-tests-1", 1),
        ("mean-tests-2", 2),
        ("growth-tests-1", 2),
        ("growth-tests-2", 3),
    ]


REFUSED = {
    "unknown key": (":points: 1", ":pionts: 1", r"keys must be among .*, got \['pionts'\]"),
    "keys that do not go together": (
        ":answer: mean\n",
        ":answer: mean\n:tests: mean\n",
        "keys must be one of: .*; got answer, tests",
    ),
    "tests without points": (":tests: mean\n:points: 1\n", ":tests: mean\n", "keys must be one"),
    "name twice": (":answer: growth", ":answer: mean", "must be unique, 'mean' stands above"),
    "name that is none": (":answer: mean", ":answer: the mean", "letters, .*, got 'the mean'"),
    "misconception named as an answer": ('"middle"', '"mean"', "must be unique, 'mean'"),
    "tests before their answer": (
        ":tests: mean\n:points: 1",
        ":tests: growth\n:points: 1",
        r"an answer above, one of \['mean'\], got 'growth'",
    ),
    "tests of a written answer": (
        '+++ {"rubric": "why"}\n',
        "```{code-cell} ipython3\n:tests: why\n:points: 1\n\nassert True\n```\n\n"
        '+++ {"rubric": "why"}\n',
        "'why' is a written answer",
    ),
    "no points at all": (":points: 1", ":points: 0", "integer >= 1, got 0"),
    "points in words": (":points: 1", ":points: one", "integer >= 1, got 'one'"),
    "answer without its marks": ("    ### BEGIN SOLUTION\n", "", "solution must stand between"),
    "mark without its end": ("### END HIDDEN TESTS", "", "hidden tests must stand between"),
    "marks in a given cell": ("import numpy as np\n", "### BEGIN SOLUTION\n", "marks belong in"),
    "tests that test nothing": (
        'assert close(mean([1, 2, 3]), 2), "the mean of 1, 2 and 3 is 2"',
        "mean([1, 2, 3])",
        "must assert something",
    ),
    "answer as Markdown": (
        '+++ {"answer": "why", "points": 2}',
        '+++ {"answer": "why"}',
        "a cell with answer must be code",
    ),
    "loses of what is none": ('{"growth": 2}', '{"median": 2}', r"of \['mean', 'growth'\], got"),
    "loses of a written answer": ('{"growth": 2}', '{"why": 2}', "got 'why'"),
    "loses more than there is": ('{"growth": 2}', '{"growth": 6}', "5 points .* cannot lose 6"),
    "loses nothing": ('{"growth": 2}', "{}", r"points per answer, as \{NAME: N\}, got"),
    "misconception without code": (
        "```{code-cell} ipython3\n:instead-of: growth\n\ndef growth(returns):\n"
        "    return np.log(np.mean(returns))\n```\n",
        "",
        "misconception 'arithmetic-mean' must be followed by a code cell",
    ),
    "answer of a misconception twice": (":instead-of: mean", ":instead-of: growth", "already"),
    "front matter without minutes": ("  minutes: 45\n", "", "must have the keys"),
    "too long": ("minutes: 45", "minutes: 300", "integer from 45 to 90, got 300"),
    "another chapter": ("chapter: sample", "chapter: biology", "must be the file's name"),
    "no title": ("title: Three small questions", "title: ''", "title must be words, got ''"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, spoilt) -> None:
    old, new, said = REFUSED[name]
    with pytest.raises(ClassroomError, match=said) as refused:
        spoilt(old, new)
    assert "sample.md" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_message_names_the_cell(spoilt) -> None:
    with pytest.raises(ClassroomError, match=r"cell 8 \(def growth\(returns\):\): names must be"):
        spoilt(":answer: growth", ":answer: mean")


def test_answer_without_tests(spoilt) -> None:
    text = "```{code-cell} ipython3\n:tests: growth\n:points: 2\n"
    with pytest.raises(ClassroomError, match="answers without tests: extra"):
        spoilt(
            text,
            "```{code-cell} ipython3\n:answer: extra\n\n### BEGIN SOLUTION\nx = 1\n"
            "### END SOLUTION\n```\n\n" + text,
        )


def test_too_few_misconceptions(spoilt) -> None:
    text = SAMPLE.read_text()
    start, end = text.index('+++ {"misconception": "middle"'), text.index("## 3. Why")
    with pytest.raises(ClassroomError, match="at least 3 misconceptions, got 2"):
        spoilt(text[start:end], "+++\n\n")


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(ClassroomError, match=r"none\.md"):
        read(tmp_path / "none.md")
