"""A folder with Pyodide and NumPy for tests, from the npm registry, without Node.

``python tests/site/pyodide_folder.py`` prepares it and prints its path, for FITBREADTH_PYODIDE.

The core is the npm package ``pyodide``. No registry has the wheel of NumPy that belongs to it, so
that of 0.28.0a3 stands in, which has the same ABI, as ``@bentopdf/pymupdf-wasm`` hands it on; the
lock file is made to name its digest. SciPy is taken from the public server where that answers.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tarfile
import tempfile
from base64 import b64decode
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any
from urllib.error import URLError
from urllib.request import urlopen

from platformdirs import user_cache_path

from fitbreadth.publish.pyodide_files import CORE, PACKAGES, PACKAGES_HOME, VERSION, Pinned

REGISTRY = os.environ.get("NPM_CONFIG_REGISTRY", "https://registry.npmjs.org").rstrip("/")
CORE_TARBALL = (
    f"pyodide/-/pyodide-{VERSION}.tgz",
    "rtCsyTU55oNGpLzSVuAd55ZvruJDEX8o6keSdWKN9jPeBVSNlynaKFG7eRqkiIgU7i2M6HEgYtm0atCEQX3u4A==",
)
NUMPY_TARBALL = (
    "@bentopdf/pymupdf-wasm/-/pymupdf-wasm-0.11.16.tgz",
    "GPxxH2BokrS49fJa17mrt3hTBGRIDlMkLfJwk+tk45+ICTmIzcti7ACXT2JHK3FUJX916OQvnrJQb29ZajN3CA==",
)
(NUMPY,) = PACKAGES["numpy"]
NUMPY_SHA256 = "125230b4c3ecd08803e5c43f1162e017c0718d9f253146225a705a952b9c16c2"


def prepared(cache: Path | None = None) -> Path:
    """Return the folder; the first call fetches 46 MB, of which it keeps 24.

    Raises
    ------
    ConnectionError
        If the registry cannot be reached.
    ValueError
        If a file is not the pinned one.
    """
    home = cache or user_cache_path("fitbreadth")
    # another way to prepare it makes another folder
    key = hashlib.sha256(Path(__file__).read_bytes() + repr((CORE, PACKAGES)).encode())
    folder = home / f"pyodide-{VERSION}-{key.hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    home.mkdir(parents=True, exist_ok=True)
    # whole or not at all: several workers may ask at once
    with tempfile.TemporaryDirectory(dir=home) as draft:
        filled = Path(draft) / "filled"
        filled.mkdir()
        _fill(filled)
        try:
            filled.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    return folder


def _fill(folder: Path) -> None:
    _unpack(CORE_TARBALL, [(f"package/{pinned.name}", pinned) for pinned in CORE], folder)
    wheel = Pinned(NUMPY.name, NUMPY_SHA256)
    _unpack(NUMPY_TARBALL, [(f"package/assets/{wheel.name}", wheel)], folder)
    lock = folder / "pyodide-lock.json"
    known = json.loads(lock.read_text(encoding="utf-8"))
    for pinned in (held for files in PACKAGES.values() for held in files):
        _compare(pinned, _locked(known, pinned.name))
    known["packages"]["numpy"]["sha256"] = NUMPY_SHA256
    lock.write_text(json.dumps(known), encoding="utf-8")
    for pinned in PACKAGES["scipy"]:
        try:
            with urlopen(PACKAGES_HOME + pinned.name, timeout=60) as answer:
                _keep(answer.read(), pinned, folder)
        except (URLError, TimeoutError) as error:
            print(f"no SciPy: {PACKAGES_HOME}{pinned.name}: {error}", file=sys.stderr)
            return


def _unpack(tarball: tuple[str, str], members: Iterable[tuple[str, Pinned]], folder: Path) -> None:
    """Keep some files of a package of the registry, under their own names."""
    with tempfile.TemporaryFile() as file:
        _fetch(*tarball, file)
        with tarfile.open(fileobj=file, mode="r:gz") as packed:
            for member, pinned in members:
                content = packed.extractfile(member)
                if content is None:
                    raise ValueError(f"{tarball[0]}: {member} must be a file")
                _keep(content.read(), pinned, folder)


def _fetch(path: str, sha512: str, file: IO[bytes]) -> None:
    address = f"{REGISTRY}/{path}"
    digest = hashlib.sha512()
    try:
        with urlopen(address, timeout=60) as answer:
            while block := answer.read(1 << 20):
                digest.update(block)
                file.write(block)
    except (URLError, TimeoutError) as error:
        raise ConnectionError(
            f"{address} cannot be reached ({error}); Python in the page is tested with files from "
            "the npm registry: connect to it, or set NPM_CONFIG_REGISTRY to a mirror"
        ) from error
    if digest.digest() != b64decode(sha512):
        raise ValueError(f"{address} must have the pinned sha512 digest, got another file")
    file.seek(0)


def _locked(known: dict[str, Any], name: str) -> str:
    """Return the digest that the lock file gives a package's file."""
    (found,) = (
        entry["sha256"] for entry in known["packages"].values() if entry["file_name"] == name
    )
    return found


def _keep(data: bytes, pinned: Pinned, folder: Path) -> None:
    _compare(pinned, hashlib.sha256(data).hexdigest())
    if pinned.bytes not in (None, len(data)):
        raise ValueError(f"{pinned.name} must have {pinned.bytes} bytes, got {len(data)}")
    (folder / pinned.name).write_bytes(data)


def _compare(pinned: Pinned, found: str) -> None:
    if found != pinned.sha256:
        raise ValueError(f"{pinned.name} must have sha256 {pinned.sha256}, got {found}")


if __name__ == "__main__":
    print(prepared())
