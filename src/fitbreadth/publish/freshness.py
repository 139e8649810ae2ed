"""A stale figure must be impossible: a chapter is run again when what it imports has changed.

Neither Sphinx nor the notebook cache looks past a chapter's own text. So each chapter is given
a digest of the package modules it can reach, the data files and the pinned requirements; the
digest goes into the notebook's metadata, where the cache sees it.
"""

from __future__ import annotations

import ast
import hashlib
import re
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parents[1]

_KERNELSPEC = re.compile(r"^kernelspec:\n", re.MULTILINE)
_CELL = re.compile(r"^(```+|:::+)\{code-cell\}.*?\n(.*?)^\1", re.MULTILINE | re.DOTALL)


def imported_modules(code: str) -> set[str]:
    """Return the dotted names under ``fitbreadth`` that Python ``code`` may import.

    Examples
    --------
    >>> sorted(imported_modules("from fitbreadth import rng"))
    ['fitbreadth', 'fitbreadth.rng']
    """
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            # what is imported may be a module of its own, or a name in this one
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] == "fitbreadth"}


def reachable_files(modules: set[str]) -> set[Path]:
    """Return the package's files that importing ``modules`` can run, however indirectly."""
    files: set[Path] = set()
    waiting = set(modules)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        path = PACKAGE.joinpath(*name.split(".")[1:])
        for file in (path.with_suffix(".py"), path / "__init__.py"):
            if file.is_file():
                files.add(file)
                waiting |= imported_modules(file.read_text(encoding="utf-8"))
        if "." in name:
            waiting.add(name.rpartition(".")[0])
    return files


def digest(chapter: str, extra: tuple[Path, ...] = ()) -> str:
    """Return a digest of everything outside ``chapter``'s own text that its outputs depend on."""
    cells = "\n".join(_without_options(cell) for _, cell in _CELL.findall(chapter))
    files = reachable_files(imported_modules(cells))
    files |= {file for file in (PACKAGE / "data").glob("*") if file.is_file()}
    files |= {file for file in extra if file.is_file()}
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(file.name.encode())
        total.update(file.read_bytes())
    return total.hexdigest()[:16]


def _without_options(cell: str) -> str:
    """Drop a cell's MyST options and IPython magics, which are no Python."""
    lines = [line for line in cell.splitlines() if not line.lstrip().startswith((":", "%", "!"))]
    return re.sub(r"\A---\n.*?^---\n", "", "\n".join(lines) + "\n", flags=re.M | re.DOTALL)


def _requirements(app: Any) -> tuple[Path, ...]:
    return (Path(app.srcdir).parent / "requirements.txt",)


def _stamp(app: Any, docname: str, source: list[str]) -> None:
    """Put the digest among the notebook's metadata before it is parsed."""
    if _KERNELSPEC.search(source[0]):
        key = digest(source[0], _requirements(app))
        app.env.fitbreadth_digests[docname] = key
        source[0] = _KERNELSPEC.sub(f"kernelspec:\n  inputs: {key}\n", source[0], count=1)


def _outdated(
    app: Any, env: Any, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Tell Sphinx which chapters to read again."""
    if not hasattr(env, "fitbreadth_digests"):
        env.fitbreadth_digests = {}
    known = env.fitbreadth_digests
    return [
        name
        for name in sorted(env.found_docs)
        if name in known
        and digest(Path(env.doc2path(name)).read_text(encoding="utf-8"), _requirements(app))
        != known[name]
    ]


def _forget(app: Any, exception: Exception | None) -> None:
    """After a build with warnings, read everything again: else the next would pass in silence."""
    if app._warncount:
        Path(app.doctreedir, "environment.pickle").unlink(missing_ok=True)


def setup(app: Any) -> None:
    """Watch what chapters import."""
    app.connect("build-finished", _forget)
    app.connect("env-get-outdated", _outdated)
    app.connect("source-read", _stamp)
