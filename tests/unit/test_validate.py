"""Bad input is refused in one sentence that names the argument, the value and the range."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.validate import choice, extended, integer, number

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

    def test_what_is_too_long_to_print_is_cut_short(self):
        assert integer("n", 10**5000) == 10**5000
        with pytest.raises(
            ValueError, match=r"^n must be an integer <= 9, got 10{99}\.\.\. \(401 "
        ):
            integer("n", 10**400, high=9)
        # beyond 4300 digits Python itself refuses to write it
        with pytest.raises(ValueError, match=r"^n must be an integer <= 9, got int too long to"):
            integer("n", 10**5000, high=9)


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
        "value",
        [10**400, -(10**400), 10**5000, Fraction(10**400, 3)],
        ids=["long", "negative", "longer than Python writes", "fraction"],
    )
    def test_refuses_what_no_float_holds(self, value):
        with pytest.raises(ValueError, match=r"^x must be a finite number > 0 that fits a float, "):
            number("x", value, above=0)

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
            (
                {"low": 0, "high": 1, "above": 0},
                0,
                r"x must be a finite number in \[0, 1\] and > 0, got 0",
            ),
            (
                {"low": 0, "high": 2, "above": 0, "below": 2},
                2,
                r"x must be a finite number in \[0, 2\] and > 0 and < 2, got 2",
            ),
        ],
    )
    def test_words(self, bounds, value, words):
        with pytest.raises(ValueError, match=f"^{words}$"):
            number("x", value, **bounds)


class TestExtended:
    @given(st.one_of(finite, st.sampled_from([np.inf, -np.inf])))
    def test_returns_a_plain_float(self, value):
        got = extended("rho", value)
        assert (type(got), got) == (float, value)

    def test_infinities_of_other_types(self):
        assert extended("rho", np.float32("-inf")) == -np.inf

    @pytest.mark.parametrize("value", [np.nan, 10**400], ids=["nan", "long"])
    def test_refuses_what_is_no_number(self, value):
        with pytest.raises(ValueError, match=r"^rho must be a real number or infinite, got "):
            extended("rho", value)

    @given(not_numbers)
    def test_refuses_other_types(self, value):
        with pytest.raises(TypeError, match=r"^rho must be a real number or infinite, got "):
            extended("rho", value)


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

    @pytest.mark.parametrize(
        "value", [None, 1, "", "Time", "tim", ("time",), np.array(["time", "space"]), np.arange(3)]
    )
    def test_refuses(self, value):
        with pytest.raises(ValueError, match="grain must be one of space, time, got "):
            choice("grain", value, ("space", "time"))
