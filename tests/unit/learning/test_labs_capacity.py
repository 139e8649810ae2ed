"""The labs on capacity show what their models compute."""

import numpy as np
import pytest

from fitbreadth.learning.alike_tasks import alike_excess
from fitbreadth.learning.labs import angle, capacity
from fitbreadth.learning.task_angle import angle_excess


def panel(rows, name):
    return [row for row in rows if row["panel"] == name]


@pytest.mark.parametrize("lab", [capacity.LAB, angle.LAB], ids=lambda x: x.name)
class TestEvery:
    def test_no_row_hides_a_control(self, lab):
        names = {control.name for control in lab.controls}
        for row in lab.rows(**lab.default()):
            assert not names & set(row), "the row would lose the setting that it belongs to"

    def test_works_off_its_grid(self, lab):
        numbers = {"c": 0.3, "phi": 50, "s": 1.7}
        setting = {name: numbers.get(name, value) for name, value in lab.default().items()}
        assert lab.at(**setting).to_dict()


class TestCapacity:
    @pytest.mark.parametrize("k", capacity.TASKS)
    @pytest.mark.parametrize("c", capacity.ALIKE)
    def test_networks_lie_on_the_theory(self, k, c):
        rows = capacity.rows(k=k, c=c, r=1)
        (trained,), (theory,) = panel(rows, "trained"), panel(rows, "theory")
        assert trained["total"] == pytest.approx(theory["total"], abs=2e-3)
        assert theory["total"] == pytest.approx(
            [alike_excess(k, r=r, similarity=c) for r in theory["room"]], abs=1e-4
        )

    def test_what_one_network_loses_adds_up(self):
        for setting in capacity.LAB.settings():
            rows = capacity.rows(**setting)
            (one,), (here,) = panel(rows, "one"), panel(rows, "here")
            assert sum(one["part"]) == pytest.approx(here["height"], abs=6e-3)

    def test_who_pays_differs_between_starts(self):
        rows = capacity.rows(k=6, c=0.0, r=3)
        (others,) = panel(rows, "others")
        parts = np.array(others["part"]).reshape(capacity.NETWORKS - 1, 6)
        assert (np.ptp(parts, axis=0) > 0.2).all()
        # but not where one dimension serves what all have in common
        (one,) = panel(capacity.rows(k=6, c=0.5, r=1), "one")
        assert one["part"] == pytest.approx([5 / 6 * 0.5] * 6, abs=2e-3)

    def test_nothing_leaves_the_axes(self):
        for setting in capacity.LAB.settings():
            for row in capacity.rows(**setting):
                assert all(0 <= total <= 7 for total in row.get("total", []))
                part = row.get("part", [])
                assert all(0 <= x <= 1.002 for x in (part if isinstance(part, list) else [part]))

    def test_panels_say_what_their_marks_are(self):
        assert capacity.NETWORKS - 1 == 7
        assert "small: seven other starts" in str(
            capacity.LAB.at(**capacity.LAB.default()).to_dict()
        )

    def test_says_what_it_draws(self):
        assert "lose 3 tasks' worth" in capacity.sentence(k=6, c=0.0, r=3)
        assert "lose 1 task's worth" in capacity.sentence(k=2, c=0.0, r=1)
        assert "lose 2.5 tasks' worth" in capacity.sentence(k=6, c=0.5, r=1)
        assert "each loses 41.7%" in capacity.sentence(k=6, c=0.5, r=1)
        assert "enough" in capacity.sentence(k=4, c=0.0, r=4)
        assert "four dimensions more than" in capacity.sentence(k=4, c=0.0, r=8)
        assert "one dimension more than" in capacity.sentence(k=3, c=0.0, r=4)
        assert "62.5% each" in capacity.sentence(k=8, c=0.0, r=3)
        assert "tasks at 60 degrees to one another" in capacity.sentence(k=4, c=0.5, r=2)
        assert "all want the same" in capacity.sentence(k=4, c=1.0, r=1)


class TestAngle:
    @pytest.mark.parametrize("s", angle.STRETCHES)
    def test_networks_lie_on_the_theory(self, s):
        (trained,) = panel(angle.rows(phi=60, s=s), "trained")
        for degrees, loss in zip(trained["angle"], trained["loss"], strict=True):
            assert loss == pytest.approx(angle_excess(np.deg2rad(degrees), stretch=s), abs=1e-3)

    def test_curve_reaches_its_peak(self):
        for s in angle.STRETCHES:
            (curve,) = panel(angle.rows(phi=60, s=s), "curve")
            assert max(curve["loss"]) == pytest.approx(0.5, abs=1e-4)

    def test_gap_is_what_is_lost(self):
        for setting in angle.LAB.settings():
            rows = angle.rows(**setting)
            (here,) = panel(rows, "here")
            for gap in panel(rows, "gap"):
                length = np.hypot(np.diff(gap["x"]), np.diff(gap["y"]))[0]
                assert length**2 == pytest.approx(here["height"], abs=1e-3)

    def test_says_what_it_draws(self):
        assert "loses 25.0% of how much its answers vary" in angle.sentence(phi=60, s=1.0)
        assert "with a minus sign" in angle.sentence(phi=120, s=1.0)
        assert "nothing in common" in angle.sentence(phi=90, s=1.0)
        assert "30 degrees on paper are 94 degrees" in angle.sentence(phi=30, s=4.0)
        assert "nothing is lost" in angle.sentence(phi=180, s=0.25)
