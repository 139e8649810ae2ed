"""The labs on fighting gradients and on tuning show what their models compute."""

import numpy as np
import pytest

from fitbreadth.learning.conflict import harm_angle
from fitbreadth.learning.figures.conflict import ENDS, GAINS
from fitbreadth.learning.figures.tuning import MOST
from fitbreadth.learning.labs import conflict, tuning


def panel(rows, name, **wanted):
    return [
        row for row in rows if row["panel"] == name and all(row[k] == v for k, v in wanted.items())
    ]


@pytest.mark.parametrize("lab", [conflict.LAB, tuning.LAB], ids=lambda x: x.name)
class TestEvery:
    def test_no_row_hides_a_control(self, lab):
        names = {control.name for control in lab.controls}
        asked = {c.name: c.default for c in lab.controls if not c.view}
        for row in lab.rows(**asked):
            assert not names & set(row), "the row would lose the setting that it belongs to"


class TestConflict:
    def test_works_off_its_grid(self):
        assert conflict.LAB.at(angle=123, ratio=0.55).to_dict()

    @pytest.mark.parametrize("ratio", conflict.RATIOS[:-1])
    def test_the_line_of_task_1_crosses_zero_where_the_theory_says(self, ratio):
        (curve,) = panel(
            conflict.rows(angle=150, ratio=ratio), "curve", who="plain sum", task="task 1"
        )
        # between the last angle that helps and the first that harms
        gain, at = np.array(curve["gain"]), np.array(curve["at"])
        assert at[gain >= 0].max() <= harm_angle(ratio) <= at[gain < 0].min()

    def test_surgery_harms_nobody_at_any_setting(self):
        for setting in conflict.LAB.settings():
            marks = panel(conflict.rows(**setting), "mark", who="PCGrad")
            assert all(row["gain"] >= 0 for row in marks)
            assert len({row["gain"] for row in marks}) <= 1

    def test_nothing_leaves_the_axes(self):
        (left, right), (bottom, top) = ENDS
        for setting in conflict.LAB.settings():
            for row in conflict.rows(**setting):
                if row["panel"] in ("arrow", "border"):
                    assert left <= np.min(row["x"]) <= np.max(row["x"]) <= right
                    assert bottom <= np.min(row["y"]) <= np.max(row["y"]) <= top
                if "gain" in row:
                    assert GAINS[0] <= np.min(row["gain"]) <= np.max(row["gain"]) <= GAINS[1]

    def test_border_is_at_right_angles_to_task_1(self):
        rows = conflict.rows(angle=130, ratio=0.7)
        (arrow,) = panel(rows, "arrow", who="task 1")
        (border,) = panel(rows, "border")
        assert np.dot([border["x"][1], border["y"][1]], [arrow["x"], arrow["y"]]) == pytest.approx(
            0, abs=1e-3
        )

    def test_says_what_it_draws(self):
        words = conflict.sentence(angle=150, ratio=0.5)
        # 1 - cos(30) / 0.5, 1 - 0.5 cos(30), 1 - cos(30)^2
        assert "sets task 1 back by 73% of what its own step would gain" in words
        assert "and brings task 2 57%; PCGrad brings both 25%" in words
        assert "beyond 120°" in words
        assert "do not conflict" in conflict.sentence(angle=60, ratio=0.5)
        assert "harms neither" in conflict.sentence(angle=150, ratio=1.0)


class TestTuning:
    def test_works_off_its_grid(self):
        assert tuning.LAB.at(problem="bowls", louder=7, steps=57).to_dict()
        assert "weighted 12.5 times" in tuning.sentence(
            problem="bowls", louder=10, steps=30, weight=12.5
        )

    @pytest.mark.parametrize("louder", tuning.LOUDER)
    @pytest.mark.parametrize("steps", tuning.STEPS)
    def test_in_bowls_the_best_weight_beats_surgery_and_covers_it(self, louder, steps):
        rows = tuning.rows(problem="bowls", louder=louder, steps=steps)
        (curve,), (cut,) = panel(rows, "curve"), panel(rows, "rest", who="PCGrad")
        assert min(curve["worse"]) < cut["worse"]
        assert tuning._short_of("bowls", louder, steps).max() < 0.03

    def test_nothing_leaves_the_axes(self):
        for setting in tuning.LAB.settings():
            for row in tuning.rows(**setting):
                for field in ("one", "two", "worse"):
                    if field in row:
                        assert -0.001 <= np.min(row[field]) <= np.max(row[field]) <= MOST

    def test_in_bowls_the_plain_sum_loses_as_soon_as_one_task_is_louder(self):
        for louder in tuning.LOUDER[1:]:
            rows = tuning.rows(problem="bowls", louder=louder, steps=100)
            (plain,) = panel(rows, "sum", times=1.0)
            (cut,) = panel(rows, "rest", who="PCGrad")
            assert plain["worse"] > cut["worse"] + 0.05

    @pytest.mark.parametrize("louder", tuning.LOUDER)
    def test_between_dips_no_weight_finds_a_compromise(self, louder):
        rows = tuning.rows(problem="dips", louder=louder, steps=100)
        (curve,) = panel(rows, "curve")
        assert min(curve["worse"]) > 0.98
        for who in ("PCGrad", "MGDA"):
            (cut,) = panel(rows, "rest", who=who)
            assert cut["worse"] < min(curve["worse"])

    @pytest.mark.parametrize("problem", tuning.PROBLEMS)
    def test_nobody_ends_beyond_the_best_deals(self, problem):
        rows = tuning.rows(problem=problem, louder=10, steps=100)
        (front,) = panel(rows, "front")
        order = np.argsort(front["one"])
        # rows are rounded, and the front is steep at its ends
        one, two = (np.array(front[k])[order] for k in ("one", "two"))
        for row in rows:
            if row["panel"] in ("sum", "rest"):
                at = np.interp(row["one"], one, two)
                assert (np.array(row["two"]) >= at - 0.03).all()

    def test_says_what_it_draws(self):
        words = tuning.sentence(**tuning.LAB.default())
        rows = tuning.rows(problem="bowls", louder=10, steps=30)
        (plain,), (cut,) = panel(rows, "sum", times=1.0), panel(rows, "rest", who="PCGrad")
        assert f"the plain sum leaves the worse-off task with {plain['worse']:.0%}" in words
        assert f"PCGrad with {cut['worse']:.0%}" in words
        assert "The best weight, 10, leaves it 19%" in words
        hollow = tuning.sentence(problem="dips", louder=10, steps=100, weight=1.0)
        (fairest,) = panel(tuning.rows(problem="dips", louder=10, steps=100), "fairest")
        assert fairest["note"].endswith("no weight reaches it")
        assert f"the fairest deal that there is {fairest['fair']:.0%}" in hollow

    def test_the_fairest_deal(self):
        # of dips 2 apart it is the middle: (1 - exp(-1)) / (1 - exp(-4))
        for problem, fair in (("dips", np.expm1(-1) / np.expm1(-4)), ("bowls", None)):
            rows = tuning.rows(problem=problem, louder=3, steps=30)
            (front,), (row,) = panel(rows, "front"), panel(rows, "fairest")
            assert row["fair"] == np.max([front["one"], front["two"]], axis=0).min()
            if fair:
                assert row["fair"] == pytest.approx(fair, abs=6e-4)
            else:
                assert row["note"] == tuning.FAIREST
