"""Milestones of artificial intelligence: scope of the method, scope of the instance that did it.

The rows are coded by these rules.

1. A row is one system that the field names as a milestone, or a forerunner or rival of one that
   this chapter discusses, in the year its result became public.
2. The *instance* is the program, with the weights, that achieved the result, as it was run. Where
   copies with different weights did different tasks, each copy is an instance.
3. The *method* is all that was fixed before the rules and data of the task came in: features,
   architecture, search, knowledge written by hand.
4. An instance is ``"one task"`` if it does one kind of thing, ``"family"`` if unchanged it does
   several within one field, ``"broad"`` if unchanged it does tasks of fields that used to have
   systems and benchmarks of their own. Wide subject matter does not make one task several.
5. A method is ``"one task"`` if a part that the result needed was made for that task, ``"family"``
   if such parts were made for one field's tasks, ``"general"`` otherwise.
6. A doubtful case is coded the wider way, which is against the claim that milestones are narrow.

The rows are a choice, not a sample, and many are kin: eleven come from one laboratory. The counts
describe this table; no test of significance would mean anything. Nor do they show that the narrow
systems succeeded because they were narrow: nobody names the narrow systems that failed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fitbreadth.stored import table
from fitbreadth.validate import choice, instance, integer

METHOD_SCOPES = ("one task", "family", "general")
"""Scopes of a method, narrowest first."""

INSTANCE_SCOPES = ("one task", "family", "broad")
"""Scopes of a trained instance, narrowest first."""


@dataclass(frozen=True)
class Milestone:
    """One system and how its scopes were coded.

    Attributes
    ----------
    year : int
        When its result became public.
    system, task : str
        Its name, and what it did.
    method_scope, instance_scope : str
        One of ``METHOD_SCOPES`` and one of ``INSTANCE_SCOPES``.
    why_method, why_instance : str
        One sentence of reason for each.
    key : str
        Key of the source.
    """

    year: int
    system: str
    task: str
    method_scope: str
    instance_scope: str
    why_method: str
    why_instance: str
    key: str

    def __post_init__(self) -> None:
        integer("year", self.year, low=1950)
        choice("method_scope", self.method_scope, METHOD_SCOPES)
        choice("instance_scope", self.instance_scope, INSTANCE_SCOPES)
        if self._instance_rank > self._method_rank:
            raise ValueError(
                f"instance_scope of {self.system} must not be wider than its method_scope"
                f" {self.method_scope!r}, got {self.instance_scope!r}"
            )

    @property
    def narrowed(self) -> bool:
        """Whether the instance is narrower than the method that made it."""
        return self._instance_rank < self._method_rank

    @property
    def _method_rank(self) -> int:
        return METHOD_SCOPES.index(self.method_scope)

    @property
    def _instance_rank(self) -> int:
        return INSTANCE_SCOPES.index(self.instance_scope)


def milestones() -> tuple[Milestone, ...]:
    """Read the table that ships with the package.

    Returns
    -------
    tuple of Milestone
        In order of year.

    Examples
    --------
    >>> rows = milestones()
    >>> len(rows), rows[0].year, rows[-1].year
    (24, 1959, 2024)
    >>> [row.system for row in rows if row.narrowed]
    ['Watson', 'AlexNet', 'DQN', 'AlphaZero', 'BERT', 'AlphaCode']
    """
    rows, _ = table("milestones.csv")
    return tuple(
        Milestone(
            year=int(row["year"]),
            system=row["system"],
            task=row["task"],
            method_scope=row["method_scope"],
            instance_scope=row["instance_scope"],
            why_method=row["why_method"],
            why_instance=row["why_instance"],
            key=row["key"],
        )
        for row in rows
    )


def cross_table(rows: Sequence[Milestone]) -> NDArray[np.int_]:
    """Count the rows by scope of the method and scope of the instance.

    Parameters
    ----------
    rows : sequence of Milestone
        Any of them, also none.

    Returns
    -------
    ndarray of int, shape (3, 3)
        Methods down, in the order of ``METHOD_SCOPES``, instances across, in that of
        ``INSTANCE_SCOPES``. Nothing stands above the diagonal: an instance is never wider.

    Raises
    ------
    TypeError
        If a row is no :class:`Milestone`.

    Examples
    --------
    >>> cross_table(milestones())
    array([[12,  0,  0],
           [ 4,  1,  0],
           [ 2,  0,  5]])
    """
    counts = np.zeros((len(METHOD_SCOPES), len(INSTANCE_SCOPES)), dtype=np.int64)
    for each in rows:
        row = instance("rows", each, Milestone)
        counts[row._method_rank, row._instance_rank] += 1
    return counts


def markdown(rows: Sequence[Milestone], *, reasons: bool = False) -> str:
    """Return milestones as a MyST table, with a cite role for each source.

    Parameters
    ----------
    rows : sequence of Milestone
        One or more.
    reasons : bool
        Whether to add the reason for each scope.

    Returns
    -------
    str
        One line a milestone, under a header of two lines.

    Raises
    ------
    TypeError
        If a row is no :class:`Milestone`.
    ValueError
        If there are none.

    Examples
    --------
    >>> print(markdown(milestones()[3:4]))
    | year | system | what it did | method | trained instance | source |
    |--:|---|---|---|---|---|
    | 1997 | Deep Blue | play chess | one task | one task | {cite:p}`campbell2002` |
    """
    if not rows:
        raise ValueError("rows must hold at least one milestone, got none")
    lines = [
        "| year | system | what it did | method | trained instance | source |",
        "|--:|---|---|---|---|---|",
    ]
    for each in rows:
        row = instance("rows", each, Milestone)
        method, trained = row.method_scope, row.instance_scope
        if reasons:
            method, trained = f"{method}: {row.why_method}", f"{trained}: {row.why_instance}"
        cells = (str(row.year), row.system, row.task, method, trained, f"{{cite:p}}`{row.key}`")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
