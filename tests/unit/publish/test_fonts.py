"""Fonts hold what the pages use, and little else."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from fitbreadth.publish import fonts

# found, not imported: importing it warns
STIX = next(Path(find_spec("ziamath").origin).parent.rglob("STIXTwoMath-Regular.ttf"))


def test_cut_keeps_what_is_asked_and_drops_the_rest(tmp_path):
    target = tmp_path / "deep" / "small.woff2"
    fonts.cut(STIX, target, "x∑√")
    font = TTFont(target)
    assert {ord(c) for c in "x∑√"} <= set(font.getBestCmap())
    assert ord("y") not in font.getBestCmap()
    assert font.flavor == "woff2"
    assert target.stat().st_size < STIX.stat().st_size / 5


def test_cut_keeps_the_larger_forms_of_what_stretches(tmp_path):
    target = tmp_path / "small.woff2"
    fonts.cut(STIX, target, "(√")
    font = TTFont(target)
    assert "MATH" in font
    assert len(font.getGlyphOrder()) > 10


def test_cut_does_its_work_once(tmp_path):
    target = tmp_path / "small.woff2"
    fonts.cut(STIX, target, "x")
    target.write_bytes(b"kept")
    fonts.cut(STIX, target, "x")
    assert target.read_bytes() == b"kept"
    fonts.cut(STIX, target, "xy")
    assert target.read_bytes() != b"kept"


def test_maths_characters_are_those_of_formulas():
    found = fonts.maths_characters(["<p>Z</p><math><mi>κ</mi><mo>≤</mo></math><p>Q</p>"])
    assert {"κ", "≤", "𝜅", "√"} <= found
    assert not {"Z", "Q"} & found


def test_maths_characters_written_as_entities():
    found = fonts.maths_characters(["<math><mo>&lt;</mo><mo>&ApplyFunction;</mo></math>"])
    assert {"<", "\N{FUNCTION APPLICATION}"} <= found
    assert not {"&", ";", "l"} & found


@pytest.mark.parametrize(
    ("letter", "italic"), [("x", "𝑥"), ("h", "ℎ"), ("κ", "𝜅"), ("1", ""), ("\x01", "")]
)
def test_italics(letter, italic):
    assert fonts._italic(letter) == italic


def test_icon_characters_are_those_of_used_classes():
    sheet = r'.fa-search:before,.fa-find:before{content:"\f002"}.fa-sun:before{content:"\f185"}'
    assert fonts.icon_characters(['<i class="fa-solid fa-find">'], sheet) == {"\uf002"}
    assert fonts.icon_characters(["<p>"], sheet) == set()


def test_the_themes_stylesheet_is_written_as_expected():
    """The icons are found by the shape of the theme's rules: a new theme may change it."""
    theme = (
        Path(find_spec("pydata_sphinx_theme").origin).parent / "theme/pydata_sphinx_theme/static"
    )
    sheet = (theme / "styles/pydata-sphinx-theme.css").read_text(encoding="utf-8")
    without = fonts.icon_characters([], sheet)
    found = fonts.icon_characters(['<i class="fa-magnifying-glass fa-bars">'], sheet)
    assert {"\uf002", "\uf0c9"} <= found
    assert len(found) - len(without) <= 2
