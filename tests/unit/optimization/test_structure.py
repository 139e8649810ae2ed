from itertools import pairwise, product

import numpy as np
import pytest

from fitbreadth.optimization.structure import structure_curve

Function = tuple[int, ...]


def lipschitz(n: int, K: int, slope: int) -> list[Function]:
    return [
        f for f in product(range(K), repeat=n) if all(abs(a - b) <= slope for a, b in pairwise(f))
    ]


def test_structure_curve_runs_from_no_lunch_to_nothing_to_find() -> None:
    curve = structure_curve(5, 4)
    assert curve.slope.tolist() == [3, 2, 1, 0]
    assert curve.size.tolist() == [len(lipschitz(5, 4, s)) for s in (3, 2, 1, 0)]
    assert curve.best[[0, 3]] == pytest.approx(curve.worst[[0, 3]], abs=1e-12)
    assert curve.best[3] == 1
    assert np.all(np.diff(curve.best) < 0)
    assert curve.best[2] == pytest.approx(339 / 178, abs=1e-12)
    assert np.all(curve.random_order[1:3] < curve.worst[1:3])


def test_refuses_what_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="n must be an integer >= 1"):
        structure_curve(0, 3)
    with pytest.raises(ValueError, match=r"K must be an integer in \[2, 100\], got 1"):
        structure_curve(3, 1)
    with pytest.raises(ValueError, match=r"K \(K\+1\)\^n = 3298534883328 information states"):
        structure_curve(20, 3)
