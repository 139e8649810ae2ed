from itertools import product

import numpy as np
import pytest

from fitbreadth.optimization.algorithms import Algorithm, tree_size
from fitbreadth.optimization.census import all_algorithms, count_algorithms


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


def test_too_much_is_refused_with_its_cost():
    with pytest.raises(ValueError, match="1658880 algorithms, above limit=100000"):
        all_algorithms(5, 2)
    with pytest.raises(ValueError, match=r"algorithms, above limit"):
        all_algorithms(60, 4)
    with pytest.raises(ValueError, match=r"about 10\^"):
        count_algorithms(60, 4)
    with pytest.raises(ValueError, match=r"about 10\^"):
        count_algorithms(10**9, 2)


def test_bad_arguments_are_refused():
    with pytest.raises(ValueError, match="K must be an integer >= 2, got 1"):
        count_algorithms(3, 1)
