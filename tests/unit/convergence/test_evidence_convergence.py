"""The evidence of the claim that four traditions meet in one theorem."""

from fitbreadth.convergence.evidence.convergence import check

ROWS = check()


def test_all_of_it_passes():
    assert not [row.what for row in ROWS if not row.passes]


def test_both_regimes_are_there():
    assert len({row.what for row in ROWS}) == len(ROWS)
    assert sum(row.what.startswith("fails:") for row in ROWS) >= 5
    kinds = {row.tolerance for row in ROWS}
    assert kinds >= {"closed form", "Monte Carlo", "exact", "qualitative"}
    told = " ".join(row.what for row in ROWS)
    for domain in ("optimization", "biology", "markets", "learning", "bitter lesson"):
        assert f"{domain}: " in told
