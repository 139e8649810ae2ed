"""What every domain of the book keeps to: its labs are listed and light, its claims are held."""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
import vl_convert
from labs_contract import check_lab, check_runs

from fitbreadth.claim import UNCONFIRMED
from fitbreadth.lab import Lab

CHAPTERS = ("optimization", "biology", "markets", "learning", "bitter_lesson", "convergence")
"""Domains with a chapter of their own, and so with claims."""


def labs_of(domain):
    labs = import_module(f"fitbreadth.{domain}.labs")
    return {name: lab for name, lab in vars(labs).items() if isinstance(lab, Lab)}


def claims_of(domain):
    return import_module(f"fitbreadth.{domain}.claims").CLAIMS


LABS = {lab.name: lab for domain in CHAPTERS for lab in labs_of(domain).values()}
CLAIMS = {claim.id: claim for domain in CHAPTERS for claim in claims_of(domain)}


@pytest.mark.parametrize("name", LABS)
def test_lab_keeps_the_contract(name):
    """In one go: models remember what they have computed."""
    lab = LABS[name]
    check_lab(lab)
    check_runs(lab)
    assert "<svg" in vl_convert.vegalite_to_svg(lab.at(**lab.default()).to_dict())


def test_labs_say_whether_their_model_needs_scipy():
    """In a Python of its own, where SciPy cannot be imported and nothing has been computed yet."""
    here = str(Path(__file__).parent)
    code = f"import sys; sys.path.insert(0, {here!r}); import without_scipy; without_scipy.check()"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("domain", CHAPTERS)
def test_every_module_with_a_lab_is_among_them(domain):
    labs = import_module(f"fitbreadth.{domain}.labs")
    modules = [
        import_module(found.name) for found in iter_modules(labs.__path__, f"{labs.__name__}.")
    ]
    declared = {module.LAB.name for module in modules if hasattr(module, "LAB")}
    assert declared == {getattr(labs, name).name for name in labs.__all__}


def test_names_differ_in_the_whole_book():
    assert len(LABS) == sum(len(labs_of(domain)) for domain in CHAPTERS)
    assert len(CLAIMS) == sum(len(claims_of(domain)) for domain in CHAPTERS)


@pytest.mark.parametrize("id", CLAIMS)
def test_claim_is_confirmed_in_both_regimes(id):
    claim = CLAIMS[id]
    judgement = claim.judge()
    failing = [item.what for item in judgement.evidence if not item.passes]
    assert not failing
    assert judgement.verdict == claim.verdict != UNCONFIRMED
    if claim.verdict != "holds":
        assert any(item.what.startswith("fails:") for item in judgement.evidence)


@pytest.mark.parametrize("domain", CHAPTERS)
def test_claims_point_into_their_chapter(domain):
    figures = {lab.name for lab in labs_of(domain).values()}
    for claim in claims_of(domain):
        assert claim.chapter == domain.replace("_", "-")
        assert claim.figure in figures


@pytest.mark.parametrize("domain", CHAPTERS)
def test_a_chapter_uses_the_chapters_before_it_alone(domain):
    (room,) = import_module(f"fitbreadth.{domain}").__path__
    sources = [path.read_text(encoding="utf-8") for path in Path(room).rglob("*.py")]
    used = {
        name for text in sources for name in re.findall(r"^ *from fitbreadth\.(\w+)", text, re.M)
    }
    assert not used & set(CHAPTERS[CHAPTERS.index(domain) + 1 :])


def test_every_claim_of_the_article_has_its_row():
    assert {claim.id for claim in claims_of("optimization")} == {
        "nfl-equal-average",
        "nfl-redistribution",
        "fit-wins",
        "finite-budget",
        "generality-myth",
    }
    assert {claim.id for claim in claims_of("biology")} == {
        "biology-tradeoff",
        "biology-local-fit",
        "biology-niches",
    }
    assert {claim.id for claim in claims_of("markets")} == {
        "markets-exit",
        "markets-concentrated",
        "independent-origins",
    }
    assert {claim.id for claim in claims_of("learning")} == {
        "negative-transfer",
        "moe-internal-specialists",
        "alphafold",
        "milestones-narrow",
    }
    assert {claim.id for claim in claims_of("bitter_lesson")} == {
        "bitter-lesson-knowledge",
        "knowledge-vs-scope",
        "scaling-keeps-premium",
    }
    assert {claim.id for claim in claims_of("convergence")} == {
        "convergence",
        "sai",
        "specialisation-buys",
    }
