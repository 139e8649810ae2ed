"""How nbgrader is set up in a course folder."""

from __future__ import annotations

from pathlib import Path

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    IgnorePattern,
    LimitOutput,
    SaveAutoGrades,
)
from traitlets.config import Config

from fitbreadth.classroom.execute import Execute

SECONDS = 30
"""How long one cell may run."""
FILE = """# Read by nbgrader; `python -m fitbreadth.classroom` uses the same.
from pathlib import Path

from fitbreadth.classroom.settings import settings

c = get_config()
c.merge(settings(Path(__file__).parent))
"""


def settings(course: Path, *, seconds: int = SECONDS) -> Config:
    """Return nbgrader's settings for the course folder ``course``.

    nbgrader grades the checked copies in ``checked``, never the files that were submitted.
    """
    c = Config()
    c.CourseDirectory.root = str(course.resolve())
    c.CourseDirectory.course_id = "fit-beats-breadth"
    c.CourseDirectory.submitted_directory = "checked"
    c.Execute.timeout = seconds
    c.Autograde.autograde_preprocessors = [
        Execute,
        IgnorePattern,
        ClearMetadataPreprocessor,
        LimitOutput,
        SaveAutoGrades,
        AssignLatePenalties,
        CheckCellMetadata,
    ]
    return c
