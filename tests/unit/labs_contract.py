"""What every lab of every chapter must keep to. ``test_domains`` calls it for each."""

import json
from importlib import import_module
from itertools import product
from math import isfinite, sqrt

from fitbreadth.control import Control, setting_key
from fitbreadth.lab import Lab
from fitbreadth.palette import themed
from fitbreadth.publish import vega

LIMIT = 300_000
"""Bytes of data that a figure may carry."""


def check_lab(lab: Lab) -> None:
    spec = lab.still().to_dict()
    meta = spec["usermeta"]["fitbreadth"]
    assert spec["description"].strip().endswith(".")
    assert meta["caption"].strip().endswith(".")

    data = max(vega.datasets(spec), key=len)
    assert len(json.dumps(data)) < LIMIT, "aggregate first: a figure must stay light"
    assert not _holds_nan(data)
    fields = set().union(*(row.keys() for row in data))
    assert set(dict(meta["columns"])) <= fields, "a heading names a field that no row has"

    themed(vega.bare(spec))  # refuses a colour that is not in the palette

    if lab.readout is not None:
        keys = {setting_key(values) for values in product(*(c.values for c in lab.controls))}
        assert set(meta["readout"]) == keys
        assert all(sentence.strip() for sentence in meta["readout"].values())
    views = [control.name for control in lab.controls if control.view]
    for name in views:
        told = ("params", "usermeta", "datasets", "description")
        used = json.dumps({key: part for key, part in spec.items() if key not in told})
        assert name in used, f"the chart does not use {name}"
    asked = {name: value for name, value in lab.default().items() if name not in views}
    named = set().union(*(row.keys() for row in lab.rows(**asked))) & set(views)
    assert not named, f"the table would lose {named}, which it takes for settings"
    for control in lab.controls:
        if control.view:
            continue
        drawn = [
            json.dumps([_without(row, control.name) for row in lab.rows(**setting)], sort_keys=True)
            for setting in (asked | {control.name: value} for value in control.values)
        ]
        assert len(set(drawn)) == len(drawn), f"two settings of {control.name} draw the same"


def check_runs(lab: Lab) -> None:
    """What must hold of a run that a reader asks for: of any number in range, and of any seed."""
    module = import_module(lab.rows.__module__)
    assert module.LAB is lab, "a browser finds the lab by its model's module"
    drawn = _shape(lab.draw(lab.grid()))
    for control in lab.controls:
        if control.labels is not None and control.is_free:
            assert callable(control.labels), f"{control.name} has no words for what lies between"
        for value in _between(control) if control.is_free else ():
            setting = lab.default() | {control.name: value}
            run = lab.run(**setting)
            assert run.rows, f"no rows at {control.name} = {value}"
            json.dumps(run.rows, allow_nan=False)
            rows = run.rows + lab.scenery(run.seed)
            assert _shape(lab.draw(rows)) == drawn, "the chart's scales depend on its rows"
            if lab.readout is not None:
                sentence = lab.sentence(**setting)
                assert sentence.strip()
                assert "nan" not in sentence.split()
                assert len(control.text(value)) < 60
    if lab.seed is None:
        return
    runs = [lab.run(seed=seed).rows for seed in (lab.seed, lab.seed + 1, lab.seed + 2)]
    texts = [json.dumps(rows, allow_nan=False) for rows in runs]
    assert len(set(texts)) == 3, "another seed gives the same rows"
    assert json.dumps(lab.run().rows) == texts[0]
    assert lab.outcome is not None, "a lab with chance must say what to compare of many runs"
    outcomes = [lab.outcome.of(rows) for rows in runs]
    assert all(isinstance(outcome, float) and isfinite(outcome) for outcome in outcomes)
    assert len(set(outcomes)) > 1, "the outcome does not vary from run to run"


def _between(control: Control) -> list[float]:
    """Return numbers between the control's values: near both ends and beside the default."""
    values = sorted(control.values)
    at = values.index(control.default)
    pairs = {(values[i], values[i + 1]) for i in (0, max(at - 1, 0), len(values) - 2)}
    if control.is_whole:
        # a whole number in the middle, and none where they follow one another
        middles = {(low + high) // 2 for low, high in pairs}
        return sorted(middles - set(values))
    return sorted(sqrt(low * high) if low > 0 else low + 0.38 * (high - low) for low, high in pairs)


def _shape(drawn) -> str:
    """Return a chart without its data."""
    spec = drawn.to_dict()

    def bare(part):
        if isinstance(part, list):
            return [bare(each) for each in part]
        if isinstance(part, dict):
            # data are named by what they hold, views by how many there have been
            told = ("datasets", "data", "name", "views")
            return {key: bare(each) for key, each in part.items() if key not in told}
        return part

    return json.dumps(bare(spec), sort_keys=True)


def _without(row: dict, name: str) -> dict:
    return {field: value for field, value in row.items() if field != name}


def _holds_nan(rows: list[dict]) -> bool:
    return any(value != value for row in rows for value in row.values())
