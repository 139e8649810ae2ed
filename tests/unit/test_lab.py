"""A lab's kernel-free life: the grid, the controls, the readout."""

from __future__ import annotations

import altair as alt
import pytest
import vl_convert

from fitbreadth.chart import MIME
from fitbreadth.control import Control, setting_key
from fitbreadth.lab import STILL, Lab, Outcome

COLUMNS = {"x": "Step", "y": "Level"}


def make(**changes):
    calls = []

    def rows(*, a, grain):
        calls.append((a, grain))
        return [{"x": x, "y": a * x + (grain == "time")} for x in range(2)]

    def draw(rows):
        return alt.Chart(alt.Data(values=list(rows))).mark_line().encode(x="x:Q", y="y:Q")

    declared = {
        "name": "fig-line",
        "controls": (
            Control("a", "Slope", (1, 2, 4), 2, unit="per step"),
            Control("grain", "Grain", ("space", "time"), "space"),
        ),
        "rows": rows,
        "draw": draw,
        "caption": "Move the slope.",
        "description": "A line that rises.",
        "columns": COLUMNS,
        "readout": lambda *, a, grain: f"Rises by {a} in {grain}.",
    }
    return Lab(**(declared | changes)), calls


def test_grid_runs_every_setting_once():
    """3 slopes times 2 grains, the last varying fastest; 2 rows each, worked by hand."""
    lab, calls = make()
    rows = lab.grid()
    assert calls == [(a, grain) for a in (1, 2, 4) for grain in ("space", "time")]
    assert len(rows) == 12
    assert rows[3] == {"a": 1, "grain": "time", "x": 1, "y": 2}


def test_default_is_what_the_controls_open_at():
    assert make()[0].default() == {"a": 2, "grain": "space"}


def test_still_holds_the_grid_and_the_words():
    lab, _ = make()
    spec = lab.still().to_dict()
    meta = spec["usermeta"]["fitbreadth"]
    (table,) = spec["datasets"].values() if "datasets" in spec else (spec["data"]["values"],)
    assert table == lab.grid()
    assert dict(meta["columns"]) == {"a": "Slope", "grain": "Grain"} | COLUMNS
    assert [control["name"] for control in meta["controls"]] == ["a", "grain"]
    assert set(meta["readout"]) == {setting_key(list(s.values())) for s in lab.settings()}
    assert meta["readout"]["4|time"] == "Rises by 4 in time."
    assert {p["name"]: p["value"] for p in spec["params"]} == {"a": 2, "grain": "space"}


def test_still_is_valid_and_draws_its_opening_setting_alone():
    lab, _ = make()
    still = vl_convert.vegalite_to_svg(lab.still().to_dict(), vl_version="5.21")
    alone = vl_convert.vegalite_to_svg(lab.at(a=2, grain="space").to_dict(), vl_version="5.21")
    assert still.count(" d=") == alone.count(" d=")
    assert path(still) == path(alone)


def path(svg):
    """Return the drawn line."""
    at = svg.index("mark-line")
    start = svg.index(' d="', at)
    return svg[start : svg.index('"', start + 4)]


def test_still_without_readout():
    lab, _ = make(readout=None)
    assert lab.still().to_dict()["usermeta"]["fitbreadth"]["readout"] == {}


def test_a_lab_without_controls_is_a_plain_figure(monkeypatch):
    monkeypatch.delenv(STILL, raising=False)
    lab, _ = make(controls=(), rows=lambda: [{"x": 0, "y": 0}], readout=None)
    spec = lab._repr_mimebundle_()[MIME]
    assert "params" not in spec
    assert "<svg" in vl_convert.vegalite_to_svg(spec, vl_version="5.21")


def test_at_runs_one_setting_even_off_the_grid():
    lab, calls = make()
    spec = lab.at(a=3, grain="time").to_dict()
    assert calls == [(3, "time")]
    assert spec["params"] == [{"name": "a", "value": 3}, {"name": "grain", "value": "time"}]
    assert spec["usermeta"]["fitbreadth"]["controls"] == []


def test_a_control_left_out_stands_where_it_opens():
    lab, calls = make()
    assert lab.run(a=4).setting == {"a": 4, "grain": "space"}
    assert calls == [(4, "space")]


def test_run_takes_what_lies_between_the_values_and_says_what_it_accepts():
    lab, calls = make(
        controls=(
            Control("a", "Slope", (0.5, 2.0), 2.0),
            Control("grain", "G", ("space", "time"), "space"),
        )
    )
    assert lab.run(a=1.25).rows[1] == {"a": 1.25, "grain": "space", "x": 1, "y": 1.25}
    with pytest.raises(ValueError, match=r"a must be a number from 0.5 to 2, got 3"):
        lab.run(a=3)
    with pytest.raises(ValueError, match=r"grain must be one of .*, got 'sky'"):
        lab.run(grain="sky")
    with pytest.raises(TypeError, match=r"setting must name \['a', 'grain'\], got \['b'\]"):
        lab.run(a=1, b=1)
    with pytest.raises(TypeError, match="seed must be left out: fig-line draws no random numbers"):
        lab.run(seed=1)
    assert len(calls) == 1


def random_rows(*, a, grain, seed):
    return [{"x": 0, "y": a + seed}]


def test_a_seed_reaches_every_function_that_takes_one():
    lab, _ = make(
        rows=random_rows,
        seed=7,
        backdrop=lambda *, seed: [{"x": 9, "y": seed}],
        readout=lambda *, a, grain, seed: f"{a} {seed}",
    )
    assert lab.run(a=1).rows[0]["y"] == 8
    assert lab.run(a=1, seed=3).rows[0]["y"] == 4
    assert lab.grid()[-1] == {"x": 9, "y": 7}
    assert lab.sentence(a=1, grain="space", seed=3) == "1 3"
    told = lab.still().to_dict()["usermeta"]["fitbreadth"]["model"]
    assert told["seed"] == 7
    assert told["asked"] == ["a", "grain"]
    with pytest.raises(ValueError, match="seed must be"):
        lab.run(seed=-1)


def test_a_seed_without_takers_and_an_outcome_without_chance_are_refused():
    with pytest.raises(TypeError, match="rows must take seed in a lab that has one"):
        make(seed=1)
    with pytest.raises(ValueError, match="outcome must be left out where there is no seed"):
        make(outcome=Outcome("y", len))


def test_a_model_that_refuses_stops_the_still():
    """In a built page there is nobody to read a message: the build must end."""

    def rows(*, a, grain):
        raise ValueError(f"a must be below 4, got {a}")

    with pytest.raises(ValueError, match="a must be below 4"):
        make(rows=rows)[0].still()


def test_shows_the_still_while_a_book_is_built(monkeypatch):
    monkeypatch.setenv(STILL, "1")
    lab, _ = make()
    bundle = lab._repr_mimebundle_()
    assert bundle[MIME]["description"] == "A line that rises."
    assert bundle["text/plain"] == "Lab: A line that rises."
    assert bundle[MIME]["$schema"].endswith("/v5.json"), "the type says 5, so must the chart"


def test_shows_widgets_in_a_notebook(monkeypatch):
    monkeypatch.delenv(STILL, raising=False)
    bundle = make()[0]._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle


def look():
    """A lab of which the reader also chooses how much of the result to see."""
    lab, calls = make()
    shown = Control("upto", "Shown up to", (0, 1), 1, view=True)
    sentence = lab.readout

    def draw(rows):
        return lab.draw(rows).transform_filter("datum.x <= upto")

    def readout(*, upto, **setting):
        return f"{sentence(**setting)} Up to {upto}."

    return make(controls=(*lab.controls, shown), draw=draw, readout=readout, rows=lab.rows)[
        0
    ], calls


def test_a_view_does_not_run_the_model_anew():
    lab, calls = look()
    rows = lab.grid()
    assert len(calls) == 6
    assert "upto" not in rows[0]
    assert lab.default() == {"a": 2, "grain": "space", "upto": 1}


def test_a_view_reaches_the_chart_and_the_words():
    lab, _ = look()
    spec = lab.still().to_dict()
    assert {"upto", "a", "grain"} == {parameter["name"] for parameter in spec["params"]}
    readout = spec["usermeta"]["fitbreadth"]["readout"]
    assert readout["4|time|0"] == "Rises by 4 in time. Up to 0."
    for upto in (0, 1):
        one = lab.at(a=1, grain="space", upto=upto).to_dict()
        assert {"name": "upto", "value": upto} in one["params"]
        assert not any("bind" in parameter for parameter in one["params"])
        vl_convert.vegalite_to_svg(one)


def test_scenery_of_another_setting_is_left_out():
    lab, _ = make(backdrop=lambda: [{"x": 5, "y": 5}, {"grain": "time", "x": 6, "y": 6}])
    drawn = lab.at(a=1, grain="space").to_dict()["data"]["values"]
    assert [row["x"] for row in drawn] == [0, 1, 5]
