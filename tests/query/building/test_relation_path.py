"""Links and collections on the way of a query: what can be reached from them, and what they are compared with."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

import pytest

from ftrack_orm.errors import QueryError, UnknownAttributeError
from ftrack_orm.query import select
from ftrack_orm.query.ast import AttributePath, Segment
from ftrack_orm.query.building.path import Path
from ftrack_orm.query.building.relation_path import AttributeSource, RelationPath
from ftrack_stock import Context, Metadata, Project, Shot, Task, TypedContext


class Source:
    """The attributes of an entity type that is found by key."""

    entity_type = "Value"
    entity_class: type[Any] = object
    primary_key: tuple[str, ...] = ("id",)

    def attribute(self, name: str) -> Path[Any] | RelationPath:
        """Return a plain attribute, or a mapping of the same."""
        if name == "values":
            return mapping()
        if name not in self.names():
            raise UnknownAttributeError(self.entity_type, name, tuple(self.names()))
        return Path(AttributePath.of(name), object, self.entity_type, (str,))

    def subtype(self, entity: object) -> AttributeSource | None:
        """Nothing narrows it."""
        return None

    def names(self) -> Iterable[str]:
        """Return the names of all attributes."""
        return ("key", "value")


def mapping(keys: tuple[str, ...] = ("fps", "frame rate")) -> RelationPath:
    steps = (Segment("custom_attributes"),)
    return RelationPath(steps, Shot, Source(), many=True, mapping=("key", "value"), keys=lambda: keys)


def test_a_known_key_can_be_written_as_an_attribute() -> None:
    assert str(mapping().fps == "24") == 'custom_attributes any (key is "fps" and value is "24")'
    assert str(mapping()["frame rate"] == "24") == 'custom_attributes any (key is "frame rate" and value is "24")'
    assert str(mapping().key == "fps") == 'custom_attributes.key is "fps"'


def test_an_attribute_of_the_target_wins_over_a_key_of_the_same_name() -> None:
    assert str(mapping(("value",)).value == "24") == 'custom_attributes.value is "24"'


def test_an_unknown_key_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownAttributeError) as refused:
        _ = mapping().fpss
    assert str(refused.value) == "unknown attribute 'fpss' on custom_attributes, did you mean 'fps'?"
    with pytest.raises(UnknownAttributeError) as refused:
        _ = mapping().valeu
    assert str(refused.value) == "unknown attribute 'valeu' on custom_attributes, did you mean 'value'?"


def test_a_name_of_python_is_no_attribute_of_the_target() -> None:
    with pytest.raises(AttributeError) as refused:
        _ = mapping().__wrapped__
    assert str(refused.value) == "__wrapped__"


def test_completion_offers_attributes_keys_and_tests() -> None:
    own = ["any", "as_", "has", "in_", "is_empty", "not_in"]
    assert list(mapping().__dir__()) == ["key", "value", "fps", *own]
    assert list(RelationPath((Segment("status"),), Task, Source(), many=False).__dir__()) == ["key", "value", *own]


def test_a_path_starts_from_the_class_it_was_walked_from() -> None:
    path = Task.project.project_schema.name
    assert (str(path), path.root, path.owner) == ("project.project_schema.name", Task, "ProjectSchema")
    assert Task.parent.as_(Shot).parent.id.root is Task
    query = select(path, Task.name)
    assert (query.entity, query.query.entity_type) == (Task, "Task")
    walked = RelationPath((Segment("a"),), Task, Source(), many=False)
    assert walked.key.root is Task
    assert walked.values.fps.path == AttributePath.of("value")
    assert str(walked.values.fps == "24") == 'a.custom_attributes any (key is "fps" and value is "24")'
    assert walked.values.key.root is Task


def test_an_attribute_is_ordered_by_upwards_and_downwards() -> None:
    fresh: Path[int] = Path(AttributePath.of("status.sort"), Task, "Status", (int,))
    assert (str(fresh.asc()), fresh.asc().descending) == ("status.sort", False)
    assert (str(fresh.desc()), fresh.desc().descending) == ("status.sort descending", True)
    longer = fresh.prefixed(Project, (Segment("tasks"),))
    assert (str(longer), longer.root, longer.owner, longer.accepts) == ("tasks.status.sort", Project, "Status", (int,))
    assert str(longer.desc()) == "tasks.status.sort descending"


def test_a_value_that_does_not_fit_is_told_with_the_type_that_has_the_attribute() -> None:
    fresh: Any = Path(AttributePath.of("status.sort"), Task, "Status", (int,))
    with pytest.raises(QueryError) as refused:
        _ = fresh == "a"
    assert str(refused.value) == "Status.sort takes int, got 'a'"
    anything: Any = Path(AttributePath.of("value"), Task, "Value")
    assert str(anything == 3) == "value is 3"
    assert str(anything == "a") == 'value is "a"'


def test_a_link_may_be_narrowed_step_by_step() -> None:
    narrowed = Task.parent.as_(TypedContext)
    assert str(narrowed.as_(Shot).name == "a") == 'parent[Shot].name is "a"'
    assert Task.parent.as_(TypedContext) is narrowed
    assert str(Task.parent.as_(Context).name == "a") == 'parent[Context].name is "a"'


class Word(Enum):
    """A word that stands for an entity, as generated packages have."""

    WIP = "In progress"

    @property
    def __entity_type__(self) -> str:
        return "Value"

    @property
    def __ftrack_key__(self) -> tuple[str, ...]:
        return ("1234",)


class OtherWord(Enum):
    """A word that stands for no entity."""

    WIP = "In progress"

    @property
    def __ftrack_key__(self) -> tuple[str, ...]:
        return ("1234",)


def test_a_link_is_compared_with_a_word_of_its_own_type() -> None:
    link: Any = RelationPath((Segment("status"),), Task, Source(), many=False)
    assert str(link == Word.WIP) == 'status.id is "1234"'
    assert str(link.not_in([Word.WIP])) == 'status.id not_in ("1234")'
    with pytest.raises(QueryError) as refused:
        _ = link == OtherWord.WIP
    assert str(refused.value) == f"status leads to a Value, it is never {OtherWord.WIP!r}"


class Composite(Source):
    """An entity type with a key of two parts."""

    primary_key = ("parent_id", "key")


def test_a_link_to_what_has_a_key_of_several_parts_is_not_compared() -> None:
    link: Any = RelationPath((Segment("entry"),), Task, Composite(), many=False)
    with pytest.raises(QueryError) as refused:
        _ = link == Metadata(parent_id="1", key="a", value="b")
    assert str(refused.value) == "Value has a composite key; compare its attributes with has(...)"


def test_a_query_of_entities_gives_its_keys_and_is_in_no_text() -> None:
    inner = select(Shot).where(Shot.name == "a").limit(3)
    criterion: Any = Task.parent.in_(inner)
    assert str(criterion) == 'parent.id in (select id from Shot where name is "a" limit 3)'
    assert criterion.choices.text is None
