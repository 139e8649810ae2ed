"""The published table: ``python -m fitbreadth.optimization.extract --out bbob2009.csv``.

``cocopp`` ships the best of BBOB-2009 (hansen2010) as an archive of text tables. The archive is
read where it lies: importing ``cocopp`` would look for the network and write to the user's
cache, and its own reader unpacks beside the archive.

A table has one row for each whole number of evaluations, with the hardest target (a precision
f - f_opt) reached in that time, the entry that did so, and how many of its runs succeeded.
The row for a target is therefore the first one at or below it.
"""

from __future__ import annotations

import argparse
import csv
import tarfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from fitbreadth.optimization.benchmark import DIMENSIONS, REFERENCE_TARGETS

COLUMNS = ("dimension", "function", "target", "ert", "data_set", "successes", "runs")
"""Header of the extracted table."""

Row = tuple[int, int, float, int, str, int, int]


def archive() -> Path:
    """Return where the installed ``cocopp`` keeps the archive.

    Raises
    ------
    ModuleNotFoundError
        If ``cocopp`` is not installed.

    Examples
    --------
    >>> archive().name  # doctest: +SKIP
    'best2009-bbob.tar.gz'
    """
    try:
        found = distribution("cocopp").locate_file("cocopp/refalgs/best2009-bbob.tar.gz")
    except PackageNotFoundError:
        raise ModuleNotFoundError("cocopp is missing: pip install 'fitbreadth[suite]'") from None
    return Path(str(found))


def extract(path: Path) -> list[Row]:
    """Read ERT and winner for 24 functions, ``DIMENSIONS`` and ``REFERENCE_TARGETS``.

    Parameters
    ----------
    path : pathlib.Path
        The archive of :func:`archive`.

    Returns
    -------
    list of tuple
        336 rows as in ``COLUMNS``: D, function number, precision, ERT in whole evaluations,
        name of the winner's data set, its successful runs and its runs.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If a table is missing from the archive or never reaches a target.

    References
    ----------
    hansen2010

    Examples
    --------
    >>> extract(archive())[14]  # doctest: +SKIP
    (5, 3, 10.0, 716, 'LSfminbnd_posik_noiseless', 15, 15)
    """
    rows: list[Row] = []
    with tarfile.open(path) as tar:
        for dimension in DIMENSIONS:
            for function in range(1, 25):
                name = f"best2009-bbob/bbob-bestalg_f{function:02d}_d{dimension:02d}.tdat"
                try:
                    member = tar.extractfile(name)
                except KeyError:
                    member = None
                if member is None:
                    raise ValueError(f"path must be the best2009-bbob archive, {name} is not in it")
                lines = member.read().decode().splitlines()
                table = [line.split() for line in lines if not line.startswith("%")]
                for target in REFERENCE_TARGETS:
                    row = next((r for r in table if float(r[1]) <= target), None)
                    if row is None:
                        raise ValueError(f"{name} in {path} never reaches the target {target}")
                    data_set = row[3].removesuffix(".tgz")
                    found = (int(row[0]), data_set, int(row[4]), int(row[5]))
                    rows.append((dimension, function, target, *found))
    return rows


def main(arguments: list[str] | None = None) -> None:
    """Write the table as csv.

    Parameters
    ----------
    arguments : list of str, optional
        Of the command line; that of the process if not given.

    Raises
    ------
    SystemExit
        With a message, if the arguments are wrong or ``cocopp`` is missing.

    Examples
    --------
    >>> main(["--help"])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    SystemExit: 0
    """
    parser = argparse.ArgumentParser(
        prog="python -m fitbreadth.optimization.extract",
        description="Extract the best running times of BBOB-2009 from cocopp.",
    )
    parser.add_argument("--out", type=Path, default=Path("bbob2009.csv"), help="csv to write")
    out: Path = parser.parse_args(arguments).out
    try:
        rows = extract(archive())
    except ModuleNotFoundError as missing:
        parser.error(str(missing))
    with out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
