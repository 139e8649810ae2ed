"""What a page needs to be printed: it costs a reader who only reads next to nothing."""

from __future__ import annotations

from typing import Any


def setup(app: Any) -> None:
    """Bring the style sheet, which no browser waits for, and the script."""
    app.add_css_file("fitbreadth-print.css", media="print", priority=900)
    app.add_js_file("fitbreadth-print.js")
