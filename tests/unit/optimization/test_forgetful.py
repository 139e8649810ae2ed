import numpy as np
import pytest

from fitbreadth.optimization.forgetful import forgetful_law, forgetful_search
from fitbreadth.optimization.hitting import first_hit_law


def check_forgetful(n: int, optima: int, seed: int) -> None:
    runs = 200_000
    paid = forgetful_search(n, optima=optima, runs=runs, seed=seed)
    hit = optima / n
    error = np.sqrt((1 - hit) / hit**2 / runs)
    # four standard errors: a false alarm once in 16,000 seeds (6e-5)
    assert abs(paid.mean() - float(forgetful_law(n, optima=optima))) < 4 * error
    at_once = (paid == 1).mean()
    assert abs(at_once - hit) < 4 * np.sqrt(hit * (1 - hit) / runs)
    assert paid.min() == 1


@pytest.mark.parametrize(("n", "optima"), [(50, 1), (12, 3)])
def test_forgetting_costs_n_over_k(n: int, optima: int) -> None:
    check_forgetful(n, optima, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize(("n", "optima"), [(50, 1), (12, 3)])
def test_forgetting_costs_n_over_k_with_another_seed(n: int, optima: int) -> None:
    check_forgetful(n, optima, seed=2)


def test_forgetting_is_never_cheaper() -> None:
    assert all(
        forgetful_law(n, optima=k) >= first_hit_law(n, k)
        for n in range(1, 9)
        for k in range(1, n + 1)
    )


def test_the_seed_decides() -> None:
    a, b, c = (forgetful_search(20, runs=50, seed=s) for s in (3, 3, 4))
    assert np.array_equal(a, b)
    assert not np.array_equal(a, c)


def test_refuses_what_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match=r"optima must be an integer in \[1, 4\], got 5"):
        forgetful_law(4, optima=5)
    with pytest.raises(ValueError, match="runs must be an integer >= 1"):
        forgetful_search(4, runs=0)
