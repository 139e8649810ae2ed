"""Equal patches, evenly spaced: the distances at which they branch."""

import pytest

from fitbreadth.biology.even_patches import branching_distance, even_patches


@pytest.mark.parametrize(("count", "published"), [(2, 2), (3, 1.224745), (4, 0.894427)])
def test_thresholds(count, published):
    assert branching_distance(count) == pytest.approx(published, abs=1e-6)
    at = branching_distance(count, sigma=0.7)
    assert even_patches(count, d=at, sigma=0.7).curvature == pytest.approx(0, abs=1e-12)
    assert even_patches(count, d=1.001 * at, sigma=0.7).branches
    assert not even_patches(count, d=0.999 * at, sigma=0.7).branches


def test_refuses():
    with pytest.raises(ValueError, match="d must be a finite number >= 0, got -1"):
        even_patches(2, d=-1)
    with pytest.raises(ValueError, match="count must be an integer >= 2, got 1"):
        branching_distance(1)
