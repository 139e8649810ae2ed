"""Bad input is refused in one sentence that names the argument, the value and the range."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.validate import choice, integer, number, probabilities, vector

finite = st.floats(allow_nan=False, allow_infinity=False)
not_numbers = st.sampled_from([None, "1", b"1", [1], (), {}, 1j, object(), True, np.True_])


class TestInteger:
    @given(st.integers())
    def test_returns_a_plain_int(self, value):
        got = integer("n", value)
        assert (type(got), got) == (int, value)

    @given(st.integers(-(2**31), 2**31 - 1), st.sampled_from([np.int32, np.int64]))
    def test_numpy_integers_are_integers(self, value, kind):
        got = integer("n", kind(value))
        assert (type(got), got) == (int, value)

    @given(st.integers(), st.integers(), st.integers())
    def test_accepts_exactly_the_range(self, value, a, b):
        low, high = sorted((a, b))
        if low <= value <= high:
            assert integer("n", value, low=low, high=high) == value
        else:
            with pytest.raises(ValueError, match=r"^n must be an integer in ") as caught:
                integer("n", value, low=low, high=high)
            assert str(caught.value).endswith(f"[{low}, {high}], got {value}")

    @given(st.one_of(not_numbers, finite, st.just(np.float64(2)), st.just(Fraction(4, 2))))
    def test_refuses_what_is_not_an_integer(self, value):
        with pytest.raises(TypeError, match=r"^n must be an integer >= 1, got "):
            integer("n", value, low=1)

    @pytest.mark.parametrize(
        ("bounds", "value", "words"),
        [
            ({"low": 1}, 0, "n must be an integer >= 1, got 0"),
            ({"high": 9}, 10, "n must be an integer <= 9, got 10"),
            ({"low": 1, "high": 9}, 10, r"n must be an integer in \[1, 9\], got 10"),
            ({"low": 0, "high": 0}, 1, r"n must be an integer in \[0, 0\], got 1"),
        ],
    )
    def test_words(self, bounds, value, words):
        with pytest.raises(ValueError, match=f"^{words}$"):
            integer("n", value, **bounds)


class TestNumber:
    @given(st.one_of(finite, st.integers(-(10**15), 10**15)))
    def test_returns_a_plain_float(self, value):
        got = number("x", value)
        assert (type(got), got) == (float, value)

    @pytest.mark.parametrize("value", [np.float32(0.5), np.float64(0.5), Fraction(1, 2)])
    def test_real_numbers_of_other_types(self, value):
        got = number("x", value)
        assert (type(got), got) == (float, 0.5)

    @given(finite, finite, finite)
    def test_closed_bounds(self, value, a, b):
        low, high = sorted((a, b))
        if low <= value <= high:
            assert number("x", value, low=low, high=high) == value
        else:
            with pytest.raises(ValueError, match=r"^x must be a finite number in "):
                number("x", value, low=low, high=high)

    @given(finite, finite, finite)
    def test_open_bounds(self, value, a, b):
        low, high = sorted((a, b))
        if low < value < high:
            assert number("x", value, above=low, below=high) == value
        else:
            with pytest.raises(ValueError, match=r"^x must be a finite number > .* and < "):
                number("x", value, above=low, below=high)

    @pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, np.float32("inf")])
    def test_refuses_what_is_not_finite(self, value):
        with pytest.raises(ValueError, match=r"^x must be a finite number, got "):
            number("x", value)

    @given(not_numbers)
    def test_refuses_what_is_not_a_number(self, value):
        with pytest.raises(TypeError, match=r"^x must be a finite number >= 0, got "):
            number("x", value, low=0)

    @pytest.mark.parametrize(
        ("bounds", "value", "words"),
        [
            ({"low": 0}, -1, "x must be a finite number >= 0, got -1"),
            ({"high": 1}, 2, "x must be a finite number <= 1, got 2"),
            ({"low": 0, "high": 1}, 2, r"x must be a finite number in \[0, 1\], got 2"),
            ({"above": 0}, 0, "x must be a finite number > 0, got 0"),
            ({"below": 1}, 1, "x must be a finite number < 1, got 1"),
            ({"above": 0, "below": 1}, 1, "x must be a finite number > 0 and < 1, got 1"),
            ({"above": 0, "high": 1}, 0, "x must be a finite number > 0 and <= 1, got 0"),
            ({"low": 0, "below": 1}, 1, "x must be a finite number >= 0 and < 1, got 1"),
        ],
    )
    def test_words(self, bounds, value, words):
        with pytest.raises(ValueError, match=f"^{words}$"):
            number("x", value, **bounds)


class TestVector:
    @given(st.lists(finite, min_size=1, max_size=9))
    def test_returns_the_values_as_floats(self, values):
        got = vector("v", values)
        assert got.dtype == float
        assert got.tolist() == values

    @pytest.mark.parametrize(
        "values",
        [
            [1, 2],
            (1, 2),
            range(1, 3),
            np.array([1, 2], dtype=np.uint8),
            np.array([1, 2], dtype=np.float32),
        ],
    )
    def test_array_likes(self, values):
        assert vector("v", values).tolist() == [1, 2]

    def test_returns_a_copy(self):
        mine = np.array([1.0, 2.0])
        vector("v", mine)[0] = 9
        assert mine[0] == 1

    @given(st.lists(finite, min_size=1, max_size=9), finite)
    def test_names_the_first_entry_out_of_range(self, values, low):
        bad = [i for i, x in enumerate(values) if x < low]
        if not bad:
            assert vector("v", values, low=low).tolist() == values
        else:
            with pytest.raises(ValueError, match=r"^v must be a 1-d array") as caught:
                vector("v", values, low=low)
            assert str(caught.value).endswith(f"got {values[bad[0]]!r} at position {bad[0]}")

    @given(st.lists(finite, min_size=1, max_size=9), finite)
    def test_open_bound(self, values, above):
        if min(values) > above:
            assert vector("v", values, above=above).tolist() == values
        else:
            with pytest.raises(ValueError, match=r"^v must be a 1-d array of finite numbers > "):
                vector("v", values, above=above)

    @pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
    def test_refuses_what_is_not_finite(self, bad):
        with pytest.raises(ValueError, match=f"got {bad!r} at position 1"):
            vector("v", [1, bad, 2])

    @pytest.mark.parametrize(
        ("values", "shape"), [(3.0, r"\(\)"), ([], r"\(0,\)"), ([[1, 2]], r"\(1, 2\)")]
    )
    def test_refuses_other_shapes(self, values, shape):
        with pytest.raises(ValueError, match=f"got shape {shape}"):
            vector("v", values)

    def test_refuses_another_size(self):
        assert vector("v", [1, 2], size=2).size == 2
        with pytest.raises(ValueError, match=r"^v must have 3 entries, got 2$"):
            vector("v", [1, 2], size=3)

    @pytest.mark.parametrize(
        "values",
        [None, "12", ["1", "2"], [True, False], [1j], [1, None], [[1], [1, 2]], {1: 2}, {1, 2}],
    )
    def test_refuses_other_types(self, values):
        with pytest.raises(TypeError, match=r"^v must be a 1-d array of finite numbers >= 0, got "):
            vector("v", values, low=0)


class TestProbabilities:
    @given(st.lists(st.floats(0.001, 1), min_size=1, max_size=20))
    def test_accepts_any_normalised_vector(self, raw):
        p = np.array(raw) / np.sum(raw)
        np.testing.assert_array_equal(probabilities("p", p), p)

    @given(st.lists(st.floats(0.001, 1), min_size=1, max_size=20), st.floats(1e-8, 1))
    def test_refuses_any_other_sum(self, raw, excess):
        p = np.array(raw) / np.sum(raw)
        for scale in (1 + excess, 1 - excess):
            with pytest.raises(ValueError, match=r"^p must sum to 1, got a sum of "):
                probabilities("p", p * scale)

    def test_rounding_is_forgiven_and_left_alone(self):
        p = [0.5, 0.5 + 5e-10]
        assert probabilities("p", p).tolist() == p

    def test_edges(self):
        assert probabilities("p", [1]).tolist() == [1]
        assert probabilities("p", [0, 1, 0]).tolist() == [0, 1, 0]

    @pytest.mark.parametrize(
        ("values", "error", "message"),
        [
            ([-0.5, 1.5], ValueError, "p must be .* >= 0, got -0.5 at position 0"),
            ([np.nan, 1], ValueError, "p must be .* got nan at position 0"),
            ([], ValueError, r"p must be .* got shape \(0,\)"),
            ([[0.5, 0.5]], ValueError, r"p must be .* got shape \(1, 2\)"),
            (1.0, ValueError, r"p must be .* got shape \(\)"),
            ([True, False], TypeError, "p must be"),
            (["1"], TypeError, "p must be"),
        ],
    )
    def test_refuses(self, values, error, message):
        with pytest.raises(error, match=message):
            probabilities("p", values)

    def test_refuses_another_size(self):
        with pytest.raises(ValueError, match=r"^p must have 3 entries, got 2$"):
            probabilities("p", [0.5, 0.5], size=3)


class TestChoice:
    @given(st.text())
    def test_accepts_exactly_the_words(self, value):
        accepted = ("space", "time")
        if value in accepted:
            assert choice("grain", value, accepted) == value
        else:
            with pytest.raises(ValueError, match=r"^grain must be one of space, time, got "):
                choice("grain", value, accepted)

    @pytest.mark.parametrize("value", ["space", "time"])
    def test_returns_the_word(self, value):
        assert choice("grain", value, ("space", "time")) == value

    @pytest.mark.parametrize("value", [None, 1, "", "Time", "tim", ("time",)])
    def test_refuses(self, value):
        with pytest.raises(ValueError, match="grain must be one of space, time, got "):
            choice("grain", value, ("space", "time"))
