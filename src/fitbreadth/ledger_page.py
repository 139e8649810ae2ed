"""The ledger as a page: a summary, a line a claim with its details folded, published numbers.

Everything is written from judgements, so that a page runs each check once. What the script of
the page filters by (``publish/static/fitbreadth-ledger.js``) stands in the text, marked
``data-facet``; without the script the page shows all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from fitbreadth.claim import UNCONFIRMED, VERDICTS, Claim, Evidence, Judgement
from fitbreadth.ledger import (
    FAILS,
    WORDS,
    Markdown,
    evidence_table,
    number,
    result,
    tolerance,
    verdict_class,
    what,
)

Judged = Mapping[str, Sequence[Judgement]]
"""Judgements by the name of their chapter."""

MEANINGS = {
    "holds": "as it is said",
    "holds when": "true under conditions that it leaves unsaid, false without them: both are shown",
    "overstated": "it says *every*, *always* or *inevitably*, or more than there is; what is left "
    "of it is shown",
    "not as history": "the idea may be right; that it came about in this way is not",
    UNCONFIRMED: "a check did not come out as expected, whatever its author had in mind",
}
"""What each verdict means."""


def judge(claims: Mapping[str, Iterable[Claim]]) -> dict[str, tuple[Judgement, ...]]:
    """Judge every claim, once.

    Parameters
    ----------
    claims : mapping of str to iterable of Claim
        Claims by the name of their chapter.

    Returns
    -------
    dict of str to tuple of Judgement
    """
    return {chapter: tuple(claim.judge() for claim in of) for chapter, of in claims.items()}


def summary(judged: Judged) -> Markdown:
    """Return the counts of verdicts by chapter; each leads to its claims."""
    everything = [judgement for of in judged.values() for judgement in of]
    found = {judgement.verdict for judgement in everything}
    shown = [verdict for verdict in (*VERDICTS, UNCONFIRMED) if verdict in found]
    rows = {f"[{name}](#{_place(name)})": (name, of) for name, of in judged.items()}
    rows["All"] = ("", everything)
    head = "".join(f" {WORDS[verdict]} |" for verdict in shown)
    body = "".join(
        f"| {title} |" + "".join(f" {_count(chapter, verdict, of)} |" for verdict in shown) + "\n"
        for title, (chapter, of) in rows.items()
    )
    evidence = [item for judgement in everything for item in judgement.evidence]
    amiss = sum(not item.passes for item in evidence)
    published = sum(len(judgement.published) for judgement in everything)
    return Markdown(
        f"**{_several(len(everything), 'claim')}**, {_several(len(evidence), 'check')}: "
        f"{f'{amiss} did not come out' if amiss else 'all came out'} as expected. "
        f"[{published} of them](#ledger-numbers) are against something published.\n\n"
        f":::{{div}} fb-glance\n"
        f"| Chapter |{head}\n|---|{'---|' * len(shown)}\n{body}:::\n"
    )


def claims(judged: Judged) -> Markdown:
    """Return all claims, by chapter: a line each, conditions and evidence folded below."""
    groups = "".join(
        f":::::::{{div}} fb-group\n:name: {_place(chapter)}\n\n"
        f"### {chapter}\n\n{''.join(entry(judgement, chapter) for judgement in of)}:::::::\n\n"
        for chapter, of in judged.items()
    )
    return Markdown(f"::::::::{{div}} fb-list\n:name: ledger-claims\n\n{groups}::::::::\n")


def entry(judgement: Judgement, chapter: str) -> Markdown:
    """Return a claim's place in the ledger: statement, verdict, figure; the rest folded."""
    claim = judgement.claim
    badge = f"fb-badge {verdict_class(judgement.verdict)}"
    return Markdown(
        f"::::::{{div}} fb-claim\n"
        f"**{claim.statement}** {_facet('Verdict', WORDS[judgement.verdict], badge)}\n\n"
        f"In [{_facet('Chapter', chapter)}](#verdict-{claim.id}) · "
        f"{{numref}}`{claim.figure}` · {_agreement(judgement)}{_published(judgement)}\n\n"
        f":::::{{dropdown}} When, and what was computed\n:class-container: fb-more\n\n"
        # inside the folded part: a browser that is sent here opens it, with or without a script
        f"({claim.id})=\n"
        f"Claimed by {{cite:t}}`{claim.source}`.\n\n"
        f"**Holds** {claim.holds}\n\n**Fails** {claim.fails}\n\n"
        f"{_evidence(judgement)}:::::\n::::::\n\n"
    )


def _evidence(judgement: Judgement) -> str:
    if not judgement.evidence:
        return "Nothing was computed.\n\n"
    failing = sum(item.what.startswith(FAILS) for item in judgement.evidence)
    told = f"; {_several(failing, 'row')} of where the claim fails" if failing else ""
    return (
        f"**What was computed{told}**\n\n"
        f"::::{{div}} fb-evidence\n{evidence_table(judgement.evidence)}::::\n\n"
    )


def _agreement(judgement: Judgement) -> str:
    total = len(judgement.evidence)
    if judgement.passed < total or not total:
        return f"**{judgement.passed} of {_several(total, 'check')} agree**"
    return "1 check agrees" if total == 1 else f"{total} checks agree"


def _published(judgement: Judgement) -> str:
    several = len(judgement.published)
    told = f", {several} with something published" if several else ""
    return _facet("Published numbers", told, value="some" if several else "none")


def published(judged: Judged) -> Markdown:
    """Return everything published that evidence is held against, beside what we got."""
    rows = "".join(
        _number(item, judgement.claim, chapter)
        for chapter, of in judged.items()
        for judgement in of
        for item in judgement.published
    )
    return Markdown(
        "::::{div} fb-list fb-numbers\n:name: ledger-numbers\n\n"
        "| source, and what | theirs | ours | tolerance | status | claim |\n"
        f"|---|---|---|---|---|---|\n{rows}::::\n"
    )


def _number(item: Evidence, claim: Claim, chapter: str) -> str:
    kind = _facet("Kind", "", value="yes or no" if item.is_question else "number")
    status = _facet("Status", result(item), value="agrees" if item.passes else "differs")
    return (
        f"| {{cite:t}}`{item.source}`: {what(item)}{kind} | {number(item.expected)} "
        f"| {number(item.got)} | {_facet('Tolerance', tolerance(item), value=item.tolerance)} "
        f"| {status} | [{_facet('Chapter', chapter)}](#{claim.id}) |\n"
    )


def meanings() -> Markdown:
    """Return what each verdict means, as a table."""
    rows = "".join(
        f'| <span class="fb-badge {verdict_class(verdict)}">{WORDS[verdict]}</span> | {means} |\n'
        for verdict, means in MEANINGS.items()
    )
    return Markdown(f"| verdict | means |\n|---|---|\n{rows}")


def _facet(name: str, text: str, style: str = "", value: str | None = None) -> str:
    """Mark a text as what the page can be filtered by, by its value if that is another."""
    kind = f' class="{style}"' if style else ""
    told = f' data-value="{escape(value)}"' if value is not None else ""
    return f'<span{kind} data-facet="{escape(name)}"{told}>{text}</span>'


def _count(chapter: str, verdict: str, of: Iterable[Judgement]) -> str:
    """Return how many have the verdict, as a link to the page showing only these."""
    count = sum(judgement.verdict == verdict for judgement in of)
    if not count:
        return '<span class="fb-none">0</span>'
    wanted = {"claims-chapter": chapter, "claims-verdict": WORDS[verdict]}
    query = escape(urlencode({key: value for key, value in wanted.items() if value}))
    where = f"{WORDS[verdict]}, {chapter or 'all chapters'}"
    return (
        f'<a class="fb-count {verdict_class(verdict)}" href="?{query}#ledger-claims" '
        f'aria-label="{count}: {escape(where)}">{count}</a>'
    )


def _several(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _place(chapter: str) -> str:
    return f"ledger-{chapter.lower().replace(' ', '-')}"
