"""The ledger's script and style, on the page that has the ledger and on no other."""

from __future__ import annotations

from typing import Any


def _bring(app: Any, pagename: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    if 'id="ledger-claims"' in context.get("body", ""):
        app.add_css_file("fitbreadth-ledger.css")
        app.add_js_file("fitbreadth-ledger.js")


def setup(app: Any) -> None:
    """Look at every page that is written."""
    app.connect("html-page-context", _bring)
