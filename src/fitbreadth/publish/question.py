"""A question with options: a list whose items each say an option, and then answer it."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class Question(SphinxDirective):
    """Read a question and its options; each kind of question makes its own nodes of them."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def read(self) -> tuple[nodes.paragraph, list[nodes.Element], list[nodes.system_message]]:
        """Return the question, its options, and what the parser has to say.

        Raises
        ------
        docutils.parsers.rst.DirectiveError
            If there are not two options or more, each with its answer.
        """
        parsed = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, parsed)
        lists = [child for child in parsed.children if isinstance(child, nodes.bullet_list)]
        items = lists[0].children if lists else []
        if len(items) < 2 or any(len(item.children) < 2 for item in items):
            raise self.error(
                f"{self.name} needs a list of two options or more, each with its answer"
            )
        inline, messages = self.state.inline_text(self.arguments[0], self.lineno)
        return nodes.paragraph("", "", *inline, classes=["fb-question"]), items, messages


def write_first(writer: Any, node: nodes.Element) -> None:
    """Write the words of a node's first paragraph, without the paragraph.

    A legend, a label and a summary may hold no block. The paragraph leaves the node.
    """
    for child in node.pop(0).children:
        child.walkabout(writer)


def silent(writer: Any, node: nodes.Element) -> None:
    """Write nothing for the node itself: in plain text a question is its words."""
