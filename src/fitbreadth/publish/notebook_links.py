"""Where the references of a page lead in its notebook, and the numbers they say."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from docutils import nodes

from fitbreadth.publish.markdown import Writer


def writer(app: Any, doctree: nodes.document, docname: str) -> Writer:
    """Return a writer that knows the book's numbers, and where its references lead."""
    numbers = app.env.toc_fignumbers.get(docname, {})
    works = {
        (work.bibliography_key.docname, work.citation_id): work.entry.fields
        for work in app.env.get_domain("cite").citations
    }

    def number(node: nodes.Element) -> str:
        kind = "figure" if isinstance(node, nodes.figure) else "displaymath"
        for name in node["ids"]:
            if name in numbers.get(kind, {}):
                return ".".join(map(str, numbers[kind][name]))
        return ""

    def address(reference: nodes.reference) -> str:
        uri = reference.get("refuri") or f"#{reference.get('refid', '')}"
        if "://" in uri or uri.startswith("mailto:"):
            return str(uri)
        page, _, place = uri.partition("#")
        if not page:
            return f"#{place}"
        fields = works.get((page.removesuffix(".html"), place))
        if fields and (fields.get("doi") or fields.get("url")):
            return f"https://doi.org/{fields['doi']}" if fields.get("doi") else str(fields["url"])
        if app.config.html_baseurl:
            site = app.config.html_baseurl.rstrip("/")
            return str(urljoin(f"{site}/{docname}.html", uri))
        return str(uri).replace(".html", ".ipynb", 1)

    found = (address(reference) for reference in doctree.findall(nodes.reference))
    linked = {uri[1:] for uri in found if uri.startswith("#")}
    return Writer(address, number, frozenset(linked | _named(app.env, docname)))


def _named(env: Any, docname: str) -> set[str]:
    """Return the ids of a page that other pages can name.

    Not those that they do name: a page is not written again when another one changes.
    """
    std = env.get_domain("std")
    formulas = env.get_domain("math").equations
    cited = env.get_domain("cite").citations
    places = [place[:2] for place in (*std.anonlabels.values(), *std.objects.values())]
    places += [(page, f"equation-{label}") for label, (page, _) in formulas.items()]
    places += [(work.bibliography_key.docname, work.citation_id) for work in cited]
    return {name for page, name in places if page == docname}
