"""The calculator's lab shows what the models compute, at every setting."""

from itertools import pairwise

import numpy as np
import pytest

from fitbreadth.bitter_lesson.figures.break_even import FEWEST, LEAST, MANY, MOST, TWO, WAYS
from fitbreadth.bitter_lesson.labs import break_even as lab
from fitbreadth.bitter_lesson.suite_losses import task_losses

SETTINGS = lab.LAB.settings()


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_stays_on_the_axes_and_hides_no_control():
    names = {control.name for control in lab.LAB.controls}
    for setting in SETTINGS:
        for row in lab.rows(**setting):
            assert not names & set(row)
            assert all(LEAST < off < MOST for off in row.get("off", []))
            assert all(0.5 < needed <= 1 for needed in row.get("needed", []))
            assert FEWEST < row.get("even", 1) < MANY


def test_the_lines_cross_once_and_where_it_says():
    every = np.arange(2, 1001)
    seen = set()
    for setting in SETTINGS:
        losses = task_losses(
            lab.LAW,
            10.0 ** setting["power"],
            k=every,
            overlap=setting["overlap"],
            largest=lab._largest(setting["latency"]),
        )
        even = lab._even_tasks(**setting)
        clear = abs(every - even) > 1e-3
        assert np.array_equal((losses.wide < losses.suite)[clear], (every < even)[clear])
        seen.add("all" if np.isinf(even) else "none" if even == 1 else "some")
    assert seen == {"all", "none", "some"}


@pytest.mark.parametrize("latency", list(lab.DEADLINES))
def test_the_ring_lies_on_the_border(latency):
    for overlap in (0.8, 0.9, 0.95):
        rows = lab.rows(power=22, overlap=overlap, latency=latency)
        (border,) = find(rows, "border")
        for ring in find(rows, "even"):
            at = np.interp(np.log(ring["even"]), np.log(border["tasks"]), border["needed"])
            # the border is drawn through a dozen points
            assert at == pytest.approx(ring["shared"], abs=0.02)


def test_routed_is_never_above_the_others():
    for setting in SETTINGS[::7]:
        rows = lab.rows(**setting)
        wide, suite, routed = (np.array(find(rows, "loss", who=who)[0]["off"]) for who in WAYS)
        assert np.all(routed <= np.minimum(wide, suite) * 1.001)  # four digits each


def test_every_overlap_can_be_clicked_once():
    places = find(lab.backdrop(), "place")
    assert [row["set_overlap"] for row in places] == list(lab.OVERLAPS)
    for row in places:
        assert row["bottom"] < row["set_overlap"] < row["top"]
    tops, bottoms = [row["top"] for row in places], [row["bottom"] for row in places]
    assert tops[:-1] == bottoms[1:]


def test_works_off_its_grid():
    assert lab.LAB.at(power=22, overlap=0.873, latency="20 ms").to_dict()


def test_says_what_it_draws():
    words = lab.sentence(power=24, overlap=0.8, latency="no limit")
    assert "better for fewer than 16 tasks, as good as narrow ones for 16, and worse" in words
    assert "parameters" not in words
    assert "With no limit of time the budget moves nothing" in words
    assert "router" not in words
    words = lab.sentence(power=24, overlap=0.9, latency="20 ms")
    assert "better for up to 5 tasks, and narrow ones for more" in words
    assert "allows 10 billion parameters; without that limit" in words
    assert "however many" in lab.sentence(power=20, overlap=0.0, latency="no limit")
    assert "any number of tasks" in lab.sentence(power=26, overlap=1.0, latency="2 ms")
    assert "as many as" in lab.sentence(power=20, overlap=0.9, latency="20 ms")


def test_the_caption_is_of_what_is_set():
    assert lab.SPEED == 1e12
    assert "operations; the machine does a trillion a second" in lab.LAB.caption
    assert "Set the time for a token (a bit of text) to 20 ms" in lab.LAB.caption
    assert "ten tasks that overlap by half count as 5.5" in lab.LAB.caption
    (free,) = find(lab.backdrop(), "free")
    roots = np.sqrt(free["tasks"])
    assert free["needed"] == pytest.approx(roots / (1 + roots), rel=1e-3)


@pytest.mark.parametrize("latency", list(lab.DEADLINES))
def test_the_border_moves_with_the_budget_only_if_there_is_a_limit(latency):
    borders = [np.array(lab._border(power, latency)) for power in lab.POWERS]
    # each is found by a search of its own
    rises = [(late - early).max() > 1e-6 for early, late in pairwise(borders)]
    assert all((late >= early - 1e-6).all() for early, late in pairwise(borders))
    assert any(rises) == (latency != "no limit")


def test_the_router_lies_on_another_line_where_it_says():
    for setting in SETTINGS:
        losses = lab._losses(lab.TASKS, **setting)
        words = lab.sentence(**setting)
        for way, said in (("suite", "that of the narrow models"), ("wide", "that of the wide")):
            close = np.allclose(losses.routed, getattr(losses, way), rtol=1e-9)
            assert close == (said in words)


def test_areas_are_named_within_them_and_off_the_level():
    seen = set()
    for setting in SETTINGS:
        rows = lab.rows(**setting)
        (border,), areas = find(rows, "border"), find(rows, "area")
        for area in areas:
            assert abs(area["height"] - setting["overlap"]) > 0.035
            needed = np.interp(20, border["tasks"], border["needed"])
            assert (area["height"] > needed) == (area["words"] == "one wide model")
            assert TWO <= area["at"] < MANY
        seen.add(len(areas))
    assert seen == {1, 2}
