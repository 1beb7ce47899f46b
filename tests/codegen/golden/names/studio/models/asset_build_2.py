"""AssetBuild_2, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, OptionalLink, Scalar

if TYPE_CHECKING:
    from .task import Task
    from .task_2_2 import Task_2


class AssetBuild_2(Entity, entity_type="Asset Build", primary_key=("id",), default_projections=("id",)):
    """Asset Build: key id."""

    None_: Scalar[str | None] = Attribute(default=None, api_name="None")
    """The server calls it `None`."""
    Task_: OptionalLink[Task] = Attribute(default=None, target="Task", api_name="Task")
    """The server calls it `Task`."""
    a_b: Scalar[str | None] = Attribute(default=None)
    a_b_2: Scalar[str | None] = Attribute(default=None, api_name="a b")
    """The server calls it `a b`."""
    a_b_3: Scalar[str | None] = Attribute(default=None, api_name="a-b")
    """The server calls it `a-b`."""
    attribute_3d: Scalar[str | None] = Attribute(default=None, api_name="3d")
    """The server calls it `3d`."""
    attribute_model_dump: Scalar[str | None] = Attribute(default=None, api_name="model_dump")
    """The server calls it `model_dump`."""
    attribute_model_fields: Scalar[str | None] = Attribute(default=None, api_name="model_fields")
    """The server calls it `model_fields`."""
    café: Scalar[str | None] = Attribute(default=None)
    café_2: Scalar[str | None] = Attribute(default=None, api_name="café")
    """The server calls it `café`."""
    class_: Scalar[str | None] = Attribute(default=None, api_name="__class__")
    """The server calls it `__class__`."""
    class_2: Scalar[str | None] = Attribute(default=None, api_name="class")
    """The server calls it `class`."""
    copy_: Scalar[str | None] = Attribute(default=None, api_name="copy")
    """The server calls it `copy`."""
    from_: Scalar[str | None] = Attribute(default=None, api_name="from")
    """The server calls it `from`."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    init_: Scalar[str | None] = Attribute(default=None, api_name="__init__")
    """The server calls it `__init__`."""
    json_: Scalar[str | None] = Attribute(default=None, api_name="json")
    """The server calls it `json`."""
    legacy_link: Scalar[str | None] = Attribute(default=None, api_name="_link")
    """The server calls it `_link`."""
    link: Scalar[str | None] = Attribute(default=None)
    list: Collection[Task_2] = Attribute(default=None, target="task")
    name: Scalar[str] = Attribute(default=None)
    schema_: Scalar[str | None] = Attribute(default=None, api_name="schema")
    """The server calls it `schema`."""
    str_: Scalar[str | None] = Attribute(default=None, api_name="str")
    """The server calls it `str`."""
    镜头_: Scalar[str | None] = Attribute(default=None, api_name="镜头")
    """The server calls it `镜头`."""
