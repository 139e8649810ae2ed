"""Outputs for a notebook that was not run again: MyST-NB shows them, and writes it without.

Of a chapter that it finds in its cache, MyST-NB 1.4 leaves a notebook with empty cells in the
folder of executed ones, which our own notebooks and the tests of the chapters read.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
from jupyter_cache import get_cache


def restore(ran: Path, cache: Path) -> None:
    """Fill the empty cells of the notebook ``ran`` from the cache of executed notebooks.

    One that has outputs, or is not in the cache, is left alone.
    """
    book = nbformat.read(ran, as_version=4)  # type: ignore[no-untyped-call]
    if any(cell.get("outputs") for cell in book.cells):
        return
    with suppress(KeyError):
        _, cached = get_cache(cache).merge_match_into_notebook(book)
        for cell, found in zip(book.cells, cached.cells, strict=True):
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = found.outputs, found.execution_count
        nbformat.write(book, ran)  # type: ignore[no-untyped-call]


def restore_read(app: Any, doctree: Any) -> None:
    """Look at the page that has just been read."""
    config = app.env.mystnb_config
    ran = Path(config.output_folder) / f"{app.env.docname}.ipynb"
    if config.execution_mode == "cache" and ran.is_file():
        restore(ran, Path(config.execution_cache_path))
