"""Fonts cut down to what the pages use: the theme's icons, and STIX Two Math for formulas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

_MATH = re.compile(r"<math.*?</math>", re.DOTALL)
_ICON = re.compile(r"\bfa-([a-z0-9-]+)")
_OWN = re.compile(r'--pst-icon-[a-z-]+: ?"([\ue000-\uf8ff])"')
_RULE = re.compile(r"((?:\.fa-[a-z0-9-]+:before,?)+)\{content:\"\\([0-9a-f]+)\"\}")


def cut(source: Path, target: Path, characters: Iterable[str]) -> None:
    """Write to ``target`` a WOFF2 with ``characters`` of ``source`` and what they grow into.

    A formula's brackets and roots stretch: the subset keeps their larger variants.
    """
    wanted = sorted({ord(character) for character in characters})
    stamp = target.with_suffix(".chars")
    key = f"{source.stat().st_size} {wanted}"
    if stamp.is_file() and target.is_file() and stamp.read_text() == key:
        return
    options = subset.Options(flavor="woff2", layout_features=["*"], notdef_outline=True)
    font = TTFont(source)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)
    stamp.write_text(key)


def maths_characters(pages: Iterable[str]) -> set[str]:
    """Return the characters of all formulas, and the italics of single letters."""
    plain = {
        character
        for page in pages
        for formula in _MATH.findall(page)
        for character in unescape(re.sub(r"<[^>]+>", "", formula))
    }
    # what a formula draws without naming it: radicals, fraction bars, accents, stretched fences
    plain |= set("√0123456789+-−=()[]{}|‖⟨⟩,.¯‾ˆ˜ˇ˘˙→⏞⏟")
    italics = {_italic(character) for character in plain}
    return plain | italics - {""}


def _italic(letter: str) -> str:
    if letter == "h":
        return "\N{PLANCK CONSTANT}"
    try:
        name = unicodedata.name(letter)
    except ValueError:
        return ""
    name = name.replace("LATIN ", "").replace("GREEK ", "").replace("LETTER ", "")
    try:
        return unicodedata.lookup(f"MATHEMATICAL ITALIC {name}")
    except KeyError:
        return ""


def icon_characters(pages: Iterable[str], stylesheet: str) -> set[str]:
    """Return the characters behind the ``fa-`` classes in use, and behind the theme's own icons."""
    used = {f".fa-{name}:before" for page in pages for name in _ICON.findall(page)}
    own = set(_OWN.findall(stylesheet))
    return own | {
        chr(int(code, 16))
        for selectors, code in _RULE.findall(stylesheet)
        if used & set(selectors.rstrip(",").split(","))
    }


def _package(name: str) -> Path:
    """Return a package's folder without the time that importing it would take."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{name} is needed for its fonts: install fitbreadth[publish]")
    return Path(spec.origin).parent


def _cut_all(app: Any, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    pages = [page.read_text(encoding="utf-8") for page in out.rglob("*.html")]
    cut(
        next(_package("ziamath").rglob("STIXTwoMath-Regular.ttf")),
        out / "_static" / "fonts" / "stix-two-math.woff2",
        maths_characters(pages),
    )
    theme = _package("pydata_sphinx_theme") / "theme/pydata_sphinx_theme/static"
    characters = icon_characters(pages, (theme / "styles/pydata-sphinx-theme.css").read_text())
    for style in ("solid-900", "regular-400", "brands-400"):
        name = f"fa-{style}.woff2"
        cut(theme / "vendor/fontawesome/webfonts" / name, out / "_static/fonts" / name, characters)


def setup(app: Any) -> None:
    """Cut the fonts once all pages are written."""
    app.connect("build-finished", _cut_all)
