"""The lab on features shows what the stored runs say."""

import re
from itertools import pairwise

import pytest

from fitbreadth.bitter_lesson.feature_arms import ARMS
from fitbreadth.bitter_lesson.feature_bootstrap import crossing, ratio
from fitbreadth.bitter_lesson.feature_deals import TEST
from fitbreadth.bitter_lesson.feature_results import error, gap, runs
from fitbreadth.bitter_lesson.feature_runs import RUNS
from fitbreadth.bitter_lesson.figures.features import ERRORS, LEAST, MOST, RATIOS, READERS
from fitbreadth.bitter_lesson.labs import features
from fitbreadth.bitter_lesson.stroke_features import NAMES
from fitbreadth.bitter_lesson.stroke_rules import EXPECTED


def panel(rows, name):
    return [row for row in rows if row["panel"] == name]


def test_offers_every_number_of_the_table():
    assert list(features.N) == runs().n.tolist()


@pytest.mark.parametrize("show", features.GROUPS)
def test_lines_are_the_results_and_stay_within_the_axes(show):
    found = features.rows(show=show)
    arms = features.GROUPS[show]
    beside = features.WITHOUT if show == "added" else dict.fromkeys(arms, "learned")
    assert [row["what"] for row in panel(found, "ratio")] == [features.NAMES[arm] for arm in beside]
    assert next(row["what"] for row in panel(found, "error")) == READERS[0]
    for name, ends, of, shown in (
        ("error", ERRORS, error, ("learned", *arms)),
        ("ratio", RATIOS, lambda arm: ratio(arm, beside=beside[arm]), beside),
    ):
        for arm, row in zip(shown, panel(found, name), strict=True):
            assert row["value"] == pytest.approx(of(arm).mean, abs=6e-4)
            assert ends[0] < min(row["low"])
            assert max(row["high"]) < ends[1]


@pytest.mark.parametrize("show", features.GROUPS)
@pytest.mark.parametrize("chosen", features.N)
def test_says_what_it_draws(show, chosen):
    words, at = features.sentence(show=show, chosen=chosen), features.N.index(chosen)
    arms = features.GROUPS[show]
    shown = [float(each) for each in re.findall(r"([\d.]+)%(?! interval)", words)]
    assert shown == pytest.approx(
        [float(error(arm).mean[at]) for arm in ("learned", *arms)], abs=0.051
    )
    close = sum(bool(gap(arm).low[at] <= 0 <= gap(arm).high[at]) for arm in arms)
    if show == "added":
        for arm, without in features.WITHOUT.items():
            found = ratio(arm, beside=without)
            mean, low, high = (float(each[at]) for each in (found.mean, found.low, found.high))
            told = f"{mean:.2f} times that; 95% interval: {low:.2f} to {high:.2f}"
            assert told in words
    else:
        assert words.count("too close to call") == close
    assert ("overtakes the rules" in words) == (show == "hand")


def test_the_caption_claims_what_the_runs_say():
    assert len(features.LAB.caption.split()) <= 120
    n = runs().n
    means = {arm: error(arm).mean for arm in ARMS}
    learners = [arm for arm in ARMS if arm != "rules"]
    assert all(means["rules"][0] < means[arm][0] for arm in learners), "rules win at first"
    assert all((means["rules"] > means[arm])[n >= 80].all() for arm in learners), "and soon not"
    for arm in ("features", "bent"):
        assert (means[arm] > means["learned"]).all(), "never win"
        assert (gap("rules", beside=arm).high[n == 10] < 0).all(), "weights are missing"
        assert (gap(arm).low[n <= 640] > 0).all(), "what the numbers leave out"
    assert set(EXPECTED) < set(NAMES), "the rules see no other numbers"
    assert (gap("both").high < 0).all(), "help at every size"
    stored = gap("neighbours")
    assert (stored.high[n >= 40] < 0).all(), "clearly beats the network from 40 on"
    assert (stored.high[n < 40] > 0).all(), "and not before"
    added, times = (of("neighbours_both", beside="neighbours") for of in (gap, ratio))
    assert ((times.mean > 0.9) & (times.mean < 1))[n <= 160].all(), "a little at first"
    assert (added.high[n <= 40] < 0).all()
    assert ((added.low < 0) & (added.high > 0))[n >= 320].all(), "and not from 320 on"
    for arm in ("shifted", "tilted"):
        assert (gap(arm).high > 0).all(), "moved examples never clearly help"
    assert (gap("shifted").low > 0).sum() > n.size / 2, "shifting mostly harms"
    # and the description
    assert means["rules"][0] == pytest.approx(100 / 5, abs=1)
    assert means["learned"][0] > 100 / 3
    assert means["learned"][-1] < 3
    assert crossing("learned", over="rules").n == pytest.approx(30, abs=5)


def test_places_cover_the_axis():
    places = panel(features.backdrop(), "place")
    assert [place["set_chosen"] for place in places] == list(features.N)
    assert (places[0]["left"], places[-1]["right"]) == (LEAST, MOST)
    for one, other in pairwise(places):
        assert one["left"] < one["set_chosen"] < one["right"] == other["left"]


@pytest.mark.parametrize(
    ("call", "match"),
    [
        (lambda: features.rows(show="magic"), "show must be one of hand, added"),
        (lambda: features.sentence(show="hand", chosen=15), "chosen must be one of .*, got 15"),
    ],
)
def test_refuses(call, match):
    with pytest.raises(ValueError, match=match):
        call()


def test_panels_say_what_their_marks_are():
    drawn = str(features.LAB.at(**features.LAB.default()).to_dict())
    assert f"{RUNS} runs, {TEST} tested" in drawn
