"""Whatever a workspace calls its words and custom attributes: a package that imports and runs nothing of it."""

from __future__ import annotations

import importlib
import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ftrack_orm.errors import SchemaError
from ftrack_orm.mapping import registry
from ftrack_orm.schema.vocabulary import CustomAttribute, CustomLink, ProjectSchema, Vocabulary, Word
from ftrack_orm_codegen import Options, generate_package, placing
from ftrack_orm_codegen.vocabulary.inspection import inspect_custom_module, inspect_word_module
from ftrack_orm_codegen.vocabulary.vocabulary_code import VocabularyCode
from tests.codegen.test_mutation import CANARY, EVIL, imported
from tests.codegen.vocabulary.small_workspace import small_schema, small_vocabulary

SHOT = str(small_schema()["Shot"].object_type_id)
NAMES = st.sampled_from([
    "mro", "name", "value", "Value", "User", "Literal", "overload", "property", "LightChoice", "key", "owner", "items",
    "TYPE_CHECKING", "Statuses", "Words", "Refers", "_x_", "__new__", "_missing_", "ShotCustomAttributes", "datetime",
    "_Sequence", "None", "True", "fps", "FPS", "２D", "ß", "a.b", "a" * 300, "",
])  # fmt: skip
TEXT = st.one_of(EVIL, NAMES, st.text(max_size=8))
KINDS = st.sampled_from(
    ["text", "number", "boolean", "date", "enumerator", "dynamic enumerator", "url", "expression", None]
)
WORDS = st.lists(
    st.builds(Word, TEXT, TEXT, st.none() | TEXT, st.none() | st.integers(), st.none() | TEXT, st.booleans())
)
IDS = st.dictionaries(TEXT, st.lists(TEXT, max_size=2).map(tuple), max_size=2)
ATTRIBUTES = st.lists(
    st.builds(
        CustomAttribute,
        id=TEXT,
        key=TEXT,
        label=TEXT,
        kind=KINDS,
        entity_type=st.sampled_from(["task", "show", "asset", "x", None]),
        object_type_id=st.sampled_from([None, SHOT, "x"]),
        project_id=st.none() | TEXT,
        hierarchical=st.booleans(),
        default=st.none() | TEXT | st.lists(TEXT, max_size=2).map(tuple) | st.floats(),
        choices=st.lists(TEXT, max_size=3).map(tuple),
        whole=st.booleans(),
    ),
    max_size=4,
)
LINKS = st.lists(
    st.builds(CustomLink, TEXT, TEXT, TEXT, st.just("task"), st.sampled_from(["user", "task", "x", None])), max_size=3
)
VOCABULARIES = st.builds(
    Vocabulary,
    statuses=WORDS.map(tuple),
    types=WORDS.map(tuple),
    project_schemas=st.lists(st.builds(ProjectSchema, TEXT, TEXT, IDS, IDS, IDS), max_size=2).map(tuple),
    custom_attributes=ATTRIBUTES.map(tuple),
    custom_links=LINKS.map(tuple),
)


def test_a_choice_that_an_enumerator_offers_twice_is_one_choice(tmp_path: Path) -> None:
    light = CustomAttribute("1", "light", "Light", "enumerator", "task", SHOT, choices=("key", "rim", "key"))
    generate_package(small_schema(), tmp_path / "mutant", vocabulary=Vocabulary(custom_attributes=(light,)))
    text = "".join(path.read_text("utf-8") for path in (tmp_path / "mutant").rglob("*.py"))
    assert re.findall(r"LightChoice: TypeAlias = Literal\[([^\]]*)\]", text) == ['\n    "key",\n    "rim",\n']


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(vocabulary=VOCABULARIES, strict=st.booleans())
def test_any_vocabulary_gives_a_package_that_imports(vocabulary: Vocabulary, strict: bool) -> None:
    schema = small_schema()
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(placing, "check_import", imported)
        package = Path(folder, "mutant")
        generate_package(schema, package, Options(strict_literals=strict), vocabulary=vocabulary)
        _see_words(package, vocabulary)
        stated = json.loads((package / "vocabulary.json").read_text())
        assert Vocabulary.from_json(stated).hash == vocabulary.hash or vocabulary != vocabulary
    assert not CANARY.exists()


def _see_words(package: Path, vocabulary: Vocabulary) -> None:
    """See that each word is there under its own name, and that the module of custom attributes imports."""
    sys.path.insert(0, str(package.parent))
    try:
        importlib.invalidate_caches()
        module = importlib.import_module(package.name)
        if vocabulary.statuses:
            wanted = {word.id: word.name for word in vocabulary.statuses}
            assert {word.id: word.name for word in module.Statuses} == wanted
        if (package / "custom_attributes.py").exists():
            importlib.import_module(f"{package.name}.custom_attributes")
    finally:
        sys.path.remove(str(package.parent))
        for name in [name for name in sys.modules if name.partition(".")[0] == package.name]:
            del sys.modules[name]
        registry._registries.pop(package.name, None)


@pytest.mark.parametrize(
    "added",
    [
        "import os",
        "print(1)",
        "x = [].append(1)",
        "class Statuses: pass",
        "def f(): return 1",
        "@overload\ndef f(a=print(1)): ...",
        "x: Literal[(y := 1)]",
        "x = os",
        "if True:\n    pass",
        "for x in (): pass",
        "x = eval",
        "x = f'{1}'",
        "x = lambda: 1",
        "x = TypedDict('x', eval('1'))",
    ],
)
def test_anything_added_to_a_module_is_refused(added: str) -> None:
    schema, vocabulary = small_schema(), small_vocabulary()
    classes = {one.name: one.name for one in schema}
    code = VocabularyCode.of(schema, vocabulary, classes, strict=True)
    texts = code.files()
    with pytest.raises(SchemaError, match="expected that"):
        inspect_custom_module(f"{texts['custom_attributes.py']}\n{added}\n", code.custom)
    with pytest.raises(SchemaError, match="expected that"):
        inspect_word_module(f"{texts['vocabulary.py']}\n{added}\n", code.kinds)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"statuses": [{"id": 1, "name": "x"}]}, "'id' of a Word cannot be 1"),
        ({"statuses": [{"id": "a", "name": None}]}, "'name' of a Word cannot be None"),
        ({"statuses": [{"id": "a", "name": "x", "sort": float("nan")}]}, "'sort' of a Word cannot be nan"),
        ({"statuses": [{"id": "a", "name": "x", "sort": True}]}, "'sort' of a Word cannot be True"),
        ({"statuses": [{"id": "a", "nme": "x"}]}, "'statuses' cannot be read"),
        ({"statuses": 3}, "'statuses' is no list"),
        ({"custom_attributes": [{"id": "a", "key": "b", "label": "c", "kind": "x", "entity_type": None}]}, "'kind'"),
    ],
)
def test_words_of_the_wrong_kind_are_refused_by_name(change: dict[str, Any], said: str) -> None:
    with pytest.raises(SchemaError, match=said):
        Vocabulary.from_json(change)
