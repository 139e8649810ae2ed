"""Make one zip of the book for a class without a network.

::

    python -m fitbreadth.publish.offline _build/html _build/fit-beats-breadth-offline.zip

The site is taken as it was built; Python is put beside its pages. The same site, assignments and
wheels give the same bytes.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from fitbreadth.publish import (
    offline_python,
    offline_readme,
    offline_wheels,
    own_wheel,
    pyodide,
    pyodide_files,
)

FOLDER = "fit-beats-breadth"
"""The one folder that unpacking makes."""
_PACKED = {".gif", ".jpg", ".png", ".webp", ".whl", ".woff2", ".zip"}
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)


def write(out: Path, files: Mapping[str, Path | str]) -> None:
    """Write a zip of files (by path) and texts, under their names within ``FOLDER``.

    Names are sorted and dates fixed, so what is the same outside is the same inside.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(Path(folder, "a.zip"), {"b.txt": "one", "a.txt": "two"})
    ...     zipfile.ZipFile(Path(folder, "a.zip")).namelist()
    ['fit-beats-breadth/a.txt', 'fit-beats-breadth/b.txt']
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(f"{out.name}.part")
    with zipfile.ZipFile(part, "w") as packed:
        for name, held in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", _FIRST_DATE)
            entry.external_attr = 0o644 << 16
            plain = Path(name).suffix in _PACKED
            entry.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            data = held.encode() if isinstance(held, str) else held.read_bytes()
            packed.writestr(entry, data, compresslevel=9)
    part.replace(out)


def site_files(site: Path) -> dict[str, Path]:
    """Return the files of a built site by their names in the zip, its notebooks once more.

    Raises
    ------
    FileNotFoundError
        If ``site`` is no built book.
    """
    notebooks = site / "_static" / "notebooks"
    for needed in (site / "index.html", notebooks):
        if not needed.exists():
            raise FileNotFoundError(f"site must be the built book; {needed} is missing")
    return _within(site, "site") | _within(notebooks, "notebooks")


def assignment_files(folder: Path) -> dict[str, Path]:
    """Return what students are given, by names in the zip.

    Raises
    ------
    FileNotFoundError
        If there is no notebook in ``folder``.
    """
    found = _within(folder, "assignments")
    if not any(name.endswith(".ipynb") for name in found):
        raise FileNotFoundError(f"assignments must be a folder with notebooks, got {folder}")
    return found


def _within(folder: Path, name: str) -> dict[str, Path]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {f"{name}/{file.relative_to(folder).as_posix()}": file for file in files}


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and make the zip."""
    parser = argparse.ArgumentParser(description="Make one zip for a class without a network.")
    parser.add_argument("site", type=Path, help="folder of the built site")
    parser.add_argument("out", type=Path, help="the zip to write")
    parser.add_argument("--assignments", type=Path, help="folder of the students' notebooks")
    parser.add_argument("--licence", type=Path, default=Path("LICENSE"), help="of the code")
    python = parser.add_mutually_exclusive_group()
    python.add_argument(
        "--pyodide",
        default=os.environ.get(pyodide.SETTING, ""),
        help=f"a folder with Pyodide, or a mirror's address; default: {pyodide.SETTING}",
    )
    python.add_argument("--without-python", action="store_true", help="no model runs in a page")
    wheels = parser.add_mutually_exclusive_group()
    wheels.add_argument("--wheels", type=Path, help="take these; default: pip downloads them")
    wheels.add_argument("--without-wheels", action="store_true", help="notebooks to look at only")
    given = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as draft:
            write(given.out, _files(given, Path(draft)))
    except (OSError, ValueError) as refusal:
        parser.exit(2, f"{parser.prog}: {refusal}\n")
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.0f} MB")


def _files(given: argparse.Namespace, draft: Path) -> dict[str, Path | str]:
    """Return all that goes into the zip; what must be made is made in ``draft``."""
    files: dict[str, Path | str] = {**site_files(given.site), "LICENSE.txt": given.licence}
    assignments: dict[str, Path] = {}
    if given.assignments is not None:
        assignments = assignment_files(given.assignments)
    files |= assignments
    python = ""
    if not given.without_python:
        cache = given.out.parent / f"pyodide-{pyodide_files.VERSION}"
        python = str(offline_python.gathered(given.pyodide, cache))
    pyodide.write(draft / "static", python)
    stale = f"site/_static/{pyodide.FOLDER}/"
    files = {name: file for name, file in files.items() if not name.startswith(stale)}
    files |= _within(draft / "static", "site/_static")
    own = own_wheel.write(draft / "static" / pyodide.FOLDER)
    wheels: list[Path] = []
    if given.without_wheels:
        files[own.name] = own
    else:
        wheels = _wheels(given.wheels or draft / "wheels", download=given.wheels is None)
        files["wheels/requirements.txt"] = offline_wheels.requirements()
        files |= {f"wheels/{wheel.name}": wheel for wheel in (*wheels, own)}
    files["README.txt"] = offline_readme.text(
        packages=list(pyodide.offered(python)["packages"]) if python else [],
        systems=offline_wheels.systems(wheel.name for wheel in wheels),
        assignments=[name.removeprefix("assignments/") for name in sorted(assignments)],
    )
    return files


def _wheels(folder: Path, *, download: bool) -> list[Path]:
    found = offline_wheels.download(folder) if download else sorted(folder.glob("*.whl"))
    if not found:
        raise FileNotFoundError(f"--wheels must be a folder with wheels, got {folder}")
    return found


if __name__ == "__main__":
    main()
