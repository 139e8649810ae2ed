"""Every claim of the chapter is confirmed by its evidence, in both regimes."""

import pytest

from fitbreadth.claim import UNCONFIRMED
from fitbreadth.lab import Lab
from fitbreadth.optimization import labs
from fitbreadth.optimization.claims import CLAIMS


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_is_confirmed(claim):
    judgement = claim.judge()
    failing = [item.what for item in judgement.evidence if not item.passes]
    assert not failing
    assert judgement.verdict == claim.verdict != UNCONFIRMED


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_failing_regime_is_among_the_evidence(claim):
    if claim.verdict != "holds":
        assert any(item.what.startswith("fails:") for item in claim.judge().evidence)


def test_ids_and_figures():
    figures = {lab.name for lab in vars(labs).values() if isinstance(lab, Lab)}
    assert {claim.id for claim in CLAIMS} == {
        "nfl-equal-average",
        "nfl-redistribution",
        "fit-wins",
        "finite-budget",
        "generality-myth",
    }
    assert {claim.figure for claim in CLAIMS} <= figures
