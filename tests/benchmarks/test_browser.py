"""Seconds until a page has Python, and runs there against the same runs here: told, not judged.

Needs the built pages (``make book``).
"""

import json
import sys
import time
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import sync_playwright

from fitbreadth import browser as python
from fitbreadth.biology import labs as biology
from fitbreadth.bitter_lesson import labs as bitter_lesson
from fitbreadth.convergence import labs as convergence
from fitbreadth.learning import labs as learning
from fitbreadth.markets import labs as markets
from fitbreadth.optimization import labs as optimization

sys.path.insert(0, str(Path(__file__).parents[1] / "site"))
import offline
import serving

LABS = (
    optimization.STRUCTURE,
    biology.SEEDS,
    biology.CUE,
    markets.AGES,
    markets.KELLY,
    markets.PARTITIONING,
    learning.CAPACITY,
    learning.EXPERTS,
    bitter_lesson.FLOOR,
    bitter_lesson.PRIOR,
    convergence.ALLOCATION,
    convergence.TAIL,
)
RUNS = 5
FIRST = """async (name) => {
    const stage = document.querySelector(`.fb-stage[data-figure=${name}]`);
    const begun = performance.now();
    const panel = stage.querySelector('.fb-run');
    panel.querySelector('[name=go]').click();
    while (panel.querySelector('.fb-status').dataset.kind !== 'done') {
        await new Promise((done) => setTimeout(done, 5));
    }
    return (performance.now() - begun) / 1000;
}"""
ASK = "question => window.fitbreadthPage.python.ask(question)"


def question(lab, seed):
    asked = {"module": lab.rows.__module__, "setting": lab.default(), "count": None}
    return asked | {"seed": None if lab.seed is None else seed}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    site = offline.classroom(serving.SITE, tmp_path_factory.mktemp("site") / "html")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=serving.chromium(), args=serving.FLAGS
        )
        opened = launched.new_page()
        opened.goto(f"{site.as_uri()}/index.html")
        opened.mouse.move(5, 5)
        opened.locator(".fb-run summary").click()
        opened.wait_for_function(
            "window.fitbreadthPage?.Panel && document.querySelector('.fb-cost').textContent"
        )
        yield opened
        launched.close()


def test_first_result_and_later_runs(page, capsys):
    first = page.evaluate(FIRST, "fig-allocation")
    lines = [f"from the click to the first result, from disk: {first:.1f} s"]
    ratios = []
    for lab in LABS:
        here, there = [], []
        # a seed of its own for each run: no cache may answer
        for seed in range(1000, 1000 + RUNS):
            told = page.evaluate(ASK, question(lab, seed))
            begun = time.perf_counter()
            python.answer(json.dumps(question(lab, seed)))
            here.append(time.perf_counter() - begun)
            there.append(told["seconds"])
        ratios.append(median(there) / median(here))
        lines.append(f"{lab.name}: {median(here):.3f} s here, {ratios[-1]:.1f} times in a browser")
    lines.append(f"median of {len(LABS)} labs: {median(ratios):.1f} times")
    with capsys.disabled():
        print("", *lines, sep="\n")
    assert len(ratios) == len(LABS)
