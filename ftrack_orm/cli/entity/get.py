"""`ftrack-orm get`: show one entity."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ftrack_orm.cli.connection import open_session
from ftrack_orm.cli.entity.finding import EntityTypeName, find_entities, mapper_of
from ftrack_orm.cli.options import ApiKey, ApiUser, AsJson, Models, Url
from ftrack_orm.cli.output import json_text, write
from ftrack_orm.cli.table import print_table
from ftrack_orm.display import cell_text
from ftrack_orm.mapping import Entity, KeyedView, Mapper

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("get")(_get)


def _get(
    entity_type: EntityTypeName,
    key: Annotated[str, typer.Argument(metavar="KEY", help="Its id; several values are parted by commas.")],
    attributes: Annotated[
        list[str] | None, typer.Argument(metavar="ATTR", help="Such as name or status.name; else all plain ones.")
    ] = None,
    as_json: AsJson = False,
    models: Models = None,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
) -> None:
    """Show an entity, or some attributes of it.

    Examples:
      ftrack-orm get Task 6f3a... name status.name assignments.resource.username

      ftrack-orm get Shot 6f3a... custom_attributes --json
    """
    with open_session(url, api_user, api_key, models) as session:
        mapper = mapper_of(session, entity_type)
        (entity,) = find_entities(session, mapper, [key])
        paths = attributes or [attribute.api_name for attribute in mapper.stored]
        session.populate(entity, *paths)
        found = {path: _value(entity, path) for path in paths}
        if as_json:
            write(json_text({**_identity(mapper, entity), **found}, indent=2) + "\n")
        else:
            print_table(("attribute", "value"), [(path, _cell(value)) for path, value in found.items()])


def _identity(mapper: Mapper, entity: Entity) -> dict[str, Any]:
    return {
        "__entity_type__": entity.__entity_type__,
        **dict(zip(mapper.wire_key, entity.__ftrack_key__, strict=True)),
    }


def _value(value: Any, path: str) -> Any:
    """Walk a path from an entity; of several entities on the way it is the value of each."""
    for name in filter(None, path.replace("[", ".").split(".")):
        if name.endswith("]"):
            continue  # a cast names a type, and leads nowhere
        if isinstance(value, list):
            value = [None if member is None else _attribute(member, name) for member in value]
        elif value is not None:
            value = _attribute(value, name)
    return value


def _attribute(entity: Any, name: str) -> Any:
    if not isinstance(entity, Entity):
        return None
    attribute = type(entity).__mapper__.wire.get(name)
    return None if attribute is None else getattr(entity, attribute.name)


def _cell(value: Any) -> str:
    if isinstance(value, KeyedView):
        return ", ".join(f"{key}={cell_text(item)}" for key, item in value.items())
    return cell_text(value)
