"""Write the site: a page for each entity type, one for the words, one for the diagram, and what the search needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.reference.diagram import diagram
from ftrack_orm.reference.entity_page import EntityPage, Workspace
from ftrack_orm.reference.page_name import page_names
from ftrack_orm.schema import Schema
from ftrack_orm.schema.vocabulary import Vocabulary

__all__ = ["write_site"]

_MARKER = ".ftrack-orm-reference"
_ASSETS = ("reference.css", "reference.js", "diagram.js")


def write_site(schema: Schema, vocabulary: Vocabulary, folder: Path, title: str = "ftrack workspace") -> int:
    """Write the reference of a workspace into a folder and return the number of its pages.

    It works from the file system, without a server or a network. A folder is replaced only if it is such a site.

    Raises:
        ConfigurationError: The folder holds something else.
    """
    _refuse_foreign(folder)
    workspace = Workspace(schema, vocabulary)
    files = page_names(entity_type.name for entity_type in schema)
    environment = _environment(files, title)
    pages = {name: workspace.page(name) for name in files}
    written = {
        "index.html": environment.get_template("index.html").render(families=_families(schema), pages=pages, root=""),
        "words.html": environment.get_template("words.html").render(vocabulary=vocabulary, schema=schema, root=""),
        "diagram.html": environment.get_template("diagram.html").render(root=""),
        "graph.js": _script("GRAPH", _graph(pages, files)),
        "search.js": _script("SEARCH", [*_search_entries(pages, files)]),
    }
    template = environment.get_template("entity.html")
    for name, page in pages.items():
        shown = template.render(page=page, diagram=diagram(page), root="../")
        written[f"entity/{files[name]}"] = shown
    _write(folder, written)
    return sum(name.endswith(".html") for name in written)


def _environment(files: dict[str, str], title: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("ftrack_orm.reference"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(title=title, file_of=files.get)
    return environment


def _families(schema: Schema) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the entity types under the widest base of each, with their depth below it; the single ones last."""
    children: dict[str | None, list[str]] = {}
    for entity_type in schema:
        children.setdefault(entity_type.base, []).append(entity_type.name)

    def below(name: str, depth: int) -> Iterator[tuple[int, str]]:
        yield depth, name
        for child in children.get(name, ()):
            yield from below(child, depth + 1)

    roots = children.get(None, [])
    families = [(root, [*below(root, 0)]) for root in roots if root in children]
    return [*families, ("Others", [(0, root) for root in roots if root not in children])]


def _graph(pages: dict[str, EntityPage], files: dict[str, str]) -> dict[str, Any]:
    """Return the entity types and what leads from one to another, each pair once with all its attributes."""
    index = {name: number for number, name in enumerate(pages)}
    edges: dict[tuple[int, int], list[str]] = {}
    for name, page in pages.items():
        for mention in page.mentions:
            edges.setdefault((index[mention.entity_type], index[name]), []).append(mention.attribute)
    nodes = [
        {"name": name, "file": f"entity/{files[name]}", "base": index.get(page.entity_type.base or "", -1)}
        for name, page in pages.items()
    ]
    return {"nodes": nodes, "edges": [[start, end, ", ".join(names)] for (start, end), names in edges.items()]}


def _search_entries(pages: dict[str, EntityPage], files: dict[str, str]) -> Iterator[list[str]]:
    """Yield what can be found: the text, what it is, and where it leads."""
    for name, page in pages.items():
        yield [name, "entity type", f"entity/{files[name]}"]
        for row in page.attributes:
            if row.inherited_from is None:
                yield [f"{name}.{row.name}", row.holds, f"entity/{files[name]}#attribute-{row.name}"]
        for one in page.custom_attributes:
            yield [f"{name}.custom_attributes.{one.key}", one.label, f"entity/{files[name]}#custom-{one.key}"]


def _script(name: str, value: object) -> str:
    """Return a script that states a value: pages opened from a file may load scripts, and no JSON."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return f"const {name} = {text.replace('</', '<' + chr(92) + '/')};\n"


def _refuse_foreign(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ConfigurationError(f"{folder} is a file; name a folder for the site")
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARKER).exists():
        raise ConfigurationError(f"{folder} holds files that are no such site; name an empty or a new folder")


def _write(folder: Path, written: dict[str, str]) -> None:
    (folder / "entity").mkdir(parents=True, exist_ok=True)
    (folder / _MARKER).write_text("written by ftrack-orm docs\n", encoding="utf-8", newline="\n")
    for stale in (folder / "entity").glob("*.html"):
        stale.unlink()
    for name in _ASSETS:
        written[name] = (Path(__file__).with_name("assets") / name).read_text(encoding="utf-8")
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
