"""A file that keeps the runs of a sweep as they end: an SQLite database with pickled results.

SQLite writes a run wholly or not at all, also when the power fails, and lets two programs use
one file. Pickle holds any result, and can run any code when it is read: open only a store that
you trust.
"""

from __future__ import annotations

import ast
import pickle
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from inspect import getsource, unwrap
from itertools import product
from os import PathLike, fspath
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np

from fitbreadth.sweep import Grid, Sweep, partial_sweep

_TABLES = (
    "CREATE TABLE sweep (name TEXT, function BLOB, code TEXT, grid BLOB, seed TEXT)",
    "CREATE TABLE run (position INTEGER PRIMARY KEY, result BLOB)",
)


def stored(path: str | PathLike[str]) -> Sweep[Any]:
    """Return the runs that a store holds so far; the sweep may be going on.

    Parameters
    ----------
    path : path
        The ``store`` of :func:`fitbreadth.sweep.sweep`. It is pickled: open only one that you
        trust.

    Returns
    -------
    Sweep
        Its finished runs, in grid order.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If it is not a store.

    Examples
    --------
    >>> import tempfile
    >>> from fitbreadth.sweep import sweep
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = Path(folder) / "powers.db"
    ...     _ = sweep(pow, {"base": [2, 3], "exp": [1, 2]}, store=store)
    ...     stored(store).results
    (2, 4, 3, 9)
    """
    if not Path(path).exists():
        raise FileNotFoundError(f"path must be the store of a sweep, got none at {path}")
    with _connected(path) as database:
        if not _tables(database):
            raise ValueError(f"path must be the store of a sweep, got an empty file at {path}")
        grid = pickle.loads(database.execute("SELECT grid FROM sweep").fetchone()[0])
        points = [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]
        return partial_sweep(points, Store(database).results())


class Store:
    """An open store. Use it in the thread that opened it."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def results(self) -> dict[int, Any]:
        """Return the finished runs' results by position in the grid."""
        rows = self._database.execute("SELECT position, result FROM run")
        return {at: pickle.loads(result) for at, result in rows}

    def add(self, position: int, result: object) -> None:
        """Write one run; it is on the disk when this returns."""
        try:
            row = (position, pickle.dumps(result, protocol=5))
        except Exception as error:
            kind = type(result).__name__
            raise TypeError(f"store must get results that pickle, got a {kind}: {error}") from error
        # another program may have done the same run meanwhile, with the same result
        self._database.execute("INSERT OR IGNORE INTO run VALUES (?, ?)", row)


@contextmanager
def opened(
    path: str | PathLike[str], function: Callable[..., Any], grid: Grid, seed: int | None
) -> Iterator[Store]:
    """Open the store of a sweep, or begin it.

    Parameters
    ----------
    path : path
        A file, to be made if missing.
    function, grid, seed
        As for :func:`fitbreadth.sweep.sweep`. A store remembers the function's name and code,
        but not that of the functions it calls.

    Yields
    ------
    Store

    Raises
    ------
    FileNotFoundError
        If its folder does not exist.
    TypeError
        If the function or the grid cannot be pickled.
    ValueError
        If the file is the store of another sweep, or none. It is left as it was.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with opened(f"{folder}/runs.db", pow, {"base": [2], "exp": [3]}, None) as store:
    ...         store.add(0, 8)
    ...         store.results()
    {0: 8}
    """
    given = _identity(function, grid, seed)
    if not Path(path).parent.is_dir():
        raise FileNotFoundError(f"store must lie in a folder that exists, got {path}")
    with _connected(path) as database:
        _tables(database)
        # one at a time: of two programs that begin one store, the second finds it begun
        database.execute("BEGIN IMMEDIATE")
        if not _tables(database):
            for table in _TABLES:
                database.execute(table)
            database.execute("INSERT INTO sweep VALUES (?, ?, ?, ?, ?)", given)
        held = database.execute("SELECT * FROM sweep").fetchone()
        database.execute("COMMIT")
        if differs := _differences(held, given):
            raise ValueError(
                f"store {path} holds another sweep: {'; '.join(differs)}. "
                "It is left as it was; give this sweep a store of its own"
            )
        yield Store(database)


@contextmanager
def _connected(path: str | PathLike[str]) -> Iterator[sqlite3.Connection]:
    if Path(path).is_dir():
        raise ValueError(f"store must be a file, got the folder {path}")
    with closing(sqlite3.connect(fspath(path), timeout=60, isolation_level=None)) as database:
        yield database


def _tables(database: sqlite3.Connection) -> bool:
    """Tell a store from a file that is to become one, and refuse any other."""
    path = database.execute("PRAGMA database_list").fetchone()[2]
    try:
        made = [sql for (sql,) in database.execute("SELECT sql FROM sqlite_master ORDER BY name")]
    except sqlite3.DatabaseError as error:
        raise ValueError(f"store must be the store of a sweep, got {path}: {error}") from None
    if made and made != sorted(_TABLES):
        raise ValueError(f"store must be the store of a sweep, got another database: {path}")
    return bool(made)


Identity = tuple[str, bytes, str, bytes, str]


def _identity(function: Callable[..., Any], grid: Grid, seed: int | None) -> Identity:
    """Return what makes a sweep this one: the function's name, itself and code, grid and seed."""
    inner = function.func if isinstance(function, partial) else function
    name = f"{inner.__module__}.{getattr(inner, '__qualname__', type(inner).__qualname__)}"
    values = {parameter: list(each) for parameter, each in grid.items()}
    pickled = []
    for argument, value in {"function": function, "grid": values}.items():
        try:
            pickled.append(pickle.dumps(value, protocol=5))
        except Exception as error:
            advice = " (a function needs a name at the top level of its module)"
            raise TypeError(f"{argument} must pickle to have a store{advice}: {error}") from None
    return name, pickled[0], _code(inner), pickled[1], str(seed)


def _code(function: Callable[..., Any]) -> str:
    """Return a function's statements without comments and docstrings; "" if there is no source."""
    try:
        named = function if hasattr(function, "__qualname__") else type(function)
        tree = ast.parse(dedent(getsource(unwrap(named))))
    except (OSError, TypeError, SyntaxError):
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            del node.body[: ast.get_docstring(node) is not None]
    return ast.unparse(tree)


def _differences(held: Identity, given: Identity) -> list[str]:
    """Say in words what two sweeps differ in."""
    differs = []
    if held[0] != given[0]:
        differs.append(f"its function is {held[0]}, not {given[0]}")
    elif held[1] != given[1]:
        differs.append(f"its function is {held[0]} with other arguments or state")
    elif held[2] != given[2]:
        differs.append(f"the code of {held[0]} has changed")
    if held[3] != given[3]:
        here, there = pickle.loads(held[3]), pickle.loads(given[3])
        if [*here] != [*there]:
            differs.append(f"its grid is over {', '.join(here)}, not {', '.join(there)}")
        else:
            differs += [
                f"its grid has {name}={_short(here[name])}, not {_short(there[name])}"
                for name in here
                if not _alike(here[name], there[name])
            ]
    if held[4] != given[4]:
        differs.append(f"its seed is {held[4]}, not {given[4]}")
    return differs


def _alike(here: list[Any], there: list[Any]) -> bool:
    """Tell whether two lists of grid values are the same, those included that have no ==."""
    try:
        return len(here) == len(there) and all(
            pickle.dumps(x) == pickle.dumps(y) or (type(x) is type(y) and np.array_equal(x, y))
            for x, y in zip(here, there, strict=True)
        )
    except ValueError:  # of an == that holds arrays against each other, as a dataclass's does
        return False


def _short(values: list[Any]) -> str:
    text = repr(values)
    return text if len(text) <= 100 else f"{text[:80]}... ({len(values)} values)"
