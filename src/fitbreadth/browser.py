"""What a page asks of Python in its reader's browser: one run of a lab, or many.

There, no Altair is: a page draws by itself what the model gives. Questions and answers are JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from time import perf_counter
from types import ModuleType
from typing import TYPE_CHECKING, Any

from fitbreadth.control import setting_key
from fitbreadth.palette import themed

if TYPE_CHECKING:
    from fitbreadth.lab import Lab


class _Absent(ModuleType):
    """Stands in for Altair where charts are declared and nobody draws them."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Absent(name)

    def __call__(self, *_: Any, **__: Any) -> Any:
        return _Absent("result")


def answer(question: str, progress: Callable[[int, int], object] | None = None) -> str:
    """Run a lab's model.

    Parameters
    ----------
    question : str
        An object as JSON: ``module`` that declares the lab; ``setting``, a value for each
        control; ``seed``, or null; and ``count``, the number of runs, or null for one.
    progress : callable, optional
        Called as ``progress(done, count)`` after each of many runs.

    Returns
    -------
    str
        An object as JSON. Of one run: ``setting`` and ``seed`` as the model took them, ``texts``
        of the controls, ``rows``, ``backdrop``, and in ``sentences`` one for each value of the
        views. Of many: ``count``, ``texts``, ``chart``, a Vega-Lite specification, and
        ``sentence``. Where the
        model refuses: ``refused``, its own words. Always: ``seconds`` that it took.

    Examples
    --------
    >>> told = answer('{"module": "fitbreadth.optimization.labs.curvature",'
    ...               ' "setting": {"kappa": 1.25}, "seed": null, "count": null}')
    >>> json.loads(told)["texts"]
    {'kappa': '1.25'}
    """
    asked = json.loads(question)
    lab = _lab(asked["module"])
    begun = perf_counter()
    try:
        many = asked["count"] is not None
        told = _many(lab, asked, progress) if many else _one(lab, asked["setting"], asked["seed"])
    except (TypeError, ValueError) as refusal:
        told = {"refused": str(refusal)}
    return json.dumps(told | {"seconds": perf_counter() - begun}, allow_nan=False)


def _lab(module: str) -> Lab:
    """Return the lab that ``module`` declares."""
    if "altair" not in sys.modules and find_spec("altair") is None:
        sys.modules["altair"] = _Absent("altair")
    folder = module.rpartition(".")[0]
    if isinstance(sys.modules["altair"], _Absent) and folder not in sys.modules:
        # not the whole folder: it would bring every model of the chapter along
        spec = find_spec(folder)
        assert spec is not None
        sys.modules[folder] = module_from_spec(spec)
    lab: Lab = import_module(module).LAB
    return lab


def _one(lab: Lab, setting: dict[str, Any], seed: int | None) -> dict[str, Any]:
    run = lab.run(seed=seed, **setting)
    views = [control.name for control in lab.controls if control.view]
    sentences = {
        setting_key([stand[name] for name in views]): lab.sentence(seed=run.seed, **stand)
        for stand in lab.views(run.setting)
    }
    return {
        "setting": run.setting,
        "seed": run.seed,
        "texts": {
            control.name: control.text(run.setting[control.name]) for control in lab.controls
        },
        "rows": run.rows,
        "backdrop": lab.scenery(run.seed),
        "sentences": sentences,
    }


def _many(
    lab: Lab, asked: dict[str, Any], progress: Callable[[int, int], object] | None
) -> dict[str, Any]:
    from fitbreadth.many_runs import many_runs, picture, words

    assert lab.outcome is not None
    runs = many_runs(
        lab, count=asked["count"], seed=asked["seed"], progress=progress, **asked["setting"]
    )
    stood = lab.default() | asked["setting"]
    return {
        "count": len(runs.seeds),
        "texts": {each.name: each.text(each.accept(stood[each.name])) for each in lab.controls},
        "chart": themed(picture(lab.outcome.label, runs)),
        "sentence": words(lab.outcome.label, runs),
    }
