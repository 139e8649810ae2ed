"""Every page as an executed notebook that reads well wherever notebooks are shown.

The cells are those that the build has run; the words between them are the page's, as plain
Markdown. In place of a lab stands its picture, with its caption in a cell of its own; run again,
the cell becomes the lab, as a note before the first cell says. The same build writes the same
bytes.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import vl_convert
from docutils import nodes
from myst_nb.ext.execution_tables import ExecutionStatsNode
from sphinx.util import logging

from fitbreadth.chart import MIME
from fitbreadth.palette import ROLES, printed, themed
from fitbreadth.publish import cached_outputs, notebook_links, notebook_start, vega
from fitbreadth.publish.markdown import BUILD_ONLY, Writer

Cell = dict[str, Any]
Executed = dict[str, Any]
"""A notebook as the build has run it, its cells in the order of the source."""
FOLDER = "notebooks"
"""Under the site's ``_static``, and on the branch that Binder and others read."""
_logger = logging.getLogger(__name__)
_SCALE = 1.5
_HIDDEN = {"hide-input", "hide-cell", "remove-input", "remove-cell"}


@dataclass(frozen=True)
class Piece:
    """A part of a page: words, or the number of a cell that ran, and the line it comes from."""

    line: int
    words: str = ""
    cell: int | None = None
    output: nodes.Element | None = None
    opens: bool = False


def pieces(parent: nodes.Element, write: Callable[[nodes.Node], str]) -> Iterator[Piece]:
    """Yield what a page consists of, in its order; a heading opens a new cell."""
    for child in parent.children:
        if isinstance(child, nodes.section):
            yield from pieces(child, write)
        elif isinstance(child, nodes.Element) and child.get("nb_element") == "cell_code":
            found = (c for c in child.findall(nodes.container) if c is not child)
            output = next((c for c in found if c.get("nb_element") == "cell_code_output"), None)
            yield Piece(_line(child), cell=child["cell_index"], output=output)
        elif words := write(child).strip():
            yield Piece(_line(child), words, opens=isinstance(child, nodes.title))


def _line(node: nodes.Node) -> int:
    lines = (found.line for found in node.findall() if getattr(found, "line", None))
    return next(lines, 0)


def with_unseen(seen: list[Piece], executed: Executed) -> list[Piece]:
    """Put the cells that a page does not show where they stand in its source."""
    at = {piece.cell for piece in seen}
    starts = executed["metadata"].get("source_map", [])
    whole = list(seen)
    for index, cell in enumerate(executed["cells"]):
        if cell["cell_type"] != "code" or index in at:
            continue
        after = (
            place
            for place, piece in enumerate(whole)
            if (piece.cell is not None and piece.cell > index)
            or (piece.cell is None and piece.line > starts[index])
        )
        whole.insert(next(after, len(whole)), Piece(starts[index], cell=index))
    return whole


def notebook(whole: list[Piece], executed: Executed, write: Writer) -> dict[str, Any]:
    """Return the notebook made of a page's pieces; before its first cell stands how to run it."""
    cells: list[Cell] = []
    started = False
    for piece in whole:
        if piece.cell is None:
            if cells and cells[-1]["cell_type"] == "markdown" and not piece.opens:
                cells[-1]["source"] += f"\n\n{piece.words}"
            else:
                cells.append(_words(piece.words))
            continue
        if not started:
            cells.append(_words(notebook_start.note(labs=_has_labs(executed))))
            if install := notebook_start.install():
                cells.append(_code(install, [], hidden=True))
            started = True
        ran = executed["cells"][piece.cell]
        outputs = [o for o in (_output(o, piece, write) for o in ran["outputs"]) if o]
        tags = set(ran["metadata"].get("tags", []))
        cells.append(_code("".join(ran["source"]), outputs, hidden=bool(tags & _HIDDEN)))
        for figure in piece.output.findall(nodes.figure) if piece.output else ():
            if caption := write.block(figure).strip():
                cells.append(_words(caption))
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"cell-{number}"
    for count, cell in enumerate((c for c in cells if c["cell_type"] == "code"), 1):
        cell["execution_count"] = count
        for output in cell["outputs"]:
            if output["output_type"] == "execute_result":
                output["execution_count"] = count
    made = {"nbformat": 4, "nbformat_minor": 5, "metadata": _METADATA, "cells": cells}
    nbformat.validate(made)
    return made


_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}


def _has_labs(executed: Executed) -> bool:
    outputs = (output for cell in executed["cells"] for output in cell.get("outputs", ()))
    return any(MIME in output.get("data", ()) for output in outputs)


def _words(source: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def _code(source: str, outputs: list[Any], *, hidden: bool) -> Cell:
    # what the page folds JupyterLab folds as well
    metadata = {"jupyter": {"source_hidden": True}} if hidden else {}
    return {"cell_type": "code", "metadata": metadata, "source": source, "outputs": outputs}


def _output(output: Any, piece: Piece, write: Writer) -> dict[str, Any] | None:
    """Return an output that any viewer shows, or ``None`` for what only the build reads."""
    stored = dict(output)
    data = stored.get("data")
    if data is None:
        return stored if stored["output_type"] != "stream" or stored["text"] else None
    stored["metadata"] = {}
    if MIME in data:
        words = "".join(data["text/plain"])
        stored["data"] = {"image/png": _picture(data[MIME]), "text/plain": words}
        # Jupyter's own key for what a screen reader says
        stored["metadata"] = {"image/png": {"alt": words, "width": vega.WIDTHS["wide"]}}
    elif "text/markdown" in data and piece.output is not None:
        stored["data"] = {"text/markdown": write.blocks(piece.output)}
    return stored


def _picture(spec: vega.Spec) -> str:
    """Draw a chart at its opening setting, as a notebook stores a picture."""
    laid_out = vega.sized(themed(vega.bare(spec)), "wide")
    sheet = printed(laid_out) | {"background": ROLES["paper"][0], "padding": 8}
    png: bytes = vl_convert.vegalite_to_png(sheet, scale=_SCALE)
    return base64.b64encode(png).decode()


def _write(app: Any, doctree: nodes.document, docname: str) -> None:
    """Write the page's notebook into the site."""
    if app.builder.format != "html":
        return
    executed: Executed = {"metadata": {}, "cells": []}
    ran = Path(app.outdir).parent / "jupyter_execute" / f"{docname}.ipynb"
    if ran.is_file() and "kernelspec" in app.env.metadata[docname]:
        executed = json.loads(ran.read_text(encoding="utf-8"))
    writer = notebook_links.writer(app, doctree, docname)
    try:
        seen = list(pieces(doctree, writer.block))
        made = notebook(with_unseen(seen, executed), executed, writer)
    except NotImplementedError as unknown:
        _logger.warning(str(unknown), location=docname, type="fitbreadth", subtype="notebook")
        return
    file = Path(app.outdir) / "_static" / FOLDER / f"{docname}.ipynb"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = nbformat.writes(nbformat.from_dict(made))  # type: ignore[no-untyped-call]
    file.write_text(f"{text}\n", encoding="utf-8")


def _mark_times(app: Any, doctree: nodes.document) -> None:
    """Mark the table of running times: a notebook must not differ from build to build."""
    for table in list(doctree.findall(ExecutionStatsNode)):
        held = nodes.container(classes=[BUILD_ONLY])
        table.replace_self(held)
        held += table


def setup(app: Any) -> None:
    """Write a notebook for every page, before other parts shape the page for browsers."""
    app.connect("doctree-read", cached_outputs.restore_read)
    app.connect("doctree-read", _mark_times)
    app.connect("doctree-resolved", _write, priority=100)
