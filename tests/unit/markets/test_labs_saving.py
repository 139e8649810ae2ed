"""The lab on thrift: the simulated markets keep to the border that theory draws."""

import numpy as np
import pytest

from fitbreadth.markets.drift import log_ratio_law
from fitbreadth.markets.figures.saving import REACH, WHO
from fitbreadth.markets.labs import saving


def find(rows, panel):
    return [row for row in rows if row["panel"] == panel]


def law(q, thrift):
    world = [saving.RAIN, 1 - saving.RAIN]
    return log_ratio_law([q, 1 - q], world, p=world, saving=(thrift, saving.THRIFT))


def test_no_row_hides_a_control():
    names = {control.name for control in saving.LAB.controls}
    for row in saving.rows(**saving.LAB.default()) + saving.backdrop():
        assert not names & set(row), "the row would lose the setting that it belongs to"


def test_border_is_where_the_law_has_no_slope():
    (border,) = find(saving.backdrop(), "border")
    for q, thrift in list(zip(border["x"], border["edge"], strict=True))[1:-1]:
        assert law(q, thrift).slope == pytest.approx(0, abs=3e-4)
    # very wrong beliefs cannot be made up for: it leaves the map on both sides
    assert border["edge"][0] == border["edge"][-1] == 1
    assert min(border["edge"]) == pytest.approx(saving.THRIFT)
    assert saving._needed(0.5) > 1
    assert saving._needed(0.9) > 1


def test_marks_are_named_after_who_should_lead():
    for mark in find(saving.backdrop(), "grid"):
        step = law(mark["set_q"], mark["set_saving"])
        score = step.slope * saving.DAYS / max(step.sd * np.sqrt(saving.DAYS), 1e-9)
        if abs(score) > 0.5:  # nearer to the border chance may decide the majority
            assert (mark["who"] == next(iter(WHO))) == (score > 0)


def test_medians_follow_the_law_and_nothing_leaves_the_axis():
    for setting in saving.LAB.settings():
        rows = saving.rows(**setting)
        (theory,), (median,), (band,) = (find(rows, x) for x in ("theory", "median", "band"))
        for values in (theory["y"], median["y"], band["low"], band["high"]):
            assert max(map(abs, values)) <= REACH
        step = law(setting["q"], setting["saving"])
        assert theory["y"][-1] * saving.TEN == pytest.approx(
            theory["t"][-1] * step.slope, abs=0.05 * abs(step.slope) + 2e-3
        )
        # the median of 300 has 1.25 times the error of a mean; days are whole steps of ln odds
        t = median["t"][-1]
        loose = 5 * step.sd * np.sqrt(t / saving.RUNS) + 3 * step.sd
        assert abs(median["y"][-1] * saving.TEN - t * step.slope) < loose + 1e-2


def test_outcome_is_what_saving_and_misfit_leave():
    step = law(0.8, 0.99)
    # 5 standard errors of the mean of 300: false alarm 6e-7
    error = 5 * step.sd / np.sqrt(saving.DAYS * saving.RUNS)
    found = [saving.LAB.outcome.of(saving.rows(q=0.8, saving=0.99, seed=s)) for s in (30, 31, 32)]
    assert len(set(found)) == 3
    assert all(abs(np.log1p(gain / 100) - step.slope) < error + 1e-6 for gain in found)


def test_who_saves_what_is_needed_keeps_up():
    words = saving.sentence(q=0.8, saving=saving._needed(0.8))
    assert "Saving 97.7%, its wealth keeps up with the truthful trader's; after" in words


def test_works_off_its_grid():
    assert saving.LAB.at(q=0.62, saving=0.955).to_dict()


def test_says_what_it_draws():
    words = saving.sentence(q=0.8, saving=0.99)
    assert "the other trader has to save 97.7%" in words
    assert "its wealth doubles" in words
    assert "more than all of it" in saving.sentence(q=0.3, saving=0.91)
    assert "alike" in saving.sentence(q=0.7, saving=0.95)
