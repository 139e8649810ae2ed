"""The lab of four traditions draws what the models found, and says it."""

import pytest

from fitbreadth.convergence.figures.traditions import CHAPTERS, FIRST, LAST
from fitbreadth.convergence.labs import traditions as lab
from fitbreadth.convergence.tradition_names import NAMES, called, regime
from fitbreadth.palette import DOMAIN_SHAPE


def find(rows, panel):
    return [row for row in rows if row["panel"] == panel]


def test_every_chapter_has_a_mark_and_a_name():
    assert set(CHAPTERS) == set(DOMAIN_SHAPE) == set(NAMES)
    assert all(len(names) == 5 for names in NAMES.values())
    assert {row["domain"] for row in find(lab.backdrop(), "model")} == set(CHAPTERS)


def test_every_mark_lies_on_the_curve():
    drawn = find(lab.backdrop(), "model")
    drawn += [row for kappa in lab.KAPPAS for row in find(lab.rows(kappa=kappa), "here")]
    for row in drawn:
        assert row["found"] == pytest.approx(row["theorem"], abs=1e-4)
        assert row["theorem"] == pytest.approx(lab.theory(row["where"]), abs=1e-4)


def test_every_fixed_model_can_be_reached_with_the_slider():
    assert {round(each.kappa, 6) for each in lab.fixed()} <= set(lab.KAPPAS)


@pytest.mark.parametrize("kappa", lab.KAPPAS)
def test_some_model_is_at_every_setting(kappa):
    rows = lab.rows(kappa=kappa)
    (now,) = find(rows, "now")
    told = {row["domain"]: row["says"] for row in find(rows, "name")}
    assert told["markets"] == f"{lab.theory(kappa):.1%}"
    assert {domain for domain, says in told.items() if says} == {
        row["domain"] for row in find(rows, "here")
    }
    assert bool(told["optimization"]) == (kappa > 0)
    assert now["theorem"] == pytest.approx(lab.theory(kappa), abs=1e-4)


def test_places_cover_the_axis():
    places = find(lab.backdrop(), "place")
    assert [row["set_kappa"] for row in places] == list(lab.KAPPAS)
    edges = [row["left"] for row in places] + [places[-1]["right"]]
    assert edges[0] == FIRST
    assert edges[-1] == LAST
    assert edges == sorted(set(edges))
    assert all(row["left"] <= row["set_kappa"] <= row["right"] for row in places)


def test_names_change_at_the_borders_of_the_theorem():
    assert [regime(k) for k in (-1e-9, 0, 1e-9, 1 - 1e-9, 1, 1 + 1e-9)] == [0, 1, 2, 2, 3, 4]
    assert called("markets", 0.5) == "risk aversion 0.5: bolder than Kelly"
    assert called("learning", -4) == "temperature sampling, T = 5"
    assert called("bitter_lesson", -0.34) == "losses fall as size to the −0.34"
    # of what fits beside a phone's curve
    for domain in CHAPTERS:
        assert all(len(called(domain, kappa)) <= 42 for kappa in lab.KAPPAS)


def test_works_off_its_grid():
    assert lab.LAB.at(kappa=0.33).to_dict()


def test_says_what_it_draws():
    words = lab.sentence(kappa=0.0)
    assert "gets 40.0%: the ratio of its odds to any other's, to the power 1." in words
    assert "a lineage that hedges over years 40.0%" in words
    assert "a bettor" in words
    words = lab.sentence(kappa=0.5)
    assert "gets 60.2%" in words
    assert "to the power 2." in words
    assert "gets everything" in lab.sentence(kappa=1.25)
    assert lab.sentence(kappa=-4.0).endswith("the models found: a bettor at the races 23.6%.")


def test_just_above_0_no_effort_can_ride():
    assert {each.domain for each in lab.riders(0.005)} == {"markets"}
    assert lab.LAB.run(kappa=0.005).rows


def test_small_numbers_are_written_out():
    assert called("learning", 1 - 1e-6) == "temperature sampling, T = 10⁻⁶"
    assert lab.LAB.controls[0].text(-1e-6) == "−10⁻⁶"
