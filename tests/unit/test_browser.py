"""What a page asks of Python in its reader's browser, and what it is told."""

from __future__ import annotations

import json
import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from fitbreadth import browser
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome
from fitbreadth.many_runs import many_runs, words


def rows(*, a, seed=3):
    if a > 2.5:
        raise ValueError("a must be at most 2.5")
    return [{"y": a * float(np.random.default_rng(seed).random())}]


LAB = Lab(
    name="fig-a",
    controls=(
        Control("a", "A", (1.0, 2.0, 3.0), 1.0, unit="m"),
        Control("part", "Show", ("first", "last"), "first", view=True),
    ),
    rows=rows,
    draw=lambda rows: None,
    caption="C.",
    description="D.",
    columns={"y": "Y"},
    backdrop=lambda: [{"y": 0}],
    readout=lambda *, a, part, seed: f"{part} of {a}, seed {seed}",
    seed=3,
    outcome=Outcome("Yield", lambda rows: rows[0]["y"]),
)


@pytest.fixture
def ask(monkeypatch):
    """Ask the lab above; gives what a page is told, and what it was told of the progress."""
    monkeypatch.setitem(sys.modules, "a_lab", SimpleNamespace(LAB=LAB))

    def answer(progress=None, **question):
        asked = {"module": "a_lab", "setting": {}, "seed": None, "count": None} | question
        return json.loads(browser.answer(json.dumps(asked), progress))

    return answer


def test_one_run_is_the_labs_own(ask):
    told = ask(setting={"a": 1.25, "part": "last"}, seed=8)
    assert told.pop("seconds") >= 0
    assert told == {
        "setting": {"a": 1.25, "part": "last"},
        "seed": 8,
        "texts": {"a": "1.25 m", "part": "last"},
        "rows": [{"a": 1.25} | row for row in rows(a=1.25, seed=8)],
        "backdrop": [{"y": 0}],
        "sentences": {"first": "first of 1.25, seed 8", "last": "last of 1.25, seed 8"},
    }


def test_what_is_not_asked_stands_where_it_opens(ask):
    told = ask()
    assert told["setting"] == LAB.default()
    assert told["seed"] == 3


def test_many_runs_are_drawn_and_summed_up(ask):
    seen = []
    told = ask(lambda *at: seen.append(at), setting={"a": 2.0}, count=4)
    assert told["sentence"] == words("Yield", many_runs(LAB, count=4, a=2.0))
    assert seen == [(done, 4) for done in range(5)]
    assert "var(--fb-" in json.dumps(told["chart"]), "the chart follows the page's theme"


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ({"setting": {"a": 4}}, "a must be a number from 1 to 3, got 4"),
        ({"setting": {"a": 2.75}}, "a must be at most 2.5"),
        ({"setting": {"a": 2.75}, "count": 5}, "a must be at most 2.5"),
        ({"setting": {"b": 1}}, "setting must name ['a', 'part'], got ['b']"),
        ({"seed": -1}, "seed must be an integer >= 0, got -1"),
        ({"count": 1}, "count must be an integer in [2, 10000], got 1"),
    ],
)
def test_a_refusal_is_told_in_words(ask, question, why):
    told = ask(**question)
    assert told.keys() == {"refused", "seconds"}
    assert told["refused"] == why


def test_a_mistake_in_a_model_is_not_taken_for_a_refusal(ask, monkeypatch):
    def broken(self, **_):
        raise ZeroDivisionError

    monkeypatch.setattr(Lab, "run", broken)
    with pytest.raises(ZeroDivisionError):
        ask()


ALONE = """
import sys
from fitbreadth import browser

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("altair", "scipy", "ipywidgets"):
            raise ModuleNotFoundError(name)

real = browser.find_spec
browser.find_spec = lambda name: None if name == "altair" else real(name)
sys.meta_path.insert(0, Blocked())
print(browser.answer(sys.argv[1]))
"""


@pytest.mark.parametrize(
    ("module", "count"),
    [
        ("fitbreadth.optimization.labs.curvature", None),
        ("fitbreadth.optimization.labs.structure", None),
        ("fitbreadth.optimization.labs.structure", 3),
    ],
)
def test_a_model_runs_where_there_is_numpy_alone(module, count):
    question = json.dumps({"module": module, "setting": {}, "seed": None, "count": count})
    ran = subprocess.run(
        [sys.executable, "-c", ALONE, question], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    here = json.loads(browser.answer(question))
    there = json.loads(ran.stdout)
    del here["seconds"], there["seconds"]
    assert there == here
