"""The reference of a workspace, as a person uses it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ftrack_orm.reference import write_site
from ftrack_orm.schema.stock import stock_schema
from ftrack_orm.schema.vocabulary import Vocabulary
from tests.browser import headless_browser, watched_page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(stock_schema(), Vocabulary(), folder, title="Stock workspace")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with headless_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with watched_page(browser) as opened:
        yield opened


def address(folder: Path, name: str = "index.html") -> str:
    return (folder / name).as_uri()


def test_the_search_finds_an_attribute_and_leads_to_it(page: Page, site: Path) -> None:
    page.goto(address(site))
    page.keyboard.press("/")
    page.keyboard.type("published")
    expect(page.get_by_role("option").first).to_contain_text("AssetVersion.is_published")
    page.keyboard.press("Enter")
    page.wait_for_url("**/AssetVersion.html#attribute-is_published")
    expect(page.locator("#attribute-is_published")).to_be_in_viewport()


def test_a_link_leads_to_its_entity(page: Page, site: Path) -> None:
    page.goto(address(site, "entity/Task.html"))
    page.locator("#attribute-assignments a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Appointment")


def test_a_box_of_the_relations_leads_to_its_entity(page: Page, site: Path) -> None:
    page.goto(address(site, "entity/Status.html"))
    page.locator('.neighbours a[href="State.html"]').click()
    expect(page.get_by_role("heading", level=1)).to_have_text("State")


def test_the_diagram_shows_every_entity_type_and_leads_to_it(page: Page, site: Path) -> None:
    page.goto(address(site, "diagram.html"))
    shown = page.locator("#diagram g").evaluate_all("groups => groups.map(group => group.dataset.name)")
    assert set(shown) == {entity_type.name for entity_type in stock_schema()}
    page.locator('#diagram g[data-name="Setting"] circle').click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Setting")


def test_nothing_found_is_said(page: Page, site: Path) -> None:
    page.goto(address(site))
    page.get_by_role("combobox").fill("no such thing at all")
    expect(page.locator("#found")).to_have_text("Nothing found")
