"""What a class installs without a network: the wheels of the notebooks' packages."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path

from packaging.utils import parse_wheel_filename

from fitbreadth.publish.notebook_start import NEEDED

_SYSTEMS = {"manylinux": "Linux", "musllinux": "Linux", "macosx": "macOS", "win": "Windows"}


def requirements() -> str:
    """Return what runs a notebook, one package a line, each in the version that is in use here.

    Examples
    --------
    >>> [line.split("==")[0] for line in requirements().splitlines()]
    ['fitbreadth', 'numpy', 'altair', 'ipywidgets', 'myst-nb', 'scipy', 'jupyterlab']
    """
    asked = [re.split(r"[<>=]", package)[0] for package in NEEDED]
    return "\n".join(map(_pinned, ("fitbreadth", *asked, "jupyterlab"))) + "\n"


def _pinned(name: str) -> str:
    try:
        return f"{name}=={version(name)}"
    except PackageNotFoundError:
        return name


def download(folder: Path) -> list[Path]:
    """Download the wheels of the requirements, and of all that they require, for this Python.

    Parameters
    ----------
    folder : Path
        Where to put them. The package's own is not among them: the site has it.

    Returns
    -------
    list of Path
        The wheels in the folder, by name.

    Raises
    ------
    ConnectionError
        If pip cannot get them.
    """
    others = [line for line in requirements().splitlines() if not line.startswith("fitbreadth")]
    with tempfile.TemporaryDirectory() as held:
        # what was tried is what is handed out: pip would take the newest
        constraints = Path(held, "constraints.txt")
        lines = sorted(f"{each.name}=={each.version}\n" for each in distributions())
        constraints.write_text("".join(lines), encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary=:all:"]
        ran = subprocess.run(
            [*pip, "--constraint", constraints, "--dest", folder, *others],
            capture_output=True,
            text=True,
        )
    if ran.returncode:
        said = [line for line in ran.stderr.splitlines() if line.startswith("ERROR")]
        raise ConnectionError(
            f"pip cannot download the wheels ({said[-1] if said else ran.stderr.strip()}); "
            "give a folder of them with --wheels, or leave them out with --without-wheels"
        )
    return sorted(folder.glob("*.whl"))


def systems(wheels: Iterable[str]) -> list[str]:
    """Return for which Pythons and systems there are wheels of NumPy.

    It is among those that differ from one system to the next.

    Raises
    ------
    packaging.utils.InvalidWheelFilename
        If a name is not that of a wheel.

    Examples
    --------
    >>> systems(["numpy-2.4.6-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl"])
    ['Python 3.11 on Linux (x86_64)']
    >>> systems(["numpy-2.4.6-cp313-cp313-macosx_14_0_arm64.whl", "idna-3.11-py3-none-any.whl"])
    ['Python 3.13 on macOS (arm64)']
    """
    found = set()
    for wheel in wheels:
        name, _, _, tags = parse_wheel_filename(wheel)
        if name == "numpy":
            for tag in tags:
                python = re.sub(r"\D*(\d)(\d+)", r"Python \1.\2", tag.interpreter)
                found.add(f"{python} on {_system(tag.platform)}")
    return sorted(found)


def _system(platform: str) -> str:
    """Return a wheel's platform in words.

    Examples
    --------
    >>> _system("win_amd64"), _system("manylinux2014_aarch64")
    ('Windows (amd64)', 'Linux (aarch64)')
    """
    parts = re.fullmatch(r"([a-z]+?)(?:\d+)?(?:_\d+)*_([a-z]\w*)", platform)
    if parts is None:
        return platform
    return f"{_SYSTEMS.get(parts[1], parts[1])} ({parts[2]})"
