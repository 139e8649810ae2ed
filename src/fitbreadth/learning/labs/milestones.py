"""Milestones of the field: what their makers' method could do, and what the thing they made does.

The table is coded in :mod:`fitbreadth.learning.milestones`. What counts as narrow is for the
reader to say: whether a family of tasks does, and from which year on to look.
"""

from __future__ import annotations

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.learning.figures.milestones import draw
from fitbreadth.learning.milestones import Milestone, milestones

SINCE = (1959, 1990, 2010, 2015, 2019, 2020)
FAMILY = {"narrow": "narrow", "wide": "wide"}
PARTS = ("method", "system")


def rows(*, since: int, family: str) -> list[Row]:
    """Return each system with its two scopes, and how many are narrow."""
    found = _since(since)
    each: list[Row] = [
        {
            "panel": "each",
            "system": row.system,
            "year": row.year,
            "part": part,
            "scope": _scope(row, part),
            "counts": "narrow" if _narrow(_scope(row, part), family) else "wide",
            "task": row.task,
            "why": row.why_method if part == "method" else row.why_instance,
        }
        for row in found
        for part in PARTS
    ]
    counted: list[Row] = []
    for part in PARTS:
        narrow = sum(_narrow(_scope(row, part), family) for row in found)
        counted += [
            {"panel": "count", "part": part, "counts": "narrow", "from": 0, "to": narrow},
            {"panel": "count", "part": part, "counts": "wide", "from": narrow, "to": len(found)},
        ]
    return [*each, *counted]


def sentence(*, since: int, family: str) -> str:
    """Say how many of the systems are narrow, and how many of the methods."""
    found = _since(since)
    methods, systems = (sum(_narrow(_scope(row, part), family) for row in found) for part in PARTS)
    rule = "A family of tasks counted as " + family
    return (
        f"{rule}, {systems} of {len(found)} systems since {since} are narrow, and {methods} of "
        f"{len(found)} methods."
    )


def _since(year: int) -> list[Milestone]:
    return [row for row in milestones() if row.year >= year]


def _scope(row: Milestone, part: str) -> str:
    return row.method_scope if part == "method" else row.instance_scope


def _narrow(scope: str, family: str) -> bool:
    return scope == "one task" or (scope == "family" and family == "narrow")


LAB = Lab(
    name="fig-milestones",
    controls=(
        Control("since", "Look from the year", SINCE, 1959, labels=str),
        Control(
            "family",
            "A family of tasks counts as",
            tuple(FAMILY),
            "wide",
            labels=tuple(FAMILY.values()),
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    caption=(
        "Look along a line: the same system can be narrow in what it does and wide in how it was "
        "made. The *system* is the program that achieved the result, as it was run; the *method* "
        "is all that was fixed before the rules and data of the task came in. Most milestones "
        "that people name do one thing, and for many years all of them did. Begin later, and a "
        "smaller share does; whether AlphaZero or AlphaFold 3 is on the narrow side depends on "
        "whether a family of tasks is. The systems are a choice, and so is their coding, by rules "
        "given with the table."
    ),
    description=(
        "A list of systems by year with two marks each, for the scope of the method and of the "
        "system itself, triangles where it is narrow and circles where it is wide; and two bars "
        "that count them."
    ),
    columns={
        "panel": "panel",
        "system": "system",
        "year": "year",
        "part": "what is judged",
        "scope": "scope",
        "counts": "counts as",
        "task": "what it did",
        "why": "why it is coded so",
        "from": "bar from",
        "to": "bar to",
    },
)
