"""A chart among a notebook's outputs becomes a numbered figure that needs no network.

The page holds a still picture in two layouts, the data as a table and as CSV, and the inputs
of the controls; the script beside it (``static/fitbreadth.js``) brings it to life when it
comes near the viewport.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from myst_nb.sphinx_ import HideCodeCellNode

from fitbreadth.chart import MIME
from fitbreadth.control import setting_key
from fitbreadth.palette import themed
from fitbreadth.publish import run_panel, vega
from fitbreadth.rounding import power_of_ten

Meta = dict[str, Any]


class chart(nodes.General, nodes.Element):
    """Holds a chart's spec and words until a builder writes them."""


class chart_data(nodes.General, nodes.Element):
    """Holds what the chart draws, to be read as a table."""


class VegaLiteRenderer(MimeRenderPlugin):
    """Claims Vega-Lite outputs for this book's figures."""

    mime_priority_overrides = (("*", MIME, 1),)

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Return the figure's nodes, or ``None`` for any other type."""
        if data.mime_type != MIME or inline:
            return None
        spec = data.content if isinstance(data.content, dict) else json.loads(data.content)
        meta = spec.get("usermeta", {}).get("fitbreadth")
        if not meta or not spec.get("description"):
            renderer.logger.warning(
                "a figure needs a name, a caption and a description: see fitbreadth.chart.finish",
                subtype="figure",
                line=data.line,
            )
            return []
        myst = renderer.renderer
        name = meta["name"]
        figure = nodes.figure(names=[name], ids=[name], classes=["fb-figure"])
        figure += chart(spec=spec)
        caption = nodes.caption()
        with myst.current_node_context(caption):
            myst.nested_render_text(meta["caption"], data.line or 0, inline=True)
        figure += [caption, chart_data(spec=spec)]
        myst.document.note_explicit_target(figure, figure)
        return [figure]


def _meta(node: nodes.Element) -> tuple[dict[str, Any], Meta]:
    spec = node["spec"]
    return spec, spec["usermeta"]["fitbreadth"]


def _write(writer: Any, filename: str, text: str) -> str:
    """Write a file beside the page's other assets and return its address from the page."""
    folder = Path(writer.builder.outdir) / "_static" / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / filename).write_text(text, encoding="utf-8")
    root = "../" * writer.builder.current_docname.count("/")
    return f"{root}_static/figures/{filename}"


def visit_chart(writer: Any, node: chart) -> None:
    """Write the picture, the readout and the controls."""
    spec, meta = _meta(node)
    name = meta["name"]
    bare = themed(vega.bare(spec))
    layouts = {layout: vega.sized(bare, layout) for layout in vega.WIDTHS}
    kept = {"layouts": layouts, "widths": vega.WIDTHS, "sentences": meta["readout"]}
    live = json.dumps(kept, separators=(",", ":"))
    address = _write(
        writer, f"{name}.js", f"(window.fitbreadth ??= {{}})[{json.dumps(name)}]={live};\n"
    )
    if name == writer.builder.config.fitbreadth_preview:
        picture = Path(writer.builder.outdir) / "_static" / "preview.png"
        picture.write_bytes(vega.preview(spec))
    stills = "".join(
        f'<div class="fb-still fb-{layout}">{vega.still(sized, f"{name}-{layout}")}</div>'
        for layout, sized in layouts.items()
    )
    writer.body.append(
        f'<div class="fb-stage" data-figure="{name}" data-spec="{escape(address)}">'
        f'<div class="fb-picture" role="img" aria-label="{escape(spec["description"])}">'
        f'{stills}<div class="fb-live" aria-hidden="true"></div></div>'
        f"{_readout(meta)}{_controls(meta)}{run_panel.html(meta)}</div>"
    )
    raise nodes.SkipNode


def _readout(meta: Meta) -> str:
    if not meta["readout"]:
        return ""
    opening = setting_key([control["default"] for control in meta["controls"]])
    # the longest keeps its place, lest the page jump while a slider moves
    longest = escape(max(meta["readout"].values(), key=len))
    return (
        f'<p class="fb-readout" role="status" data-longest="{longest}">'
        f"<span>{escape(meta['readout'][opening])}</span></p>"
    )


def _controls(meta: Meta) -> str:
    if not meta["controls"]:
        return f'<p class="fb-without">{_alone(meta)}</p>'
    inputs = "".join(
        (_choice if control["is_choice"] else _slider)(meta["name"], control)
        for control in meta["controls"]
    )
    # where there is little room the control in use stays on screen: at first, the first
    inputs = inputs.replace('class="fb-control"', 'class="fb-control fb-in-use"', 1)
    return (
        '<form class="fb-controls" autocomplete="off">'
        f"{inputs}"
        '<div class="fb-actions"><button type="reset" class="fb-reset">Reset</button>'
        '<button type="button" class="fb-link" aria-live="polite">Copy link</button>'
        f"{_alone(meta)}</div></form>"
    )


def _alone(meta: Meta) -> str:
    """Lead to the figure by itself; the script adds to the address how it is set."""
    name = meta["name"]
    return f'<a class="fb-open" href="?alone={name}#{name}">Open alone</a>'


def _control(control: Meta, kind: str, body: str) -> str:
    """Wrap one control; the script finds there what each position of its input stands for."""
    positions = {
        "name": control["name"],
        "values": control["values"],
        "texts": control["texts"],
        "keys": [setting_key([value]) for value in control["values"]],
    }
    return (
        f'<{kind} class="fb-control" data-positions="{escape(json.dumps(positions))}">'
        f"{body}</{kind}>"
    )


def _slider(figure: str, control: Meta) -> str:
    at = control["values"].index(control["default"])
    text = escape(control["texts"][at])
    field = f"{figure}-{control['name']}"
    room = max(map(len, control["texts"]))
    body = (
        f'<label for="{field}">{escape(control["label"])}</label>'
        f'<input type="range" id="{field}" min="0" max="{len(control["values"]) - 1}" step="1" '
        f'value="{at}" aria-valuetext="{text}" disabled>'
        f'<output for="{field}" style="min-width:min({room}ch,100%)">{text}</output>'
    )
    if control["play"]:
        body += '<button type="button" class="fb-play" disabled>Play</button>'
    return _control(control, "div", body)


def _choice(figure: str, control: Meta) -> str:
    options = "".join(
        f'<label><input type="radio" name="{control["name"]}" value="{at}"'
        f"{' checked' if value == control['default'] else ''} disabled>"
        f"<span>{escape(text)}</span></label>"
        for at, (value, text) in enumerate(zip(control["values"], control["texts"], strict=True))
    )
    body = f"<legend>{escape(control['label'])}</legend><div>{options}</div>"
    return _control(control, "fieldset", body)


def visit_chart_data(writer: Any, node: chart_data) -> None:
    """Write the data as a folded table, with the CSV to take away."""
    spec, meta = _meta(node)
    table = vega.exploded(vega.datasets(spec)[0])
    columns = dict(meta["columns"]) or {field: field for field in table[0]}
    rows, total = vega.shown_rows(table, meta["controls"], list(columns))
    address = _write(writer, f"{meta['name']}.csv", vega.as_csv(table, columns))
    # all rows shown share the opening setting: its columns would say the same all the way down
    setting = {control["name"] for control in meta["controls"]}
    told = {field: head for field, head in columns.items() if field not in setting}
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in told.values())
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(row.get(field))}</td>" for field in told) + "</tr>"
        for row in rows
    )
    note = "" if len(rows) == total else f" ({len(rows)} of {total:,} rows; the file has all)"
    writer.body.append(
        f'<details class="fb-data"><summary>Data</summary><div class="fb-table" tabindex="0" '
        f'role="group" aria-label="Data of this figure"><table><thead><tr>{heads}</tr></thead>'
        f'<tbody>{body}</tbody></table></div><p><a href="{escape(address)}" download>Download as '
        f"CSV</a>{note}</p></details>"
    )
    raise nodes.SkipNode


def _cell(value: object) -> str:
    """Write a value as a sentence of the book would; the file to take away keeps it plain."""
    if isinstance(value, float):
        factor, _, power = f"{value:.6g}".partition("e")
        factor = factor.replace("-", "−")
        if not power:
            return factor
        raised = power_of_ten(int(power))
        return raised if factor == "1" else f"{factor}·{raised}"
    return "" if value is None else escape(str(value))


def visit_words(writer: Any, node: chart) -> None:
    """Stand in for the picture where a builder writes text alone."""
    writer.add_text(_meta(node)[0]["description"])
    raise nodes.SkipNode


def skip(writer: Any, node: nodes.Element) -> None:
    """Leave the node out."""
    raise nodes.SkipNode


def _put_code_last(app: Any, doctree: nodes.document, docname: str) -> None:
    """Put a figure before the folded code that draws it: most readers came for the figure."""
    for cell in doctree.findall(nodes.container):
        if next(cell.findall(chart), None) and isinstance(cell[0], HideCodeCellNode):
            cell.append(cell.pop(0))


def setup(app: Any) -> None:
    """Register the figure's nodes."""
    app.add_node(chart, html=(visit_chart, None), text=(visit_words, None))
    app.add_node(chart_data, html=(visit_chart_data, None), text=(skip, None))
    app.add_config_value("fitbreadth_preview", "", "html", types=frozenset({str}))
    app.connect("doctree-resolved", _put_code_last)
    app.add_css_file("fitbreadth.css")
    app.add_js_file("fitbreadth.js")
