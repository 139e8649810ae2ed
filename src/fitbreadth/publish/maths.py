"""TeX becomes MathML while the book is built: formulas need no script in the page."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

_converter = LatexToMathML()
_OPENING = tuple("([“‘")
_CLOSING = tuple(".,;:!?)]”’")
_logger = logging.getLogger(__name__)


def convert(tex: str, *, display: bool) -> str:
    r"""Return ``tex`` as a MathML element.

    Raises
    ------
    ValueError
        If it is not TeX that can be converted; the message quotes it.

    Examples
    --------
    >>> convert("x^2", display=False)
    '<math><msup><mi>x</mi><mn>2</mn></msup></math>'
    """
    try:
        mathml: str = _converter.convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        raise ValueError(f"tex must be TeX that converts to MathML, got {tex!r}: {error}") from None
    return mathml


def _converted(node: nodes.Element, *, display: bool) -> str:
    try:
        return convert(node.astext(), display=display)
    except ValueError as error:
        _logger.warning(str(error), location=node, type="fitbreadth", subtype="maths")
        return f"<code>{escape(node.astext())}</code>"


def visit_inline(writer: Any, node: nodes.math) -> None:
    """Write a formula within a line."""
    writer.body.append(_converted(node, display=False))
    raise nodes.SkipNode


def _hold_together(app: Any, doctree: nodes.document, docname: str) -> None:
    """Keep a formula on one line with its punctuation: browsers break around it as by a picture."""
    for formula in list(doctree.findall(nodes.math)):
        parent, at = formula.parent, formula.parent.index(formula)
        held = nodes.inline(classes=["fb-held"])
        before = parent[at - 1] if at else None
        after = parent[at + 1] if at + 1 < len(parent) else None
        if isinstance(before, nodes.Text) and before[-1:] in _OPENING:
            held += nodes.Text(before[-1:])
            parent[at - 1] = nodes.Text(before[:-1])
        held += formula.deepcopy()
        if isinstance(after, nodes.Text) and after[:1] in _CLOSING:
            end = len(after) - len(after.lstrip("".join(_CLOSING)))
            held += nodes.Text(after[:end])
            parent[at + 1] = nodes.Text(after[end:])
        if len(held) > 1:
            parent[at] = held


def visit_block(writer: Any, node: nodes.math_block) -> None:
    """Write a displayed formula, with its number if it has one."""
    ids = "".join(f' id="{i}"' for i in node["ids"][:1])
    number = ""
    if node["number"]:
        link = f'<a class="headerlink" href="#{node["ids"][0]}" title="Link to this equation">#</a>'
        # as references count it: on through the chapters, like figures
        told = get_node_equation_number(writer, node)
        number = f'<span class="fb-eqno">({told}){link}</span>'
    writer.body.append(
        f'<div class="fb-maths"{ids}>{_converted(node, display=True)}{number}</div>\n'
    )
    raise nodes.SkipNode


def setup(app: Any) -> None:
    """Offer this renderer as ``html_math_renderer = "mathml"``."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    app.connect("doctree-resolved", _hold_together)
