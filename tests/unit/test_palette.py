"""The colours can be told from the paper and from one another, on light pages and on dark ones."""

from __future__ import annotations

import pytest

from fitbreadth.palette import COLOUR, ROLES


def test_roles_have_a_colour_of_their_own():
    """The theme finds a colour's role by the colour: two roles may not share one."""
    assert len(set(COLOUR.values())) == len(ROLES)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("role", "least"),
    # WCAG 2.2: 3:1 for what carries meaning in a graphic, 4.5:1 for words
    [
        ("specialist", 3),
        ("generalist", 3),
        ("environment", 3),
        ("rival", 3),
        ("fourth", 3),
        ("ink", 4.5),
        ("muted", 4.5),
    ],
)
def test_colours_stand_out_from_the_paper(theme, role, least):
    assert contrast(ROLES[role][theme], ROLES["paper"][theme]) >= least


def contrast(one, other):
    """Return the contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_ramp_goes_one_way(theme):
    steps = [luminance(ROLES[f"ramp{step}"][theme]) for step in range(6)]
    assert steps == sorted(steps, reverse=theme == 0)
