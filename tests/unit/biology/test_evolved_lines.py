"""The published lines: the table agrees with the paper's own counts, means and differences."""

import subprocess
import sys
from collections import Counter
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth.biology.evolved_lines import (
    HISTORIES,
    LEVEL,
    MEAN_CHANGE,
    OUTCOMES,
    evolved_lines,
    false_alarms,
    share_interval,
    sign_test,
)


def tail(at_least, trials, share):
    """Probability of that many or more, written out."""
    return sum(
        comb(trials, k) * share**k * (1 - share) ** (trials - k)
        for k in range(at_least, trials + 1)
    )


class TestTable:
    def test_has_six_lines_of_each_history(self):
        lines = evolved_lines()
        assert Counter(lines.history) == dict.fromkeys(HISTORIES, 6)
        assert len(set(zip(lines.history, lines.replicate, strict=True))) == 24

    def test_was_seen_at_one_temperature_a_line(self):
        lines = evolved_lines()
        seen_20, seen_40 = ~np.isnan(lines.change_20), ~np.isnan(lines.change_40)
        np.testing.assert_array_equal(seen_20, [r.startswith("-") for r in lines.replicate])
        np.testing.assert_array_equal(seen_20, ~seen_40)

    def test_group_means_give_the_published_decline(self):
        # six lines a history, so the mean of the means is the mean of all 24
        lines = evolved_lines()
        decline = (lines.mean_after_40 - lines.mean_before_40).mean()
        assert decline == pytest.approx(MEAN_CHANGE, abs=5e-4)

    def test_changes_are_differences_of_the_published_fitness(self):
        import csv
        from importlib.resources import files

        text = files("fitbreadth.data").joinpath("bennett_lenski2007.csv").read_text()
        checked = 0
        for row in csv.DictReader(text.splitlines()[1:]):
            for at in ("20", "40"):
                if row[f"change_{at}"]:
                    change = float(row[f"after_{at}"]) - float(row[f"before_{at}"])
                    # both were rounded to 0.001 before they were printed
                    assert change == pytest.approx(float(row[f"change_{at}"]), abs=0.0016)
                    checked += 1
        assert checked == 24

    def test_seen_outcomes_leave_room_for_the_published_ones(self):
        seen = Counter(evolved_lines().outcome.tolist())
        assert seen.pop("") == 12
        assert seen == {"traded off": 5, "no significant change": 6, "improved": 1}
        assert all(seen[outcome] <= OUTCOMES[outcome] for outcome in seen)
        assert sum(OUTCOMES.values()) == 24

    def test_all_seen_lines_but_one_adapted_to_the_cold(self):
        lines = evolved_lines()
        assert np.nanmin(lines.change_20) > 0
        assert np.nansum(lines.p_20 < LEVEL) == 11

    def test_reading_needs_no_scipy(self):
        code = (
            "import sys; from fitbreadth.biology.evolved_lines import evolved_lines;"
            "evolved_lines(); sys.exit('scipy' in sys.modules)"
        )
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestInterval:
    def test_of_the_published_share(self):
        low, high = share_interval(15, trials=24)
        # the definition: each end leaves 2.5 % beyond what was seen
        assert tail(15, 24, low) == pytest.approx(0.025, abs=1e-9)
        assert 1 - tail(16, 24, high) == pytest.approx(0.025, abs=1e-9)
        assert (round(low, 4), round(high, 4)) == (0.4059, 0.8120)

    @given(st.integers(1, 60), st.data(), st.floats(0.5, 0.99))
    def test_contains_the_share_and_mirrors(self, trials, data, level):
        count = data.draw(st.integers(0, trials))
        low, high = share_interval(count, trials=trials, level=level)
        assert low <= count / trials <= high
        mirrored = share_interval(trials - count, trials=trials, level=level)
        assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-9)

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.8, 0.97])
    def test_covers_at_least_as_often_as_it_says(self, share):
        covered = sum(
            comb(24, k) * share**k * (1 - share) ** (24 - k)
            for k in range(25)
            if share_interval(k, trials=24)[0] <= share <= share_interval(k, trials=24)[1]
        )
        assert covered >= 0.95

    def test_rule_of_three_at_the_end(self):
        low, high = share_interval(24, trials=24)
        assert high == 1
        assert low == pytest.approx(0.025 ** (1 / 24))


class TestSigns:
    def test_by_hand(self):
        assert sign_test(15, 1) == pytest.approx(2 * 17 / 2**16)
        assert sign_test(3, 3) == 1

    @given(st.integers(0, 40), st.integers(0, 40))
    def test_does_not_care_which_sign(self, down, up):
        if down + up:
            p = sign_test(down, up)
            assert p == pytest.approx(sign_test(up, down))
            assert 0 < p <= 1
            assert p == pytest.approx(min(1, 2 * tail(max(down, up), down + up, 0.5)))

    def test_a_false_improvement_was_to_be_expected(self):
        assert false_alarms(24) == pytest.approx(1.2)
        assert false_alarms(24) > OUTCOMES["improved"]
        assert false_alarms(24) < OUTCOMES["traded off"] / 10


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: share_interval(25, trials=24), r"count must be .* \[0, 24\], got 25"),
        (lambda: share_interval(-1, trials=24), "count must be .* got -1"),
        (lambda: share_interval(0, trials=0), "trials must be .* >= 1, got 0"),
        (lambda: share_interval(1, trials=2, level=1), "level must be .* < 1, got 1"),
        (lambda: sign_test(0, 0), "at least 1, got 0"),
        (lambda: sign_test(-1, 3), "down must be .* >= 0, got -1"),
        (lambda: false_alarms(0), "trials must be .* >= 1, got 0"),
        (lambda: false_alarms(9, level=0), "level must be .* > 0"),
    ],
)
def test_refuses(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_refuses_shares_for_counts():
    with pytest.raises(TypeError, match="count must be an integer"):
        share_interval(0.5, trials=24)
