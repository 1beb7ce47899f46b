"""The reference of a workspace, as files."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ftrack_orm.cli.application import run
from ftrack_orm.errors import ConfigurationError
from ftrack_orm.reference import write_site
from ftrack_orm.reference.page_name import page_names
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema
from ftrack_orm.schema.vocabulary import CustomAttribute, Vocabulary, Word

HOSTILE = "<script>alert(1)</script>"


class Links(HTMLParser):
    """All addresses that a page refers to, and the ids that it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value and not value.startswith("data:"):
                self.links.append(value)
            if name == "id" and value:
                self.ids.add(value)


def hostile_schema() -> Schema:
    raw = [
        {"id": HOSTILE, "properties": {"id": {"type": "string"}, HOSTILE: {"type": "string", "description": HOSTILE}}},
        {"id": "../../up", "properties": {"x": {"$ref": HOSTILE}}},
        {"id": "Task", "properties": {}},
        {"id": "TASK", "properties": {}},
    ]
    return Schema.from_json(raw)


def hostile_vocabulary() -> Vocabulary:
    attribute = CustomAttribute("1", HOSTILE, HOSTILE, "text", "show", hierarchical=True, default=HOSTILE)
    return Vocabulary(statuses=(Word(HOSTILE, HOSTILE, color='"/><script>'),), custom_attributes=(attribute,))


def test_no_link_leads_nowhere(tmp_path: Path) -> None:
    write_site(stock_schema(), Vocabulary(), tmp_path)
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in tmp_path.rglob("*.html")}
    assert len(pages) == len(stock_schema()) + 3
    for path, page in pages.items():
        for link in page.links:
            name, _, place = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target.exists(), f"{path.name} leads to {link}"
            assert not place or place in pages[target].ids, f"{path.name} leads to {link}"


def test_a_page_tells_of_its_attributes_and_what_leads_to_it(tmp_path: Path) -> None:
    write_site(stock_schema(), Vocabulary(), tmp_path)
    text = re.sub(r"\s+", " ", (tmp_path / "entity" / "Status.html").read_text(encoding="utf-8"))
    assert 'id="attribute-state"' in text
    assert "Task.html#attribute-status" in text or "TypedContext.html#attribute-status" in text


def test_what_a_workspace_says_is_text_and_nothing_else(tmp_path: Path) -> None:
    write_site(hostile_schema(), hostile_vocabulary(), tmp_path / "site", title=HOSTILE)
    written = list((tmp_path / "site").rglob("*.*"))
    assert not list(tmp_path.rglob("up*.html"))[1:]
    assert all((tmp_path / "site") in path.parents for path in written)
    for path in written:
        if path.suffix in (".html", ".js"):
            assert HOSTILE not in path.read_text(encoding="utf-8"), path.name


def test_entity_types_that_differ_in_case_have_files_that_do_not() -> None:
    names = page_names(["Task", "TASK", "task", "con", "Con"])
    assert len({name.casefold() for name in names.values()}) == 5
    assert not {"con.html"} & {name.casefold() for name in names.values()}


def test_a_folder_with_other_files_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="holds files that are no such site"):
        write_site(stock_schema(), Vocabulary(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_pages_of_entity_types_that_went_are_removed(tmp_path: Path) -> None:
    write_site(stock_schema(), Vocabulary(), tmp_path)
    write_site(Schema.from_json([{"id": "Task", "properties": {}}]), Vocabulary(), tmp_path)
    assert [path.name for path in (tmp_path / "entity").iterdir()] == ["Task.html"]


def test_the_command_asks_the_workspace_for_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Sandbox() as sandbox:
        monkeypatch.setenv("FTRACK_SERVER", sandbox.url)
        monkeypatch.setenv("FTRACK_API_USER", sandbox.api_user)
        monkeypatch.setenv("FTRACK_API_KEY", sandbox.api_key)
        assert run(["docs", "--output", str(tmp_path / "site")]) == 0
    assert capsys.readouterr().out.startswith("133 pages")
    assert "In progress" in (tmp_path / "site" / "words.html").read_text(encoding="utf-8")
    assert "Awaiting approval" in (tmp_path / "site" / "entity" / "Task.html").read_text(encoding="utf-8")
    every = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.*"))
    assert sandbox.api_key not in every
