"""A chart among a chapter's outputs becomes a figure of its page."""

from __future__ import annotations

import csv
import json

import pytest

from fitbreadth.publish import figures, vega


@pytest.fixture(scope="module")
def figure(book):
    (found,) = book.page().select("figure.fb-figure")
    return found


def test_figure_has_number_caption_and_description(figure):
    assert figure["id"] == "fig-line"
    assert figure.select_one(".caption-number").get_text().strip() == "Fig. 1"
    caption = figure.select_one(".caption-text")
    assert caption.find("em").get_text() == "it"
    assert caption.find("math")
    assert figure.select_one("[role=img]")["aria-label"] == 'A line, "quoted" & <odd>.'


def test_figure_is_referred_to_by_number(book):
    assert book.page().select_one('a[href="#fig-line"]').get_text() == "Fig. 1"


def test_both_stills_stand_in_the_page(figure):
    assert len(figure.select(".fb-still svg")) == 2
    ids = [tag["id"] for tag in figure.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_folded_code_follows_its_figure(figure):
    cell = figure.find_parent(class_="cell")
    parts = [part for part in cell.children if part.name]
    assert [figure in part.descendants for part in parts] == [True, False]
    assert parts[1].name == "details"
    assert "Lab(" in parts[1].get_text()


def test_one_control_is_in_use_from_the_start(figure):
    """The script moves the class on; the style sheet keeps that control in reach."""
    used = ["fb-in-use" in control["class"] for control in figure.select(".fb-control")]
    assert used == [True, False]


def test_live_spec_is_a_script_and_needs_no_fetch(book, figure):
    """A page opened from a folder may not fetch, but may run a script."""
    script = (book.html / figure.select_one(".fb-stage")["data-spec"]).read_text("utf-8")
    start = '(window.fitbreadth ??= {})["fig-line"]='
    assert script.startswith(start)
    live = json.loads(script.removeprefix(start).rstrip().rstrip(";"))
    assert live["widths"] == vega.WIDTHS
    assert set(live["layouts"]) == set(vega.WIDTHS)
    assert "bind" not in str(live["layouts"]["wide"]["params"])


def test_slider_says_where_it_stands(figure):
    slider = figure.select_one("input[type=range]")
    label = figure.select_one(f"label[for='{slider['id']}']")
    assert label.get_text() == "Slope <k>"
    assert slider["value"] == "1"
    assert slider["max"] == "2"
    assert slider["aria-valuetext"] == "1 a & b"
    output = slider.find_next("output")
    assert output.get_text() == "1 a & b"
    # room for the longest, lest the line jump; but no more than a phone has
    assert output["style"] == f"min-width:min({len('1,000,000 a & b')}ch,100%)"
    positions = json.loads(slider.parent["data-positions"])
    assert positions["name"] == "k"
    assert positions["values"] == [0.00001, 1, 1000000]
    assert positions["texts"][2] == "1,000,000 a & b"


def test_choice_is_a_group_of_named_options(figure):
    group = figure.select_one("fieldset")
    assert group.find("legend").get_text() == "Grain"
    options = group.select("input[type=radio]")
    positions = json.loads(group["data-positions"])
    assert [positions["values"][int(o["value"])] for o in options] == ["space", "time"]
    assert [option.has_attr("checked") for option in options] == [False, True]
    assert [label.get_text() for label in group.find_all("label")] == ["Space", "Time"]


def test_every_setting_the_script_can_reach_has_its_sentence(book, figure):
    """The script joins the sliders' keys and the checked options' values."""
    readout = figure.select_one(".fb-readout")
    script = (book.html / figure.select_one(".fb-stage")["data-spec"]).read_text(encoding="utf-8")
    sentences = json.loads(script[script.index("=", script.index("]=")) + 1 : -2])["sentences"]
    first, second = (json.loads(c["data-positions"])["keys"] for c in figure.select(".fb-control"))
    assert {f"{a}|{b}" for a in first for b in second} == set(sentences)
    assert readout.get_text() == "Now 1 in time & on."
    assert readout["data-longest"] == max(sentences.values(), key=len)


def test_table_shows_the_opening_and_the_file_has_all(book, figure):
    heads = [cell.get_text() for cell in figure.select(".fb-data th")]
    assert heads == ["Step", "Level <y>", "Nothing"]
    rows = figure.select(".fb-data tbody tr")
    assert [cell.get_text() for cell in rows[1].find_all("td")] == ["1", "1", ""]
    link = figure.select_one("a[download]")
    with (book.html / link["href"]).open(newline="", encoding="utf-8") as lines:
        head, *records = csv.reader(lines)
    assert head == ["Slope <k>", "Grain", *heads]
    assert len(records) == 3 * 2 * 60
    assert f"{len(rows)} of 360 rows" in figure.select_one(".fb-data").get_text()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((1 / 3, "0.333333"), (None, ""), ("<b>", "&lt;b&gt;"), (7, "7"), (True, "True")),
        *((4.548e-05, "4.548·10⁻⁵"), (1e18, "10¹⁸"), (-2.5e6, "−2.5·10⁶"), (-0.5, "−0.5")),
    ],
)
def test_cells(value, text):
    assert figures._cell(value) == text


def test_a_chart_without_words_fails_the_build(tiny):
    tiny.chapter(
        "# C\n\n```{code-cell}\nimport altair as alt\nfrom fitbreadth import chart\n"
        "chart.enable()\nalt.Chart(alt.Data(values=[{'x': 1}])).mark_point().encode(x='x:Q')\n```\n"
    )
    built, output = tiny.build()
    assert not built
    assert "a figure needs a name, a caption and a description" in output
