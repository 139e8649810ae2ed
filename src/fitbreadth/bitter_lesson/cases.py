"""The cases of the Bitter Lesson: what lost, what won, how wide it was and what it knew.

Sutton's essay has four: chess, Go, speech recognition and computer vision. The others are those
that are named beside them since. They are coded by these rules.

1. A row is one system that won, or is said to have won, by general methods and computation. Of his
   own four cases Sutton names no system (the program that beat Kasparov can only be one): the
   system is this book's choice of the one that first won.
2. *Scope* is that of the trained instance, with its weights, as it was run: ``"narrow"`` if it does
   one kind of thing, ``"wide"`` if unchanged it does things that used to have systems of their own.
   Different weights are different instances. A doubtful case, whose things are several by one
   reading and one by another, is coded as wide and marked *doubtful*, so that it can be counted
   the other way too (:func:`cross_table`).
3. *Knowledge* is what people who know the field put in: ``"mostly no"`` if only the rules of the
   task or the form of its inputs, ``"partly"`` if it learned, but parts of the design, the inputs
   or the examples were made for this field, ``"much"`` if what decides an answer was for the most
   part written by hand. A doubtful case is coded as more.
4. What was hand-built and lost is left blank where no such loser is on record: where what was
   beaten had been learned too, or nothing was beaten outright.

The rows are a choice, and few; no test of significance would mean anything. The rules for scope are
those of :mod:`fitbreadth.learning.milestones`, whose families are wide here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fitbreadth.stored import table
from fitbreadth.validate import choice, instance, integer

SCOPES = ("narrow", "wide")
"""How many kinds of thing a trained instance does."""

KNOWLEDGE = ("mostly no", "partly", "much")
"""How much of what it knows was put in by people, least first."""

READINGS = ("as coded", "other way")
"""Ways to count cases of which the scope is doubtful: as wide, or as narrow."""


@dataclass(frozen=True)
class Case:
    """One winner and how it was coded.

    Attributes
    ----------
    year : int
        When its result became public.
    field, system : str
        What it was about, and its name.
    by_sutton : bool
        Whether the case is one of the essay's own four.
    lost, won : str
        What was hand-built and lost (blank where none is on record), and what won.
    scope, knowledge : str
        One of ``SCOPES`` and one of ``KNOWLEDGE``.
    doubtful : bool
        Whether the scope could as well be called narrow; it is then coded as wide.
    why_scope, why_knowledge : str
        One sentence of reason for each.
    key : str
        Key of the source.
    """

    year: int
    field: str
    system: str
    by_sutton: bool
    lost: str
    won: str
    scope: str
    knowledge: str
    doubtful: bool
    why_scope: str
    why_knowledge: str
    key: str

    def __post_init__(self) -> None:
        integer("year", self.year, low=1950)
        instance("by_sutton", self.by_sutton, bool)
        choice("scope", self.scope, SCOPES)
        choice("knowledge", self.knowledge, KNOWLEDGE)
        if instance("doubtful", self.doubtful, bool) and self.scope != "wide":
            raise ValueError(f"a doubtful scope must be coded as 'wide', got {self.scope!r}")


def cases() -> tuple[Case, ...]:
    """Read the table that ships with the package.

    Returns
    -------
    tuple of Case
        In order of year.

    References
    ----------
    sutton2019

    Examples
    --------
    >>> rows = cases()
    >>> len(rows), sum(row.by_sutton for row in rows)
    (12, 4)
    >>> {row.system: row.knowledge for row in rows if row.by_sutton and row.scope == "narrow"}
    {'Harpy': 'much', 'Deep Blue': 'much', 'AlexNet': 'mostly no', 'AlphaGo': 'partly'}
    >>> [row.system for row in rows if row.doubtful]
    ['Whisper', 'AlphaFold 3']
    """
    rows, _ = table("sutton_cases.csv")
    return tuple(
        Case(
            year=int(row["year"]),
            field=row["field"],
            system=row["system"],
            by_sutton={"yes": True, "no": False}[row["by_sutton"]],
            lost=row["lost"],
            won=row["won"],
            scope=row["scope"],
            knowledge=row["knowledge"],
            doubtful={"yes": True, "": False}[row["doubtful"]],
            why_scope=row["why_scope"],
            why_knowledge=row["why_knowledge"],
            key=row["key"],
        )
        for row in rows
    )


def cross_table(rows: Sequence[Case], *, doubtful: str = "as coded") -> NDArray[np.int_]:
    """Count cases by scope and by knowledge.

    Parameters
    ----------
    rows : sequence of Case
        Any of them, also none.
    doubtful : {"as coded", "other way"}
        Whether cases of doubtful scope count as wide or as narrow.

    Returns
    -------
    ndarray of int, shape (2, 3)
        Scopes down, in the order of ``SCOPES``, knowledge across, in that of ``KNOWLEDGE``.

    Raises
    ------
    TypeError
        If ``rows`` is no sequence, or a row no :class:`Case`.
    ValueError
        If there is no such way to count.

    Examples
    --------
    >>> cross_table(cases())
    array([[3, 3, 2],
           [3, 1, 0]])
    >>> cross_table(cases(), doubtful="other way")
    array([[4, 4, 2],
           [2, 0, 0]])
    """
    choice("doubtful", doubtful, READINGS)
    counts = np.zeros((len(SCOPES), len(KNOWLEDGE)), dtype=np.int64)
    for row in _cases(rows):
        scope = "narrow" if row.doubtful and doubtful == "other way" else row.scope
        counts[SCOPES.index(scope), KNOWLEDGE.index(row.knowledge)] += 1
    return counts


def markdown(rows: Sequence[Case]) -> str:
    """Return cases as a MyST table, with a cite role for each source.

    Parameters
    ----------
    rows : sequence of Case
        One or more.

    Returns
    -------
    str
        One line a case, under a header of two lines.

    Raises
    ------
    TypeError
        If ``rows`` is no sequence, or a row no :class:`Case`.
    ValueError
        If there are none.

    Examples
    --------
    >>> markdown(cases()[1:2]).splitlines()[-1].split(" | ")[1]
    'Deep Blue, chess {cite:p}`campbell2002`'
    """
    if not _cases(rows):
        raise ValueError("rows must hold at least one case, got none")
    lines = [
        "| year | winner | how it won, and what lost | built in | scope |",
        "|--:|---|---|---|---|",
    ]
    for row in rows:
        winner = f"{row.system}, {row.field} {{cite:p}}`{row.key}`"
        story = row.won + (f" *Lost:* {row.lost[0].lower()}{row.lost[1:]}" if row.lost else "")
        lines.append(f"| {row.year} | {winner} | {story} | {row.knowledge} | {row.scope} |")
    return "\n".join(lines)


def _cases(rows: Sequence[Case]) -> Sequence[Case]:
    if not isinstance(rows, Sequence):
        raise TypeError(f"rows must be a sequence of Case, got {rows!r}")
    for each in rows:
        instance("rows", each, Case)
    return rows
