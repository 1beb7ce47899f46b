"""The notation of the stock workspace: what it reads, what it refuses, and that it loses nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftrack_orm.errors import SchemaError
from ftrack_orm.schema import Attribute, Schema
from ftrack_orm.schema.stock import notation, read, stock_schema, write
from ftrack_orm.sentinels import MISSING


def attribute(line: str) -> Attribute:
    name, _ = line.split(maxsplit=1)
    return read({"text": f"Status\n    {line}\n"})["Status"][name]


def test_the_whole_stock_schema_reads_back_as_it_was_written() -> None:
    assert read({"text": write(stock_schema())}) == stock_schema()


def test_texts_may_be_split_between_types_in_any_order() -> None:
    names = sorted(stock_schema().entity_types, reverse=True)
    texts = {name: write(stock_schema(), [name]) for name in names}
    assert read(texts) == stock_schema()


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("x  text", {"type": "string"}),
        ("x  untyped", {}),
        ("x  datetime", {"type": "string", "format": "date-time"}),
        ("x  integer = 0 required", {"type": "integer", "default": 0, "required": True}),
        ("x  text = null", {"type": "string", "default": None}),
        ('x  text = "#510100"  # a colour', {"type": "string", "default": "#510100"}),
        ("x  uid  (xid)", {"type": "string", "default": "{uid}", "required": True, "immutable": True, "alias": "xid"}),
        ("x  text = {uid}", {"type": "string", "default": "{uid}"}),
        (
            "x  id -> User.user_id",
            {"type": "string", "format": "foreign_key", "description": "Foreign key(s): User.user_id"},
        ),
        ("x  integer format foreign_key", {"type": "integer", "format": "foreign_key"}),
        ('x  untyped type "big number"', {"type": "big number"}),
        ("x  text <a|b-c|\"d e\">", {"type": "string", "enum": ("a", "b-c", "d e")}),
        ("x  -> Status  immutable", {"kind": "link", "target": "Status", "immutable": True}),
        ("x  [Status]", {"kind": "collection", "target": "Status"}),
        ("x  {Status}  restricted", {"kind": "mapping", "target": "Status", "restricted": True}),
        (
            "x  {Status key: value}",
            {"kind": "mapping", "target": "Status", "key_attribute": "key", "value_attribute": "value"},
        ),
        ("x  text  -- It's # said: = required", {"type": "string", "description": "It's # said: = required"}),
        ("x  text  transform", {"type": "string", "extra": {"transform": notation.TRANSFORM}}),
        ('x  text  extra unit = {"a": [1]}', {"type": "string", "extra": {"unit": {"a": [1]}}}),
    ],
)  # fmt: skip
def test_a_line_states(line: str, facts: dict[str, Any]) -> None:
    given: dict[str, Any] = {"name": "x", "kind": "scalar", "default": MISSING}
    assert attribute(line) == Attribute(**given | facts)


def test_a_type_has_the_attributes_of_its_base_but_for_those_without() -> None:
    schema = read({"text": "A\n  x text\n  y text\nB : A\n  @without y\n  x number\n  z text\n"})
    assert list(schema["B"].attributes) == ["x", "z"]
    assert schema["B"]["x"].type == "number"


def test_a_base_may_stand_in_a_later_text() -> None:
    schema = read({"one": "B : A\n", "two": "A\n  x text\n"})
    assert "x" in schema["B"]


def test_a_foreign_key_that_loses_its_link_forgets_it() -> None:
    schema = read({"text": "A\n  a -> A\n  a_id id\nB : A\n  @without a\n"})
    assert schema["A"]["a_id"].link == "a"
    assert schema["B"]["a_id"].link is None


def test_projections_and_keys_are_those_of_the_base_unless_stated() -> None:
    text = (
        "A\n  @key b c\n  @system d\n  @aggregates\n  b text\n  c text\nB : A\nC : A\n  @aggregates no\n  @always b\n"
    )
    schema = read({"text": text})
    assert schema["B"].primary_key == schema["B"].default_projections == ("b", "c")
    assert (schema["B"].system_projections, schema["B"].group_by) == (("d",), True)
    assert (schema["C"].default_projections, schema["C"].group_by) == (("b",), False)


def test_what_tells_a_type_apart_may_hold_any_character() -> None:
    schema = read({"text": 'A\n  @table Task where a = "x # y, z", "b c" = "q"  # told apart\n'})
    assert schema["A"].table == "Task"
    assert schema["A"].classifiers == {"a": "x # y, z", "b c": "q"}


def test_windows_line_ends_change_nothing() -> None:
    text = write(stock_schema())
    assert read({"text": text.replace("\n", "\r\n")}) == stock_schema()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x", "expected a name and what it holds"),
        ("x txt", "expected one of text, id"),
        ("x text requird", "expected a default, an (alias), <values>, a marker such as required"),
        ("x text required required", "expected required at most once"),
        ("x text = 1 = 2", "expected default at most once"),
        ("x text = one", "expected a JSON value"),
        ("x text = 1required", "expected a space after the JSON value"),
        ("x text (a b)", "expected a default, an (alias)"),
        ("x -> Nowhere", "expected an entity type of these texts, got 'Nowhere'"),
        ("x [Status", "expected a name and what it holds"),
        ("x {Status key}", "expected a name and what it holds"),
        ("x id -> User", "expected where the key leads (`-> User.id`)"),
        ("x text --", "expected a default"),
        ('x text = "\\q"', "expected a JSON value"),
        ("id text", "expected each attribute of Status once"),
        ("@kee id", "expected one of @absent"),
        ("@key id, name", "expected names with a space between"),
        ("@key id\n  @key id", "expected @key at most once"),
        ("@aggregates maybe", "expected `yes`, `no` or nothing"),
        ("@table", "expected the name of a table"),
        ("@table Task where id", "expected the name of a table"),
        ("@absent name", "expected one of required, immutable, computed"),
        ("@extra a", "expected `name = JSON`"),
        ("@extra a = 1 b", "expected the end of the line"),
        ("@without x", "expected @without to name attributes of"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_by_file_and_line(line: str, message: str) -> None:
    with pytest.raises(SchemaError) as caught:
        read({"status.ftrack": f"# A comment\nStatus\n  id uid\n  {line}\n"})
    assert message in str(caught.value)
    number = 2 if "@without" in line else 5 if "\n" in line else 4
    assert str(caught.value).startswith(f"status.ftrack:{number}: ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("  x text\n", "t:1: expected the name of an entity type at the margin"),
        ("A\nA\n", "t:2: expected each entity type once (A stands at t:1)"),
        ("A : B\n", "t:1: expected a base that is an entity type of these texts, got 'B'"),
        ("A : A\n", "t:1: expected a base that is not built on 'A', got 'A'"),
        ("A : B\nB : A\n", "t:2: expected a base that is not built on 'B', got 'A'"),
        ("A B\n", "t:1: expected the name of an entity type, or two with a colon"),
        ("A :\n", "t:1: expected the name of an entity type, or two with a colon"),
    ],
)
def test_an_entity_type_that_cannot_be_is_refused(text: str, message: str) -> None:
    with pytest.raises(SchemaError) as caught:
        read({"t": text})
    assert str(caught.value).startswith(message)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_edit_of_the_text_reads_as_a_schema_or_names_the_line(data: st.DataObject) -> None:
    text = write(stock_schema(), ["State", "Scope", "Metadata", "ManagerType", "EntitySetting"])
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 9)))
    edited = text[:start] + data.draw(st.text('ab "\\{}[]()<>|=@#:->\n\t\x0b\u2028', max_size=6)) + text[end:]
    outcome: Schema | str
    try:
        outcome = read({"text": edited})
    except SchemaError as error:
        outcome = str(error)
    if isinstance(outcome, Schema):
        assert read({"text": write(outcome)}) == outcome
    else:
        assert outcome.startswith("text:")


def test_a_wrong_word_after_many_names_is_refused_at_once() -> None:
    with pytest.raises(SchemaError, match="expected names with a space between"):
        read({"t": f"A\n    @always {'abcdefghijklmnop ' * 40}[\n"})


def test_the_example_of_the_notation_reads() -> None:
    lines = str(notation.__doc__).split("\n\n")[1].splitlines()
    example = "\n".join(line[4:] for line in lines)
    rest = "TypedContext\nObjectType\nStatus\nNote\nMetadata\n"
    schema = read({"docstring": f"{example}\n{rest}"})
    assert schema["Task"]["bid"].default == 0
    assert schema["Task"]["legacy"].description == "What is said about it, to the end of the line."


def test_a_schema_of_its_own_reads_back() -> None:
    raw = [{"id": "A", "properties": {"x": {"type": "string", "default": {"a": "{uid}"}, "description": " spaced "}}}]
    schema = Schema.from_json(raw)
    assert read({"text": write(schema)}) == schema
