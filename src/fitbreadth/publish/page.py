"""What a page loads: nothing from another host, nothing it does not use, nothing that delays it."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

import vl_convert

from fitbreadth.palette import ROLES

_UNUSED = ("thebe", "mathjax", "MathJax", "togglebutton", "toggleHint", "toggleOpen")


def _trim(app: Any, pagename: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Drop the scripts and styles of parts that the book does not use, and defer the rest."""
    context["script_files"] = [
        script for script in context["script_files"] if not _unused(_words(script))
    ]
    context["css_files"] = [style for style in context["css_files"] if not _unused(_words(style))]
    for script in context["script_files"]:
        if script.filename:
            script.attributes.pop("async", None)
            script.attributes["defer"] = "defer"
        else:
            # an inline module waits for the deferred scripts before it, as a plain one would not
            script.attributes["type"] = "module"
    # the role of an entry is deprecated, and a list of references has items
    context["body"] = context.get("body", "").replace('role="doc-biblioentry"', 'role="listitem"')


def _words(asset: Any) -> str:
    return f"{asset.filename or ''} {getattr(asset, 'attributes', {}).get('body') or ''}"


def _unused(words: str) -> bool:
    return any(word in words for word in _UNUSED)


def _write_vega(app: Any, exception: Exception | None) -> None:
    """Write the one Vega file that all figures of all pages share."""
    if exception or app.builder.format != "html":
        return
    target = Path(app.outdir) / "_static" / "vega.js"
    # bundling takes longer than the rest of a build in which nothing changed
    stamp = f"// from vl-convert {version('vl-convert-python')}\n"
    if target.exists() and target.read_text(encoding="utf-8").startswith(stamp):
        return
    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    target.write_text(f"{stamp}(()=>{{{bundle}}})();\n", encoding="utf-8")


def palette() -> str:
    """Return the palette as CSS variables, for light and for dark pages."""
    light = "".join(f"--fb-{role}:{colour};" for role, (colour, _) in ROLES.items())
    dark = "".join(f"--fb-{role}:{colour};" for role, (_, colour) in ROLES.items())
    return f':root{{{light}}}\nhtml[data-theme="dark"]{{{dark}}}\n'


def _write_palette(app: Any) -> None:
    if app.builder.format == "html":
        static = Path(app.outdir) / "_static"
        static.mkdir(parents=True, exist_ok=True)
        (static / "fitbreadth-palette.css").write_text(palette(), encoding="utf-8")


def _set_address(app: Any, config: Any) -> None:
    """Take the site's public address from ``FITBREADTH_URL``; without one, links stay relative."""
    config.html_baseurl = config.ogp_site_url = os.environ.get("FITBREADTH_URL", "")


def setup(app: Any) -> None:
    """Follow the theme's own hooks into the writing of pages."""
    templates = str(Path(__file__).parent / "templates")
    app.connect("config-inited", lambda _, config: config.templates_path.append(templates))
    app.connect("config-inited", _set_address)
    app.connect("builder-inited", _write_palette)
    app.add_css_file("fitbreadth-palette.css")
    app.connect("html-page-context", _trim, priority=990)
    app.connect("build-finished", _write_vega)
