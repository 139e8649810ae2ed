"""What a reader loads before reading.

Counted: everything that a page asks for when it opens, compressed as a server would, except
Vega and the figures' own data, which are fetched after the pictures already stand there.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
import serving

LIMIT = 600_000
LATER = ("_static/vega.js", "_static/figures/")


def weights(watched, site):
    """Return the compressed bytes of every file that the page asked for at first."""
    files = {unquote(urlsplit(url).path).lstrip("/") for url in watched.requested}
    return {file: len(serving.packed(site / file)) for file in files if not file.startswith(LATER)}


@pytest.mark.parametrize("width", [1280, 390])
def test_first_load_is_light(visit, site, address, width):
    watched = visit(width=width)
    watched.open(address)
    loaded = weights(watched, site)
    assert address in loaded
    total = sum(loaded.values())
    heaviest = sorted(loaded.items(), key=lambda item: -item[1])[:5]
    assert total < LIMIT, f"{total / 1000:.0f} kB, the most in {heaviest}"


def test_figures_below_wait(visit, address):
    """A figure that is not near the viewport has not been fetched."""
    watched = visit(width=390)
    page = watched.open(address)
    page.wait_for_load_state("networkidle")
    near = page.eval_on_selector_all(
        ".fb-stage",
        "all => all.filter((e) => e.getBoundingClientRect().top < innerHeight + 300).length",
    )
    fetched = [url for url in watched.requested if "_static/figures/" in url]
    assert len(fetched) <= near
