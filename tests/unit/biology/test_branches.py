"""Counting branches."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.biology.branches import branches, branching_time
from fitbreadth.biology.evolution import Evolution

TRAITS = np.linspace(-3, 3, 121)


def history(*records):
    counts = np.array(records)
    return Evolution(TRAITS, np.arange(len(records)) * 10, counts, None)


def bell(at, sd, mass=1.0):
    density = np.exp(-(((TRAITS - at) / sd) ** 2) / 2)
    return mass * density / density.sum()


class TestBranches:
    def test_by_hand(self):
        found = branches(history(bell(-1, 0.2, 30) + bell(1.5, 0.2, 10), bell(0, 0.3)), width=0.1)
        np.testing.assert_array_equal(found.count, [2, 1])
        np.testing.assert_allclose(found.positions[0], [-1, 1.5], atol=1e-3)
        np.testing.assert_allclose(found.shares[0], [0.75, 0.25], atol=1e-3)
        np.testing.assert_allclose(found.positions[1], [0], atol=1e-12)

    @pytest.mark.parametrize(("apart", "count"), [(3.2, 1), (3.5, 2)])
    def test_how_far_apart(self, apart, count):
        # halfway between equal peaks, a smoothings off, the height is 2 exp(-a^2/2) of one:
        # half of it at a = sqrt(2 ln 4) = 1.67
        spikes = np.zeros(121)
        spikes[[60, 60 + round(apart * 10)]] = 1
        assert branches(history(spikes), width=0.5).count[0] == count

    def test_a_wide_population_is_one_branch(self):
        assert branches(history(bell(0, 1), np.ones(121)), width=0.2).count.tolist() == [1, 1]

    def test_a_speck_is_none(self):
        main = bell(0, 0.2, 1)
        for share, count in ((0.04, 1), (0.07, 2)):
            run = history(main + share * bell(2, 0.2))
            assert branches(run, width=0.2).count[0] == count

    @pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
    @pytest.mark.parametrize("N", [100, 2000])
    def test_the_raggedness_of_finite_numbers_is_none(self, N, seed):
        p = bell(0.3, 0.4)
        records = np.random.default_rng(seed).multinomial(N, p, size=300)
        assert (branches(history(*records), width=0.2).count == 1).all()

    def test_on_the_edge_of_the_lattice(self):
        found = branches(history(bell(-3, 0.1) + bell(3, 0.1)), width=0.1)
        assert found.count[0] == 2

    @given(st.lists(st.integers(0, 50), min_size=121, max_size=121), st.integers(2, 1000))
    def test_invariants(self, counts, factor):
        counts = np.array(counts)
        run = history(counts, factor * counts, counts[::-1])
        found = branches(run, width=0.3)
        assert (found.count == found.count[0]).all()
        assert (found.count[0] > 0) == counts.any()
        np.testing.assert_allclose(found.positions[1], found.positions[0])
        if counts.any():
            shares, positions = found.shares[0], found.positions[0]
            assert shares.sum() == pytest.approx(1)
            assert shares @ positions == pytest.approx(counts @ TRAITS / counts.sum(), abs=1e-9)
            assert (np.diff(positions) > 0).all()

    def test_refuses(self):
        with pytest.raises(ValueError, match=r"width must be a finite number >= 0.05, got 0.01"):
            branches(history(bell(0, 1)), width=0.01)


class TestBranchingTime:
    one, two = bell(0, 0.2), bell(-1, 0.2) + bell(1, 0.2)

    def test_a_split_that_heals_does_not_count(self):
        run = history(self.one, self.two, self.one, *[self.two] * 4)
        assert branching_time(run, width=0.1, hold=1) == 10
        assert branching_time(run, width=0.1, hold=3) == 30
        assert branching_time(run, width=0.1, hold=5) is None

    def test_least(self):
        three = self.two + self.one
        run = history(self.one, self.two, three)
        assert branching_time(run, width=0.1, least=2, hold=1) == 10
        assert branching_time(run, width=0.1, least=3, hold=1) == 20
        assert branching_time(run, width=0.1, least=4, hold=1) is None

    def test_refuses(self):
        run = history(self.one, self.two)
        with pytest.raises(ValueError, match=r"hold must be an integer in \[1, 2\], got 10"):
            branching_time(run, width=0.1)
        with pytest.raises(ValueError, match="least must be an integer >= 2, got 1"):
            branching_time(run, width=0.1, least=1, hold=1)
