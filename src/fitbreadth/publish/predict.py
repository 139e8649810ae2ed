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

from typing import Any

from docutils import nodes

from fitbreadth.publish.question import Question, silent, write_first


class prediction(nodes.General, nodes.Element):
    """A question with options; its children are the options."""


class prediction_option(nodes.General, nodes.Element):
    """One option; its first child is what it says, the others answer it."""


class Predict(Question):
    """Ask which of the options comes true."""

    def run(self) -> list[nodes.Node]:
        """Return the question as a node, or an error that says what is missing."""
        question, items, messages = self.read()
        group = f"predict-{self.env.new_serialno('predict')}"
        node = prediction("", question, group=group)
        for number, item in enumerate(items):
            node += prediction_option("", *item.children, group=group, number=number)
        return [node, *messages]


def visit_prediction(writer: Any, node: prediction) -> None:
    """Open the form; a screen reader is told what appears in it."""
    writer.body.append(
        '<form class="fb-predict" autocomplete="off"><fieldset aria-live="polite"><legend>'
    )
    write_first(writer, node)
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
    write_first(writer, node)
    writer.body.append('</label><div class="fb-answer">')


def depart_option(writer: Any, node: prediction_option) -> None:
    """Close the answer."""
    writer.body.append("</div></div>\n")


def setup(app: Any) -> None:
    """Register the directive."""
    words = (silent, silent)
    app.add_node(prediction, html=(visit_prediction, depart_prediction), text=words)
    app.add_node(prediction_option, html=(visit_option, depart_option), text=words)
    app.add_directive("predict", Predict)
