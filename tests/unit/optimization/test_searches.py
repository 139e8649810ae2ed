import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.optimization.searches import (
    fixed_order,
    flee,
    hill_climb,
    reverse_scan,
    scan,
    sweep_outwards,
)


def path(algorithm, f):
    """Walk the tree by the documented numbering."""
    node, points = 0, []
    for _ in range(algorithm.n):
        x = int(algorithm.next_x[node])
        points.append(x)
        node = algorithm.K * node + 1 + f[x]
    return points


@given(st.permutations(range(5)), st.lists(st.integers(0, 2), min_size=5, max_size=5))
def test_a_fixed_order_ignores_what_it_sees(order, f):
    assert path(fixed_order(order, 3), f) == order


@given(st.lists(st.integers(0, 2), min_size=6, max_size=6), st.integers(0, 5))
def test_no_algorithm_revisits_and_the_adaptive_ones_follow_their_rule(f, start):
    climb, away = hill_climb(6, 3, start=start), flee(6, 3, start=start)
    for algorithm in (climb, away, scan(6, 3), reverse_scan(6, 3)):
        assert sorted(path(algorithm, f)) == list(range(6))
    for algorithm, towards in ((climb, True), (away, False)):
        points = path(algorithm, f)
        assert points[0] == start
        for t in range(1, 6):
            seen, free = points[:t], sorted(set(range(6)) - set(points[:t]))
            best = next(x for x in seen if f[x] == max(f[z] for z in seen))
            if towards:
                near = [x for x in (best + 1, best - 1) if x in free]
                assert points[t] == (near or free)[0]
            else:
                far = max(abs(x - best) for x in free)
                assert points[t] == min(x for x in free if abs(x - best) == far)


def test_hill_climb_by_hand():
    # from the middle of 0 1 2 3 4: 2, right to 3 (worse), left to 1 (better), on to 0, then 4
    assert path(hill_climb(5, 3), [0, 2, 1, 0, 2]) == [2, 3, 1, 0, 4]
    assert path(flee(5, 3), [0, 2, 1, 0, 2]) == [2, 0, 4, 1, 3]


@pytest.mark.parametrize(
    ("start", "order"), [(None, [2, 3, 1, 4, 0]), (0, [0, 1, 2, 3, 4]), (4, [4, 3, 2, 1, 0])]
)
def test_the_sweep_works_outwards(start, order):
    assert path(sweep_outwards(5, 3, start=start), [0, 2, 1, 0, 2]) == order


def test_from_an_end_of_the_path_the_hill_climber_is_the_scan():
    assert np.array_equal(hill_climb(5, 3, start=0).next_x, scan(5, 3).next_x)


def test_too_much_is_refused_with_its_cost():
    with pytest.raises(ValueError, match=r"4\^20 functions"):
        scan(20, 4)


def test_bad_arguments_are_refused():
    with pytest.raises(ValueError, match=r"start must be an integer in \[0, 3\], got 4"):
        hill_climb(4, 2, start=4)
    with pytest.raises(ValueError, match="order must hold each of"):
        fixed_order([0, 2], 2)
    with pytest.raises(ValueError, match="n must be an integer >= 1, got 0"):
        scan(0, 2)
