"""The command line: what it makes, twice the same, and what it says."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from handed_in import answered
from nbformat import NotebookNode

from fitbreadth.classroom import notebooks
from fitbreadth.classroom.__main__ import main
from fitbreadth.classroom.source import read

SAMPLE = Path(__file__).parent / "sample.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built")
    assert main(["build", str(SAMPLE), str(out)]) == 0
    return out


def test_same_source_same_bytes(built: Path, tmp_path: Path) -> None:
    main(["build", str(SAMPLE), str(tmp_path)])
    made = sorted(path.relative_to(built) for path in built.rglob("*") if path.is_file())
    assert {"student/sample.ipynb", "instructor/sample.ipynb", "course/README.md"} <= {
        str(path) for path in made
    }
    for path in made:
        if path.name != "gradebook.db":  # which holds random keys
            assert (tmp_path / path).read_bytes() == (built / path).read_bytes(), path


def test_building_again_keeps_what_was_handed_in(built: Path) -> None:
    file = built / "course" / "submitted" / "ada" / "sample" / "sample.ipynb"
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    main(["build", str(SAMPLE), str(built)])
    assert file.read_text() == "mine"


def test_a_refused_change_leaves_the_course_as_it_was(tmp_path: Path, capsys) -> None:
    """Where nbgrader has graded, it takes no new cells; what came back can still be graded."""
    main(["build", str(SAMPLE), str(tmp_path)])
    course = tmp_path / "course"
    release = course / "release" / "sample" / "sample.ipynb"
    file = course / "submitted" / "ada" / "sample" / "sample.ipynb"
    file.parent.mkdir(parents=True)
    file.write_bytes(release.read_bytes())
    assert main(["grade", str(course)]) == 0
    before = release.read_bytes()
    tests = "```{code-cell} ipython3\n:tests: mean\n:points: 1\n"
    changed = tmp_path / "sample.md"
    more = f"{tests}\nassert mean([2]) == 2, 'of one'\n```\n\n{tests}"
    changed.write_text(SAMPLE.read_text().replace(tests, more))
    capsys.readouterr()
    assert main(["build", str(changed), str(tmp_path)]) == 2
    assert "needs a new course folder" in capsys.readouterr().err
    assert release.read_bytes() == before
    assert main(["grade", str(course)]) == 0


def test_instructors_see_everything(built: Path) -> None:
    assignment = read(SAMPLE)
    notebook = notebooks.read(built / "instructor" / "sample.ipynb")
    text = "\n".join(cell.source for cell in notebook.cells)
    for cell in assignment.cells:
        if cell.kind != "misconception":
            assert cell.source in text, cell.name
    for each in assignment.misconceptions:
        assert each.text in text
        assert all(source in text for source in each.answers.values())
    assert "| `growth` | 5 | tests |" in notebook.cells[0].source
    assert "| `why` | 2 | a person |" in notebook.cells[0].source
    assert "| middle | 2 points of `mean`, 3 points of `growth` |" in notebook.cells[0].source
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")


def test_check(built: Path, tmp_path: Path, right: dict[str, str], capsys) -> None:
    released = notebooks.read(built / "student" / "sample.ipynb")
    file = tmp_path / "sample.ipynb"
    notebooks.write(answered(released, {"mean": right["mean"]}), file)
    before = file.read_bytes()
    assert main(["check", str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{file}: not answered yet: growth, why",
        f"{file}: can be graded",
    ]
    assert file.read_bytes() == before
    file.write_text("{")
    assert main(["check", str(file)]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{file}: is no notebook (not JSON")


def test_grade(
    course: Path, released: NotebookNode, right: dict[str, str], tmp_path: Path, capsys
) -> None:
    notebooks.write(answered(released, right), tmp_path / "cleo.ipynb")
    (tmp_path / "dan.ipynb").write_text(json.dumps({"nbformat": 3}))
    assert main(["grade", str(course), str(tmp_path)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{tmp_path / 'cleo.ipynb'}: graded"
    assert said[1] == f"{tmp_path / 'dan.ipynb'}: NOT GRADED"
    with (course / "points.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["student"], row["task"], row["points"], row["of"]) for row in rows] == [
        ("cleo", "mean", "3.0", "3.0"),
        ("cleo", "growth", "5.0", "5.0"),
        ("cleo", "why", "0.0", "2.0"),
        ("dan", "", "", ""),
    ]
    assert [row["to do"] for row in rows] == ["", "", "grade by hand", "see notes"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "{empty}", "{empty}/out"], "must have sources"),
        (["build", "{empty}/none.md", "{empty}/out"], "none.md"),
        (["grade", "{empty}"], "must be a course folder"),
        (["grade", "{course}", "{empty}"], "must have submissions in it"),
        (["grade", "{course}", "{empty}/none"], "there is none"),
        (["grade", "{course}", "--seconds", "0"], "--seconds must be an integer >= 1, got 0"),
    ],
)
def test_one_line_of_error(
    arguments: list[str], said: str, course: Path, tmp_path: Path, capsys
) -> None:
    given = [each.format(empty=tmp_path, course=course) for each in arguments]
    assert main(given) == 2
    out, err = capsys.readouterr()
    assert said in err
    assert (out, err.count("\n")) == ("", 1)
