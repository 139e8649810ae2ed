"""The lab on digits shows what the stored runs say."""

import re
from itertools import pairwise

import pytest

from fitbreadth.learning import digits_runs
from fitbreadth.learning.digits_results import transfer
from fitbreadth.learning.digits_table import runs
from fitbreadth.learning.figures.digits import HIGHEST, LOWEST, NARROWEST, VERDICTS, WIDEST
from fitbreadth.learning.labs import digits


def panel(rows, name):
    return [row for row in rows if row["panel"] == name]


def test_offers_every_cell_of_the_table():
    made = runs()
    assert sorted(digits.SIMILARITIES) == sorted(made.similarity)
    assert list(digits.N) == made.n.tolist()
    assert list(digits.WIDTHS) == made.width[:, 0].tolist()


def test_nothing_leaves_the_axes():
    for setting in digits.LAB.settings():
        for row in panel(digits.rows(**setting), "transfer"):
            assert LOWEST < row["low"] <= row["gain"] <= row["high"] < HIGHEST
            assert NARROWEST < row["units"] < WIDEST


def test_marks_are_the_transfer_and_its_verdict():
    made, found = runs(), transfer("single")
    for s, similarity in enumerate(made.similarity.tolist()):
        for k, n in enumerate(made.n.tolist()):
            drawn = panel(digits.rows(arm="single", similarity=similarity, n=n), "transfer")
            for i, row in enumerate(drawn):
                assert row["gain"] == pytest.approx(found.mean[s, k, i], abs=0.006)
                assert row["shared"] - row["dedicated"] == pytest.approx(row["gain"], abs=0.02)
                above, below = found.low[s, k, i] > 0, found.high[s, k, i] < 0
                assert row["verdict"] == list(VERDICTS)[0 if above else 1 if below else 2]


@pytest.mark.parametrize("similarity", digits.SIMILARITIES)
def test_the_second_picture_has_the_same_ink_elsewhere(similarity):
    first, second = panel(digits.rows(arm="heads", similarity=similarity, n=30), "picture")
    assert sorted(first["ink"]) == sorted(second["ink"])
    # places where moving a pixel changes nothing are those whose old and new ink are equal
    changed = sum(a != b for a, b in zip(first["ink"], second["ink"], strict=True))
    assert changed <= 64 * (1 - similarity)
    assert (changed == 0) == (similarity == 1)


def test_says_what_it_draws():
    for setting in digits.LAB.settings():
        for row in panel(digits.rows(**setting), "transfer"):
            words = digits.sentence(**setting, h=row["units"])
            assert f"{row['units']} hidden units" in words
            assert {
                "sharing helps": "sharing gains",
                "sharing harms": "sharing costs",
                "too close to call": "too close to call",
            }[row["verdict"]] in words
            own, shared = (float(each) for each in re.findall(r"([\d.]+)%(?= of new|:)", words))
            if row["verdict"] != "too close to call":
                assert f"{abs(shared - own):.1f} points" in words
            assert own == pytest.approx(row["dedicated"], abs=0.056)


def test_places_cover_the_axis():
    places = panel(digits.backdrop(), "place")
    assert [p["set_h"] for p in places] == list(digits.WIDTHS)
    assert places[0]["left"] == NARROWEST
    assert places[-1]["right"] == WIDEST
    for one, other in pairwise(places):
        assert one["right"] == other["left"]
        assert one["set_h"] < one["right"] < other["set_h"]


@pytest.mark.parametrize(
    ("changed", "match"),
    [
        ({"similarity": 0.3}, "similarity must be one of"),
        ({"n": 31}, "n must be one of"),
        ({"arm": "dedicated"}, "arm must be one of heads, single, told"),
    ],
)
def test_refuses_what_was_not_run(changed, match):
    setting = {"arm": "heads", "similarity": 1.0, "n": 30} | changed
    with pytest.raises(ValueError, match=match):
        digits.rows(**setting)


def test_panels_say_what_their_marks_are():
    drawn = str(digits.LAB.at(**digits.LAB.default()).to_dict())
    assert f"{digits_runs.RUNS} runs; bars: 95% intervals" in drawn
