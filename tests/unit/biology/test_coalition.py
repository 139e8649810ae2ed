"""The evolutionarily stable coalition: Cover's conditions, Lindsay's bound, Levins' curve."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import distributions

from fitbreadth.allocation import escort
from fitbreadth.biology.coalition import residents, two_branches
from fitbreadth.biology.even_patches import even_patches
from fitbreadth.biology.levene import Levene
from fitbreadth.selection import update


@st.composite
def patches(draw):
    c = draw(distributions(low=0.05))
    mu = draw(st.lists(st.floats(-3, 3), min_size=c.size, max_size=c.size))
    return Levene(mu, c, draw(st.floats(0.3, 2)))


def due(model, q, x):
    """The sum of c_i ln(what patch i holds), which selection raises."""
    return model.c @ np.log(np.exp(model.log_viability(x)) @ q)


class TestResidents:
    @pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
    def test_two_specialists_by_hand(self, share):
        # each holds b = e^-2 abroad: c1 (1 - (1 - b) q) = c2 (b + (1 - b) q)
        b = np.exp(-2)
        found = residents(Levene([-1, 1], [share, 1 - share], 1), [-1, 1])
        assert found.q[0] == pytest.approx((share - (1 - share) * b) / (1 - b), abs=1e-7)

    def test_a_rare_habitat_feeds_no_specialist(self):
        found = residents(Levene([-1, 1], [0.9, 0.1], 1), [-1, 1])
        np.testing.assert_allclose(found.q, [1, 0], atol=1e-12)
        assert found.W[1] < 1

    def test_a_minute_habitat_far_away_keeps_its_specialist(self):
        found = residents(Levene([-30, 30], [1 - 1e-11, 1e-11], 1), [-30, 0, 30])
        np.testing.assert_allclose(found.q, [1, 0, 1e-11], rtol=1e-6)

    @given(distributions(size=4))
    def test_specialists_far_apart_divide_like_kelly(self, c):
        # without sharing it is the book's theorem at kappa = 0
        found = residents(Levene([-30, -10, 10, 30], c, 1), [-30, -10, 10, 30])
        np.testing.assert_allclose(found.q, escort(c, 0), atol=1e-7)

    @given(patches(), st.integers(0, 2**32))
    def test_nothing_invades_and_nothing_is_better(self, model, seed):
        x = np.linspace(-3, 3, 81)
        found = residents(model, x)
        assert found.q.sum() == pytest.approx(1)
        assert found.W.max() <= 1 + 1e-8
        assert found.q @ found.W == pytest.approx(1)
        # no more branches than patches
        assert 1 <= found.positions.size <= model.mu.size
        assert found.shares.sum() == pytest.approx(1)
        other = np.random.default_rng(seed).dirichlet(np.full(x.size, 0.1))
        assert due(model, found.q, x) >= due(model, (other + found.q) / 2, x) - 1e-9

    @pytest.mark.parametrize("count", [2, 3])
    def test_selection_alone_comes_to_the_same(self, count):
        model, x = even_patches(count, d=2.2), np.array([-2, -1, 0.3, 0.9, 2.4])
        q = np.full(5, 0.2)
        for _ in range(2500):
            q = update(q, model.reproduction(x, traits=x, q=q))
        np.testing.assert_allclose(residents(model, x).q, q, atol=1e-6)

    def test_selection_raises_the_due(self):
        model, x = even_patches(3, d=2), np.linspace(-3, 3, 31)
        q, before = np.full(31, 1 / 31), -np.inf
        for _ in range(50):
            assert due(model, q, x) > before
            before = due(model, q, x)
            q = update(q, model.reproduction(x, traits=x, q=q))

    @pytest.mark.parametrize(("d", "branches"), [(1.2, 1), (1.3, 2), (1.5, 2), (3, 3), (4, 3)])
    def test_three_patches(self, d, branches):
        model, x = even_patches(3, d=d), np.linspace(-6, 6, 1201)
        found = residents(model, x)
        assert found.positions.size == branches
        np.testing.assert_allclose(found.positions, -found.positions[::-1], atol=0.01)

    def test_the_third_patch_breaks_the_coincidence_with_levins(self):
        # at d = 1.5 the mean viability is best in the middle, where nobody can live for long
        model, x = even_patches(3, d=1.5), np.linspace(-3, 3, 601)
        assert x[np.exp(model.log_viability(x)).mean(axis=0).argmax()] == pytest.approx(0)
        found = residents(model, x)
        assert found.W[300] < 0.98
        assert abs(found.positions).min() > 0.8

    @pytest.mark.parametrize(
        ("call", "message"),
        [
            ({"traits": [1, 0]}, "traits must be increasing"),
            ({"traits": []}, "traits must be"),
            ({"tol": 0}, "tol must be a finite number > 0 and <= 0.01, got 0"),
            ({"tol": 0.5}, "tol must be"),
        ],
    )
    def test_refuses(self, call, message):
        arguments = {"traits": [0, 1], **call}
        with pytest.raises(ValueError, match=message):
            residents(even_patches(2, d=3), arguments.pop("traits"), **arguments)


class TestTwoBranches:
    def test_reference_number(self):
        assert two_branches(2.5) == pytest.approx(1.09967, abs=5e-6)

    @given(st.floats(2.001, 40), st.floats(0.1, 10))
    def test_solves_levins_equation(self, ratio, sigma):
        z, d = two_branches(ratio * sigma, sigma=sigma), ratio * sigma
        assert 0 < z <= d / 2 * (1 + 1e-12)
        t = z * d / (2 * sigma**2)
        assert d == pytest.approx(2 * sigma * np.sqrt(t / np.tanh(t)), rel=1e-9)
        assert z == pytest.approx(d / 2 * np.tanh(z * d / (2 * sigma**2)), rel=1e-9)

    @pytest.mark.parametrize("d", [0, 1, 2])
    def test_one_branch_up_to_two_niche_widths(self, d):
        assert two_branches(d) == 0

    def test_opens_like_a_square_root(self):
        assert two_branches(2 + 1e-8) == pytest.approx(np.sqrt(3e-8), rel=1e-3)

    @pytest.mark.parametrize("d", [2.05, 2.2, 2.5, 3, 4])
    def test_the_coalition_stands_there(self, d):
        z, x = two_branches(d), np.linspace(-2.5, 2.5, 2001)
        found = residents(even_patches(2, d=d), x)
        np.testing.assert_allclose(found.positions, [-z, z], atol=0.0013)
        np.testing.assert_allclose(found.shares, 0.5, atol=1e-6)
        # and that is where the fine-grained fitness is largest
        mean = np.exp(even_patches(2, d=d).log_viability(x)).mean(axis=0)
        assert abs(x[mean.argmax()]) == pytest.approx(z, abs=0.0013)

    def test_refuses(self):
        with pytest.raises(ValueError, match=r"d must be .* got -1"):
            two_branches(-1)
        with pytest.raises(ValueError, match="sigma must be a finite number > 0, got 0"):
            two_branches(3, sigma=0)
