"""The files of Pyodide in one folder, fetched from where the pages would have fetched them."""

from __future__ import annotations

import hashlib
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from fitbreadth.publish import pyodide
from fitbreadth.publish.pyodide_files import Pinned

_PATIENCE = 60.0  # seconds without an answer


def gathered(setting: str, cache: Path) -> Path:
    """Return a folder that holds Pyodide, NumPy and, where offered, SciPy.

    Parameters
    ----------
    setting : str
        As ``FITBREADTH_PYODIDE``: "" for the public servers, the http(s) address of a mirror, or
        a folder, which is returned as it is.
    cache : Path
        Where fetched files are kept; those that are there already are not fetched again.

    Raises
    ------
    ValueError
        If ``setting`` is neither an http(s) address nor a folder, or what was fetched is not the
        pinned file.
    FileNotFoundError
        If a file of the core or of NumPy is missing in the folder.
    ConnectionError
        If a file cannot be fetched.

    Examples
    --------
    >>> gathered("ftp://python.lan", Path("cache"))
    Traceback (most recent call last):
    ValueError: FITBREADTH_PYODIDE must be an http(s) address or a folder, got 'ftp://python.lan'
    """
    known = pyodide.offered(setting)
    if not known["host"]:
        return Path(setting)
    cache.mkdir(parents=True, exist_ok=True)
    for file in (*known["core"], *(each for held in known["packages"].values() for each in held)):
        target = cache / file["name"]
        if not (target.is_file() and _is_pinned(target.read_bytes(), file)):
            data = _fetched(file["url"])
            if not _is_pinned(data, file):
                raise ValueError(f"{file['url']} must have the pinned digest, got another file")
            target.write_bytes(data)
    return cache


def _is_pinned(data: bytes, file: dict[str, Any]) -> bool:
    found = Pinned(file["name"], hashlib.sha256(data).hexdigest())
    return bool(found.integrity == file["integrity"])


def _fetched(address: str) -> bytes:
    try:
        with urlopen(address, timeout=_PATIENCE) as answer:
            data: bytes = answer.read()
    except (OSError, HTTPException) as error:
        raise ConnectionError(
            f"{address} cannot be fetched ({error}); {pyodide.SETTING} may name a folder or a "
            "mirror with Pyodide, or leave Python out of the pages with --without-python"
        ) from error
    return data
