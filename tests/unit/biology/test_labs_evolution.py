"""Invasion, branching and the two thresholds, as the labs of the biology chapter show them."""

import numpy as np
import pytest

from fitbreadth.biology import labs
from fitbreadth.biology.coalition import residents
from fitbreadth.biology.labs import branching, invasion, thresholds
from fitbreadth.biology.labs.worlds import WORLDS, lattice_of, told, world_of


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("variety", [0.7, 0.99, 1.01, 2.5])
def test_every_world_turns_at_a_variety_of_one(world, variety):
    model = world_of(world, variety)
    assert model.branches == (variety > 1)
    assert np.sign(model.curvature) == np.sign(variety - 1)


def test_worlds_are_told_in_niche_widths():
    assert told("two", 1.3) == "Variety 1.3: neighbouring patches lie 2.6 niche widths apart."
    assert told("three", 1) == "Variety 1: neighbouring patches lie 1.22 niche widths apart."


def test_worlds_refuse_others():
    with pytest.raises(ValueError, match="world must be one of two, three, resource"):
        world_of("four", 1)


@pytest.mark.parametrize("world", WORLDS)
def test_below_the_threshold_no_run_splits_and_above_nearly_all_do(world):
    last = branching.GENERATIONS
    none = branching.sentence(world=world, variety=0.8, runs="many", shown=last)
    assert f"0 of {branching.MANY} runs have split" in none
    split = [
        branching.split_by(run, last)
        for variety in (1.3, 2.5)
        for run in branching.runs_of(world, variety)
    ]
    assert sum(split) >= 2 * branching.MANY - 2


@pytest.mark.parametrize(("world", "variety", "count"), [("two", 2.5, 2), ("three", 2.5, 3)])
def test_branches_end_where_theory_puts_them(world, variety, count):
    theory = residents(world_of(world, variety), lattice_of(variety))
    assert theory.positions.size == count
    rows = branching.rows(world=world, variety=variety, runs="one")
    (line,) = (row["line"] for row in rows if row["panel"] == "theory")
    for panel in ("run", "limit"):
        last = next(r for r in reversed(rows) if r["panel"] == panel)
        centre = (np.array(last["low"]) + np.array(last["high"])) / 2
        nearest = np.abs(centre[:, None] - np.array(line)).min(axis=1)
        assert np.average(nearest, weights=last["share"]) < 0.1


def test_one_run_is_the_first_of_the_many():
    (first,) = branching.runs_of("two", 1.3, seed=8, count=1)
    assert np.array_equal(first.counts, branching.runs_of("two", 1.3, seed=8)[0].counts)


def test_the_spread_in_the_end_is_that_of_the_types_in_theory():
    rows = branching.rows(world="two", variety=2.5, runs="one")
    (line,) = (row["line"] for row in rows if row["panel"] == "theory")
    assert branching.spread(rows) == pytest.approx(np.std(line), rel=0.05)
    # half of them a unit below the middle, a quarter each at 0.5 and 1.5
    ends = {"low": [-1.5, 0, 1], "high": [-0.5, 1, 2], "share": [0.4, 0.2, 0.2]}
    assert branching.spread([{"panel": "run"} | ends, {"panel": "limit"}]) == 1.0607


def test_every_record_holds_nearly_everybody():
    for runs in ("one", "many"):
        for row in branching.rows(world="three", variety=1.3, runs=runs):
            if row["panel"] in ("run", "limit"):
                assert sum(row["share"]) > 0.95


def test_sentence_follows_the_generation():
    setting = {"world": "two", "variety": 2.5, "runs": "one"}
    assert "in one piece" in branching.sentence(**setting, shown=0)
    assert "in 2 pieces" in branching.sentence(**setting, shown=branching.GENERATIONS)


@pytest.mark.parametrize("world", WORLDS)
def test_strips_hold_the_mutants_that_invade(world):
    """Each strip against the sign of s at its middle and just outside it."""
    s = world_of(world, 1.3).invasion_fitness
    plot = invasion.rows(world=world, variety=1.3)[0]
    for left, right, low, high in zip(
        plot["from"], plot["to"], plot["low"], plot["high"], strict=True
    ):
        x = 1.3 * (left + right) / 2
        assert s(x, 1.3 * (low + high) / 2) > 0
        if x and high < 1.5:  # at 0 the strip below the resident touches the one above it
            assert s(x, 1.3 * (high + 0.01)) < 0 < s(x, 1.3 * (high - 0.01))


def test_landscape_is_level_at_its_resident():
    for row in invasion.rows(world="two", variety=0.9)[1:]:
        if row["at"] in row["mutant"]:
            assert row["growth"][row["mutant"].index(row["at"])] == 0


@pytest.mark.parametrize(
    ("variety", "words"), [(0.7, "nobody nearby"), (1.0, "flat"), (1.3, "will split")]
)
def test_the_middle_is_judged_by_its_curvature(variety, words):
    for world in WORLDS:
        assert words in invasion.sentence(world=world, variety=variety, resident=0.0)


def test_every_place_to_click_is_a_value_of_the_slider():
    picked = [row["set_resident"] for row in invasion.places()]
    assert tuple(picked) == invasion.RESIDENTS


@pytest.mark.parametrize("patches", [2, 3])
def test_measured_curvatures_lie_on_theory(patches):
    for row in thresholds.rows(patches=patches):
        assert row["curvature"] == pytest.approx(row["theory"], abs=2e-5)


def test_the_two_questions_agree_for_two_patches_only():
    for patches, agree in ((2, True), (3, False)):
        rows = thresholds.rows(patches=patches)
        pairs = zip(rows[::2], rows[1::2], strict=True)
        apart = max(abs(a["curvature"] - b["curvature"]) for a, b in pairs)
        assert (apart < 1e-4) == agree
    for words in (invasion.LAB.caption, branching.LAB.caption):
        assert "a distance of 2 " in words
        assert "of 1.22 among three" in words or "of 1.22 between three" in words
    assert "at 2 niche widths" in thresholds.LAB.caption
    assert "from 1.22 widths on" in thresholds.LAB.caption
    assert all(
        row["curvature"] < 0
        for row in thresholds.rows(patches=3)
        if row["question"] == "best on average?"
    )


@pytest.mark.parametrize("name", labs.__all__)
def test_every_caption_of_the_chapter_is_short_and_names_no_side(name):
    caption = getattr(labs, name).caption
    assert len(caption.split()) <= 110
    sides = ("left of", "right of", "the left", "on the right", "to the right")
    assert not any(side in caption for side in sides)
