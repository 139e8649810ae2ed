"""Read the tables that ship with the package."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray


def column_of(target: float, accepted: tuple[float, ...]) -> int:
    """Return where in a table a target stands."""
    if target not in accepted:
        raise ValueError(f"target must be one of {accepted}, got {target!r}")
    return accepted.index(target)


def read_table(name: str) -> tuple[NDArray[np.str_], str]:
    """Return the rows of a table below its header, and the comment above it."""
    lines = files("fitbreadth.data").joinpath(name).read_text(encoding="utf-8").splitlines()
    comment = lines.pop(0).removeprefix("# ") if lines[0].startswith("#") else ""
    return np.array(list(csv.reader(lines[1:]))), comment


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """Make a cached array read-only, since every caller shares it."""
    array.setflags(write=False)
    return array
