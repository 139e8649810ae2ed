"""The lab of the two gaps shows what the models compute."""

import pytest

from fitbreadth.bitter_lesson.figures.two_by_two import APART, LARGEST, LEAST, MOST, SMALLEST, TIMES
from fitbreadth.bitter_lesson.labs import two_by_two as lab
from fitbreadth.bitter_lesson.two_by_two import two_by_two
from fitbreadth.bitter_lesson.two_by_two_overtaking import overtaken_from


def find(rows, panel, **wanted):
    return [
        row for row in rows if row["panel"] == panel and all(row[k] == v for k, v in wanted.items())
    ]


def test_no_row_hides_a_control():
    names = {control.name for control in lab.LAB.controls}
    for row in [
        *lab.rows(k=8, told="right", measurements="divided"),
        *lab.rows(k=2, told="partly", measurements="own"),
    ]:
        assert not names & set(row)


@pytest.mark.parametrize("told", ["right", "partly"])
@pytest.mark.parametrize("k", [2, 8, 32])
@pytest.mark.parametrize("measurements", ["divided", "own"])
def test_marks_lie_on_the_lines(k, told, measurements):
    rows = lab.rows(k=k, told=told, measurements=measurements)
    for who, tasks in ((lab.NARROW, 1), (lab.WIDE, k)):
        for by in lab.KNOWLEDGE:
            kind = {lab.LEARNED: "learned"}.get(by, "hand" if told == "right" else "picked")
            (line,) = find(rows, "error", who=who, by=by)
            (dots,) = find(rows, "runs", who=who, by=by)
            theory = dict(zip(line["size"], line["off"], strict=True))
            for i, size in enumerate(dots["size"]):
                mean, error = lab._simulated(size, tasks, measurements).risk(kind)
                assert dots["off"][i] == pytest.approx(mean, rel=1e-3)
                # 4 standard errors, of 100 models each: a false alarm in 1.2e-4 of marks
                assert abs(mean - theory[size]) < 4 * error + 1e-3 * mean
                assert dots["low"][i] < mean < dots["high"][i]


@pytest.mark.parametrize(("measurements", "divided"), [("divided", "both"), ("own", "parameters")])
def test_gaps_are_those_of_the_model(measurements, divided):
    found = two_by_two(lab.ALONG, k=8, picked=lab.PICKED, divided=divided)
    rows = lab.rows(k=8, told="partly", measurements=measurements)
    (wide,) = find(rows, "gap", gap=lab.OF_KNOWLEDGE, of="wide")
    assert wide["times"] == pytest.approx(found.knowledge_ratio("wide"), rel=1e-3)
    assert wide["apart"] == pytest.approx(found.knowledge_difference("wide"), rel=1e-3)
    (hand,) = find(rows, "gap", gap=lab.OF_SCOPE, of="hand-built")
    assert hand["times"] == pytest.approx(found.scope_ratio("hand"), rel=1e-3)
    assert hand["apart"] == pytest.approx(found.scope_difference("hand"), rel=1e-3)


def test_shows_what_it_claims():
    for k in lab.TASKS:
        rows = lab.rows(k=k, told="right", measurements="divided")
        (limit,) = find(rows, "limit")
        for row in find(rows, "gap", gap=lab.OF_KNOWLEDGE):
            assert row["times"][-1] <= 1.001
        for row in find(rows, "gap", gap=lab.OF_SCOPE):
            assert row["times"][-1] == pytest.approx(limit["end"], rel=1e-3)
            assert row["apart"][-1] < 0.01
        partly = lab.rows(k=k, told="partly", measurements="divided")
        for row in find(partly, "gap", gap=lab.OF_KNOWLEDGE):
            assert row["times"][0] > 1 > row["times"][-1]


@pytest.mark.parametrize("told", ["right", "partly"])
def test_with_measurements_of_their_own_both_gaps_close(told):
    for k in lab.TASKS:
        rows = lab.rows(k=k, told=told, measurements="own")
        (limit,) = find(rows, "limit")
        assert (limit["end"], limit["note"]) == (1, "in theory 1×")
        for row in find(rows, "gap", gap=lab.OF_SCOPE):
            assert row["times"][-1] == pytest.approx(1, abs=1e-3)


def test_what_the_geographer_has_wrong_shows_where_the_figure_opens():
    opens = lab.LAB.default()
    at = lab.ALONG.index(opens["scale"])
    right, partly = (
        find(
            lab.rows(k=opens["k"], told=told, measurements=opens["measurements"]),
            "gap",
            of="narrow",
        )[0]
        for told in ("right", "partly")
    )
    assert right["times"][at] - partly["times"][at] > 0.05


def test_nothing_leaves_the_axes():
    for setting in lab.LAB.settings():
        for row in lab.rows(**setting):
            for size in row.get("size", []):
                assert SMALLEST < size < LARGEST
            for field, (low, high) in (
                ("off", (LEAST, MOST)),
                ("low", (LEAST, MOST)),
                ("high", (LEAST, MOST)),
                ("times", TIMES),
                ("apart", APART),
            ):
                assert all(low <= value <= high for value in row.get(field, []))


def test_every_size_can_be_clicked_and_has_something_to_come():
    rows = lab.columns_of_sizes()
    columns = find(rows, "column")
    assert [row["set_scale"] for row in columns] == list(lab.SIZES)
    assert all(row["left"] < row["set_scale"] < row["right"] for row in columns)
    assert [row["from"] for row in find(rows, "ahead")] == list(lab.SIZES[:-1])


def test_works_off_its_grid():
    assert lab.LAB.at(scale=2**8, k=5, told="partly", measurements="own", shown="ratio").to_dict()


def test_says_what_it_draws():
    rest = {"k": 8, "told": "right", "measurements": "divided"}
    words = lab.sentence(scale=2**8, shown="ratio", **rest)
    assert words == (
        "With 256 parameters a learned wide model errs 1.30 times as much as a hand-built wide "
        "one, and 2.29 times as much as a learned narrow one."
    )
    words = lab.sentence(scale=2**26, shown="ratio", **rest)
    assert "With 67 million parameters" in words
    assert "errs 0.03% more than a hand-built wide one" in words
    assert "2.03 times as much as a learned narrow" in words
    words = lab.sentence(scale=2**26, shown="difference", **rest)
    assert "errs practically as much as a hand-built" in words
    assert "0.35 percentage points more than a learned narrow" in words
    rest = {"scale": 2**16, "k": 8, "told": "partly", "shown": "difference"}
    words = lab.sentence(measurements="divided", **rest)
    assert "percentage points less than a hand-built" in words
    assert "never get below 16.8%; learned wide ones are ahead from 2,275 parameters on" in words
    words = lab.sentence(measurements="own", **rest)
    assert "parameters, and measurements of its own for each coast, a learned wide" in words
    own = overtaken_from(lab.PICKED, k=8, divided="parameters")
    assert f"are ahead from {own} parameters on" in words


def test_says_no_ratio_of_one_with_digits_that_mean_nothing():
    words = lab.sentence(scale=2**26, k=8, told="right", measurements="own", shown="ratio")
    assert words.count("practically as much as") == 1
    assert "errs 0.006% more than a hand-built" in words


def test_refuses_measurements_of_nobody():
    with pytest.raises(ValueError, match="measurements must be one of divided, own"):
        lab.rows(k=8, told="right", measurements="both")


def test_the_caption_says_what_holds_for_any_number_of_tasks():
    assert len(lab.LAB.caption.split()) <= 110
    assert "first 31 features" in lab.LAB.caption
    for k in lab.TASKS:
        found = two_by_two(lab.ALONG, k=k)
        told, aimed = found.knowledge_ratio("wide"), found.scope_ratio("learned")
        assert told[0] > 1.25
        assert told[-1] < 1.001
        # the same factor from some size on: over the last hundredfold it moves by a hundredth
        assert aimed[-1] == pytest.approx(aimed[-8], rel=0.01)
        assert found.learned_wide[-1] < 0.02


def test_panels_say_what_their_marks_are():
    drawn = str(lab.LAB.at(**lab.LAB.default()).to_dict())
    assert f"small: means of {lab.MODELS} simulated" in drawn


def test_outcome_is_near_the_ratio_of_theory():
    found = lab._found(8, "right", "divided").scope_ratio("learned")[lab.ALONG.index(2**14)]
    for seed in range(4):
        got = lab.wide_over_narrow(lab.rows(k=8, told="right", measurements="divided", seed=seed))
        # 5 standard deviations of what 60 seeds give
        assert got == pytest.approx(found, abs=0.032)
