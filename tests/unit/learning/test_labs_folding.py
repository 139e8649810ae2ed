"""The folding lab shows stored folds as they are, and says what it shows."""

import numpy as np
import pytest

from fitbreadth.learning.chain_contacts import energy
from fitbreadth.learning.folding_results import best_so_far, successes
from fitbreadth.learning.labs import folding
from fitbreadth.learning.lattice_chain import BENCHMARKS


def panel(rows, name, **wanted):
    return [
        row for row in rows if row["panel"] == name and all(row[k] == v for k, v in wanted.items())
    ]


SETTINGS = folding.LAB.settings()


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: "-".join(s.values()))
class TestEverySetting:
    def test_pictures_are_folds_of_the_energy_told(self, setting):
        rows = folding.rows(**setting)
        sequence = BENCHMARKS[int(setting["length"])].sequence
        bonds = panel(rows, "bond")
        for bond in bonds:
            x, y = np.array(bond["x"]), np.array(bond["y"])
            step = max(np.abs(np.diff(x)).max(), np.abs(np.diff(y)).max())
            sites = np.column_stack([(x - x[0]) / step, (y - y[0]) / step]).round().astype(int)
            told = energy(sequence, sites)  # refuses what is no chain
            for now in panel(rows, "now"):
                if bond["from"] <= now["at"] < bond["until"]:
                    assert now["reached"] == told
            here = {"from": bond["from"]}
            drawn = [len(c["x"]) for c in panel(rows, "contact", **here)]
            assert sum(drawn) == -told
            kinds = [len(k["x"]) for k in panel(rows, "residue", **here)]
            assert kinds == [sequence.count("H"), sequence.count("P")]

    def test_every_moment_has_one_picture(self, setting):
        rows = folding.rows(**setting)
        for asked in folding.ASKED:
            spans = [b["from"] <= asked < b["until"] for b in panel(rows, "bond")]
            assert sum(spans) == 1

    def test_nothing_leaves_its_panel(self, setting):
        for row in folding.rows(**setting):
            for axis in ("x", "y", "xx", "yy"):
                assert all(abs(each) < 1 for each in row.get(axis, []))
            for height in ("energy", "low", "high"):
                lowest = BENCHMARKS[int(setting["length"])].ground
                assert all(lowest <= each <= 0 for each in row.get(height, []))


def test_lines_are_the_means_of_the_stored_runs():
    (line,) = panel(folding.rows(length="36", searcher="letters"), "mean", who="guesses")
    found = best_so_far(36, "random", evaluations=line["n"]).mean(axis=0)
    np.testing.assert_allclose(line["energy"], found, atol=6e-4)


def test_the_run_drawn_is_the_middle_one():
    for length in BENCHMARKS:
        ends = sorted(best_so_far(length, "pull", evaluations=[folding.LAST])[:, 0])
        assert folding.typical(length, "pull").best == ends[len(ends) // 2]


def test_says_what_it_draws():
    words = folding.sentence(length="20", searcher="pull", asked=100_000)
    won = successes(20, "pull")
    assert "energy −9, proved to be the lowest" in words
    assert f"{won.reached} of {won.runs} such searches reached −9 within 100,000" in words
    words = folding.sentence(length="20", searcher="random", asked=1)
    assert words.startswith("After 1 fold tried this search")
    assert "energy 0, 9 contacts short of −9" in words
    assert "None of 10" in words


def test_panels_say_what_their_marks_are():
    assert {successes(length, who).runs for length in BENCHMARKS for who in folding.SEARCHERS} == {
        10
    }
    drawn = str(folding.LAB.at(**folding.LAB.default()).to_dict())
    assert "the middle one of 10 runs" in drawn
    assert "means of 10; band: all 10 of the chosen" in drawn
