"""A prediction is a form that works without a script."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def forms(book):
    return book.page().select("form.fb-predict")


def test_question_and_options(forms):
    form = forms[0]
    question = form.find("legend").get_text().replace("\N{WORD JOINER}", "")
    assert " ".join(question.split()) == "Which is it, x?"
    assert form.find("legend").find("em")
    assert form.find("legend").find("math")
    labels = [label.get_text().strip() for label in form.find_all("label")]
    assert labels == ["The first.", "The second."]
    assert form.find("label").find("strong")
    assert not form.find("label").find("p"), "a label may hold no block"


def test_answers_follow_their_options(forms):
    answers = forms[0].select(".fb-answer")
    assert answers[0].get_text().strip().startswith("No.")
    assert [p.get_text() for p in answers[1].find_all("p")] == ["Yes.", "Because."]
    assert answers[0].find("a"), "a citation in an answer is a link"


def test_every_option_has_a_label_and_every_question_a_group(forms):
    inputs = [form.select("input[type=radio]") for form in forms]
    assert [len({i["name"] for i in group}) for group in inputs] == [1, 1]
    assert inputs[0][0]["name"] != inputs[1][0]["name"]
    fields = [i["id"] for group in inputs for i in group]
    assert len(fields) == len(set(fields))
    assert [label["for"] for form in forms for label in form.find_all("label")] == fields
    assert not any(i.has_attr("checked") for group in inputs for i in group)


HALVES = ("Just words.", "- Only one.\n\n  Answer.", "- One.\n- Two.", "")


def test_half_a_prediction_fails_the_build(tiny):
    """No list, one option, options without answers, nothing: each is an error of its own."""
    tiny.write("_toc.yml", "format: jb-book\nroot: index\n")
    halves = "\n".join(f":::{{predict}} Which?\n{half}\n:::\n" for half in HALVES)
    tiny.write("index.md", f"# Tiny\n\n{halves}")
    built, output = tiny.build()
    assert not built
    assert output.count("predict needs a list of two options or more") == len(HALVES)
