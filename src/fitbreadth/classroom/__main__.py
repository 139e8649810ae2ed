"""Make assignments, check a notebook, grade a course.

::

    python -m fitbreadth.classroom build book/assignments _build/assignments
    python -m fitbreadth.classroom check biology.ipynb
    python -m fitbreadth.classroom grade _build/assignments/course
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from fitbreadth.classroom.assignment import ClassroomError
from fitbreadth.classroom.check import check


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and do it; return the exit status."""
    given = _parser().parse_args(arguments)
    try:
        return {"build": _build, "check": _check, "grade": _grade}[given.command](given)
    except (ClassroomError, OSError) as error:
        print(error, file=sys.stderr)
    except ModuleNotFoundError as error:
        print(f"{error}: pip install 'fitbreadth[classroom]'", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m fitbreadth.classroom", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="make all versions and a course folder")
    build.add_argument("sources", type=Path, help="folder of the sources, or one of them")
    build.add_argument("out", type=Path, help="where student, instructor and course come to be")
    checking = commands.add_parser("check", help="look at a notebook before handing it in")
    checking.add_argument("file", type=Path, nargs="+")
    grade = commands.add_parser("grade", help="grade what was submitted")
    grade.add_argument("course", type=Path, help="a course folder made by build")
    grade.add_argument("submissions", type=Path, nargs="?", help="default: COURSE/submitted")
    grade.add_argument(
        "--anyway", action="store_true", help="grade by what matches what would only be listed"
    )
    grade.add_argument(
        "--seconds", type=int, default=30, help="how long one cell may run (default: 30)"
    )
    return parser


def _build(given: argparse.Namespace) -> int:
    from fitbreadth.classroom.build import build

    paths = sorted(given.sources.glob("*.md")) if given.sources.is_dir() else [given.sources]
    if not paths:
        raise ClassroomError(f"{given.sources} must have sources (*.md) in it, it has none")
    for line in build(paths, given.out):
        print(line)
    return 0


def _check(given: argparse.Namespace) -> int:
    stopped = False
    for file in given.file:
        checked = check(file)
        for finding in checked.findings:
            print(f"{file}: {finding.what}")
        if checked.unanswered:
            print(f"{file}: not answered yet: {', '.join(checked.unanswered)}")
        if not checked.stopped:
            print(f"{file}: can be graded")
        stopped |= checked.stopped
    return int(stopped)


def _grade(given: argparse.Namespace) -> int:
    from fitbreadth.classroom import grades
    from fitbreadth.classroom.grading import grade, summary

    if given.seconds < 1:
        raise ClassroomError(f"--seconds must be an integer >= 1, got {given.seconds}")
    outcomes = grade(given.course, given.submissions, anyway=given.anyway, seconds=given.seconds)
    for line in summary(outcomes):
        print(line)
    table = given.course / "points.csv"
    grades.write(table, grades.rows(given.course, outcomes))
    print(f"{table}: written")
    return int(not all(each.graded for each in outcomes))


if __name__ == "__main__":
    sys.exit(main())
