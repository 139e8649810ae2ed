"""TeX to MathML, for all that the book writes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html import unescape
from types import SimpleNamespace

import pytest
from docutils import nodes

from fitbreadth.publish import maths

CONSTRUCTS = {
    r"\frac{a}{b}": "mfrac",
    r"\sum_{i=1}^n x_i": "munderover",
    r"\prod_{i} p_i": "∏",
    r"\int_0^\infty f(x)\,dx": "∫",
    r"\sqrt{\rho}": "msqrt",
    r"\sqrt[3]{x}": "mroot",
    r"\binom{n}{k}": "mfrac",
    r"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}": "mtable",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}": "mtable",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "mtable",
    r"\mathbb{E}": "𝔼",
    r"\mathcal{X}": "𝒳",
    r"\mathbf{x}": "𝐱",
    r"\mathrm{KL}": "KL",
    r"\boldsymbol{\theta}": "𝜽",
    r"\operatorname{argmax}_x f": "argmax",
    r"\operatorname*{argmax}_x f": "argmax",
    r"\text{if } x": "if",
    r"\overline{x}": "mover",
    r"\bar{x}": "mover",
    r"\hat{x}": "mover",
    r"\widehat{xy}": "mover",
    r"\tilde{x}": "mover",
    r"\underbrace{a+b}_{c}": "munder",
    r"\left(\frac{a}{b}\right)": "mo",
    r"\left\lfloor x \right\rfloor": "⌊",
    r"\lVert x \rVert": "mo",
    r"\langle a, b \rangle": "⟨",
    r"\infty": "∞",
    r"a \leq b \geq c \neq d": "≤",
    r"a \approx b \sim c \propto d": "∝",
    r"a \le b \ll c \gg d": "≪",
    r"A \to B \mapsto C": "→",
    r"A \Rightarrow B \iff C": "⇒",
    r"a \leftarrow b \rightarrow c": "←",
    r"\kappa \alpha \sigma \varepsilon \Theta": "κ",
    r"x \in \mathbb{R} \setminus \{0\}": "∈",
    r"A \cup B \cap C \subseteq D": "∪",
    r"\forall x \exists y": "∀",
    r"a \cdot b \times c \pm d": "⋅",
    r"\partial_x f, \nabla f": "∂",
    r"\log n, \ln x, \exp x, \max_i x_i, \min_i x_i": "log",
    r"\lim_{n \to \infty} a_n": "lim",
    r"a \mid b": "∣",
    r"1, \dots, n, \ldots, \cdots": "⋯",
    r"a \quad b \qquad c": "mspace",
    r"x'": "′",
    r"\Pr[X > t]": "Pr",
    r"D_\alpha(p \,\|\, q)": "‖",
    r"x^{\frac{1}{1-\kappa}}": "msup",
    r"n!": "!",
    r"10\,\%": "%",
}


@pytest.mark.parametrize("display", [False, True], ids=["inline", "display"])
@pytest.mark.parametrize("tex", CONSTRUCTS)
def test_the_books_tex_converts(tex, display):
    mathml = maths.convert(tex, display=display)
    tree = ET.fromstring(re.sub(r"&(?!lt;|gt;|amp;)\w+;", lambda m: unescape(m[0]), mathml))
    assert tree.tag == "math"
    assert CONSTRUCTS[tex] in mathml
    assert "merror" not in mathml
    assert "\\" not in "".join(tree.itertext())


@pytest.mark.parametrize(
    "tex", [r"\frac{a}", r"\nosuchcommand x", "x_", r"\begin{cases} 1", r"\left( x", "a & b", "}"]
)
def test_bad_tex_is_refused_and_quoted(tex):
    with pytest.raises(ValueError, match="tex must be TeX that converts") as refusal:
        maths.convert(tex, display=False)
    assert repr(tex) in str(refusal.value)


def test_display_is_marked():
    assert 'display="block"' in maths.convert("x", display=True)
    assert 'display="block"' not in maths.convert("x", display=False)


def test_formulas_do_not_change_each_other():
    before = maths.convert("x", display=False)
    maths.convert(r"\newcommand{\x}{y} \x", display=False)
    assert maths.convert("x", display=False) == before


class Writer:
    def __init__(self):
        self.body = []
        self.builder = SimpleNamespace(
            name="html",
            config=SimpleNamespace(math_numfig=True, numfig=True, math_numsep="."),
            fignumbers={"displaymath": {"equation-eq-a": (7,)}},
        )


def test_a_numbered_formula_can_be_linked_to_by_the_number_it_shows():
    """It is the third of its page and the seventh of the book."""
    writer = Writer()
    node = nodes.math_block("x", "x", ids=["equation-eq-a"], number="3")
    with pytest.raises(nodes.SkipNode):
        maths.visit_block(writer, node)
    html = "".join(writer.body)
    assert 'id="equation-eq-a"' in html
    assert "(7)" in html


@pytest.mark.parametrize("visit", [maths.visit_inline, maths.visit_block])
def test_bad_tex_in_a_page_warns_and_stays_text(visit, monkeypatch):
    warnings = []
    monkeypatch.setattr(maths._logger, "warning", lambda text, **_: warnings.append(text))
    writer = Writer()
    formula = nodes.math_block("", r"\frac{<b>}", ids=[], number=None)
    nodes.paragraph("", "", formula)
    with pytest.raises(nodes.SkipNode):
        visit(writer, formula)
    assert len(warnings) == 1
    assert "<b>" not in "".join(writer.body)


def test_a_formula_keeps_its_punctuation_and_its_content():
    line = nodes.paragraph()
    line += [
        nodes.Text("if ("),
        nodes.math("", "x > 1"),
        nodes.Text("), then "),
        nodes.math("", "y"),
    ]
    doctree = nodes.section()
    doctree += line
    maths._hold_together(None, doctree, "chapter")
    held = line[1]
    assert held["classes"] == ["fb-held"]
    assert held.astext() == "(x > 1),"
    assert [child.astext() for child in held if isinstance(child, nodes.math)] == ["x > 1"]
    assert line.astext() == "if (x > 1), then y"
