"""Python values as literals: what stands in the text for them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum
from uuid import UUID

import pytest

from ftrack_orm.errors import QueryError
from ftrack_orm.query.ast import Boolean, Null, Number, String, Value
from ftrack_orm.query.literal import day_range, escape_like, literal, next_second
from ftrack_stock import Task


class Word(str):
    """Text of a type of its own that is shown in another way, as that of template engines is."""

    def __format__(self, form: str) -> str:
        return f"<{str.__str__(self)}>"

    def replace(self, *_: object) -> str:
        return "replaced"


class Frame(int):
    """A number of a type of its own that is shown in another way."""

    def __str__(self) -> str:
        return f"frame {int(self)}"


class Ratio(float):
    """A number that is shown with its type, as those of numpy are."""

    def __repr__(self) -> str:
        return f"Ratio({float(self)})"


class Moment(datetime):
    """A moment of a type of its own, as pandas has."""


class Kind(Enum):
    COMP = "comp"
    START = date(2026, 1, 2)


class Priority(IntEnum):
    HIGH = 3


LITERALS: list[tuple[object, Value]] = [
    ("comp", String("comp")),
    (Word("comp"), String("comp")),
    (12, Number("12")),
    (Frame(12), Number("12")),
    (Ratio(2.5), Number("2.5")),
    (-3, Number("-3")),
    (2.5, Number("2.5")),
    (1e300, Number("1e+300")),
    (Decimal("1.50"), Number("1.50")),
    (True, Boolean(True)),
    (False, Boolean(False)),
    (None, Null()),
    (Kind.COMP, String("comp")),
    (Kind.START, String("2026-01-02")),
    (Priority.HIGH, Number("3")),
    (UUID(int=1), String("00000000-0000-0000-0000-000000000001")),
    (date(2026, 1, 2), String("2026-01-02")),
    (datetime(2026, 1, 2, 3, 4, 5), String("2026-01-02T03:04:05")),
    (datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2))), String("2026-01-02T01:04:05")),
    (Moment(2026, 1, 2, 3, 4, 5), String("2026-01-02T03:04:05")),
]


@pytest.mark.parametrize(("value", "expected"), LITERALS)
def test_a_value_stands_in_a_query_as_its_literal(value: object, expected: Value) -> None:
    found = literal(value)
    assert found == expected
    assert type(getattr(found, "value", "")) in (str, bool)


def test_a_value_of_a_type_of_its_own_is_compared_as_what_it_holds() -> None:
    assert str(Task.name == Word('a"b')) == 'name is "a\\"b"'
    assert str(Task.bid > Ratio(2.5)) == "bid > 2.5"
    assert str(Task.bid > Frame(12)) == "bid > 12"
    assert str(Task.name.startswith(Word("50%"))) == 'name like "50\\\\%%"'
    assert str(Task.start_date >= Moment(2026, 1, 2, 3, 4, 5, 1)) == 'start_date >= "2026-01-02T03:04:06"'
    assert str(Task.start_date < Moment(2026, 1, 2, 3, 4, 5, 1)) == 'start_date < "2026-01-02T03:04:06"'
    assert str(Task.start_date <= Moment(2026, 1, 2, 3, 4, 5, 1)) == 'start_date <= "2026-01-02T03:04:05"'
    assert str(Task.start_date == Moment(2026, 1, 2, 3, 4, 5, 1)) == 'start_date is "2026-01-02T03:04:05"'


class Rows(list[str]):
    """Several values of a type that has a `query` of its own, as the tables of pandas have."""

    query = "no query of ours"


def test_only_a_select_is_taken_for_a_query() -> None:
    assert str(Task.id.in_(Rows("ab"))) == 'id in ("a", "b")'


@pytest.mark.parametrize("value", [float("inf"), float("nan"), Decimal("NaN"), Decimal("Infinity"), b"x", object])
def test_a_value_that_no_literal_stands_for_is_refused_by_name(value: object) -> None:
    with pytest.raises(QueryError) as refused:
        literal(value)
    assert str(refused.value) == f"a value of type {type(value).__name__} cannot stand in a query: {value!r}"


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2024, 2, 28), date(2025, 12, 31)])
def test_a_day_goes_from_its_midnight_to_the_next(day: date) -> None:
    following = date.fromordinal(day.toordinal() + 1)
    assert day_range(day) == (String(day.isoformat()), String(following.isoformat()))


def test_the_last_day_of_the_calendar_has_no_next_one() -> None:
    with pytest.raises(QueryError) as refused:
        day_range(date.max)
    assert str(refused.value) == "9999-12-31 has no next day; compare with a datetime instead"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 1, 2, 3, 4, 5), "2026-01-02T03:04:05"),
        (datetime(2026, 1, 2, 3, 4, 5, 1), "2026-01-02T03:04:06"),
        (datetime(2026, 1, 2, 3, 4, 5, 999_999), "2026-01-02T03:04:06"),
        (datetime(2026, 1, 2, 23, 59, 59, 1), "2026-01-03T00:00:00"),
        (datetime(2026, 1, 2, 3, 4, 5, 1, tzinfo=UTC), "2026-01-02T03:04:06"),
    ],
)
def test_part_of_a_second_counts_as_the_next_one(moment: datetime, expected: str) -> None:
    assert next_second(moment) == String(expected)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("comp", "comp"), ("50%", "50\\%"), ("sh_010", "sh\\_010"), ("a\\b", "a\\\\b"), ("\\%_", "\\\\\\%\\_")],
)
def test_wildcards_in_a_text_are_escaped(text: str, escaped: str) -> None:
    assert escape_like(text) == escaped
