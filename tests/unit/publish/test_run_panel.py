"""What the panel under a figure says of the numbers that it takes."""

from __future__ import annotations

import re

import pytest

from fitbreadth.control import Control
from fitbreadth.publish import run_panel


def meta(*controls, seed=None, outcome=None):
    return {
        "name": "fig-of-a-test",
        "controls": [
            {
                "name": each.name,
                "label": each.label,
                "values": list(each.values),
                "texts": [each.text(value) for value in each.values],
                "default": each.default,
                "is_free": each.is_free,
                "is_whole": each.is_whole,
            }
            for each in controls
        ],
        "model": {
            "asked": [each.name for each in controls if not each.view],
            "seed": seed,
            "outcome": outcome,
        },
    }


@pytest.mark.parametrize(
    ("values", "said", "hint"),
    [
        ((0.05, 1.0), {"labels": "{:.0%}".format}, "from 0.05 (5%) to 1 (100%)"),
        ((3, 100), {"unit": "examples"}, "a whole number from 3 to 100 examples"),
        ((5, 95), {"labels": "{}%".format}, "a whole number from 5 to 95%"),
        ((10, 2000), {}, "a whole number from 10 to 2,000"),
        ((-4.0, 2.0), {"labels": ("−4: least", "2: most")}, "from −4 (least) to 2 (most)"),
        ((0.0, 4.0), {"labels": ("unlike (90°)", "4 times")}, "from 0 (unlike, 90°) to 4 times"),
    ],
)
def test_a_field_says_what_it_takes(values, said, hint):
    control = Control("a", "Size", values, values[0], **said)
    page = run_panel.html(meta(control))
    assert re.search('<small id="fig-of-a-test-run-a-hint">(.*?)</small>', page)[1] == hint


def test_a_choice_is_taken_as_it_stands():
    choice = Control("kind", "Kind", ("old", "new"), "old")
    page = run_panel.html(meta(choice))
    assert "The run takes “Kind” as chosen above." in page
    assert "nothing to set" not in page


def test_without_anything_to_set_it_says_what_a_run_does():
    assert "nothing to set" in run_panel.html(meta())
    assert "nothing to set" not in run_panel.html(meta(seed=1))
