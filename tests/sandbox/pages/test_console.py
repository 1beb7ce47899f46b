"""The console at the sandbox's root, as a person uses it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from ftrack_orm import Session, select
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import Project, Task
from tests.browser import headless_browser, watched_page


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with headless_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, sandbox: Sandbox) -> Iterator[Page]:
    """The console, signed in."""
    with watched_page(browser) as opened:
        opened.goto(sandbox.url)
        opened.get_by_label("User").fill(sandbox.api_user)
        opened.get_by_label("Key").fill(sandbox.api_key)
        opened.get_by_role("button", name="Open").click()
        expect(opened.locator("#workspace")).to_be_visible()
        yield opened


def ask(page: Page, expression: str) -> None:
    page.get_by_label("Query").get_by_role("textbox").fill(expression)
    page.get_by_role("button", name="Run").click()


def test_the_page_needs_no_other_host(sandbox: Sandbox) -> None:
    answer = requests.get(sandbox.url, timeout=10)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "connect-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "//" not in answer.text.replace("<!doctype", "")


def test_a_wrong_key_is_told(browser: Browser, sandbox: Sandbox) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(sandbox.url)
        page.get_by_label("User").fill(sandbox.api_user)
        page.get_by_label("Key").fill("wrong")
        page.get_by_role("button", name="Open").click()
        expect(page.get_by_role("alert").first).to_be_visible()
        expect(page.locator("#workspace")).to_be_hidden()


def test_entities_of_a_type_are_listed(page: Page) -> None:
    page.get_by_label("Filter entity types").fill("stat")
    page.get_by_role("link", name="Status", exact=True).click()
    expect(page.locator("#rows tbody tr").first).to_contain_text("Status")
    expect(page.locator("#rows")).to_contain_text("In progress")


def test_a_long_result_comes_in_pages(page: Page) -> None:
    ask(page, "select name from Context")
    expect(page.locator("#count")).to_contain_text("50 rows, and more")
    page.get_by_role("button", name="More").click()
    expect(page.locator("#rows tbody tr")).not_to_have_count(50)


def test_a_wrong_query_shows_where_it_is_wrong(page: Page) -> None:
    ask(page, "select name from Task where statuss.name is x")
    expect(page.locator("#fault")).to_contain_text("did you mean 'status'?")
    expect(page.locator("#fault")).to_contain_text("^")


def test_an_entity_is_shown_and_its_links_lead_on(page: Page) -> None:
    ask(page, "select name from Task limit 1")
    page.locator("#rows tbody a").first.click()
    expect(page.locator("#entity h2")).to_contain_text("Task")
    page.locator('#entity tr[data-attribute="project"] a').click()
    expect(page.locator("#entity h2")).to_contain_text("Project ")


def test_what_an_entity_says_is_shown_as_text(page: Page, sandbox: Sandbox) -> None:
    name = '<img src=x onerror="document.title=1">'
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key) as session:
        session.add(Task(name=name, parent=session.query(select(Project)).all()[0]))
        session.commit()
    ask(page, 'select name from Task where name like "<img%"')
    expect(page.locator("#rows tbody td").nth(1)).to_have_text(name)


def test_events_are_shown_as_they_come(page: Page, sandbox: Sandbox) -> None:
    expect(page.locator("#link")).to_have_text("connected")
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key) as session:
        session.query(select(Project)).all()[0].full_name = "Seen in the console"
        session.commit()
    first = page.locator("#events li").first
    expect(first).to_contain_text("ftrack.update")
    first.locator("summary").click()
    expect(first.locator("pre")).to_contain_text("Seen in the console")


def test_the_key_is_kept_for_the_tab_only(page: Page, sandbox: Sandbox) -> None:
    page.reload()
    expect(page.locator("#who")).to_have_text(sandbox.api_user)
    assert sandbox.api_key not in page.url
    assert page.evaluate("Object.keys(localStorage).length") == 0
