"""Values between Python and the wire."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.errors import InvalidValueError, ProtocolError
from ftrack_orm.transport import decode_value, encode_value


class Colour(Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (datetime(2022, 10, 10, 10, 12, 9, 5), {"__type__": "datetime", "value": "2022-10-10T10:12:09"}),
        (
            datetime(2022, 10, 10, 10, tzinfo=timezone(timedelta(hours=2))),
            {"__type__": "datetime", "value": "2022-10-10T08:00:00"},
        ),
        (date(2022, 10, 10), {"__type__": "datetime", "value": "2022-10-10T00:00:00"}),
        (Colour.RED, "red"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Decimal("1.5"), 1.5),
        ([1, None, True, "x"], [1, None, True, "x"]),
        ({"a": date(2022, 1, 1)}, {"a": {"__type__": "datetime", "value": "2022-01-01T00:00:00"}}),
    ],
)
def test_values_have_the_wire_form(value: Any, wire: Any) -> None:
    assert encode_value(value) == wire


def test_what_has_no_form_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="type object"):
        encode_value(object())


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-10-10T10:12:09", datetime(2022, 10, 10, 10, 12, 9)),
        ("2022-10-10T10:12:09Z", datetime(2022, 10, 10, 10, 12, 9)),
        ("2022-10-10T10:12:09+02:00", datetime(2022, 10, 10, 8, 12, 9)),
    ],
)
def test_datetimes_are_naive_and_in_utc(text: str, moment: datetime) -> None:
    assert decode_value({"__type__": "datetime", "value": text}) == moment


@pytest.mark.parametrize("wire", [{"__type__": "money", "value": "1"}, {"__type__": "datetime", "value": "soon"}])
def test_unknown_tags_and_texts_are_protocol_errors(wire: dict[str, str]) -> None:
    with pytest.raises(ProtocolError):
        decode_value(wire)


@given(st.datetimes(timezones=st.none() | st.just(UTC)))
def test_datetimes_come_back_to_the_second(moment: datetime) -> None:
    wire = json.loads(json.dumps(encode_value(moment)))
    assert decode_value(wire) == moment.replace(microsecond=0, tzinfo=None)
