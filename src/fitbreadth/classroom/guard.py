"""Before the tests of an answer, give back their meaning to names that a slip has taken.

After ``np = 5``, ``numpy.mean = None``, ``sum = 0`` or ``DATA.sort()`` in one answer, the tests
of all the others would fail as well. So the first cell of an assignment begins::

    from fitbreadth.classroom import guard

    guard.install()

and from then on every cell of tests finds the names that the given cells bound, their data,
the functions of the modules they imported, and Python's own names as they were, and says which
it had to give back. In a cell of tests what goes to the error stream is printed instead:
nbgrader takes a mere warning there for a failure. What any one cell prints is limited.

This helps against slips. It is no wall against somebody who wants to cheat.
"""

from __future__ import annotations

import builtins
import contextlib
import pickle
import sys
import types
import warnings
from typing import Any

from fitbreadth.classroom.flood import held_back

GIVEN = "# Given."
TESTS = "# Tests of "
"""How the cells begin that the guard attends to."""
_KEPT = (types.ModuleType, float, int)
_MISSING = object()
_PACKAGES = ("fitbreadth", "math", "numpy", "random", "scipy", "statistics")


class Guard:
    """Watches the cells that one shell runs.

    Parameters
    ----------
    names : dict
        The shell's namespace.

    Examples
    --------
    >>> names = {}
    >>> guard = Guard(names)
    >>> guard.before(GIVEN); names["half"] = 0.5; guard.after(GIVEN)
    >>> names["half"] = names["sum"] = 0
    >>> guard.before(TESTS)
    Given back their meaning for these tests: sum, half.
    >>> guard.after(TESTS)
    >>> names
    {'half': 0.5}
    """

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        # the kernel binds others there itself, such as ``input``
        self._builtins = {
            name: value
            for name, value in vars(builtins).items()
            if isinstance(value, type | types.BuiltinFunctionType)
        }
        self._given = {name: names.get(name, _MISSING) for name in self._builtins}
        self._data: dict[str, bytes] = {}
        self._modules: dict[str, tuple[types.ModuleType, dict[str, Any]]] = {}
        self._seen: dict[str, Any] = {}
        self._during = contextlib.ExitStack()
        self._streams = sys.stdout, sys.stderr
        self._spoilt: list[str] = []

    def before(self, source: str) -> None:
        """Before a cell runs."""
        for stream in self._streams:
            self._during.enter_context(held_back(stream))
        if source.startswith(GIVEN):
            self._restore()
            self._seen = dict(self._names)
        elif source.startswith(TESTS):
            restored = [*self._spoilt, *self._restore()]
            if restored:
                print(f"Given back their meaning for these tests: {', '.join(restored)}.")
            self._spoilt = []
            self._during.enter_context(contextlib.redirect_stderr(sys.stdout))
            self._during.enter_context(warnings.catch_warnings(action="default"))

    def after(self, source: str) -> None:
        """After a cell has run."""
        self._during.close()
        # at once: the kernel itself needs these to go on
        self._spoilt += _put(vars(builtins), self._builtins)
        sys.stdout, sys.stderr = self._streams
        if source.startswith(GIVEN):
            for name, value in self._names.items():
                if not name.startswith("_") and self._seen.get(name, _MISSING) is not value:
                    self._given[name] = value
                    if isinstance(value, list | dict | set) or _is_array(value):
                        self._data[name] = pickle.dumps(value)
            self._remember_modules()

    def _remember_modules(self) -> None:
        for name, module in list(sys.modules.items()):
            if name.split(".")[0] in _PACKAGES and name not in self._modules:
                kept = {
                    key: value
                    for key, value in vars(module).items()
                    if not key.startswith("_") and (callable(value) or isinstance(value, _KEPT))
                }
                self._modules[name] = module, kept

    def _restore(self) -> list[str]:
        restored = _put(self._names, self._given)
        for name, (module, kept) in self._modules.items():
            sys.modules[name] = module
            restored += [f"{name}.{changed}" for changed in _put(vars(module), kept)]
        # last: pickling an array needs a sound NumPy
        for name, data in self._data.items():
            if pickle.dumps(self._given[name]) != data:
                self._names[name] = self._given[name] = pickle.loads(data)
                restored.append(name)
        return restored


def _is_array(value: object) -> bool:
    """Tell whether it is NumPy's; who does without NumPy has none."""
    return type(value).__module__ == "numpy" and type(value).__name__ == "ndarray"


def _put(names: dict[str, Any], values: dict[str, Any]) -> list[str]:
    """Bind the names to the values; return those that were bound to others."""
    changed = [name for name, value in values.items() if names.get(name, _MISSING) is not value]
    for name in changed:
        if values[name] is _MISSING:
            del names[name]
        else:
            names[name] = values[name]
    return changed


def install() -> None:
    """Guard the notebook that this is called in; called again, or elsewhere, it does nothing."""
    from IPython import get_ipython

    shell = get_ipython()  # type: ignore[no-untyped-call, unused-ignore]
    if shell is None or hasattr(shell, "fitbreadth_guard"):
        return
    shell.user_ns["exit"] = shell.user_ns["quit"] = _refuse_to_leave
    guard = shell.fitbreadth_guard = Guard(shell.user_ns)
    # the cell that installs it is itself a given one
    guard.before(GIVEN)
    shell.events.register("pre_run_cell", lambda info: guard.before(info.raw_cell))
    shell.events.register("post_run_cell", lambda result: guard.after(result.info.raw_cell))


def _refuse_to_leave(*_: object) -> None:
    raise RuntimeError("exit() and quit() would end the notebook, and all tests with it")
