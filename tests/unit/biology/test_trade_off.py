"""The shape of a trade-off: the allocation theorem in Levins' two habitats."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.biology.trade_off import (
    best_split,
    contour,
    fitness_set,
    shortfall,
    two_habitat_share,
)

grains = st.sampled_from(["fine", "coarse"])
shapes = st.floats(0.2, 5)


def mean_fitness(x, p, grain):
    """Average plainly over two habitats."""
    weights = np.array([p, 1 - p])
    with np.errstate(divide="ignore"):
        return x @ weights if grain == "fine" else np.exp(np.log(x) @ weights)


class TestFitnessSet:
    def test_by_hand(self):
        np.testing.assert_allclose(fitness_set([0.36], gamma=2), [[0.6, 0.8]])

    @given(st.floats(0, 1), shapes)
    def test_lies_on_the_curve(self, share, gamma):
        x = fitness_set([share], gamma=gamma)[0]
        assert np.sum(x**gamma) == pytest.approx(1)

    @given(st.floats(0.01, 0.99), shapes)
    def test_weak_bulges_out_and_strong_bends_in(self, share, gamma):
        total = fitness_set([share], gamma=gamma).sum()
        assert np.sign(round(total - 1, 12)) in (0, np.sign(gamma - 1))


class TestBestSplit:
    @pytest.mark.parametrize(
        ("gamma", "shares"), [(0.8, [1, 0]), (1, [0.5, 0.5]), (1.25, [0.5, 0.5])]
    )
    def test_equal_habitats_turn_at_a_straight_trade_off(self, gamma, shares):
        best = best_split([0.5, 0.5], gamma=gamma, grain="fine")
        np.testing.assert_allclose(best.shares, shares)
        assert (best.regime == "interior") == (gamma > 1)

    @given(st.floats(0.5, 0.99), shapes, grains)
    def test_no_split_of_a_fine_grid_is_better(self, p, gamma, grain):
        best = best_split([p, 1 - p], gamma=gamma, grain=grain)
        tried = mean_fitness(fitness_set(np.linspace(0, 1, 501), gamma=gamma), p, grain)
        assert tried.max() <= best.value * (1 + 1e-12)

    @given(st.floats(0.501, 0.99), shapes, grains)
    def test_agrees_with_two_habitats_written_out(self, p, gamma, grain):
        best = best_split([p, 1 - p], gamma=gamma, grain=grain)
        assert best.shares[0] == pytest.approx(two_habitat_share(p, gamma=gamma, grain=grain))

    @given(st.floats(0.01, 0.99), shapes)
    def test_a_coarse_grain_does_not_see_the_shape(self, p, gamma):
        best = best_split([p, 1 - p], gamma=gamma, grain="coarse")
        np.testing.assert_allclose(best.shares, [p, 1 - p])

    def test_a_very_weak_trade_off_ends_at_the_coarse_answer(self):
        best = best_split([0.8, 0.2], gamma=1e6, grain="fine")
        np.testing.assert_allclose(best.shares, [0.8, 0.2], atol=1e-5)


class TestShortfall:
    def test_by_hand(self):
        # half and half on a strong trade-off: (1/4 + 1/4)/2 against 1/2
        assert shortfall([0.5, 0.5], [0.5, 0.5], gamma=0.5, grain="fine") == pytest.approx(0.5)

    @given(st.floats(0.5, 0.99), st.floats(0, 1), shapes, grains)
    def test_is_what_the_plain_means_differ_by(self, p, share, gamma, grain):
        best = best_split([p, 1 - p], gamma=gamma, grain=grain)
        found = shortfall([p, 1 - p], [share, 1 - share], gamma=gamma, grain=grain)
        plain = mean_fitness(fitness_set([share], gamma=gamma), p, grain)[0]
        assert found == pytest.approx(1 - plain / best.value, abs=1e-9)
        assert 0 <= found <= 1


class TestContour:
    @given(st.floats(0.01, 1), st.floats(0.05, 0.95), st.floats(0.01, 1), grains)
    def test_is_a_line_of_equal_fitness(self, x, p, fitness, grain):
        other = contour([x], fitness=fitness, p=p, grain=grain)
        if other[0] > 0:
            both = np.column_stack([[x], other])
            assert mean_fitness(both, p, grain)[0] == pytest.approx(fitness)

    @given(st.floats(0.5, 0.95), shapes, grains)
    def test_the_best_one_touches_the_fitness_set_from_outside(self, p, gamma, grain):
        best = best_split([p, 1 - p], gamma=gamma, grain=grain)
        curve = fitness_set(np.linspace(0.02, 1, 99), gamma=gamma)
        line = contour(curve[:, 0], fitness=best.value, p=p, grain=grain)
        assert np.all(line >= curve[:, 1] - 1e-9)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: fitness_set([1.2], gamma=1), "share must be at most 1, got 1.2"),
        (lambda: fitness_set([0.2], gamma=0), "gamma must be a finite number > 0, got 0"),
        (lambda: best_split([0.5, 0.5], gamma=-1, grain="fine"), "gamma must be"),
        (lambda: best_split([0.5, 0.6], gamma=1, grain="fine"), "p must sum to 1"),
        (lambda: best_split([1], gamma=1, grain="time"), "grain must be one of fine, coarse"),
        (lambda: shortfall([0.5, 0.5], [1], gamma=1, grain="fine"), "s must have 2 entries, got 1"),
        (lambda: two_habitat_share(0.5, gamma=1, grain="fine"), "p must be .* > 0.5 and < 1"),
        (lambda: contour([0], fitness=1, p=0.5, grain="fine"), "x must be .* > 0, got 0.0"),
        (lambda: contour([1], fitness=0, p=0.5, grain="fine"), "fitness must be .* > 0, got 0"),
        (lambda: contour([1], fitness=1, p=1, grain="fine"), "p must be .* > 0 and < 1, got 1"),
    ],
)
def test_refuses(call, message):
    with pytest.raises(ValueError, match=message):
        call()
