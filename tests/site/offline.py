"""The built site with Python beside it, as a classroom without a network has it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pyodide_folder

from fitbreadth.publish import pyodide


def classroom(site: Path, target: Path) -> Path:
    """Make ``target`` a copy of ``site`` that keeps Pyodide beside it, and return it."""
    shutil.copytree(site, target, copy_function=_link)
    # a link shares the original's content: what is written anew must be a file of its own
    (target / "_static" / "fitbreadth-python.js").unlink()
    shutil.rmtree(target / "_static" / "python")
    pyodide.write(target / "_static", str(pyodide_folder.prepared()))
    return target


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)
