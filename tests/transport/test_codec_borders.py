"""The borders of the codec: what is refused and how, values of types of their own, the time zone of the process."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, IntEnum
from typing import Any

import pytest

from ftrack_orm.errors import InvalidValueError, ProtocolError
from ftrack_orm.session.reading.values import decode_anything, decode_moments, moment
from ftrack_orm.transport import Call, Create, Delete, QueryExpression, Update, decode_value, encode_value
from ftrack_orm.transport.codec import wire_datetime
from ftrack_orm.transport.decoding import decode
from ftrack_orm.transport.encoding import encode


class Word(str):
    """Text of a type of its own."""


class Ratio(float):
    """A number of a type of its own."""


class Kind(str, Enum):  # noqa: UP042 - this kind is what is tested
    COMP = "comp"


class Priority(IntEnum):
    HIGH = 3


class Day(Enum):
    START = date(2026, 1, 2)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process whose local time is nine hours before UTC's."""
    monkeypatch.setenv("TZ", "JST-9")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("elsewhere")
def test_moments_are_in_utc_wherever_the_process_is() -> None:
    aware = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2)))
    assert wire_datetime(aware) == "2026-01-02T01:04:05"
    assert wire_datetime(datetime(2026, 1, 2, 3, 4, 5)) == "2026-01-02T03:04:05"
    for text in ("2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05Z", "2026-01-02T01:04:05"):
        raw = {"__type__": "datetime", "value": text}
        assert decode_value(raw) == moment(raw) == datetime(2026, 1, 2, 1, 4, 5)
        rows: list[dict[str, Any]] = [{"at": raw}]
        decode_moments("at", rows)
        assert rows == [{"at": datetime(2026, 1, 2, 1, 4, 5)}]


@pytest.mark.parametrize(
    "aware",
    [
        datetime.min.replace(tzinfo=timezone(timedelta(hours=2))),
        datetime.max.replace(tzinfo=timezone(-timedelta(hours=2))),
    ],
)
def test_a_moment_outside_of_the_calendar_is_refused(aware: datetime) -> None:
    with pytest.raises(InvalidValueError) as refused:
        encode_value(aware)
    assert str(refused.value) == f"{aware.isoformat()} is before the year 1 or after 9999 in UTC"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), Ratio("nan")])
def test_a_number_that_json_has_not_is_refused(number: float) -> None:
    with pytest.raises(InvalidValueError) as refused:
        encode_value([number])
    assert str(refused.value).startswith(f"{number!r} is no number that can be sent")
    assert str(refused.value).endswith("leave it out, or send None")


def test_what_has_no_form_is_named_by_its_type() -> None:
    with pytest.raises(InvalidValueError) as refused:
        encode_value({"a": [b"x"]})
    assert str(refused.value) == "a value of type bytes cannot be sent to the server"


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (Word("a"), "a"),
        (Ratio(2.5), 2.5),
        (Kind.COMP, "comp"),
        (Priority.HIGH, 3),
        (Day.START, {"__type__": "datetime", "value": "2026-01-02T00:00:00"}),
        (2.5, 2.5),
        (0, 0),
        (True, True),
        (None, None),
        ((1, Kind.COMP), [1, "comp"]),
        ({1: Kind.COMP, "b": (None,)}, {"1": "comp", "b": [None]}),
    ],
)
def test_a_value_is_sent_as_what_it_holds(value: Any, wire: Any) -> None:
    found = encode_value(value)
    assert found == wire
    assert json.loads(json.dumps(found)) == wire
    assert not isinstance(found, Enum)


@pytest.mark.parametrize("value", [None, 3, "text", [1], {}, {"__entity_type__": "Task"}, {"value": "2026"}])
def test_what_has_no_tag_comes_as_it_is(value: Any) -> None:
    assert decode_value(value) is value
    rows = [{"a": value}]
    decode_anything("a", rows)
    decode_moments("a", rows)
    assert rows[0]["a"] is value


@pytest.mark.parametrize("tag", ["datetime", "date"])
def test_a_tagged_none_is_none(tag: str) -> None:
    assert decode_value({"__type__": tag, "value": None}) is None
    assert decode_value({"__type__": tag}) is None
    rows: list[dict[str, Any]] = [{"a": {"__type__": tag}}]
    decode_moments("a", rows)
    assert rows == [{"a": None}]


@pytest.mark.parametrize("tag", ["datetime", "date"])
def test_both_tags_of_a_moment_are_known(tag: str) -> None:
    raw = {"__type__": tag, "value": "2026-01-02"}
    rows: list[dict[str, Any]] = [{"a": raw}, {"a": None}, {"a": raw}]
    decode_anything("a", rows)
    assert rows == [{"a": datetime(2026, 1, 2)}, {"a": None}, {"a": datetime(2026, 1, 2)}]
    rows = [{"a": raw}, {"a": None}, {"a": raw}]
    decode_moments("a", rows)
    assert rows == [{"a": datetime(2026, 1, 2)}, {"a": None}, {"a": datetime(2026, 1, 2)}]
    assert moment(raw) == datetime(2026, 1, 2)


@pytest.mark.parametrize("raw", [{"__type__": "datetime", "value": "soon"}, {"__type__": "datetime", "value": 3}])
def test_a_text_that_is_no_moment_is_told(raw: dict[str, Any]) -> None:
    for read in (decode_value, moment, lambda raw: decode_moments("a", [{"a": raw}])):
        with pytest.raises(ProtocolError) as refused:
            read(raw)
        assert f"the server sent the datetime {raw['value']!r}, which is none" in str(refused.value)


def test_a_tag_that_is_not_known_is_told() -> None:
    raw = {"__type__": "money", "value": "1"}
    for read in (decode_value, moment, lambda raw: decode_moments("a", [{"a": raw}])):
        with pytest.raises(ProtocolError) as refused:
            read(raw)
        assert "the server sent a value of the unknown type 'money'" in str(refused.value)


def test_a_body_that_nests_too_deep_is_no_json() -> None:
    with pytest.raises(ValueError, match=r"^nested too deep$"):
        decode(b"[" * 200_000 + b"]" * 200_000)


def test_a_body_has_no_blanks_between_its_parts() -> None:
    change = Create("Task", ("a",), {"name": "x"})
    written = (
        b'[{"action":"create","entity_type":"Task","entity_key":["a"],'
        b'"entity_data":{"__entity_type__":"Task","name":"x"}}]'
    )
    assert encode([change]) == written
    asked = encode([change, QueryExpression("Task")])
    assert asked == written[:-1] + b',{"action":"query","expression":"Task"}]'
    half = encode([Update("Task", ("a",), {"name": "\ud800"})])
    assert half == (
        b'[{"action":"update","entity_type":"Task","entity_key":["a"],'
        b'"entity_data":{"__entity_type__":"Task","name":"\\ud800"}}]'
    )


@pytest.mark.parametrize("value", [object(), {1, 2}, b"x", datetime(2026, 1, 1, tzinfo=UTC)])
def test_what_was_not_encoded_is_refused_in_a_call(value: object) -> None:
    with pytest.raises(TypeError):
        encode([Call({"action": "x", "a": value})])
    with pytest.raises(TypeError):
        encode([Delete("Task", ("a",)), Call({"action": "x", "a": value})])
