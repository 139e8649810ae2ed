"""The look of a figure and the words that go with it."""

from __future__ import annotations

import altair as alt
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from fitbreadth import chart
from fitbreadth.chart import Control

ROWS = [{"x": x, "y": x * k, "k": k, "who": w} for x in range(3) for k in (1, 2) for w in "ab"]
CONTROL = Control("k", "Slope", (1, 2), 1, unit="per step")


def dots():
    encoding = {"x": "x:Q", "y": "y:Q"}
    return alt.Chart(chart.rows_of(ROWS)).mark_point().encode(**encoding)


def finished(drawn=None, **changes):
    words = {"name": "fig-dots", "caption": "Some dots.", "description": "Six dots."}
    return chart.finish(drawn or dots(), **(words | changes))


def valid_svg(spec):
    """Draw with the version of Vega-Lite that notebooks are told they hold."""
    return vl_convert.vegalite_to_svg(spec, vl_version="5.21")


@pytest.mark.parametrize(
    "drawn",
    [
        dots(),
        dots() + dots().mark_line(),
        dots() | dots(),
        dots() & dots(),
        dots().facet("who:N", columns=1),
        dots().encode(
            color=chart.coloured("who", {"a": "specialist", "b": "generalist"}),
            shape=chart.shaped("who", {"a": "specialist", "b": "generalist"}),
        ),
    ],
    ids=["single", "layered", "beside", "above", "facet", "entities"],
)
def test_finished_charts_are_valid_under_vega_lite_5(drawn):
    controlled = drawn.transform_filter(chart.at_setting([CONTROL]))
    for spec in (finished(drawn), finished(controlled, controls=[CONTROL])):
        assert "<svg" in valid_svg(spec.to_dict())


def test_a_setting_chooses_its_rows():
    """The default of the parameter decides which of the rows are drawn."""
    marks = []
    for default in (1, 2):
        control = Control("k", "Slope", (1, 2), default)
        drawn = dots().transform_filter(chart.at_setting([control]))
        svg = valid_svg(finished(drawn, controls=[control]).to_dict())
        marks.append(svg.count("y: 4"))  # Vega names a point's values for screen readers
    assert marks == [0, 2]


def test_finish_leaves_the_chart_alone():
    plain = dots()
    before = plain.to_dict()
    finished(plain, controls=[CONTROL])
    assert plain.to_dict() == before


def test_finish_keeps_the_words_with_the_chart():
    spec = finished(
        controls=[CONTROL], columns={"x": "Step"}, readout={"1": "One.", "2": "Two."}
    ).to_dict()
    meta = spec["usermeta"]["fitbreadth"]
    assert spec["description"] == "Six dots."
    assert meta["caption"] == "Some dots."
    assert meta["columns"] == {"x": "Step"}
    assert meta["controls"][0]["texts"] == ["1 per step", "2 per step"]
    assert meta["readout"]["2"] == "Two."


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "dots"}, "name must start with 'fig-'.*got 'dots'"),
        ({"name": "fig-Dots"}, "lower-case"),
        ({"name": "fig-"}, "got 'fig-'"),
        ({"name": "fig-two words"}, "got 'fig-two words'"),
        ({"caption": " "}, "caption must say something, got ' '"),
        ({"description": ""}, "description must say something, got ''"),
        ({"controls": [CONTROL], "readout": {"1": "One."}}, "every setting, none for '2'"),
    ],
)
def test_finish_refuses(changes, message):
    with pytest.raises(ValueError, match=message):
        finished(**changes)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a b", "A", (1, 2), 1), "name must be an identifier, got 'a b'"),
        (("a", "A", (1,), 1), "values must hold at least two values"),
        (("a", "A", (1, 2), 3), "default must be one of .*got 3"),
        (("a", "A", (1, "x"), 1), "all numbers or all names"),
        (("a", "A", (1, 2, 1), 1), "differ from one another"),
        (("a", "A", (1, 2), 1, "", ("one",)), "labels must have 2 entries like values, got 1"),
    ],
)
def test_control_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        Control(*arguments)


@pytest.mark.parametrize(
    ("control", "value", "text"),
    [
        (Control("a", "A", (1, 10**6), 1, unit="runs"), 10**6, "1,000,000 runs"),
        (Control("a", "A", (0.25, 2.0), 2.0), 2.0, "2"),
        (Control("a", "A", (0.1 + 0.2, 1.0), 1.0), 0.1 + 0.2, "0.3"),
        (Control("a", "A", ("s", "t"), "s", labels=("Space", "Time")), "t", "Time"),
        (Control("a", "A", ("s", "t"), "s"), "t", "t"),
    ],
)
def test_control_text(control, value, text):
    assert control.text(value) == text


def test_choices_are_names():
    assert Control("a", "A", ("s", "t"), "s").is_choice
    assert not CONTROL.is_choice


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=8, unique=True))
def test_settings_have_keys_of_their_own(values):
    assert len({chart.setting_key([value]) for value in values}) == len(values)


def test_setting_key_is_the_same_for_a_whole_number_and_a_float():
    assert chart.setting_key([2, "s"]) == chart.setting_key([2.0, "s"]) == "2|s"


def test_roles_have_a_colour_of_their_own():
    """The theme finds a colour's role by the colour: two roles may not share one."""
    assert len(set(chart.COLOUR.values())) == len(chart.ROLES)


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
    assert contrast(chart.ROLES[role][theme], chart.ROLES["paper"][theme]) >= least


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
    steps = [luminance(chart.ROLES[f"ramp{step}"][theme]) for step in range(6)]
    assert steps == sorted(steps, reverse=theme == 0)


def test_notebooks_get_plain_vega_lite(monkeypatch):
    active = alt.renderers.active
    try:
        chart.enable()
        bundle = finished()._repr_mimebundle_()
    finally:
        alt.renderers.enable(active)
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert data[chart.MIME]["$schema"].endswith("/v5.json")
    assert data["text/plain"] == "Figure: Six dots."
    assert "text/html" not in data
