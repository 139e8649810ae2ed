"""The Sphinx side: how an executed chapter becomes a self-contained page.

It knows MIME bundles, not models, and nothing in the package imports it.
"""

from __future__ import annotations

import hashlib
import os
from importlib import import_module
from pathlib import Path
from typing import Any

from fitbreadth.lab import STILL

PARTS = (
    "check",
    "citation",
    "figures",
    "fonts",
    "freshness",
    "launch",
    "ledger",
    "maths",
    "notebooks",
    "page",
    "paper",
    "predict",
    "pyodide",
)
"""The modules of this folder that Sphinx is told of, one idea each."""


def _version() -> str:
    """Return a digest of this folder: pages written by another version are written again."""
    files = (
        file
        for file in Path(__file__).parent.rglob("*")
        if file.suffix in (".py", ".html", ".css", ".js")
    )
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(files))).hexdigest()


def setup(app: Any) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    os.environ[STILL] = "1"
    here = Path(__file__).parent
    app.connect(
        "config-inited", lambda _, config: config.html_static_path.append(str(here / "static"))
    )
    for part in PARTS:
        import_module(f"{__name__}.{part}").setup(app)
    return {
        "env_version": _version(),
        "parallel_read_safe": False,
        "parallel_write_safe": True,
    }
