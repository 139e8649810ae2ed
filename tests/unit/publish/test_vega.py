"""From a chart to the two layouts of a page."""

from __future__ import annotations

import csv
import io
import re

import altair as alt
import pytest
import vl_convert

from fitbreadth import chart
from fitbreadth.control import Control
from fitbreadth.palette import COLOUR, themed
from fitbreadth.publish import vega

ROWS = [{"x": x, "y": x * 10.0, "k": k, "who": w} for x in range(4) for k in (1, 2) for w in "ab"]


def lines(**properties):
    color = chart.coloured("who", {"a": "specialist", "b": "generalist"})
    drawn = alt.Chart(chart.rows_of(ROWS)).mark_line()
    return drawn.encode(x="x:Q", y="y:Q", color=color).properties(**properties)


CHARTS = {
    "single": lines(),
    "layered": lines() + lines().mark_point(),
    "beside": lines() | lines(),
    "three beside": lines() | lines() | lines(),
    "above": lines() & lines(),
    "layers beside": (lines() + lines().mark_point()) | lines(),
    "facet rows": lines(height=60).facet(row="who:N"),
    "facet wrapped": lines(height=60).facet("who:N", columns=1),
}


def spec_of(name):
    words = {"name": "fig-a", "caption": "A.", "description": "A."}
    return chart.finish(CHARTS[name], **words).to_dict()


def prepared(name):
    return themed(vega.bare(spec_of(name)))


@pytest.mark.parametrize("layout", vega.WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_every_layout_is_as_wide_as_it_says(name, layout):
    svg = vl_convert.vegalite_to_svg(vega.sized(prepared(name), layout))
    width = float(re.search(r'<svg[^>]* width="([\d.]+)"', svg)[1])
    assert width == pytest.approx(vega.WIDTHS[layout], abs=6)


@pytest.mark.parametrize("layout", vega.WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_every_layout_is_valid_under_vega_lite_5(name, layout):
    spec = vega.sized(prepared(name), layout)
    assert "<svg" in vl_convert.vegalite_to_svg(spec, vl_version="5.21")


def test_sized_leaves_the_chart_alone():
    spec = prepared("beside")
    before = repr(spec)
    vega.sized(spec, "narrow")
    assert repr(spec) == before


def test_narrow_puts_one_under_the_other():
    assert len(vega.sized(prepared("beside"), "narrow")["vconcat"]) == 2
    assert len(vega.sized(prepared("beside"), "wide")["hconcat"]) == 2


def test_sized_refuses_other_layouts():
    with pytest.raises(KeyError, match="huge"):
        vega.sized(prepared("single"), "huge")


@pytest.mark.parametrize("facet", [{"column": "who:N"}, {"facet": "who:N", "columns": 2}])
def test_sized_refuses_facets_side_by_side(facet):
    words = {"name": "fig-a", "caption": "A.", "description": "A."}
    spec = chart.finish(lines().facet(**facet), **words).to_dict()
    with pytest.raises(ValueError, match="facet must be by row"):
        vega.sized(themed(vega.bare(spec)), "narrow")


def test_themed_uses_variables_for_every_colour():
    text = repr(prepared("single"))
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", text)
    assert "var(--fb-specialist)" in text


@pytest.mark.parametrize("colour", ["#123456", "#abc", "#12345678"])
def test_themed_refuses_other_colours(colour):
    with pytest.raises(ValueError, match=f"colour must be one of .*got {colour}"):
        themed({"mark": {"color": colour}})


def test_themed_knows_colours_in_capitals():
    assert themed({"c": COLOUR["ink"].upper()}) == {"c": "var(--fb-ink)"}


def test_words_with_a_hash_are_no_colours():
    assert themed({"title": "We are #1"}) == {"title": "We are #1"}


def test_bare_drops_what_the_page_provides():
    control = Control("k", "K", (1, 2), 1)
    words = {"name": "fig-a", "caption": "A.", "description": "A."}
    spec = chart.finish(lines(), controls=[control], **words).to_dict()
    bare = vega.bare(spec)
    assert "usermeta" not in bare
    assert bare["background"] == "transparent"
    assert [p["name"] for p in bare["params"]] == ["k"]
    assert all("bind" not in p for p in bare["params"])
    assert "usermeta" in spec, "the chart itself is left alone"


def test_stills_share_no_ids():
    """Two pictures in a page: neither may refer to the other's clip paths."""
    clipped = lines().mark_line(clip=True)
    words = {"name": "fig-a", "caption": "A.", "description": "A."}
    spec = themed(vega.bare(chart.finish(clipped | clipped, **words).to_dict()))
    stills = [vega.still(vega.sized(spec, "wide"), prefix) for prefix in ("one", "two")]
    ids = [set(re.findall(r'\bid="([^"]*)"', still)) for still in stills]
    assert ids[0]
    assert not ids[0] & ids[1]
    for still, known in zip(stills, ids, strict=True):
        assert set(re.findall(r"url\(#([^)]*)\)", still)) <= known


def test_still_is_silent_and_bare_svg():
    still = vega.still(vega.sized(prepared("single"), "wide"), "a")
    assert still.startswith('<svg aria-hidden="true"')
    assert "role=" not in still
    assert still.count("aria-") == 1
    assert still.count("font-family=") == 1
    assert not re.search(r"<[^>]*\d\.\d{3}", still), "no eye sees a thousandth of a pixel"
    assert not re.search(r'(?:href|src)="https?:', still)


def test_datasets_finds_the_rows_wherever_they_are():
    one, two = [{"a": 1}], [{"b": 1}, {"b": 2}]
    assert vega.datasets({"data": {"values": one}}) == [one]
    assert vega.datasets({"datasets": {"d": two}, "data": {"name": "d"}}) == [two]
    nested = {"hconcat": [{"data": {"values": one}}, {"layer": [{"data": {"values": two}}]}]}
    assert vega.datasets(nested) == [two, one]


@pytest.mark.parametrize("name", CHARTS)
def test_datasets_of_real_charts(name):
    assert ROWS in vega.datasets(spec_of(name))


def test_csv_comes_back_as_written():
    rows = [{"who": 'a "quoted", name', "y": 0.1}, {"who": "line\nbreak"}]
    text = vega.as_csv(rows, {"who": "Who", "y": "Level"})
    head, *records = csv.reader(io.StringIO(text))
    assert head == ["Who", "Level"]
    assert records == [['a "quoted", name', "0.1"], ["line\nbreak", ""]]


def test_table_shows_the_opening_setting():
    controls = [{"name": "k", "default": 2}]
    shown, total = vega.shown_rows(ROWS, controls, ["k", "x", "y"])
    assert total == len(ROWS)
    assert shown == [row for row in ROWS if row["k"] == 2]


def test_table_leaves_out_rows_that_only_place_marks():
    rows = [{"k": 1, "x": 3}, {"k": 1, "y": 2, "x": None}, {"k": 1, "x": 0}]
    shown, _ = vega.shown_rows(rows, [{"name": "k", "default": 1}], ["k", "x"])
    assert shown == [rows[0], rows[2]]


def test_table_is_short_and_says_how_much_there_is():
    rows = [{"x": x} for x in range(100)]
    shown, total = vega.shown_rows(rows, [], ["x"])
    assert shown == rows[: len(shown)]
    assert len(shown) < total == 100


def test_lists_become_rows_of_the_table():
    rows = [{"t": 0, "trait": [1, 2], "count": [3, 4]}, {"t": 1, "count": 5}]
    assert vega.exploded(rows) == [
        {"t": 0, "trait": 1, "count": 3},
        {"t": 0, "trait": 2, "count": 4},
        {"t": 1, "count": 5},
    ]


def test_lists_of_one_row_match():
    with pytest.raises(ValueError, match="shorter"):
        vega.exploded([{"trait": [1, 2], "count": [3]}])
