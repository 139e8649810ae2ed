"""The Sphinx side: how an executed chapter becomes a self-contained page.

It knows MIME bundles, not models, and nothing in the package imports it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from fitbreadth.lab import STILL
from fitbreadth.publish import figures, fonts, freshness, maths, page, predict


def setup(app: Any) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    os.environ[STILL] = "1"
    here = Path(__file__).parent
    app.connect(
        "config-inited", lambda _, config: config.html_static_path.append(str(here / "static"))
    )
    for part in (figures, fonts, freshness, maths, page, predict):
        part.setup(app)
    return {"parallel_read_safe": False, "parallel_write_safe": True}
