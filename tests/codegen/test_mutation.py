"""Whatever becomes of a schema: an importable package that runs nothing of it, or one clear error."""

from __future__ import annotations

import copy
import importlib
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.errors import SchemaError
from ftrack_orm.mapping import registry
from ftrack_orm.schema import Schema
from ftrack_orm_codegen import placing
from ftrack_orm_codegen.options import Options
from ftrack_orm_codegen.package import generate_package
from tests.hardening.rounds import examples

Raw = list[dict[str, Any]]

CANARY = Path(tempfile.gettempdir()) / "ftrack-orm-canary"
CALL = f"__import__('pathlib').Path({str(CANARY)!r}).touch()"
EVIL = st.sampled_from([
    f'"""\n{CALL}\n"""', f"'''\n{CALL}", f'")\n{CALL}\n(', f"{{{{ {CALL} }}}}", f"{{% {CALL} %}}", CALL, "\\", '"', "'",
    "\n", "\ud800", "\x00", "class", "None", "__class__", "__getattr__", "__all__", "model_fields", "model_config",
    "copy", "self", "str", "Entity", "Attribute", "list", "datetime", "TYPE_CHECKING", "annotations", "Thing", "thing",
    "THING", "models", "generated_package", "aux", "镜头", "ﬁ", "a b", "a-b", "1", "x" * 10_000,
])  # fmt: skip
TEXT = st.one_of(EVIL, st.text(max_size=8))
ANY = st.one_of(TEXT, st.none(), st.booleans(), st.integers(), st.floats(), st.lists(TEXT, max_size=2))
TYPES = st.sampled_from(["string", "number", "integer", "boolean", "object", "variable", "array", "mapped_array", "x"])


def plain() -> Raw:
    """A schema with one of each: a base, scalars, links, a collection, a mapping, an enumeration."""
    own: dict[str, Any] = {
        "id": {"type": "string", "default": "{uid}"},
        "name": {"type": "string", "description": "What it is called.", "default": "x"},
        "state": {"type": "string", "enum": ["on", "off"]},
        "owner_id": {"type": "string", "format": "foreign_key"},
        "owner": {"$ref": "Thing"},
        "parts": {"type": "array", "items": {"$ref": "Part"}},
        "notes": {
            "type": "mapped_array",
            "items": {"$ref": "Part"},
            "key_value_attributes": {"key": "name", "value": "size"},
        },
    }
    part = {"id": {"type": "string"}, "name": {"type": "string"}, "size": {"type": "number", "default": 1}}
    stated = {"required": ["id"], "immutable": ["id"], "primary_key": ["id"], "default_projections": ["id"]}
    return [
        {"id": "Thing", "properties": own, "alias_for": "things", **copy.deepcopy(stated)},
        {"id": "Narrow", "$mixin": {"$ref": "Thing"}, "properties": copy.deepcopy(own), **copy.deepcopy(stated)},
        {"id": "Part", "properties": part, **copy.deepcopy(stated)},
    ]


def rename_type(raw: Raw, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
    draw(st.sampled_from(raw))["id"] = draw(TEXT)


def add_type(raw: Raw, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
    raw.append(copy.deepcopy(draw(st.sampled_from(raw))) | {"id": draw(TEXT)})


def rename_property(raw: Raw, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
    properties = draw(st.sampled_from(raw))["properties"]
    properties[draw(TEXT)] = properties[draw(st.sampled_from(sorted(properties)))]


def change_property(raw: Raw, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
    properties = draw(st.sampled_from(raw))["properties"]
    changed = properties[draw(st.sampled_from(sorted(properties)))]
    key = draw(st.sampled_from(["type", "$ref", "format", "description", "default", "enum", "alias_for", "items"]))
    changed[key] = draw(TYPES if key == "type" else ANY)


def change_type(raw: Raw, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
    key = draw(st.sampled_from(["$mixin", "primary_key", "required", "immutable", "alias_for", "description"]))
    draw(st.sampled_from(raw))[key] = draw(ANY)


def drop(raw: Raw, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
    if len(raw) > 1:
        raw.remove(draw(st.sampled_from(raw)))


@st.composite
def mutated(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Raw:
    raw = plain()
    steps = [rename_type, add_type, rename_property, change_property, change_type, drop]
    for step in draw(st.lists(st.sampled_from(steps), min_size=1, max_size=6)):
        step(raw, draw)
    return raw


def imported(folder: Path) -> None:
    """Import every class of a package here, with warnings as errors, and forget it again."""
    sys.path.insert(0, str(folder.parent))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            importlib.invalidate_caches()
            package = importlib.import_module(folder.name)
            for name in package.__all__:
                getattr(package, name)
    finally:
        sys.path.remove(str(folder.parent))
        for name in [name for name in sys.modules if name.partition(".")[0] == folder.name]:
            del sys.modules[name]
        registry._registries.pop(folder.name, None)


@examples(40)
@given(raw=mutated(), single_file=st.booleans())
def test_any_schema_gives_a_package_that_imports_or_one_clear_error(raw: Raw, single_file: bool) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(placing, "check_import", imported)
        try:
            generate_package(Schema.from_json(raw), Path(folder, "mutant"), Options(single_file=single_file))
        except SchemaError as error:
            said = str(error)
        else:
            said = ""
    assert "the generated" not in said
    assert not CANARY.exists()
