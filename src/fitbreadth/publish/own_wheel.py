"""The package itself as a wheel, for the reader's own Python."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from zipfile import BadZipFile

from wheel.wheelfile import WheelError, WheelFile

PACKAGE = Path(__file__).parents[1]
_FIRST_DATE = "315532800"  # 1980, the earliest that an archive can hold


def contents(package: Path, version: str) -> dict[str, bytes]:
    """Return what the wheel of ``package`` holds, by name.

    The Sphinx side stays out: a reader's Python publishes nothing.
    """
    held = {
        file.relative_to(package.parent).as_posix(): file.read_bytes()
        for file in sorted(package.rglob("*"))
        if file.is_file() and not {"__pycache__", "publish"} & set(file.relative_to(package).parts)
    }
    about = f"{package.name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {package.name}\nVersion: {version}\n"
    tag = "Wheel-Version: 1.0\nGenerator: fitbreadth\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    return held | {f"{about}/METADATA": metadata.encode(), f"{about}/WHEEL": tag.encode()}


def file_name(package: Path = PACKAGE) -> str:
    """Return the name of the file that ``write`` makes of ``package``."""
    return f"{package.name}-{distribution(package.name).version}-py3-none-any.whl"


def write(folder: Path, package: Path = PACKAGE) -> Path:
    """Write the wheel of ``package`` into ``folder``, unless it stands there; return its path.

    The same sources give the same bytes, whatever their dates.

    Parameters
    ----------
    folder : Path
        Where to write.
    package : Path
        Folder of an installed package.

    Raises
    ------
    importlib.metadata.PackageNotFoundError
        If the package is not installed.
    """
    held = contents(package, distribution(package.name).version)
    target = folder / file_name(package)
    if not _holds(target, held):
        folder.mkdir(parents=True, exist_ok=True)
        with _fixed_date(), WheelFile(target, "w") as wheel:
            for name, data in held.items():
                wheel.writestr(name, data)
    return target


def _holds(target: Path, held: dict[str, bytes]) -> bool:
    try:
        with WheelFile(target) as wheel:
            return set(wheel.namelist()) == {*held, wheel.record_path} and all(
                wheel.read(name) == data for name, data in held.items()
            )
    except (OSError, BadZipFile, WheelError):
        return False


@contextmanager
def _fixed_date() -> Iterator[None]:
    # WheelFile takes a date from nowhere else
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = _FIRST_DATE
    try:
        yield
    finally:
        del os.environ[name]
        if before is not None:
            os.environ[name] = before
