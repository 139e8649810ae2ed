"""The reader's own Python: the files of one Pyodide release, and where they come from.

The program is the npm package ``pyodide``, as jsDelivr serves it; sizes and digests were taken
from the registry's tarball. Its ``pyodide-lock.json`` gives the digests of the packages.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

VERSION = "0.28.3"
CORE_HOME = f"https://cdn.jsdelivr.net/npm/pyodide@{VERSION}/"
PACKAGES_HOME = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"


@dataclass(frozen=True)
class Pinned:
    """A file of the release.

    Attributes
    ----------
    name : str
        File name.
    sha256 : str
        Digest, in hexadecimal.
    bytes : int or None
        Size; None where no public listing says it.
    about : int or None
        Size of another build of the same version, where ``bytes`` is None.
    """

    name: str
    sha256: str
    bytes: int | None = None
    about: int | None = None

    @property
    def integrity(self) -> str:
        """The digest as a browser takes it.

        Examples
        --------
        >>> Pinned("empty", "00" * 32).integrity
        'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='
        """
        return "sha256-" + b64encode(bytes.fromhex(self.sha256)).decode("ascii")


CORE: tuple[Pinned, ...] = (
    Pinned(
        "pyodide.js",
        "24a458425dcb4ea9836eb5ce26701d18cb769374e2b79247602ba605bf093278",
        17_331,
    ),
    Pinned(
        "pyodide.asm.js",
        "b22e5831eade9ff10e6fe2c811c68688cd91f10154377b4f80debcf5bafa1e56",
        1_073_033,
    ),
    Pinned(
        "pyodide.asm.wasm",
        "5effb6a1a6cc4a1a85bec4622701aa797c031e1de923cbbaf2ad47abdc4ab325",
        8_645_967,
    ),
    Pinned(
        "python_stdlib.zip",
        "71fee17f88a6260ec8c9c7c063533ee59c021fdc88a1ce76247378d3c4a35f4c",
        2_416_866,
    ),
    Pinned(
        "pyodide-lock.json",
        "f6e6f42f451f42affbbcddb00e8c9a3278dcbf399f57aab9f3f568839a7ff4a6",
        109_732,
    ),
)
"""What starts Python, in the order in which it is asked for."""

PACKAGES: dict[str, tuple[Pinned, ...]] = {
    "numpy": (
        Pinned(
            "numpy-2.2.5-cp313-cp313-pyodide_2025_0_wasm32.whl",
            "3db3c4f3e0448f4d62a85c262692f1260ccd8a91335442bd2442f21ffeddb558",
            # the wheel of 0.28.0a3, in the npm package @bentopdf/pymupdf-wasm
            about=11_712_032,
        ),
    ),
    "scipy": (
        Pinned(
            "libopenblas-0.3.26.zip",
            "15c2c82b0fdfdde83a81190f35f5f4a0d15bf236a7e93944c433ae5ac6bf3ee5",
        ),
        Pinned(
            "scipy-1.14.1-cp313-cp313-pyodide_2025_0_wasm32.whl",
            "6c4277bb1902f2064f5f4bd0ffbea67cf9aaf89a3fdc49e9ac1e078d9b574ef0",
        ),
    ),
}
"""A package's own files; SciPy also needs NumPy's."""
