"""The sharing lab draws what the models compute."""

import pytest

from fitbreadth.convergence.labs import sharing as lab


@pytest.mark.parametrize("n", lab.EXAMPLES)
def test_marks_lie_where_the_border_says(n):
    at = {row["who"]: row["times"] for row in lab.rows(n=n) if row["panel"] == "now"}
    assert at[lab.OWN] == 1
    assert at[lab.BLEND] > 1
    # four digits
    assert at[lab.BLEND] >= at[lab.POOL] - 1e-3
    assert (at[lab.POOL] > 1) == (n < 40)
    (curve,) = (row for row in lab.rows(n=n) if row["panel"] == "frontier")
    assert all(one + two > 1 for one, two in zip(curve["one"], curve["two"], strict=True))


def test_marks_lie_on_their_curves():
    for n in (1, 1000):
        now = {row["who"]: row["times"] for row in lab.rows(n=n) if row["panel"] == "now"}
        for law in (row for row in lab.backdrop() if row["panel"] == "law"):
            assert law["times"][0 if n == 1 else -1] == now[law["who"]]


def test_says_what_it_draws():
    assert "1 example of each task (below" in lab.sentence(n=1)
    assert "worth 16 to either task, and the best use of both sets 16.7" in lab.sentence(n=10)
    assert "n*, where the pool is just worth" in lab.sentence(n=40)
    assert "(above the border of 40)" in lab.sentence(n=80)
    assert "both sets 1,020." in lab.sentence(n=1000)


def test_works_off_its_grid():
    assert lab.LAB.at(n=17).to_dict()
