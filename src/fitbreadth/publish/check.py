"""A question to check oneself with: each option, once it is opened, says whether it is right.

::

    :::{check} Which is faster?
    :right: 2

    - The first.

      Because ...
    - The second.

      Because ...
    :::

``:right:`` is the place of the right option. Each item's first paragraph is an option, the rest
says why it is right or not. An option is opened, not picked out of a group: where the arrow keys
pick, they would show the answer of every option on their way. Nothing of it needs a script.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from fitbreadth.publish.question import Question, silent, write_first

VERDICTS = {True: "Right.", False: "Not so."}


class check(nodes.General, nodes.Element):
    """A question with options; its first child is the question."""


class check_option(nodes.General, nodes.Element):
    """One option; its first child is what it says, the others are its verdict and the reason."""


class Check(Question):
    """Ask, and know which option is right."""

    option_spec: ClassVar[dict[str, Any]] = {"right": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the question as a node, or an error that says what is missing."""
        question, items, messages = self.read()
        right = self._right(len(items))
        node = check("", question)
        for place, item in enumerate(items, 1):
            said, *reason = item.children
            is_right = place == right
            node += check_option("", said, *_judged(reason, is_right), right=is_right)
        return [node, *messages]

    def _right(self, count: int) -> int:
        given = (self.options.get("right") or "").strip()
        if given.isdecimal() and 1 <= int(given) <= count:
            return int(given)
        got = repr(given) if given else "nothing"
        raise self.error(
            f"right must be the place of the right option, a whole number from 1 to {count}, "
            f"got {got}"
        )


def _judged(reason: list[nodes.Node], is_right: bool) -> list[nodes.Node]:
    """Let the reason begin with the verdict."""
    style = "fb-right" if is_right else "fb-wrong"
    verdict = nodes.strong("", VERDICTS[is_right], classes=[style])
    if isinstance(reason[0], nodes.paragraph):
        reason[0].insert(0, [verdict, nodes.Text(" ")])
        return reason
    return [nodes.paragraph("", "", verdict), *reason]


def _number(app: Any, doctree: nodes.document) -> None:
    """Say of each question of a section which of how many it is; one by itself has no number."""
    sections: dict[int, list[check]] = {}
    for found in doctree.findall(check):
        section = found.parent
        while not isinstance(section, (nodes.section, nodes.document)):
            section = section.parent
        sections.setdefault(id(section), []).append(found)
    for questions in sections.values():
        if len(questions) == 1:
            continue
        for place, question in enumerate(questions, 1):
            words = f"Question {place} of {len(questions)}."
            counted = nodes.inline("", words, classes=["fb-count"])
            question[0].insert(0, [counted, nodes.Text(" ")])


def visit_check(writer: Any, node: check) -> None:
    """Open the group; a screen reader is told what appears in it."""
    writer.body.append('<div class="fb-check"><fieldset aria-live="polite"><legend>')
    write_first(writer, node)
    writer.body.append("</legend>")


def depart_check(writer: Any, node: check) -> None:
    """Close the group."""
    writer.body.append("</fieldset></div>\n")


def visit_option(writer: Any, node: check_option) -> None:
    """Write the option; its verdict and the reason show once it is opened."""
    writer.body.append('<details class="fb-option"><summary>')
    write_first(writer, node)
    writer.body.append('</summary><div class="fb-answer">')


def depart_option(writer: Any, node: check_option) -> None:
    """Close the option."""
    writer.body.append("</div></details>\n")


def setup(app: Any) -> None:
    """Register the directive."""
    app.add_node(check, html=(visit_check, depart_check), text=(silent, silent))
    app.add_node(check_option, html=(visit_option, depart_option), text=(silent, silent))
    app.add_directive("check", Check)
    app.connect("doctree-read", _number)
