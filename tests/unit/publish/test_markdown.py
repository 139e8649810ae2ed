"""Resolved nodes as Markdown, read back by a Markdown parser where that says more."""

from __future__ import annotations

import pytest
from docutils import nodes
from markdown_it import MarkdownIt

from fitbreadth.publish.markdown import BUILD_ONLY, ENTRY, Writer
from fitbreadth.publish.markdown_marks import folded
from fitbreadth.publish.predict import prediction, prediction_option


def written(node, linked=(), number=""):
    writer = Writer(lambda reference: reference["refuri"], lambda _: number, frozenset(linked))
    return writer.block(node)


def words(*children):
    return nodes.paragraph("", "", *children)


def rendered(markdown):
    return MarkdownIt("commonmark").enable("table").render(markdown).strip()


@pytest.mark.parametrize(
    "text",
    ["2 * 3 * 4", "a_b_c", "[x](y)", "<b>", "`q`", "# no", "1. no", "- no", "\\*", "$5 or $6"],
)
def test_words_stay_words(text):
    shown = rendered(written(words(nodes.Text(text))))
    escaped = text.replace("<", "&lt;").replace(">", "&gt;")
    assert shown == f"<p>{escaped}</p>"


def test_marks_and_links():
    link = nodes.reference("", "", nodes.emphasis("", "there"), refuri="https://a.org/?b=c")
    line = words(nodes.strong("", "Bold"), nodes.Text(", "), link, nodes.Text("."))
    assert written(line) == "**Bold**, [*there*](https://a.org/?b=c)."
    assert written(words(nodes.reference("", "plain", refuri=""))) == "plain"
    assert written(words(nodes.literal("", "a`b"))) == "`` a`b ``"


def test_formulas_keep_their_tex_on_one_line():
    assert written(words(nodes.math("", "a_1\n* b"))) == "$a_1 * b$"
    block = nodes.math_block("", "a \\\\\n b")
    assert written(block, number="7") == "$$a \\\\ b \\tag{7}$$"
    assert "\n>" not in written(nodes.block_quote("", block))


def test_lists_within_lists():
    inner = nodes.bullet_list("", nodes.list_item("", words(nodes.Text("b"))))
    outer = nodes.enumerated_list("", nodes.list_item("", words(nodes.Text("a")), inner), start=3)
    html = rendered(written(outer))
    assert html.startswith('<ol start="3">')
    assert "<ul>" in html


def test_boxes_become_quotes():
    box = nodes.admonition("", nodes.title("", "In symbols"), words(nodes.Text("One.")))
    box += words(nodes.Text("Two."))
    assert written(box) == "> **In symbols**\n>\n> One.\n>\n> Two."
    assert written(nodes.note("", words(nodes.Text("N.")))) == "> **Note**\n>\n> N."


def test_tables_keep_their_bars_apart():
    def row(*cells):
        return nodes.row("", *(nodes.entry("", words(nodes.Text(cell))) for cell in cells))

    group = nodes.tgroup(
        "", nodes.thead("", row("x", "|y|")), nodes.tbody("", row("1", "")), cols=2
    )
    html = rendered(written(nodes.table("", group)))
    assert "<th>|y|</th>" in html
    assert html.count("<td>") == 2


def test_a_prediction_is_a_question_with_answers_to_open():
    node = prediction("", words(nodes.Text("Which?")))
    said = words(nodes.Text("Less than "), nodes.math("", "x<1"))
    node += prediction_option("", said, words(nodes.Text("No.")))
    assert written(node) == f"**Which?**\n\n{folded('Less than $x<1$', 'No.')}"
    assert "<summary>Less than $x&lt;1$</summary>" in written(node)


def test_anchors_only_where_a_link_leads():
    section = nodes.section("", nodes.title("", "Here"), ids=["here", "there"])
    assert written(section[0], linked=["there"]) == '<a id="there"></a>\n\n# Here'
    assert written(section[0]) == "# Here"


def test_a_source_is_an_item_with_its_anchor_inside():
    source = nodes.citation("", nodes.label("", "A"), words(nodes.Text("A title.")), ids=["id7"])
    assert written(source, linked=["id7"]) == '- <a id="id7"></a>A title.'
    assert written(source) == "- A title."


def test_words_that_a_page_colours_are_set_apart():
    def span(style, text):
        yield nodes.raw("", f'<span class="{style}" data-facet="x">', format="html")
        yield nodes.Text(text)
        yield nodes.raw("", "</span>", format="html")

    held = words(nodes.Text("So "), *span("fb-badge fb-verdict-holds", "Holds"), nodes.Text(" in "))
    held += nodes.reference("", "", *span("plain", "Biology"), refuri="b.ipynb")
    assert written(held) == "So *Holds* in [Biology](b.ipynb)"


def test_headings_within_a_list_of_entries():
    entry = nodes.container("", words(nodes.Text("One.")), classes=[ENTRY])
    group = nodes.container("", nodes.rubric("", "Biology", level=3), entry)
    assert written(group) == "### Biology\n\n---\n\nOne."
    assert written(nodes.rubric("", "See")) == "See"


def test_definitions():
    item = nodes.definition_list_item("", nodes.term("", "trace"), nodes.term("", "diary"))
    item += nodes.definition("", words(nodes.Text("What it saw.")))
    assert written(nodes.definition_list("", item)) == "**trace, diary**\n\n> What it saw."


def test_what_tells_of_one_build_is_left_out():
    table = nodes.container("", words(nodes.Text("7 seconds")), classes=[BUILD_ONLY])
    assert written(table) == ""


def test_an_unknown_node_is_no_silent_loss():
    with pytest.raises(NotImplementedError, match=r"must be one .*, got image"):
        written(nodes.section("", nodes.image(uri="x.png")))
