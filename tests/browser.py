"""A headless Chromium for tests of pages, from the system's packages (`make services` installs it)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

__all__ = ["headless_browser", "watched_page"]

_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
)  # fmt: skip


@contextmanager
def headless_browser() -> Iterator[Browser]:
    """Start a browser with an empty profile; without one the test is skipped, and fails where CI runs."""
    chromium = shutil.which("chromium")
    if chromium is None:
        reason = "no chromium: run `make services`"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*_ARGUMENTS])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def watched_page(browser: Browser, *, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Iterator[Page]:
    """Open a page, and fail at the end if its console complained or a script of it broke."""
    complaints: list[str] = []

    def noted(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # left behind by a page that was left
            complaints.append(f"{request.url}: {request.failure}")

    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
        page = context.new_page()
        page.on("console", noted)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", failed)
        yield page
        assert not complaints, "\n".join(complaints)
