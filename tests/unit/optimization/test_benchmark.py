import numpy as np
import pytest

from fitbreadth.optimization.benchmark import GROUPS, NAMES, REFERENCE_TARGETS, reference, winners


@pytest.mark.parametrize(
    ("function", "published"),
    [
        (1, [11, 12, 12, 12, 12, 12]),
        (2, [83, 87, 88, 90, 92, 94]),
        (3, [716, 1622, 1637, 1646, 1650, 1654]),
        (8, [73, 273, 336, 391, 410, 422]),
        (10, [349, 500, 574, 626, 829, 880]),
        (15, [511, 9310, 19369, 20073, 20769, 21359]),
        (21, [41, 1157, 1674, 1705, 1729, 1757]),
    ],
)
def test_published_running_times(function, published):
    np.testing.assert_array_equal(reference(5).ert[function - 1, :6], published)


def test_no_entry_wins_everywhere():
    five, twenty = winners(5), winners(20)
    assert (len(five), len(twenty)) == (15, 11)
    assert next(iter(five.items())) == ("IPOP-SEP-CMA-ES", 4)
    assert next(iter(twenty.items())) == ("BIPOP-CMA-ES", 6)
    assert sum(five.values()) == sum(twenty.values()) == 24
    # one step easier, DASA's win on f4 falls to LSstep, which already has f3
    assert len(winners(5, target=1e-7)) == 14


def test_specialists_win_what_they_fit():
    hardest = reference(5).algorithm[:, -1]
    assert (hardest[0], hardest[1], hardest[2]) == ("NEWUOA", "LSfminbnd", "LSstep")
    assert hardest[20] == "GLOBAL"


@pytest.mark.parametrize("dimension", [5, 20])
def test_published_table_is_sound(dimension):
    best = reference(dimension)
    assert best.ert.shape == best.algorithm.shape == (24, len(REFERENCE_TARGETS))
    assert (best.ert >= 1).all()
    assert (np.diff(best.ert, axis=1) >= 0).all()  # a harder target takes no less
    assert ((best.successes >= 1) & (best.successes <= best.runs)).all()
    with pytest.raises(ValueError, match="read-only"):
        best.ert[0, 0] = 1


def test_groups_partition_the_suite():
    assert [f for members in GROUPS.values() for f in members] == list(range(1, 25))
    assert len(set(NAMES)) == 24


@pytest.mark.parametrize(
    ("call", "error", "match"),
    [
        (lambda: reference(10), ValueError, "dimension must be 5 or 20, got 10"),
        (lambda: reference(5.0), TypeError, "dimension must be an integer"),
        (lambda: winners(5, target=1e-2), ValueError, "target must be one of .*, got 0.01"),
    ],
)
def test_reading_refuses(call, error, match):
    with pytest.raises(error, match=match):
        call()
