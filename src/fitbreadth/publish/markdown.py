"""A page's resolved nodes as plain Markdown, which every notebook viewer can show.

Sphinx has by then filled in numbers, citations and references; a chapter's own source leaves all
that to MyST, and plain Jupyter would show it raw. Boxes become quotes with a bold first line, what
folds becomes ``<details>``, and tables get pipes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from docutils import nodes

from fitbreadth.publish.markdown_marks import code, folded, hung, joined, quoted

Address = Callable[[nodes.reference], str]
"""Where a reference leads; an empty string makes it plain text."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>$])")
# what a line may begin with that would make it a heading, an item or a quotation
_OPENING = re.compile(r"^(\d*)([#+-]|[.)](?= ))")
_MARKS = {"emphasis": "*", "strong": "**"}
_TAGS = {"subscript": "sub", "superscript": "sup"}
# a page sets these words apart by colour alone
_COLOURED = re.compile(r'<span class="fb-(badge|fails)\b')
BUILD_ONLY = "fb-build-only"
"""The class of what tells of one build, such as its running times, and is no part of a text."""
ENTRY = "fb-claim"
"""The class of an entry in a list, which a line sets apart from the one before it."""

_UNSEEN = (nodes.comment, nodes.raw, nodes.target, nodes.system_message, nodes.Invisible)


class Writer:
    r"""Turns nodes into Markdown.

    Parameters
    ----------
    address : callable
        ``address(reference)`` says where a reference leads.
    number : callable
        ``number(node)`` returns the number of a displayed formula or a figure, or an empty string.
    linked : set of str
        The ids that references of any page may lead to: where they stand an anchor is written.

    Examples
    --------
    >>> writer = Writer(lambda reference: "#there", lambda node: "")
    >>> held = nodes.paragraph("", "", nodes.strong("", "Fit"), nodes.Text(" costs 2 * 3."))
    >>> writer.blocks(nodes.note("", held))
    '> **Note**\n>\n> **Fit** costs 2 \\* 3.'
    """

    def __init__(
        self,
        address: Address,
        number: Callable[[nodes.Element], str],
        linked: frozenset[str] = frozenset(),
    ) -> None:
        self._address = address
        self._number = number
        self._linked = linked

    def blocks(self, parent: nodes.Element) -> str:
        """Return what stands in ``parent``, its blocks set apart by blank lines.

        Raises
        ------
        NotImplementedError
            If a kind of node is unknown here: left out in silence, a reader would miss it.
        """
        if isinstance(parent, nodes.Admonition):
            return self._box(parent)
        written: list[str] = []
        words: list[nodes.Node] = []
        for child in [*parent.children, None]:
            if child is not None and _is_inline(child):
                words.append(child)
                continue
            if words:
                written.append(_OPENING.sub(r"\1\\\2", self._line(words)))
                words = []
            if child is not None:
                written.append(self.block(child))
        return "\n\n".join(text for text in written if text.strip())

    def block(self, node: nodes.Node) -> str:
        """Return one block."""
        if isinstance(node, _UNSEEN):
            return ""
        write = getattr(self, f"_{type(node).__name__}", None)
        if write is None:
            raise _unknown(node)
        text: str = write(node)
        if isinstance(node, (nodes.section, nodes.citation)):
            return text
        # a heading is named by its section
        anchors = self._anchors(node.parent if isinstance(node, nodes.title) else node)
        return f"{anchors}\n\n{text}" if anchors and text else text

    def _anchors(self, node: nodes.Element) -> str:
        return "".join(f'<a id="{name}"></a>' for name in node["ids"] if name in self._linked)

    def inline(self, parent: nodes.Element) -> str:
        """Return what stands in ``parent`` as words of one line."""
        return self._line(parent.children)

    def _line(self, children: list[nodes.Node]) -> str:
        return self._words(children).strip()

    def _words(self, children: list[nodes.Node]) -> str:
        said: list[str] = []
        marks: list[str] = []
        for child in children:
            if isinstance(child, nodes.raw) and child.astext().startswith("<span"):
                marks.append("*" if _COLOURED.match(child.astext()) else "")
                said.append(marks[-1])
            elif isinstance(child, nodes.raw) and child.astext() == "</span>" and marks:
                said.append(marks.pop())
            else:
                said.append(self._word(child))
        return "".join(said)

    def _word(self, node: nodes.Node) -> str:
        kind = type(node).__name__
        if isinstance(node, nodes.Text):
            return _SPECIAL.sub(r"\\\1", node.astext().replace("\n", " "))
        if isinstance(node, _UNSEEN):
            return ""
        if isinstance(node, nodes.image):
            raise _unknown(node)
        if isinstance(node, nodes.math):
            return f"${' '.join(node.astext().split())}$"
        if isinstance(node, nodes.literal):
            return code(node.astext())
        words = self._words(getattr(node, "children", []))
        if kind in _MARKS and words.strip():
            mark = _MARKS[kind]
            return f"{mark}{words.strip()}{mark}"
        if kind in _TAGS:
            return f"<{_TAGS[kind]}>{words}</{_TAGS[kind]}>"
        if isinstance(node, nodes.reference) and (address := self._address(node)):
            return f"[{words}]({address})"
        return words

    def _paragraph(self, node: nodes.Element) -> str:
        return _OPENING.sub(r"\1\\\2", self.inline(node))

    _caption = _attribution = _PassthroughTextElement = _paragraph

    def _rubric(self, node: nodes.Element) -> str:
        # what MyST makes of a heading where no section can begin
        return f"{'#' * node.get('level', 0)} {self._paragraph(node)}".strip()

    def _section(self, node: nodes.Element) -> str:
        return self.blocks(node)

    _compound = _document = _glossary = _section

    def _container(self, node: nodes.Element) -> str:
        if BUILD_ONLY in node["classes"]:
            return ""
        if node.get("design_component") == "card-title":
            return f"**{self.inline(node)}**"
        return ("---\n\n" if ENTRY in node["classes"] else "") + self.blocks(node)

    def _figure(self, node: nodes.Element) -> str:
        caption = next(node.findall(nodes.caption), None)
        number = self._number(node)
        head = f"**Fig. {number}** " if number else ""
        return f"{head}{self.inline(caption)}" if caption is not None else ""

    def _citation(self, node: nodes.Element) -> str:
        said = [child for child in node.children if not isinstance(child, nodes.label)]
        words = self.inline(nodes.inline("", "", *(c.deepcopy() for c in said)))
        return f"- {self._anchors(node)}{words}"

    def _title(self, node: nodes.Element) -> str:
        depth = 0
        parent = node.parent
        while isinstance(parent, nodes.section):
            depth, parent = depth + 1, parent.parent
        return f"{'#' * max(depth, 1)} {self.inline(node)}"

    def _math_block(self, node: nodes.Element) -> str:
        number = self._number(node)
        tag = f" \\tag{{{number}}}" if number else ""
        # in one line: Jupyter takes formulas out before it reads the marks of quotes and lists
        return f"$${' '.join(node.astext().split())}{tag}$$"

    def _literal_block(self, node: nodes.Element) -> str:
        language = node.get("language", "")
        return f"```{'' if language in ('default', 'none') else language}\n{node.astext()}\n```"

    def _bullet_list(self, node: nodes.Element) -> str:
        return joined([hung("- ", self.blocks(item)) for item in node.children])

    def _enumerated_list(self, node: nodes.Element) -> str:
        start = node.get("start", 1)
        items = enumerate(node.children, start)
        return joined([hung(f"{at}. ", self.blocks(item)) for at, item in items])

    def _definition_list(self, node: nodes.Element) -> str:
        return "\n\n".join(map(self._definition, node.children))

    def _definition(self, item: nodes.Element) -> str:
        found = [term for term in item.children if isinstance(term, nodes.term)]
        terms = [f"{self._anchors(term)}{self.inline(term)}" for term in found]
        (said,) = (child for child in item.children if isinstance(child, nodes.definition))
        return f"**{', '.join(terms)}**\n\n{quoted(self.blocks(said))}"

    def _block_quote(self, node: nodes.Element) -> str:
        return quoted(self.blocks(node))

    def _box(self, node: nodes.Element) -> str:
        title = node[0] if isinstance(node[0], nodes.title) else None
        head = self.inline(title) if title is not None else type(node).__name__.capitalize()
        body = nodes.container("", *[c.deepcopy() for c in node.children if c is not title])
        return quoted(f"**{head}**\n\n{self.blocks(body)}")

    _admonition = _note = _tip = _hint = _important = _warning = _seealso = _box

    def _dropdown_main(self, node: nodes.Element) -> str:
        head, *body = node.children
        return folded(_plain(head), self.blocks(nodes.container("", *body)))

    def _prediction(self, node: nodes.Element) -> str:
        question, *options = node.children
        return "\n\n".join([f"**{self.inline(question)}**", *map(self._option, options)])

    _check = _prediction

    def _option(self, option: nodes.Element) -> str:
        said, *answer = (child.deepcopy() for child in option.children)
        return folded(_plain(said), self.blocks(nodes.container("", *answer)))

    def _table(self, node: nodes.Element) -> str:
        rows = [
            [self._cell(entry) for entry in row.findall(nodes.entry)]
            for row in node.findall(nodes.row)
        ]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])

    def _cell(self, entry: nodes.Element) -> str:
        text = "<br>".join(self.inline(child) for child in entry.children)
        return text.replace("|", "\\|")

    def _toctree(self, node: nodes.Element) -> str:
        return ""

    def _transition(self, node: nodes.Element) -> str:
        return "---"


def _unknown(node: nodes.Node) -> NotImplementedError:
    kind = type(node).__name__
    return NotImplementedError(f"node must be one that Markdown has words for, got {kind}")


def _is_inline(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.Text, nodes.Inline)) and not isinstance(node, nodes.target)


def _plain(node: nodes.Node) -> str:
    """Return words and formulas without marks, which a summary does not know."""
    if isinstance(node, nodes.raw):
        return ""
    if isinstance(node, nodes.math):
        return f"${node.astext()}$"
    if isinstance(node, nodes.Text):
        return str(node).replace("\n", " ")
    return "".join(map(_plain, node.children))
