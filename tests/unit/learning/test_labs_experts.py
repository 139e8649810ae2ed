"""The lab on experts shows what its models compute."""

import numpy as np
import pytest

from fitbreadth.learning.absolute_value import line_error
from fitbreadth.learning.expected_error import expected_error
from fitbreadth.learning.expert_training import starts, train
from fitbreadth.learning.experts import answers
from fitbreadth.learning.figures.experts import HIGHEST, LOWEST, MOST
from fitbreadth.learning.labs import experts as lab
from fitbreadth.learning.specialisation import specialisation

ASKED = {"experts": 2, "target": "V", "start": "A"}


def panel(rows, name, **wanted):
    return [
        row for row in rows if row["panel"] == name and all(row[k] == v for k, v in wanted.items())
    ]


def test_no_row_hides_a_control():
    names = {control.name for control in lab.LAB.controls}
    for row in lab.rows(**ASKED):
        assert not names & set(row), "the row would lose the setting that it belongs to"


def test_what_is_shown_fits_the_panels():
    for setting in lab.LAB.settings():
        rows = lab.rows(**setting)
        (row,) = panel(rows, "error")
        assert max(row["error"]) < MOST
        heights = [y for row in panel(rows, "owned") for y in row["yfrom"] + row["yto"]]
        heights += [y for row in panel(rows, "mixture") for y in row["y"]]
        assert LOWEST < min(heights) < max(heights) < HIGHEST


def test_regions_are_where_the_gate_is_highest():
    for setting in lab.LAB.settings():
        rows = lab.rows(**setting)
        first = starts(lab.RUNS, experts=setting["experts"], seed=lab.SEED)
        (data,) = panel(rows, "data")
        run = lab.STARTS[setting["start"]]
        found = lab._trained(setting["experts"], lab.TARGETS[setting["target"]], lab.SEED).theta[
            :, run
        ]
        np.testing.assert_array_equal(found[0], first[run])
        x = np.array(data["x"])
        owner = answers(found, x).gate.argmax(axis=-2)
        for k, row in enumerate(panel(rows, "owned")):
            for i, step in enumerate(lab.STEPS):
                mine = x[owner[i] == k]
                if step in row["at"]:
                    at = row["at"].index(step)
                    assert (mine >= row["from"][at] - 0.006).all()
                    assert (mine <= row["to"][at] + 0.006).all()
                else:
                    assert mine.size == 0


def test_says_what_it_draws():
    (row,) = panel(lab.rows(**ASKED), "error")
    words = lab.sentence(**ASKED, step=12)
    assert f"misses by {row['error'][lab.STEPS.index(12)]:.2g} in mean square" in words
    assert f"by {line_error(1):.2g}." in words
    assert "Of 30 starts" not in words
    assert "Of 30 starts" in lab.sentence(**ASKED, step=1000)
    assert "Before training" in lab.sentence(**ASKED, step=0)


class TestCaption:
    def test_says_how_far_off_the_line_is(self):
        assert f"best single line errs by {line_error(1):.2g}," in lab.LAB.caption

    def last(self, start, experts=2, target="V"):
        (row,) = panel(lab.rows(experts=experts, target=target, start=start), "error")
        return row["error"]

    def test_a_and_b_fit_the_v_and_c_does_not(self):
        one = line_error(1)
        assert self.last("A")[lab.STEPS.index(60)] < 0.05
        assert self.last("B")[lab.STEPS.index(150)] > 0.9 * one
        assert self.last("B")[-1] < 0.01
        assert self.last("C")[-1] == pytest.approx(one, abs=0.01)
        assert "expert 1 nowhere" in lab.sentence(**ASKED | {"start": "C"}, step=1000)

    def test_a_third_expert_is_out_of_work(self):
        assert (lab._divided(3, 1.0, lab.SEED).dead >= 1).mean() > 0.9

    @pytest.mark.parametrize("experts", [2, 3])
    def test_straight_truth_needs_no_second(self, experts):
        # two coefficients of a line cost 2 noise^2/n, here 0.00045; many more would cost as many
        cost = 2 * lab.NOISE**2 / lab.CASES
        for start in lab.STARTS:
            assert self.last(start, experts, "straight")[-1] < 4 * cost

    @pytest.mark.slow
    def test_c_wakes_up_after_ten_thousand_steps(self):
        first = starts(lab.RUNS, experts=2, seed=lab.SEED)[[lab.STARTS["C"]]]
        x, d = lab._sample(1.0, lab.SEED)
        found = train(
            first, x, d, rate=lab.RATE, s=lab.SPREAD, steps=20_000, record=[10_000, 20_000]
        )
        assert specialisation(found.theta, x).dead.tolist() == [[1], [0]]
        assert expected_error(found.theta)[1, 0] < 0.01
