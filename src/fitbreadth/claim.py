"""A claim, where it comes from, and what running it showed.

The chapter's verdict box, the ledger and the tests read the same objects. A claim cannot be
shown as held by a check that did not pass: the verdict is what :meth:`Claim.judge` returns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from fitbreadth.validate import choice

TOLERANCES: dict[str, str] = {
    "exact": "equal as fractions or whole numbers, or to 1e-9",
    "closed form": "equal to 1e-6, relative",
    "Monte Carlo": "within 4 analytic standard errors",
    "published table": "equal to the printed figure, at its precision",
    "qualitative": "sign or order only",
}
"""How close a number must come, by the kind of number it is."""

VERDICTS = ("holds", "holds when", "overstated", "not as history")

UNCONFIRMED = "not confirmed"
"""The verdict of a claim whose check did not pass, whatever was expected of it."""

Value = float | int | Fraction | bool


@dataclass(frozen=True)
class Evidence:
    """One number held against what it should be.

    Parameters
    ----------
    what : str
        What was measured, in words; behind ``fails:`` if it is of where the claim fails.
    expected, got : float, int, Fraction or bool
        The reference and our number.
    tolerance : str
        A key of :data:`TOLERANCES`.
    within : float, optional
        The margin that a Monte Carlo (4 standard errors) or printed number (half of its last
        digit) leaves; the other classes carry their own.
    source : str
        Key in ``references.bib`` of the published number, or empty for a derived one.

    Raises
    ------
    ValueError
        If the tolerance is unknown, or a margin is missing or given where none belongs.

    Examples
    --------
    >>> Evidence("a third", Fraction(1, 3), Fraction(2, 6), "exact").passes
    True
    >>> Evidence("a mean", 2.0, 2.3, "Monte Carlo", within=0.1).passes
    False
    """

    what: str
    expected: Value
    got: Value
    tolerance: str
    within: float | None = None
    source: str = ""

    def __post_init__(self) -> None:
        choice("tolerance", self.tolerance, tuple(TOLERANCES))
        needs = self.tolerance in ("Monte Carlo", "published table")
        if needs and (self.within is None or not 0 <= self.within < inf):
            raise ValueError(
                f"within must be a margin >= 0 for a {self.tolerance} number, got {self.within!r}"
            )
        if not needs and self.within is not None:
            raise ValueError(
                f"within must be left out for tolerance {self.tolerance!r}, got {self.within!r}"
            )

    @property
    def is_question(self) -> bool:
        """Whether it asks for yes or no, and not for a number."""
        return isinstance(self.expected, bool)

    @property
    def passes(self) -> bool:
        """Whether our number is as close as its class asks."""
        if self.tolerance == "qualitative" or self.is_question:
            return self.got == self.expected
        if isinstance(self.expected, Fraction | int) and isinstance(self.got, Fraction | int):
            gap: float = abs(float(self.got - self.expected))
        else:
            gap = 0.0 if self.got == self.expected else abs(float(self.got) - float(self.expected))
        margin = {
            "exact": 1e-9,
            "closed form": 1e-6 * max(1.0, abs(float(self.expected))),
        }.get(self.tolerance, self.within)
        return margin is not None and gap <= margin < inf


@dataclass(frozen=True)
class Judgement:
    """What a claim's check came to.

    Parameters
    ----------
    claim : Claim
        What was judged.
    verdict : str
        One of :data:`VERDICTS`, or :data:`UNCONFIRMED`.
    evidence : tuple of Evidence
        Everything the check measured.
    """

    claim: Claim
    verdict: str
    evidence: tuple[Evidence, ...]

    @property
    def passed(self) -> int:
        """How much of the evidence is as it should be."""
        return sum(item.passes for item in self.evidence)

    @property
    def published(self) -> tuple[Evidence, ...]:
        """The evidence that is held against something published."""
        return tuple(item for item in self.evidence if item.source)


@dataclass(frozen=True)
class Claim:
    """A sentence that can be wrong, with the check that would show it.

    Parameters
    ----------
    id : str
        As in the ledger.
    statement : str
        The claim as it is made, in the book's words.
    source : str
        Where it is made: a key in ``references.bib``.
    chapter : str
        The document that treats it.
    figure : str
        The figure to look at.
    verdict : str
        One of :data:`VERDICTS`: what the evidence supports if it passes.
    holds, fails : str
        Markdown: the conditions under which it holds, and under which it does not.
    check : callable
        ``check()`` runs the model and returns the evidence, of both regimes.

    Raises
    ------
    ValueError
        If the verdict is not one of :data:`VERDICTS`.
    """

    id: str
    statement: str
    source: str
    chapter: str
    figure: str
    verdict: str
    holds: str
    fails: str
    check: Callable[[], Sequence[Evidence]]

    def __post_init__(self) -> None:
        choice("verdict", self.verdict, VERDICTS)

    def judge(self) -> Judgement:
        """Run the check. Without evidence, or with any that fails, nothing is confirmed."""
        evidence = tuple(self.check())
        confirmed = bool(evidence) and all(item.passes for item in evidence)
        return Judgement(self, self.verdict if confirmed else UNCONFIRMED, evidence)
