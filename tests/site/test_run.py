"""A reader runs a model in the page: any number, any seed, the same figures as in Python."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from importlib import import_module

import pytest
import serving
from test_pages import violations

from fitbreadth import browser as python
from fitbreadth.lab import Lab

CHAPTERS = ("optimization", "biology", "markets", "learning", "bitter_lesson", "convergence")
LABS = {
    lab.name: lab
    for chapter in CHAPTERS
    for lab in vars(import_module(f"fitbreadth.{chapter}.labs")).values()
    if isinstance(lab, Lab)
}
LAST_BITS = 1e-9
"""How far a number may lie from CPython's, relative to it, in the labs below."""
OTHER_LIBM = {
    "fig-budget": "a power, rounded the other way in its last bit",
    "fig-chinchilla": "a power of ten, in its last bit",
    "fig-inner-product": "a sum of terms that cancel, from powers rounded in their last bits",
}
"""Labs whose numbers differ in the last bits, since the browser's C library rounds otherwise."""
TIPPED = 1e-3
"""How far they may lie apart where SciPy's compiled solvers end in another last bit: rows are
rounded to four digits, and a last bit can tip the fourth. Words that quote them are left out."""
READY = "stage => !stage.querySelector('.fb-run').hasAttribute('aria-busy')"
BROKEN_START = """() => {
    const { python } = window.fitbreadthPage;
    const post = python.post.bind(python);
    python.post = (task, given) => post(task, { ...given, wheel: "no such file" });
}"""
SLOW = 60_000  # ms, to load Python on a busy machine


@cache
def page_of(name: str) -> str:
    """Return the page that holds a figure."""
    for page in serving.pages():
        if f'data-figure="{name}"' in (serving.SITE / page).read_text(encoding="utf-8"):
            return page
    raise LookupError(f"no page holds {name}")


class Run:
    """The panel of one figure, under a reader's hands."""

    def __init__(self, watched, name, address=None):
        self.watched, self.page = watched, watched.page
        watched.open(address or page_of(name))
        self.page.mouse.move(5, 5)
        self.stage = self.page.locator(f".fb-stage[data-figure={name}]")
        self.stage.scroll_into_view_if_needed()
        self.panel = self.stage.locator(".fb-run")
        self.wait("stage => stage.dataset.state === 'live'")

    def wait(self, condition):
        handle = self.stage.element_handle()
        self.page.wait_for_function(condition, arg=handle, timeout=SLOW)

    def open(self):
        self.panel.locator("summary").press("Enter")
        self.wait("stage => stage.fbFigure.panel")
        return self

    def field(self, name):
        return self.panel.locator(f"input[name='{name}']")

    def press(self, button):
        self.panel.get_by_role("button", name=button, exact=True).press("Enter")
        self.page.wait_for_timeout(50)
        self.wait(READY)
        return self.says()

    def says(self):
        return self.panel.locator(".fb-status").inner_text()

    def readout(self):
        return self.stage.locator(".fb-readout").inner_text()

    def rows(self):
        return self.stage.evaluate("stage => stage.fbFigure.view.data('source_0')")


@pytest.fixture
def run(visit, lesson):
    def new(name, *, root=lesson, address=None, **reader):
        return Run(visit(root=root, **reader), name, address)

    return new


def test_nothing_is_loaded_before_the_reader_asks(visit, report):
    """The stock site keeps Python elsewhere: opening the panel says from where, and asks nobody."""
    run = Run(visit(), "fig-allocation").open()
    cost = run.panel.locator(".fb-cost").inner_text()
    assert re.search(r"loads Python and NumPy from cdn\.jsdelivr\.net: about \d+\.\d MB", cost), (
        cost
    )
    asked = [address.rsplit("/", 1)[-1] for address in run.watched.requested]
    assert not [name for name in asked if re.search(r"pyodide|wasm|whl", name)]
    report(run.watched.problems)


def test_without_a_network_it_says_so_and_leaves_the_figure_alone(visit):
    run = Run(visit(), "fig-allocation").open()
    before = run.readout()
    assert "This did not work" in run.press("Run")
    assert run.readout() == before
    assert run.panel.get_by_role("button", name="Run", exact=True).is_enabled()


def test_the_book_s_own_numbers_come_out_again(run, report):
    one = run("fig-allocation").open()
    assert "lie beside this page" in one.panel.locator(".fb-cost").inner_text()
    assert re.search(
        r"Ran in .* s, in your browser. All \d+ numbers are the book's own", one.press("Run")
    )
    report(one.watched.problems)


def test_any_number_in_range_fills_the_figure(run, report):
    one = run("fig-allocation").open()
    before = one.readout()
    one.field("at-kappa").fill("0.4321")
    assert "no such run to compare" in one.press("Run")
    assert one.readout() == LABS["fig-allocation"].sentence(kappa=0.4321) != before
    slider = one.stage.locator("input[type=range]")
    assert one.stage.locator("output").inner_text() == LABS["fig-allocation"].controls[0].text(
        0.4321
    )
    assert one.stage.locator(".fb-own").count() == 1
    slider.press("ArrowRight")
    assert "the book's own run again" in one.says()
    assert one.stage.locator(".fb-own").count() == 0
    assert one.readout() in one.stage.evaluate("s => Object.values(s.fbFigure.specs.sentences)")
    report(one.watched.problems)


@pytest.mark.parametrize("typed", ["9", "-9", ""])
def test_a_number_out_of_range_is_refused_in_words(run, typed):
    one = run("fig-allocation").open()
    before = one.readout()
    one.field("at-kappa").fill(typed)
    said = one.press("Run")
    assert said.endswith(f"κ” must be a number from −4 to 2, got {typed or 'nothing'}."), said
    assert one.readout() == before
    assert one.field("at-kappa").get_attribute("aria-invalid") == "true"


def test_a_seed_gives_another_run_and_the_same_seed_the_same(run, report):
    one = run("fig-seeds").open()
    shown = []
    for seed in ("1", "2", "2"):
        one.field("seed").fill(seed)
        one.press("Run")
        shown.append(json.dumps(one.rows(), sort_keys=True))
    assert shown[0] != shown[1] == shown[2]
    report(one.watched.problems)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_panel_has_no_barriers(run, report, theme):
    one = run("fig-seeds", theme=theme).open()
    one.field("count").fill("10")
    one.press("Many runs")
    one.field("at-g").fill("9")
    one.press("Run")
    report([*violations(one.page), *one.watched.problems])


def test_many_runs_show_how_far_chance_goes(run, report):
    one = run("fig-seeds").open()
    one.field("count").fill("20")
    said = one.press("Many runs")
    assert "20 runs" in said, said
    assert one.panel.locator(".fb-many-runs svg").count() == 1
    one.stage.locator("input[type=range]").first.press("Home")
    one.wait("stage => !stage.querySelector('.fb-many-runs svg')")
    report(one.watched.problems)


def test_the_way_back_leads_to_the_book_s_own_run(run, report):
    one = run("fig-seeds").open()
    before = one.readout()
    one.field("seed").fill("7")
    one.press("Run")
    assert "with seed 7" in one.stage.locator(".fb-own").inner_text()
    theirs = one.rows()
    one.stage.get_by_role("button", name="Back to the book's run").press("Enter")
    one.wait("stage => !stage.querySelector('.fb-own')")
    assert one.rows() != theirs
    assert one.readout() == before
    assert one.field("seed").input_value() == "1"
    report(one.watched.problems)


def test_a_keyboard_keeps_its_place(run):
    one = run("fig-seeds").open()
    go = one.panel.get_by_role("button", name="Run", exact=True)
    go.press("Enter")
    assert one.page.evaluate("document.activeElement.className") == "fb-cancel"
    one.wait(READY)
    assert one.page.evaluate("document.activeElement.name") == "go"
    one.field("count").fill("5")
    one.field("count").press("Enter")
    one.wait(READY)
    assert one.page.evaluate("document.activeElement.name") == "count"
    assert one.says().startswith("5 runs")


def test_what_moves_while_python_loads_is_not_what_was_asked(run):
    one = run("fig-seeds").open()
    one.field("at-g").fill("0.123")
    one.panel.get_by_role("button", name="Run", exact=True).press("Enter")
    one.stage.locator("input[type=range]").first.press("End")
    one.wait(READY)
    assert one.field("at-g").input_value() == "0.123"
    assert one.readout() == LABS["fig-seeds"].sentence(**LABS["fig-seeds"].default() | {"g": 0.123})


def test_after_a_failed_start_the_next_run_starts_anew(run):
    one = run("fig-allocation").open()
    one.page.evaluate(BROKEN_START)
    assert "This did not work" in one.press("Run")
    one.page.evaluate("() => { delete window.fitbreadthPage.python.post; }")
    assert "are the book's own" in one.press("Run")


def test_a_panel_whose_script_is_missing_says_so_and_can_be_opened_again(visit, lesson):
    watched = visit(root=lesson)
    script = re.compile("fitbreadth-run.js")
    watched.page.route(script, lambda route: route.abort())
    one = Run(watched, "fig-allocation")
    summary = one.panel.locator("summary")
    summary.press("Enter")
    one.wait("stage => stage.querySelector('.fb-status').textContent.includes('did not work')")
    address = watched.page.url
    one.field("at-kappa").press("Enter")
    one.page.wait_for_timeout(100)
    assert watched.page.url == address
    watched.page.unroute(script)
    summary.press("Enter")
    summary.press("Enter")
    one.wait("stage => stage.fbFigure.panel")
    assert one.says() == ""


def test_a_model_that_cannot_run_here_says_why_and_asks_for_nothing(run, report):
    name = next(lab.name for lab in LABS.values() if lab.needs_scipy and lab.controls)
    one = run(name).open()
    if one.stage.evaluate("stage => stage.fbFigure.panel.possible"):
        pytest.skip("this folder holds SciPy")
    assert "needs SciPy" in one.panel.locator(".fb-cost").inner_text()
    assert not one.panel.locator("form input:visible, form button:visible").count()
    report(one.watched.problems)


def test_cancel_stops_at_once_and_python_starts_again(run):
    one = run("fig-seeds").open()
    one.panel.get_by_role("button", name="Run", exact=True).press("Enter")
    one.panel.get_by_role("button", name="Cancel").press("Enter")
    one.wait(READY)
    assert "Cancelled" in one.says()
    assert "All " in one.press("Run")


def test_opened_from_a_folder(run, classroom, report):
    one = run("fig-allocation", root=f"{classroom.as_uri()}/").open()
    assert "numbers are the book's own" in one.press("Run")
    report(one.watched.problems)


def test_a_panel_can_be_used_on_a_phone(run, report):
    one = run("fig-seeds", width=390).open()
    overflow = one.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0
    small = one.panel.evaluate(
        "panel => [...panel.querySelectorAll('form button:not([hidden]), input')]"
        ".filter((e) => e.getBoundingClientRect().height < 44).map((e) => e.name)"
    )
    assert not small, "a finger needs 44 px"
    assert "numbers are the book's own" in one.press("Run")
    report(one.watched.problems)


ASK = """async ([names, questions]) => {
    const stage = document.querySelector('.fb-stage');
    const { python } = window.fitbreadthPage;
    await python.ready(names, () => {});
    const told = {};
    for (const [name, question] of Object.entries(questions)) {
        told[name] = await python.ask(question).catch(String);
    }
    return told;
}"""


def questions(labs):
    """Return what to ask for each lab: its defaults, and a setting off the grid."""
    asked = {}
    for name, lab in labs.items():
        question = {"module": lab.rows.__module__, "seed": lab.seed, "count": None}
        asked[name] = question | {"setting": lab.default()}
        free = {c.name: c.accept(_inside(c)) for c in lab.controls if c.is_free}
        asked[f"{name}, off the grid"] = question | {"setting": lab.default() | free}
    return asked


def _inside(control):
    low, high = control.ends
    inside = low + 0.37 * (high - low)
    return round(inside) if control.is_whole else inside


@pytest.mark.parametrize("packages", [("numpy",), ("numpy", "scipy")], ids=["numpy", "scipy"])
def test_every_model_gives_the_same_bits_as_in_python(run, packages):
    one = run("fig-allocation").open()
    if not one.page.evaluate(
        "names => names.every((n) => fitbreadthPage.python.offers(n))", packages
    ):
        pytest.skip("no registry hands on SciPy for a browser, and its own server is out of reach")
    labs = {n: lab for n, lab in LABS.items() if lab.needs_scipy == ("scipy" in packages)}
    asked = questions(labs)
    one.page.set_default_timeout(10 * SLOW)
    told = one.page.evaluate(ASK, [packages, asked])
    problems = []
    for name, question in asked.items():
        theirs = told[name]
        ours = json.loads(python.answer(json.dumps(question)))
        if isinstance(theirs, str) or "refused" in theirs:
            problems.append(f"{name}: {theirs}")
            continue
        lab = LABS[name.split(",")[0]]
        tolerance = TIPPED if lab.needs_scipy else LAST_BITS if lab.name in OTHER_LIBM else 0
        words = () if lab.needs_scipy else ("sentences",)
        for part in ("setting", "seed", "texts", "rows", "backdrop", *words):
            if (where := apart(theirs[part], ours[part], tolerance)) is not None:
                problems.append(f"{name}: {part}{where}")
    assert len(told) == 2 * len(labs) > 0
    assert not problems, "\n".join(problems)


def apart(theirs, ours, tolerance, where=""):
    """Return where two answers differ by more than ``tolerance``, or None."""
    if isinstance(ours, dict | list):
        if type(theirs) is not type(ours) or len(theirs) != len(ours):
            return f"{where}: another form"
        keys = ours if isinstance(ours, dict) else range(len(ours))
        found = (apart(theirs[key], ours[key], tolerance, f"{where}[{key!r}]") for key in keys)
        return next((each for each in found if each), None)
    numbers = isinstance(ours, float) and isinstance(theirs, int | float)
    if theirs == ours or (numbers and math.isclose(theirs, ours, rel_tol=tolerance)):
        return None
    return f"{where}: {theirs!r} in the browser, {ours!r} here"
