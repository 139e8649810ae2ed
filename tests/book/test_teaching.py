"""What the page for instructors says of assignments, chapters and commands is so."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "book" / "teaching.md").read_text(encoding="utf-8")
SOURCES = sorted((ROOT / "book" / "assignments").glob("*.md"))
_ROW = re.compile(
    r"^\| \{doc\}`([\w-]+)` \| (\d+) minutes \| (.+) \((\d+) minutes\) \| .+ \|$", re.M
)
ROWS = {chapter: rest for chapter, *rest in _ROW.findall(PAGE)}
SAID = {"30 minutes": "30", "An hour": "60", "An hour and a quarter": "75"}
SAID |= {"An hour and a half": "90"}


def source(chapter):
    return (ROOT / "book" / "assignments" / f"{chapter}.md").read_text(encoding="utf-8")


def test_every_assignment_has_its_row():
    assert list(ROWS)
    assert sorted(ROWS) == [path.stem for path in SOURCES]


@pytest.mark.parametrize("chapter", ROWS)
def test_titles_minutes_and_points_are_the_assignment_s(chapter):
    front = yaml.safe_load(source(chapter).split("---\n")[1])["assignment"]
    assert ROWS[chapter][1:] == [front["title"], str(front["minutes"])]
    points = re.findall(r'^:points: (\d+)$|^\+\+\+ \{.*"points": (\d+)', source(chapter), re.M)
    assert sum(int(code or words) for code, words in points) == 20
    assert "Every assignment gives 20 points" in PAGE


@pytest.mark.parametrize("chapter", ROWS)
def test_reading_takes_as_long_as_the_chapter_says(chapter):
    opening = (ROOT / "book" / f"{chapter}.md").read_text(encoding="utf-8")
    words = " ".join(opening[:4000].split())
    (said,) = re.findall(r"(\d+ minutes|An hour(?: and a \w+)?) without the exercises", words)
    assert ROWS[chapter][0] == SAID[said]


def test_every_make_target_is_there():
    asked = set(re.findall(r"^make (\w+)", PAGE, re.M))
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert asked
    assert asked <= targets


def test_the_lecture_fills_its_minutes():
    lecture = PAGE.split("### One lecture")[1].split("###")[0]
    minutes = re.findall(r", (\d+) minutes\.|last (\d+) minutes", lecture)
    assert "Fifty minutes, five figures" in lecture
    assert len(minutes) == 5 + 1
    assert sum(int(figure or end) for figure, end in minutes) == 50
