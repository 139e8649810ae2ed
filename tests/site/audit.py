"""Print what each page of the site weighs and what Lighthouse thinks of it.

Usage: ``python tests/site/audit.py [site]``
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import serving
from playwright.sync_api import Playwright, sync_playwright

LIGHTHOUSE = "lighthouse@12.8.2"
SCORES = ("performance", "accessibility", "best-practices", "seo")


def first_load(playwright: Playwright, home: str, site: Path, page: str) -> tuple[int, int]:
    """Return how many requests a page makes when it opens, and their compressed bytes."""
    browser = playwright.chromium.launch(executable_path=serving.chromium(), args=serving.FLAGS)
    tab = browser.new_page(viewport={"width": 390, "height": 844})
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(home + page, wait_until="networkidle")
    browser.close()
    files = [site / unquote(urlsplit(url).path).lstrip("/") for url in asked if url[:4] == "http"]
    return len(files), sum(len(serving.packed(file)) for file in files if file.is_file())


def lighthouse(chrome: str, address: str) -> tuple[list[float], list[str]]:
    """Return Lighthouse's scores on a phone, and what it would have done better."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        flags = " ".join(["--headless=new", *serving.FLAGS])
        command = ["npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json"]
        ran = subprocess.run(
            [*command, f"--output-path={result}", f"--chrome-flags={flags}"],
            env=os.environ | {"CHROME_PATH": chrome},
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode or not result.is_file():
            raise RuntimeError(f"Lighthouse could not run: {ran.stderr.strip()[-400:]}")
        found = json.loads(result.read_text(encoding="utf-8"))
    scores = [found["categories"][name]["score"] or 0 for name in SCORES]
    # an audit without a score informs, it does not fail
    advice = [
        f"{audit['title']} ({audit['score']:.2f}) {audit.get('displayValue', '')}".rstrip()
        for audit in found["audits"].values()
        if audit["score"] is not None and audit["score"] < 0.9
    ]
    return scores, advice


def main(site: Path) -> int:
    """Print the table; return 0 if it is whole."""
    pages = serving.pages(site)
    if not pages:
        print(f"No page in {site}: run 'make book' first.")
        return 1
    wide = max(map(len, pages))
    scored = shutil.which("npx") is not None
    heads = ("requests", "kB") + (SCORES if scored else ())
    print(" " * wide, *(f"{head:>14}" for head in heads))
    with serving.served(site) as home, sync_playwright() as playwright:
        chrome = serving.chromium() or playwright.chromium.executable_path
        for page in pages:
            requests, size = first_load(playwright, home, site, page)
            row = [f"{requests:>14}", f"{size / 1000:>14.0f}"]
            advice: list[str] = []
            if scored:
                scores, advice = lighthouse(chrome, home + page)
                row += [f"{score:>14.2f}" for score in scores]
            print(f"{page:<{wide}}", *row, *(f"\n    {line}" for line in advice), flush=True)
    print("First load of a phone, figures near the top included; kB are compressed.")
    if not scored:
        print("No scores: Lighthouse needs Node.js (npx was not found on the path).")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else serving.SITE))
