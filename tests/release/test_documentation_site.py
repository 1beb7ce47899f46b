"""The documentation as a site: it builds without a warning, and a browser shows it."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import headless_browser, watched_page

ROOT = Path(__file__).parents[2]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (built.returncode, built.stderr) == (0, ""), built.stderr
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with headless_browser() as opened:
        yield opened


@pytest.mark.parametrize("page", ["index", "tutorial", "reference/session", "reference/errors", "benchmarks"])
@pytest.mark.parametrize("width", [1280, 420], ids=["wide", "narrow"])
@pytest.mark.parametrize(("scheme", "expected"), [("light", "default"), ("dark", "slate")], ids=["light", "dark"])
def test_a_page_opens(
    browser: Browser, site: str, page: str, width: int, scheme: Literal["light", "dark"], expected: str
) -> None:
    with watched_page(browser, width=width, scheme=scheme) as opened:
        opened.goto(f"{site}/{page}.html")
        expect(opened.locator("body")).to_have_attribute("data-md-color-scheme", expected)
        expect(opened.get_by_role("heading", level=1)).to_be_visible()
        assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_search_finds_a_page(browser: Browser, site: str) -> None:
    with watched_page(browser) as opened:
        opened.goto(f"{site}/index.html")
        opened.get_by_role("textbox", name="Search").click()
        opened.get_by_role("textbox", name="Search").press_sequentially("rollback")
        expect(opened.locator(".md-search-result__item").first).to_be_visible()


def test_the_reference_has_what_a_session_inherits(browser: Browser, site: str) -> None:
    with watched_page(browser) as opened:
        opened.goto(f"{site}/reference/session.html")
        expect(opened.locator("[id='ftrack_orm.session.session.Session.commit']")).to_be_visible()
