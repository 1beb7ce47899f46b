"""Entity classes are Pydantic models in full, once somebody asks for what Pydantic keeps on one."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError, field_validator

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar
from ftrack_orm.mapping.declaring.deferred_model import _KEPT, _pending, complete
from ftrack_orm.mapping.registry import _registries
from ftrack_stock import Project, Shot, Status, Task

ROOT = Path(__file__).parents[2]


class Plain(Entity, entity_type="Plain"):
    """A class as the generator writes it."""

    id: Scalar[str] = Attribute(default=None)
    name: Scalar[str | None] = Attribute(default="x")

    def shout(self) -> str:
        """A method does not hinder deferring."""
        return str(self.name).upper()


class Checked(Plain, entity_type="Checked"):
    """A class that Pydantic must see at once."""

    size: Scalar[int] = Attribute(default=0)

    @field_validator("size")
    @classmethod
    def positive(cls, value: int) -> int:
        """Refuse what is negative."""
        if value < 0:
            raise ValueError("negative")
        return value


_registries.pop(Plain.__mapper__.registry.package)  # so that other tests find one package alone


def test_a_start_makes_classes_and_entities_without_pydantics_machinery() -> None:
    program = (
        "import sys\nfrom ftrack_stock import Task\nTask.name == 'x'\nTask(name='comp', bid=3).name = 'anim'\n"
        "print([name for name in ('pydantic.fields', 'pydantic.types', 'annotated_types') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_fields_are_there_when_they_are_asked_for() -> None:
    class Asked(Plain, entity_type="Asked"):
        size: Scalar[int] = Attribute(default=3)

    assert Asked in _pending
    assert list(Asked.model_fields) == ["id", "name", "size"]
    assert Asked not in _pending
    assert Asked.model_fields["size"].default == 3
    assert str(Asked.size) == "size"
    assert Asked(name="a").shout() == "A"


def test_a_completed_class_holds_what_pydantic_puts_on_a_model() -> None:
    class Model(BaseModel):
        name: str = ""

    complete(Status)
    missing = {name for name in vars(Model) if name.startswith("__")} - set(vars(Status)) - {"__signature__"}
    assert missing <= {"__dict__", "__weakref__", "__firstlineno__", "__static_attributes__"}
    assert not any(type(vars(Status).get(name)).__name__ == "_Pending" for name in _KEPT)


def test_a_model_of_somebody_elses_takes_an_entity() -> None:
    class Report(BaseModel):
        task: Task

    task = Task(name="comp")
    assert Report(task=task).task is task
    with pytest.raises(ValidationError):
        Report(task=Shot(name="sh010"))  # type: ignore[arg-type]  # wrong on purpose
    assert TypeAdapter(Project).validate_python(Project(name="p")).name == "p"


def test_a_json_schema_and_a_dump_are_made() -> None:
    assert Shot.model_json_schema()["properties"]["name"]["type"] == "string"
    assert Task(name="comp", bid=3).model_dump(include={"name", "bid"}) == {"name": "comp", "bid": 3}


def test_a_validator_is_seen_by_pydantic_and_inherited() -> None:
    class Narrower(Checked, entity_type="Narrower"):
        pass

    assert Checked not in _pending
    for model in (Checked, Narrower):
        assert list(model.__pydantic_decorators__.field_validators) == ["positive"]
        assert model.model_validate({"size": 3}).size == 3


def test_an_attribute_without_a_kind_is_refused_where_it_is_declared() -> None:
    with pytest.raises(TypeError, match="must be annotated as Scalar"):

        class Wrong(Entity, entity_type="Wrong"):
            name: str = Attribute(default=None)


def test_many_threads_complete_a_class_once() -> None:
    metaclass: Any = type(Plain)
    for _ in range(9):
        shared = metaclass("Shared", (Plain,), {"__module__": __name__}, entity_type="Shared")
        with ThreadPoolExecutor(8) as pool:
            fields = list(pool.map(getattr, [shared] * 16, ["__pydantic_fields__"] * 16))
        assert all(found is fields[0] for found in fields)
