from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.optimization.algorithms import (
    Algorithm,
    all_algorithms,
    count_algorithms,
    fixed_order,
    flee,
    from_rule,
    hill_climb,
    reverse_scan,
    scan,
    tree_size,
)


def path(algorithm, f):
    """Walk the tree by the documented numbering."""
    node, points = 0, []
    for _ in range(algorithm.n):
        x = int(algorithm.next_x[node])
        points.append(x)
        node = algorithm.K * node + 1 + f[x]
    return points


@pytest.mark.parametrize(
    ("n", "K", "count"),
    [(1, 5, 1), (2, 2, 2), (3, 2, 12), (4, 2, 576), (3, 3, 24), (5, 2, 1658880)],
)
def test_number_of_algorithms(n, K, count):
    assert count_algorithms(n, K) == count


@pytest.mark.parametrize(("n", "K"), [(1, 3), (2, 2), (3, 2), (2, 4), (4, 2), (3, 3)])
def test_every_algorithm_is_listed_once(n, K):
    tables = {a.next_x.tobytes() for a in all_algorithms(n, K)}
    assert len(tables) == count_algorithms(n, K)


def test_listing_agrees_with_filtering_every_table():
    legal = set()
    for table in product(range(3), repeat=tree_size(3, 2)):
        try:
            legal.add(Algorithm(3, 2, np.array(table)).next_x.tobytes())
        except ValueError:
            continue
    assert legal == {a.next_x.tobytes() for a in all_algorithms(3, 2)}


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


def test_from_an_end_of_the_path_the_hill_climber_is_the_scan():
    assert np.array_equal(hill_climb(5, 3, start=0).next_x, scan(5, 3).next_x)


def test_levels_split_the_table_by_depth():
    climb = hill_climb(4, 3)
    assert [len(level) for level in climb.levels] == [1, 3, 9, 27]
    assert np.array_equal(np.concatenate(climb.levels), climb.next_x)


def test_the_table_is_a_read_only_copy():
    table = np.array([0, 1, 1])
    algorithm = Algorithm(2, 2, table)
    table[0] = 1
    assert algorithm.next_x[0] == 0
    with pytest.raises(ValueError, match="read-only"):
        algorithm.next_x[0] = 1


def test_bad_tables_are_refused():
    with pytest.raises(ValueError, match=r"next_x must be 3 integers for n=2, K=2, got int64"):
        Algorithm(2, 2, np.array([0, 1]))
    with pytest.raises(ValueError, match=r"next_x must hold points 0 to 1, got 0 to 2"):
        Algorithm(2, 2, np.array([0, 1, 2]))
    with pytest.raises(ValueError, match="node 4 goes back to 0"):
        Algorithm(3, 2, np.array([0, 1, 1, 2, 0, 2, 2]))


def test_bad_rules_are_refused():
    with pytest.raises(ValueError, match=r"unvisited points \(1, 2\) after \(\(0, 0\),\), got 0"):
        from_rule(lambda seen: 0, 3, 2)
    with pytest.raises(ValueError, match=r"unvisited points \(0, 1, 2\) after \(\), got 7"):
        from_rule(lambda seen: 7, 3, 2)


def test_too_much_is_refused_with_its_cost():
    with pytest.raises(ValueError, match=r"4\^20 functions"):
        scan(20, 4)
    with pytest.raises(ValueError, match="1658880 algorithms, above limit=100000"):
        all_algorithms(5, 2)
    with pytest.raises(ValueError, match=r"algorithms, above limit"):
        all_algorithms(60, 4)
    with pytest.raises(ValueError, match=r"about 10\^"):
        count_algorithms(60, 4)
    with pytest.raises(ValueError, match=r"about 10\^"):
        count_algorithms(10**9, 2)


def test_bad_arguments_are_refused():
    with pytest.raises(ValueError, match=r"start must be an integer in \[0, 3\], got 4"):
        hill_climb(4, 2, start=4)
    with pytest.raises(ValueError, match="order must hold each of"):
        fixed_order([0, 2], 2)
    with pytest.raises(ValueError, match="n must be an integer >= 1, got 0"):
        scan(0, 2)
    with pytest.raises(ValueError, match="K must be an integer >= 2, got 1"):
        count_algorithms(3, 1)
