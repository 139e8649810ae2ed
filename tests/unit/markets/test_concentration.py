"""Concentration is a market's want of breadth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.divergence import breadth
from fitbreadth.markets.concentration import effective_number, herfindahl, share_of_largest

sales = st.lists(st.floats(0, 1e9), min_size=1, max_size=9).filter(lambda s: max(s) > 1e-3)


def test_by_hand():
    # shares .5, .3, .2: .25 + .09 + .04
    assert float(herfindahl([50, 30, 20])) == pytest.approx(0.38)
    assert float(effective_number([50, 30, 20])) == pytest.approx(1 / 0.38)
    assert float(share_of_largest([50, 30, 20], k=2)) == pytest.approx(0.8)
    assert float(share_of_largest([1, 1, 1, 1, 1])) == pytest.approx(0.8)
    assert float(share_of_largest([1, 1])) == pytest.approx(1)


@given(sales)
def test_is_one_over_breadth(sold):
    share = np.array(sold) / max(sold)
    share /= share.sum()
    assert float(herfindahl(sold)) == pytest.approx(1 / breadth(share, order=2))
    assert float(effective_number(sold)) == pytest.approx(breadth(share, order=2))


@given(sales, st.floats(1e-6, 1e6), st.integers(1, 9))
def test_scale_and_bystanders_do_not_matter(sold, factor, k):
    for measure in (herfindahl, effective_number, lambda s: share_of_largest(s, k=k)):
        changed = measure([*(np.array(sold) * factor), 0.0])
        assert float(changed) == pytest.approx(float(measure(sold)))


@given(st.integers(1, 20))
def test_equal_firms(n):
    assert float(effective_number([3.0] * n)) == pytest.approx(n)


def test_many_markets_at_once():
    sold = np.arange(24.0).reshape(2, 3, 4) + 1
    assert herfindahl(sold).shape == effective_number(sold).shape == (2, 3)
    np.testing.assert_allclose(herfindahl(sold)[1, 2], float(herfindahl(sold[1, 2])))


@pytest.mark.parametrize("measure", [herfindahl, effective_number, share_of_largest])
@pytest.mark.parametrize(
    ("bad", "error", "message"),
    [
        ([-1, 2], ValueError, "sales must be an array of finite numbers >= 0, got -1"),
        ([np.nan], ValueError, "sales must be an array of finite numbers >= 0, got nan"),
        ([np.inf, 1], ValueError, "sales must be an array of finite numbers >= 0, got inf"),
        ([[1], [1, 2]], ValueError, "sales must be .*, got rows of different lengths"),
        ("x", TypeError, "sales must be an array of finite numbers >= 0, got 'x'"),
        ([], ValueError, "sales must hold those of one firm at least"),
        (3, ValueError, "sales must hold those of one firm at least"),
    ],
)
def test_refuses(measure, bad, error, message):
    with pytest.raises(error, match=message):
        measure(bad)


def test_a_market_without_sales():
    assert float(effective_number([0, 0])) == 0
    for measure in (herfindahl, share_of_largest):
        with pytest.raises(ValueError, match="sales must be positive for some firm in every"):
            measure([[1, 0], [0, 0]])
    with pytest.raises(ValueError, match="k must be an integer >= 1, got 0"):
        share_of_largest([1], k=0)
