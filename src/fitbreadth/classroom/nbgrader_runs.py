"""Run one of nbgrader's commands in a course folder, in this process."""

from __future__ import annotations

import logging
import os
import re
import sysconfig
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import setenv

from fitbreadth.classroom.settings import SECONDS, settings

Command = Literal["generate_assignment", "autograde", "generate_feedback"]
_RAISED = re.compile(r"^\s*([\w.]+(?:Error|Exception)\b.*)$", re.MULTILINE)


def run(
    course: Path, command: Command, assignment: str, student: str = "", *, seconds: int = SECONDS
) -> str:
    """Return why the command failed, empty if it went well.

    Parameters
    ----------
    course : Path
    command : {"generate_assignment", "autograde", "generate_feedback"}
    assignment, student : str
    seconds : int
        How long one cell may run.
    """
    config = settings(course, seconds=seconds)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    api.log.handlers = [logging.NullHandler()]
    arguments = (assignment, student) if student else (assignment,)
    # nbgrader calls alembic by its name
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    with warnings.catch_warnings(), setenv(PATH=path):
        # of nbgrader's own making, and nothing an instructor could act on
        warnings.simplefilter("ignore")
        result = getattr(api, command)(*arguments)
    return "" if result["success"] else _reason(result)


def _reason(result: Mapping[str, str]) -> str:
    """Return the exception that its log tells of; the one it ends with only points there."""
    raised = _RAISED.findall(result.get("log", "")) or _RAISED.findall(result.get("error", ""))
    return raised[-1].strip() if raised else "no reason given"
