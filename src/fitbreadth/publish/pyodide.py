"""What the reader's own Python loads when a figure is run in the page, and from where.

Nothing of it is loaded before the reader asks. ``FITBREADTH_PYODIDE`` says where it comes from:
unset, the public servers of ``pyodide_files``; an http(s) address, a mirror that holds all those
files in one folder; a folder on disk, whose files are copied beside the site.
"""

from __future__ import annotations

import hashlib
import json
import os
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fitbreadth.publish import own_wheel
from fitbreadth.publish.pyodide_files import (
    CORE,
    CORE_HOME,
    PACKAGES,
    PACKAGES_HOME,
    VERSION,
    Pinned,
)

SETTING = "FITBREADTH_PYODIDE"
FOLDER = "python"


def offered(setting: str) -> dict[str, Any]:
    """Return the address, size and digest of every file of Pyodide that a page may load.

    Parameters
    ----------
    setting : str
        "" for the public servers, the http(s) address of a mirror, or a folder.

    Returns
    -------
    dict
        ``version``, ``host`` ("" beside the site), ``core`` (a list of files), and ``packages``
        (a list of files for each name). A file has ``name``, ``url`` (relative to ``_static/``
        beside the site), ``bytes`` (None where unknown; then ``about`` may be of another build)
        and ``integrity``.

    Raises
    ------
    ValueError
        If ``setting`` is neither an http(s) address nor a folder.
    FileNotFoundError
        If a file of the core or of NumPy is missing in the folder.

    Examples
    --------
    >>> offered("")["core"][0]["url"]
    'https://cdn.jsdelivr.net/npm/pyodide@0.28.3/pyodide.js'
    >>> offered("http://python.lan/0.28/")["host"]
    'python.lan'
    >>> offered("ftp://python.lan")
    Traceback (most recent call last):
    ValueError: FITBREADTH_PYODIDE must be an http(s) address or a folder, got 'ftp://python.lan'
    """
    core, packages = CORE, PACKAGES
    address = urlsplit(setting)
    if not setting:
        host, homes = urlsplit(CORE_HOME).netloc, (CORE_HOME, PACKAGES_HOME)
    elif address.scheme in ("http", "https") and address.netloc:
        host, homes = address.netloc, (f"{setting.rstrip('/')}/",) * 2
    elif Path(setting).is_dir():
        host, homes = "", (f"{FOLDER}/",) * 2
        core, packages = _held(Path(setting))
    else:
        raise ValueError(f"{SETTING} must be an http(s) address or a folder, got {setting!r}")
    return {
        "version": VERSION,
        "host": host,
        "core": [_entry(pinned, homes[0]) for pinned in core],
        "packages": {
            name: [_entry(pinned, homes[1]) for pinned in files] for name, files in packages.items()
        },
    }


def _entry(pinned: Pinned, home: str) -> dict[str, Any]:
    about = {} if pinned.about is None else {"about": pinned.about}
    return {
        "name": pinned.name,
        "url": home + pinned.name,
        "bytes": pinned.bytes,
        **about,
        "integrity": pinned.integrity,
    }


def _measured(file: Path) -> Pinned:
    data = file.read_bytes()
    return Pinned(file.name, hashlib.sha256(data).hexdigest(), len(data))


def _held(folder: Path) -> tuple[tuple[Pinned, ...], dict[str, tuple[Pinned, ...]]]:
    """Return the core and the packages that ``folder`` holds in full, as they are there."""
    for pinned in (*CORE, *PACKAGES["numpy"]):
        if not (folder / pinned.name).is_file():
            raise FileNotFoundError(
                f"{SETTING} must be a folder with Pyodide {VERSION} and NumPy; "
                f"{pinned.name} is missing in {folder}"
            )
    core = tuple(_measured(folder / pinned.name) for pinned in CORE)
    packages = {
        name: tuple(_measured(folder / pinned.name) for pinned in files)
        for name, files in PACKAGES.items()
        if all((folder / pinned.name).is_file() for pinned in files)
    }
    return core, packages


def write(static: Path, setting: str) -> None:
    """Write the wheel, what the page must know, and the folder's files into ``static``.

    A file that stands there already is left alone, and one that is no longer offered goes.
    """
    beside = static / FOLDER
    known = offered(setting)
    files: list[dict[str, Any]] = []
    if not known["host"]:
        files = [*known["core"], *(file for held in known["packages"].values() for file in held)]
    for file in files:
        _copy(Path(setting) / file["name"], beside / file["name"])
    known["wheel"] = _entry(_measured(own_wheel.write(beside)), f"{FOLDER}/")
    kept = set()
    for file in (*files, known["wheel"]):
        kept |= {file["name"], _write_script(beside / file["name"], file["integrity"])}
    for stale in beside.iterdir():
        if stale.name not in kept:
            stale.unlink()
    text = f"window.fitbreadthPython = {json.dumps(known)};\n"
    (static / "fitbreadth-python.js").write_text(text, encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    data = source.read_bytes()
    if not target.is_file() or target.read_bytes() != data:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _write_script(file: Path, integrity: str) -> str:
    """Write ``file`` as a script too, and return its name.

    A page that was opened from a folder may fetch nothing, but it may add scripts.
    """
    script = file.with_name(f"{file.name}.js")
    stamp = f"// {integrity}\n"
    if script.is_file():
        with script.open(encoding="ascii") as written:
            if written.readline() == stamp:
                return script.name
    data = b64encode(file.read_bytes()).decode("ascii")
    entry = f"(window.fitbreadthFiles ??= {{}})[{json.dumps(file.name)}]"
    # the stamp vouches for the rest, so an interrupted build must not leave it alone
    part = script.with_suffix(".part")
    part.write_text(f'{stamp}{entry} = "{data}";\n', encoding="ascii")
    part.replace(script)
    return script.name


def _check(app: Any) -> None:
    """Refuse a wrong setting before the chapters are run."""
    if app.builder.format == "html":
        offered(os.environ.get(SETTING, ""))


def _write(app: Any, exception: Exception | None) -> None:
    if exception is None and app.builder.format == "html":
        write(Path(app.outdir) / "_static", os.environ.get(SETTING, ""))


def setup(app: Any) -> None:
    """Write what the page loads beside the site."""
    app.connect("builder-inited", _check)
    app.connect("build-finished", _write)
