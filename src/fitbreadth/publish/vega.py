"""From a chart's Vega-Lite to what a page needs: two layouts, their stills, and the data."""

from __future__ import annotations

import csv
import io
import json
import re
from copy import deepcopy
from functools import lru_cache
from html import escape
from typing import Any

import vl_convert

from fitbreadth.palette import ROLES

Spec = dict[str, Any]
Row = dict[str, Any]

WIDTHS = {"wide": 680, "narrow": 340}
"""Width in px of the two layouts; a page shows the one that fits its column."""

_TABLE_ROWS = 40


def bare(spec: Spec) -> Spec:
    """Drop what the page itself provides: inputs, background, and the book's own metadata."""
    spec = deepcopy(spec)
    for key in ("usermeta", "$schema"):
        spec.pop(key, None)
    spec["config"].pop("background", None)
    spec["background"] = "transparent"
    for parameter in spec.get("params", []):
        parameter.pop("bind", None)
    return spec


def sized(spec: Spec, layout: str) -> Spec:
    """Lay the chart out ``"wide"`` or ``"narrow"``, as wide as :data:`WIDTHS` says.

    Side by side becomes one under the other on the narrow layout.
    """
    laid_out: Spec = json.loads(_sized(json.dumps(spec), layout))
    return laid_out


# a page and its notebook show the same charts; drawing them to measure takes most of the time
@lru_cache(maxsize=64)
def _sized(text: str, layout: str) -> str:
    spec: Spec = json.loads(text)
    width = WIDTHS[layout]
    if layout == "narrow":
        if "hconcat" in spec:
            spec["vconcat"] = spec.pop("hconcat")
            for key in ("bounds", "spacing"):
                spec.pop(key, None)
        _stack_legends(spec)
        # stacked parts must fit a phone's screen together with the control in use
        for part in spec.get("vconcat", []):
            part.setdefault("height", max(120, 320 // len(spec["vconcat"])))
    parts = _parts(spec)
    across = len(parts) if "hconcat" in spec else 1
    for part in parts:
        part["width"] = width // across
    # Vega cannot fit every kind of chart: measure what axes and legends take, then share the rest
    for _ in range(2):
        excess = _drawn_width(spec) - width
        for part in parts:
            part["width"] = max(60, part["width"] - round(excess / across))
    return json.dumps(spec)


def _stack_legends(part: Any) -> None:
    """Give every legend one column: side by side its entries would set the chart's width."""
    children = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    if isinstance(part, dict) and isinstance(part.get("legend"), dict):
        part["legend"]["columns"] = 1
    for child in children:
        _stack_legends(child)


def _parts(spec: Spec) -> list[Spec]:
    """Return the views that share the width, or that each have all of it."""
    for key in ("hconcat", "vconcat"):
        if key in spec:
            return [part.get("spec", part) for part in spec[key]]
    if "facet" not in spec:
        return [spec]
    if "row" not in spec["facet"] and spec.get("columns") != 1:
        raise ValueError(
            "facet must be by row, or in one column, to fit a phone; for panels side by side "
            f"use hconcat, got {spec['facet']}"
        )
    return [spec["spec"]]


def _drawn_width(spec: Spec) -> float:
    drawn = re.search(r'<svg[^>]* width="([\d.]+)"', vl_convert.vegalite_to_svg(spec))
    if drawn is None:
        raise ValueError("spec must be a chart that Vega-Lite can draw, got one without a width")
    return float(drawn[1])


def still(spec: Spec, prefix: str) -> str:
    """Draw the chart at its opening setting as inline SVG whose ids start with ``prefix``."""
    svg: str = vl_convert.vegalite_to_svg(spec)
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r'\bid="', f'id="{prefix}-', svg)
    svg = re.sub(r"url\(#", f"url(#{prefix}-", svg)
    # the figure around it speaks for the picture; its parts would only be noise
    svg = re.sub(r' (?:aria-[a-z]+|role)="[^"]*"', "", svg)
    svg = re.sub(r"<[^>]+>", _lean, svg)
    return svg.replace("<svg", f'<svg aria-hidden="true" focusable="false" {_font(spec)}', 1)


def _font(spec: Spec) -> str:
    """Name the chart's typeface once, for every text in it to inherit."""
    return f'font-family="{escape(spec["config"]["font"])}"'


def _lean(tag: re.Match[str]) -> str:
    """Leave out of a tag what changes nothing: defaults, and digits below a hundredth of a px."""
    lean = re.sub(r' (?:font-family="[^"]*"|opacity="1"|pointer-events="none")', "", tag[0])
    return re.sub(r"-?\d+\.\d{3,}", lambda number: f"{float(number[0]):.2f}", lean)


def preview(spec: Spec) -> bytes:
    """Draw the chart on paper as PNG: what others show when they link to the book."""
    sheet = sized(bare(spec), "wide")
    sheet |= {"background": ROLES["paper"][0], "padding": 28}
    png: bytes = vl_convert.vegalite_to_png(sheet, scale=1200 / (WIDTHS["wide"] + 56))
    return png


def datasets(spec: Spec) -> list[list[Row]]:
    """Return the tables of rows that the chart draws, the largest first."""
    named = list(spec.get("datasets", {}).values())
    inline = spec.get("data", {}).get("values")
    tables = named + ([inline] if isinstance(inline, list) else [])
    for part in spec.get("hconcat", []) + spec.get("vconcat", []) + spec.get("layer", []):
        tables += datasets(part)
    return sorted(tables, key=len, reverse=True)


def exploded(rows: list[Row]) -> list[Row]:
    """Return one row for each entry of the lists that a row holds; a chart flattens them itself."""
    plain = []
    for row in rows:
        lists = [field for field, value in row.items() if isinstance(value, list)]
        if not lists:
            plain.append(row)
            continue
        columns = zip(*(row[field] for field in lists), strict=True)
        plain += [row | dict(zip(lists, entries, strict=True)) for entries in columns]
    return plain


def as_csv(rows: list[Row], columns: dict[str, str]) -> str:
    """Write all rows under the headings of ``columns``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns.values())
    writer.writerows([row.get(field, "") for field in columns] for row in rows)
    return out.getvalue()


def shown_rows(
    rows: list[Row], controls: list[dict[str, Any]], columns: list[str]
) -> tuple[list[Row], int]:
    """Return the opening setting's rows, as many as a page should hold, and how many there are.

    Rows that would be blank but for the setting only place the chart's marks: they are left out.
    """
    names = {control["name"] for control in controls}
    telling = [field for field in columns if field not in names]
    opening = [
        row
        for row in rows
        if all(row.get(c["name"], c["default"]) == c["default"] for c in controls)
        and any(row.get(field) is not None for field in telling)
    ]
    return opening[:_TABLE_ROWS], len(rows)
