"""Claims and their evidence as text: the verdict boxes of a chapter, the tables of evidence."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fractions import Fraction
from math import isfinite

from fitbreadth.claim import UNCONFIRMED, Claim, Evidence, Value
from fitbreadth.plain_markdown import plain
from fitbreadth.rounding import written

WORDS = {
    "holds": "Holds",
    "holds when": "Holds under conditions",
    "overstated": "Overstated",
    "not as history": "Not as history",
    UNCONFIRMED: "Not confirmed by this build",
}
"""What a reader sees for each verdict."""

FAILS = "fails: "
"""What evidence of where a claim fails begins with."""


class Markdown(str):
    """MyST that a page of the book shows as it is, and a notebook without its directives."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        from fitbreadth.lab import STILL

        return str(self) if os.environ.get(STILL) else plain(self)


def number(value: Value) -> str:
    """Write a number as a reader wants it.

    Examples
    --------
    >>> number(Fraction(25, 64)), number(1 / 3), number(True), number(65536)
    ('25/64', '0.333333', 'yes', '65,536')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction):
        return str(value).replace("-", "−")
    if isinstance(value, int):
        return f"{value:,}".replace("-", "−")
    return written(value, digits=6) if isfinite(value) else str(value)


def what(item: Evidence) -> str:
    """Return what was measured, as a cell of a table."""
    return item.what.removeprefix(FAILS).replace("|", "\\|")


def tolerance(item: Evidence) -> str:
    """Return how close a number must come."""
    margin = f" (±{written(item.within)})" if item.within is not None else ""
    return f"{item.tolerance}{margin}"


def result(item: Evidence) -> str:
    """Return whether it came as close."""
    return "agrees" if item.passes else "**differs**"


def verdict_class(verdict: str) -> str:
    """Return the style of a verdict.

    Examples
    --------
    >>> verdict_class("holds when")
    'fb-verdict-holds-when'
    """
    return f"fb-verdict-{verdict.replace(' ', '-')}"


def checked(evidence: Sequence[Evidence]) -> str:
    """Say how much was checked, and how it came out.

    Examples
    --------
    >>> checked([Evidence("a third", 1 / 3, 0.0, "exact"), Evidence("so", True, True, "exact")])
    '1 number and 1 yes-or-no question, of which 1 did not come out as expected'
    """
    questions = sum(item.is_question for item in evidence)
    counts = ((len(evidence) - questions, "number"), (questions, "yes-or-no question"))
    told = [f"{count} {noun}{'s' * (count != 1)}" for count, noun in counts if count]
    amiss = sum(not item.passes for item in evidence)
    if not told:
        return "nothing"
    if amiss:
        return f"{' and '.join(told)}, of which {amiss} did not come out as expected"
    return f"{' and '.join(told)}, {'all ' * (len(evidence) > 1)}as expected"


def verdict(claim: Claim) -> Markdown:
    """Return the verdict box of a claim: what was claimed, when it holds, when it fails."""
    judgement = claim.judge()
    return Markdown(
        f"::::{{admonition}} {WORDS[judgement.verdict]}: {claim.statement}\n"
        f":class: fb-verdict {verdict_class(judgement.verdict)}\n"
        f":name: verdict-{claim.id}\n\n"
        f"**Holds** {claim.holds}\n\n**Fails** {claim.fails}\n\n"
        f"*Checked when this page was built: {checked(judgement.evidence)} "
        f"({{ref}}`see them <{claim.id}>`). "
        f"Source of the claim: {{cite:t}}`{claim.source}`.*\n::::\n"
    )


def evidence_table(evidence: Sequence[Evidence]) -> Markdown:
    """Return evidence as a table: what, what it should be, what we got, how close it must be."""
    head = (
        "| what was measured | should be | we got | tolerance | result |\n|---|---|---|---|---|\n"
    )
    return Markdown(head + "".join(map(_row, evidence)))


def _row(item: Evidence) -> str:
    # not a table of their own: a row may go on from the one above it, of where the claim holds
    mark = '<span class="fb-fails">where it fails</span> ' * item.what.startswith(FAILS)
    source = f" {{cite:p}}`{item.source}`" if item.source else ""
    return (
        f"| {mark}{what(item)}{source} | {number(item.expected)} | {number(item.got)} "
        f"| {tolerance(item)} | {result(item)} |\n"
    )
