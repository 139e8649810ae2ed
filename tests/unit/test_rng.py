"""The same seed gives the same numbers, whoever runs them."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.rng import generator, streams

seeds = st.integers(0, 2**128 - 1)


class TestGenerator:
    def test_first_numbers_are_fixed(self):
        # PCG64 seeded with 42, as NumPy documents it
        expected = [0.7739560485559633, 0.4388784397520523, 0.8585979199113825]
        assert generator(42).random(3).tolist() == expected

    @given(seeds)
    def test_same_seed_same_stream(self, seed):
        np.testing.assert_array_equal(generator(seed).random(5), generator(seed).random(5))

    @given(seeds, seeds)
    def test_other_seed_other_stream(self, a, b):
        same = np.array_equal(
            generator(a).integers(2**62, size=4), generator(b).integers(2**62, size=4)
        )
        assert same == (a == b)

    def test_numpy_integers_are_seeds(self):
        assert generator(np.int64(7)).random() == generator(7).random()

    @pytest.mark.parametrize("bits", [np.random.PCG64, np.random.MT19937])
    def test_a_generator_passes_through(self, bits):
        mine = np.random.Generator(bits(3))
        assert generator(mine) is mine

    def test_global_state_is_untouched(self):
        before = np.random.get_state()[1].copy()  # noqa: NPY002
        generator(1).random(10)
        streams(1, 3)[0].random(10)
        np.testing.assert_array_equal(before, np.random.get_state()[1])  # noqa: NPY002

    @pytest.mark.parametrize(
        "seed",
        [None, 1.0, "1", True, [1, 2], np.random.SeedSequence(1), np.random.RandomState(1)],
    )
    def test_refuses_other_types(self, seed):
        with pytest.raises(TypeError, match="seed must be an integer >= 0, got "):
            generator(seed)

    @pytest.mark.parametrize(("seed", "error"), [(None, TypeError), (-1, ValueError)])
    def test_says_that_a_generator_is_accepted(self, seed, error):
        with pytest.raises(error, match=f"got {seed}; a numpy.random.Generator is accepted too$"):
            generator(seed)

    def test_refuses_a_negative_seed(self):
        with pytest.raises(ValueError, match="seed must be an integer >= 0, got -1"):
            generator(-1)


class TestStreams:
    @given(seeds, st.integers(1, 8), st.integers(1, 8))
    def test_depend_on_seed_and_position_alone(self, seed, a, b):
        for x, y in zip(streams(seed, a), streams(seed, b), strict=False):
            np.testing.assert_array_equal(x.random(4), y.random(4))

    @given(seeds, st.integers(2, 30))
    def test_are_all_different(self, seed, count):
        firsts = {int(rng.integers(2**62)) for rng in streams(seed, count)}
        # a chance collision among 30 draws of 62 bits: 1e-16
        assert len(firsts) == count
        assert int(generator(seed).integers(2**62)) not in firsts

    def test_drawing_from_one_leaves_the_others(self):
        a, b = streams(5, 2)
        a.random(1000)
        assert b.random() == streams(5, 2)[1].random()

    def test_are_what_numpy_spawns(self):
        children = np.random.SeedSequence(5).spawn(3)
        for rng, child in zip(streams(5, 3), children, strict=True):
            assert rng.random() == np.random.default_rng(child).random()

    def test_look_independent(self):
        # the 190 correlations of 20 streams of 10 000: the sum of n r^2 is chi-squared with
        # 190 degrees of freedom, mean 190, sd sqrt(380); 4 sd, false-alarm rate below 2e-4
        draws = np.array([rng.standard_normal(10_000) for rng in streams(8, 20)])
        r = np.corrcoef(draws)[np.triu_indices(20, 1)]
        assert 10_000 * np.sum(r**2) == pytest.approx(190, abs=4 * np.sqrt(380))

    def test_travel_to_other_processes(self):
        rng = streams(5, 1)[0]
        assert pickle.loads(pickle.dumps(rng)).random() == rng.random()

    @pytest.mark.parametrize(
        ("seed", "count", "error", "message"),
        [
            (-1, 2, ValueError, "seed must be an integer >= 0, got -1"),
            (None, 2, TypeError, "seed must be an integer"),
            (1.5, 2, TypeError, "seed must be an integer"),
            (True, 2, TypeError, "seed must be an integer"),
            (np.random.default_rng(1), 2, TypeError, "seed must be an integer"),
            (1, 0, ValueError, "count must be an integer >= 1, got 0"),
            (1, 2.0, TypeError, "count must be an integer >= 1, got 2.0"),
        ],
    )
    def test_refuses(self, seed, count, error, message):
        with pytest.raises(error, match=message):
            streams(seed, count)
