"""`Result.to_dicts`, `to_arrow`, `to_polars`, `to_pandas`: the types are the schema's, whatever comes."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pandas
import polars
import pyarrow as pa
import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import InvalidValueError, QueryError
from ftrack_orm.query import count, max_, sum_
from ftrack_orm.session.table import Column
from ftrack_orm.session.table.arrow import arrow_table
from ftrack_stock import Event, Note, Shot, Task

COLUMNS = (
    "id, name, bid, start_date, status.name, status.sort, status.is_active, link, metadata.value, "
    "custom_attributes.value, notes.content, notes.recipients.resource_id, parent[Shot].parent.name"
)
TYPES = {
    "id": pa.string(),
    "name": pa.string(),
    "bid": pa.float64(),
    "start_date": pa.timestamp("us"),
    "status.name": pa.string(),
    "status.sort": pa.int64(),
    "status.is_active": pa.bool_(),
    "link": pa.string(),
    "metadata.value": pa.list_(pa.string()),
    "custom_attributes.value": pa.list_(pa.string()),
    "notes.content": pa.list_(pa.string()),
    "notes.recipients.resource_id": pa.list_(pa.list_(pa.string())),
    "parent[Shot].parent.name": pa.string(),
}


@pytest.mark.parametrize("condition", ['name is "no such task"', "parent[Shot].name is_not none"])
def test_arrow_types_are_those_of_the_schema_with_rows_and_without(session: Session, condition: str) -> None:
    table = session.query(f"select {COLUMNS} from Task where {condition} limit 20").to_arrow()
    assert dict(zip(table.schema.names, table.schema.types, strict=True)) == TYPES
    assert bool(table.num_rows) == ("is_not" in condition)


def test_an_integer_key_is_an_integer(session: Session) -> None:
    assert session.query(select(Event.id, Event.created_at)).to_arrow().schema.types == [
        pa.int64(),
        pa.timestamp("us"),
    ]


def test_data_frames_have_these_types_too_where_nothing_came(session: Session) -> None:
    nothing = session.query('select name, bid, start_date, status.sort, status.is_active from Task where name is "-"')
    assert nothing.to_polars().schema == {
        "name": polars.String,
        "bid": polars.Float64,
        "start_date": polars.Datetime("us"),
        "status.sort": polars.Int64,
        "status.is_active": polars.Boolean,
    }
    kinds = ["string", "Float64", "datetime64[us]", "Int64", "boolean"]
    assert [str(kind) for kind in nothing.to_pandas().dtypes] == kinds


def test_values_are_those_of_the_server(session: Session) -> None:
    result = session.query(select(Task.id, Task.name, Task.bid, Task.start_date, Task.status.sort).order_by(Task.id))
    rows = [dict(zip(("id", "name", "bid", "start_date", "status.sort"), row, strict=True)) for row in result]
    assert rows == result.to_dicts() == result.to_arrow().to_pylist() == result.to_polars().to_dicts()
    assert [row["name"] for row in rows] == result.to_pandas()["name"].tolist()
    assert any(isinstance(row["start_date"], datetime) for row in rows)


def test_missing_integers_stay_integers_in_pandas() -> None:
    from ftrack_orm.session.table.frames import pandas_frame

    frame = pandas_frame(arrow_table([Column("sort", "integer")], [{"sort": 1}, {"sort": None}]))
    assert str(frame["sort"].dtype) == "Int64"
    assert frame["sort"][1] is pandas.NA


def test_collections_are_lists(session: Session) -> None:
    notes = session.query("select content, parent_id from Note where parent_type is task").to_dicts()
    wanted: dict[str, list[str]] = {}
    for note in notes:
        wanted.setdefault(note["parent_id"], []).append(note["content"])
    table = session.query("select id, notes.content from Task where notes any ()").to_arrow().to_pylist()
    assert {row["id"]: sorted(row["notes.content"]) for row in table} == {k: sorted(v) for k, v in wanted.items()}


def test_metadata_and_custom_attributes_are_read_by_their_attributes(session: Session, other: Session) -> None:
    shot = other.query(select(Shot)).all()[0]
    shot.metadata["plate"] = "A001"
    other.commit()
    (row,) = session.query(f'select metadata.key, metadata.value from Shot where id is "{shot.id}"').to_dicts()
    assert "A001" in row["metadata.value"]
    assert "plate" in row["metadata.key"]


def test_groups_are_typed(session: Session) -> None:
    query = select(Task.project_id, count(Task.id), sum_(Task.bid), max_(Task.start_date)).group_by(Task.project_id)
    table = session.query(query).to_arrow()
    assert table.schema.names == ["project_id", "count_id", "sum_bid", "max_start_date"]
    assert table.schema.types == [pa.string(), pa.int64(), pa.float64(), pa.timestamp("us")]
    assert table.to_pylist()[0]["count_id"] > 0


def test_entities_have_no_column(session: Session) -> None:
    with pytest.raises(QueryError, match="leads to Status"):
        session.query("select name, status from Task").to_arrow()


def test_pending_changes_do_not_show(session: Session) -> None:
    note = session.query(select(Note).load(Note.content)).all()[0]
    before, note.content = note.content, "changed"
    rows = session.query(select(Note.id, Note.content)).to_arrow().to_pylist()
    assert {row["id"]: row["content"] for row in rows}[note.id] == before


ODD: list[tuple[str, Any, Any]] = [
    ("number", 3, 3.0),
    ("integer", 3.0, 3),
    ("text", {"a": [1, None]}, '{"a": [1, null]}'),
    ("text", "half \ud83d of a pair", "half ? of a pair"),
    ("object", {"at": datetime(2026, 1, 2)}, '{"at": "2026-01-02T00:00:00"}'),
    ("variable", 3.5, "3.5"),
    ("variable", "text", "text"),
    ("variable", ["a", "b"], '["a", "b"]'),
    ("datetime", datetime(2026, 1, 2, 3, tzinfo=UTC), datetime(2026, 1, 2, 3)),
]


@pytest.mark.parametrize(("kind", "value", "there"), ODD)
def test_what_fits_with_care_is_taken(kind: Any, value: object, there: object) -> None:
    table = arrow_table([Column("it", kind)], [{"it": value}, {"it": None}])
    assert table.to_pylist() == [{"it": there}, {"it": None}]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("number", "3"), ("number", []), ("integer", 3.5), ("integer", 2**64), ("boolean", 1), ("datetime", "2026-01-02")],
)
def test_what_does_not_fit_names_column_and_value(kind: Any, value: object) -> None:
    with pytest.raises(InvalidValueError, match=r"the column 'task\.it' holds"):
        arrow_table([Column("task.it", kind)], [{"task.it": value}])


def test_without_pyarrow_the_remedy_is_told() -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from ftrack_orm.errors import ConfigurationError\n"
        "try: import ftrack_orm.session.table.arrow\n"
        "except ConfigurationError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'ftrack-orm[export]'" in done.stdout


def test_a_session_imports_no_arrow() -> None:
    code = (
        "import sys, ftrack_orm.session, ftrack_orm.export; print(*(m in sys.modules for m in ('pyarrow', 'polars')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
