"""Many tasks, one estimate or one each: a border that does not depend on their number."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitbreadth.convergence.conflict_map import conflict, equidistant, mean_square, risks
from fitbreadth.convergence.conflict_runs import estimate
from fitbreadth.learning.pooling import crossing, dedicated_risk, shared_risk
from fitbreadth.learning.pooling_blends import learnt_blend_risk
from fitbreadth.learning.pooling_runs import pool


def test_by_hand():
    # 0, 1, 2: squared distances 1, 1, 4; neighbours 1 apart give k(k + 1)/6 = 2
    assert mean_square([[0], [1], [2]]) == pytest.approx(2)
    # mean 1 misses the three by 1, 0, 1, and averages the noise of three records
    assert risks([[0.0, 0], [1, 0], [2, 0]], n=1).one == pytest.approx(2 / 3 + 2 / 3)
    assert conflict([[0, 0], [3, 4]], sigma=5) == pytest.approx(0.5)


@given(st.integers(2, 12), st.floats(0.1, 5))
def test_equidistant_tasks_are(k, distance):
    tasks = equidistant(k, d=12, distance=distance)
    gaps = np.linalg.norm(tasks[:, None] - tasks, axis=2)[~np.eye(k, dtype=bool)]
    assert gaps == pytest.approx(distance)
    assert mean_square(tasks) == pytest.approx(distance**2)


@given(st.integers(2, 9))
def test_tasks_on_a_line(k):
    line = 1.5 * np.arange(k, dtype=float)[:, None]
    assert mean_square(line) == pytest.approx(1.5**2 * k * (k + 1) / 6)


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(2, 6), st.integers(3, 6), st.integers(1, 60))
def test_border_is_the_same_for_any_tasks(seed, k, d, n):
    tasks = np.random.default_rng(seed).normal(size=(k, d)) / 3
    found = risks(tasks, n=n)
    # the slow reference: bias and variance, task by task
    bias = np.mean([np.sum((tasks.mean(axis=0) - task) ** 2) for task in tasks])
    assert found.one == pytest.approx(bias + d / (n * k))
    beyond = n * conflict(tasks) - 2
    if abs(beyond) > 1e-9:
        assert (found.own < found.one) == (beyond > 0)
    assert found.blend < found.own


@pytest.mark.parametrize("n", [5, 40, 300])
def test_two_tasks_are_the_learning_chapters(n):
    found = risks(equidistant(2, d=20, distance=1), n=n)
    assert found.own == pytest.approx(dedicated_risk(n, d=20))
    assert found.one == pytest.approx(shared_risk(n, distance=1, d=20))
    assert found.blend == pytest.approx(learnt_blend_risk(n, distance=1, d=20))
    assert 2 / conflict(equidistant(2, d=20, distance=1)) == pytest.approx(crossing(1, d=20))


def test_runs_meet_those_of_the_learning_chapter():
    here = estimate(equidistant(2, d=20, distance=1), n=30, runs=4000, seed=1)
    there = pool(30, distance=1, d=20, runs=4000, seed=2)
    for ours, theirs in (("own", "dedicated"), ("one", "shared"), ("blend", "blend")):
        mean, error = there.risk(theirs)
        mine = getattr(here, ours)
        # 4 SE of a difference, false alarm 6e-5
        both = np.hypot(error, mine.std(ddof=1) / np.sqrt(mine.size))
        assert abs(mine.mean() - mean) < 4 * both


@pytest.mark.parametrize("k", [2, 3, 7])
@pytest.mark.parametrize("n", [4, 60])
def test_runs_meet_theory(k, n):
    tasks = equidistant(k, d=10, distance=1)
    found, theory = estimate(tasks, n=n, runs=3000, seed=5), risks(tasks, n=n)
    for who in ("own", "one", "blend"):
        errors = getattr(found, who)
        # 4 SE, false alarm 6e-5
        error = errors.std(ddof=1) / np.sqrt(errors.size)
        assert abs(errors.mean() - getattr(theory, who)) < 4 * error


def test_limits():
    far, same = equidistant(5, d=8, distance=100), np.zeros((5, 8))
    assert risks(far, n=1).blend == pytest.approx(risks(far, n=1).own, rel=0.01)
    assert risks(same, n=3).one == pytest.approx(risks(same, n=3).own / 5)
    # of the same tasks one estimate is best, and the blend pays for finding that out
    assert risks(same, n=3).one < risks(same, n=3).blend


def test_refuses_nonsense():
    with pytest.raises(ValueError, match="theta must have a row for each of two tasks"):
        mean_square([[1.0, 2.0]])
    with pytest.raises(ValueError, match="theta must be a 2-d array"):
        conflict([1.0, 2.0])
    with pytest.raises(ValueError, match="three numbers or more"):
        risks([[0.0], [1.0]], n=2)
    with pytest.raises(ValueError, match="theta must hold numbers up to"):
        mean_square([[1e60], [0.0]])
    with pytest.raises(ValueError, match="n must be"):
        risks(np.zeros((2, 5)), n=0)
    with pytest.raises(ValueError, match="runs must be"):
        estimate(np.zeros((2, 5)), n=1, runs=1, seed=1)
    with pytest.raises(ValueError, match="sigma must be"):
        conflict(np.zeros((2, 5)), sigma=0)
    with pytest.raises(ValueError, match="k must be"):
        equidistant(5, d=4, distance=1)
