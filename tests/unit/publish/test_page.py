"""What a page loads, and the palette it is drawn with."""

from __future__ import annotations

import re

import pytest

from fitbreadth.palette import ROLES
from fitbreadth.publish import page


def test_palette_has_every_role_in_both_themes():
    light, dark = page.palette().splitlines()
    for role, (on_light, on_dark) in ROLES.items():
        assert f"--fb-{role}:{on_light};" in light
        assert f"--fb-{role}:{on_dark};" in dark
    assert 'data-theme="dark"' in dark


def test_the_stylesheet_uses_roles_that_exist(book):
    sheet = (book.html / "_static" / "fitbreadth.css").read_text(encoding="utf-8")
    used = set(re.findall(r"var\(--fb-([a-z0-9-]+)", sheet))
    own = set(re.findall(r"--fb-([a-z0-9-]+)\s*:", sheet))
    assert used - own <= set(ROLES)


@pytest.mark.parametrize("name", ["index", "chapter", "search", "genindex"])
def test_no_script_comes_from_elsewhere_or_blocks(book, name):
    scripts = book.page(name).select("script[src]")
    assert scripts
    for script in scripts:
        assert "//" not in script["src"]
        assert script.has_attr("defer"), script
        assert not any(word in script["src"] for word in page._UNUSED)


def test_inline_scripts_wait_for_what_they_use(book):
    for script in book.page().select("script:not([src])"):
        if "DOCUMENTATION_OPTIONS" in script.get_text():
            assert script["type"] == "module"


def test_one_vega_for_the_whole_book(book):
    script = (book.html / "_static" / "vega.js").read_text(encoding="utf-8")
    assert "window.vegaEmbed" in script
    assert not book.page().select("script[src*=vega]"), "fetched only when a figure comes near"


def test_references_are_a_list_of_items(book):
    (entry,) = book.page("index").select(".citation")
    assert entry["role"] == "listitem"


def test_sidebar_is_a_landmark(book):
    assert book.page().select_one("[role=navigation][aria-label] .navbar-brand")
