"""The look of a figure and the words that go with it."""

from __future__ import annotations

import altair as alt
import pytest
import vl_convert

from fitbreadth import chart
from fitbreadth.control import Control

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
    assert dict(meta["columns"]) == {"x": "Step"}
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
