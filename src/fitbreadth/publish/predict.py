"""A question to commit to before the answer shows.

::

    :::{predict} Which is faster?
    - The first.

      No: ...
    - The second.

      Yes: ...
    :::

Each item's first paragraph is an option, the rest is what the reader then sees. Nothing of it
needs a script; a notebook that does not know the directive shows it as a list.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class prediction(nodes.General, nodes.Element):
    """A question with options; its children are the options."""


class prediction_option(nodes.General, nodes.Element):
    """One option; its first child is what it says, the others answer it."""


class Predict(SphinxDirective):
    """Read the question and its options."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Return the question as a node, or an error that says what is missing."""
        parsed = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, parsed)
        lists = [child for child in parsed.children if isinstance(child, nodes.bullet_list)]
        items = lists[0].children if lists else []
        if len(items) < 2 or any(len(item.children) < 2 for item in items):
            raise self.error("predict needs a list of two options or more, each with its answer")
        question = nodes.paragraph(classes=["fb-question"])
        inline, messages = self.state.inline_text(self.arguments[0], self.lineno)
        question += inline
        group = f"predict-{self.env.new_serialno('predict')}"
        node = prediction(group=group)
        node += question
        for number, item in enumerate(items):
            node += prediction_option("", *item.children, group=group, number=number)
        return [node, *messages]


def _write_words(writer: Any, paragraph: nodes.Element) -> None:
    """Write what a paragraph says, without the paragraph: a label may hold no block."""
    for child in paragraph.children:
        child.walkabout(writer)


def visit_prediction(writer: Any, node: prediction) -> None:
    """Open the form."""
    writer.body.append('<form class="fb-predict" autocomplete="off"><fieldset><legend>')
    _write_words(writer, node.pop(0))
    writer.body.append("</legend>")


def depart_prediction(writer: Any, node: prediction) -> None:
    """Close the form."""
    writer.body.append("</fieldset></form>\n")


def visit_option(writer: Any, node: prediction_option) -> None:
    """Write the option; its answer follows and shows once it is chosen."""
    field = f"{node['group']}-{node['number']}"
    writer.body.append(
        f'<div class="fb-option"><input type="radio" name="{node["group"]}" id="{field}">'
        f'<label for="{field}">'
    )
    _write_words(writer, node.pop(0))
    writer.body.append('</label><div class="fb-answer" role="status">')


def depart_option(writer: Any, node: prediction_option) -> None:
    """Close the answer."""
    writer.body.append("</div></div>\n")


def setup(app: Any) -> None:
    """Register the directive."""
    words = (lambda writer, node: None, lambda writer, node: None)
    app.add_node(prediction, html=(visit_prediction, depart_prediction), text=words)
    app.add_node(prediction_option, html=(visit_option, depart_option), text=words)
    app.add_directive("predict", Predict)
