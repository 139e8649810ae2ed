"""The lab of machines shows what the model computes."""

import pytest

from fitbreadth.convergence.figures.machines import LARGEST, LEAST
from fitbreadth.convergence.labs import machines as lab
from fitbreadth.convergence.machines import memory_needed


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_nothing_leaves_the_axes():
    for setting in lab.LAB.settings():
        for row in find(lab.rows(**setting), "line"):
            assert all(LEAST < memory < LARGEST for memory in row["memory"])


@pytest.mark.parametrize("overlap", lab.OVERLAPS)
def test_rings_lie_below_their_machine(overlap):
    setting = {"loss": 0.2, "overlap": overlap, "bits": 8}
    for row in find(lab.rows(**setting), "last"):
        here, after = (
            memory_needed(0.2, k=int(row["tasks"]) + more, overlap=overlap, bits=8).wide
            for more in (0, 1)
        )
        assert here <= row["room"] < after
        assert row["memory"] == pytest.approx(here, rel=1e-3)


def test_marks_lie_on_the_lines():
    rows = lab.rows(loss=0.15, overlap=0.5, bits=4)
    for who in lab.MODELS:
        (line,) = find(rows, "line", who=who)
        at = dict(zip(line["tasks"], line["memory"], strict=True))
        for mark in find(rows, "here", who=who):
            assert mark["memory"] == at[mark["count"]]


def test_works_off_its_grid():
    assert lab.LAB.at(k=30, loss=0.25, overlap=0.7, bits=6).to_dict()


def test_says_what_it_draws():
    words = lab.sentence(k=30, loss=0.2, overlap=0.5, bits=8)
    assert "One narrow model takes 5.4 GB (fits a phone)" in words
    assert "all 30 narrow models at once 161 GB" in words
    assert "a wide one has at most 2 tasks." in words
    assert "any number of tasks" in lab.sentence(k=30, loss=0.2, overlap=1.0, bits=8)
    assert "nothing to choose" in lab.sentence(k=1, loss=0.2, overlap=1.0, bits=8)
    assert "none of these machines" in lab.sentence(k=300, loss=0.1, overlap=0.0, bits=16)


def test_words_between_the_settings():
    overlap = next(control for control in lab.LAB.controls if control.name == "overlap")
    assert [overlap.text(part) for part in (0.5, 0.952)] == ["half", "95.2%"]
    assert [lab._gigabytes(memory) for memory in (99.4, 99.6)] == ["99 GB", "100 GB"]
