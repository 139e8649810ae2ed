"""The evidence for what specialising buys agrees, in both regimes."""

from fitbreadth.convergence.evidence.buying import check


def test_all_of_it_agrees():
    evidence = check()
    assert not [item.what for item in evidence if not item.passes]
    assert sum(item.what.startswith("fails:") for item in evidence) >= 6
