"""The built site on a local port, its pages and weights, and a browser to read it with."""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import threading
from collections.abc import Iterator
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

SITE = Path(
    os.environ.get("FITBREADTH_SITE", Path(__file__).parents[2] / "_build" / "html")
).resolve()
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
]
_PACKED = {".gif", ".jpg", ".png", ".webp", ".woff2", ".wasm", ".whl", ".zip"}


def chromium() -> str | None:
    """Return the Chromium or Chrome on the path, or None for Playwright's own."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """Start a browser that reaches no other host, as with the network unplugged."""
    deaf = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, deaf])
        yield browser
        browser.close()


def pages(site: Path = SITE) -> list[str]:
    """Return the address of every page of the book, relative to the site."""
    found = (page.relative_to(site) for page in site.rglob("*.html"))
    return sorted(str(page) for page in found if page.parts[0] != "_static")


@cache
def packed(file: Path) -> bytes:
    """Return a file as a server that compresses sends it."""
    raw = file.read_bytes()
    return raw if file.suffix in _PACKED else gzip.compress(raw, mtime=0)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        body = packed(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=3600")
        if file.suffix not in _PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the browser has left the page
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@contextlib.contextmanager
def served(site: Path = SITE) -> Iterator[str]:
    """Serve the site with compression; gives its address, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
