import numpy as np
import pytest

from fitbreadth.optimization.algorithms import Algorithm, from_rule
from fitbreadth.optimization.searches import hill_climb


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
