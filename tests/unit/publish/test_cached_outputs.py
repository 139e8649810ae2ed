"""A chapter whose words alone change is not run again, and its notebook keeps its outputs."""

from __future__ import annotations

import nbformat

CHAPTER = """\
# Chapter

Words.

```{code-cell}
print("said")
```
"""


def outputs(file):
    cells = nbformat.read(file, as_version=4).cells
    return [output.text for cell in cells for output in cell.get("outputs", ())]


def test_outputs_come_from_the_cache(tiny):
    build = tiny.html.parent
    for words in ("Words.", "Other words."):
        tiny.chapter(CHAPTER.replace("Words.", words))
        built, told = tiny.build()
        assert built, told
        for folder in (build / "jupyter_execute", tiny.html / "_static" / "notebooks"):
            assert outputs(folder / "chapter.ipynb") == ["said\n"]
    assert "Using cached notebook" in told
