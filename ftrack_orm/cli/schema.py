"""`ftrack-orm schema`: list the entity types of a workspace, show one, and tell what changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from ftrack_orm.cli.docs import write_docs
from ftrack_orm.cli.options import ApiKey, ApiUser, AsJson, SchemaPath, Stock, Url
from ftrack_orm.cli.table import print_table
from ftrack_orm.schema import Attribute, EntityType, Schema, SchemaChange, compare_schemas
from ftrack_orm.schema.facts import is_optional
from ftrack_orm.schema_source import SchemaSource, schema_at

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the group of commands to the application."""
    group = typer.Typer(no_args_is_help=True, help="Look at the schema of a workspace, and compare two.")
    group.command("list")(_list)
    group.command("show")(_show)
    group.command("diff")(_diff)
    group.command("docs")(write_docs)
    app.add_typer(group, name="schema")


def _list(
    schema: SchemaPath = None,
    stock: Stock = False,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
    as_json: AsJson = False,
) -> None:
    """List the entity types: their base, how many attributes they have, and their primary key.

    Example: ftrack-orm schema list --stock
    """
    chosen = SchemaSource(url, schema, stock).schema(api_user, api_key)
    if as_json:
        _print_json([_entity_type_facts(one) for one in chosen])
        return
    rows = [(one.name, one.base or "", str(len(one.attributes)), ", ".join(one.primary_key)) for one in chosen]
    print_table(("entity type", "base", "attributes", "primary key"), rows)


def _show(
    entity_type: Annotated[str, typer.Argument(metavar="ENTITY", help="Name of the entity type, such as Task.")],
    schema: SchemaPath = None,
    stock: Stock = False,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
    as_json: AsJson = False,
) -> None:
    """Show an entity type: each attribute with what it holds and what the server does with it.

    Example: ftrack-orm schema show Task --stock
    """
    chosen = SchemaSource(url, schema, stock).schema(api_user, api_key)
    one = chosen[entity_type]
    if as_json:
        attributes = [_attribute_facts(chosen, one, attribute) for attribute in one.attributes.values()]
        _print_json({**_entity_type_facts(one), "attributes": attributes})
        return
    typer.echo(" > ".join(reversed(chosen.lineage(entity_type))))
    rows = [_attribute_row(chosen, one, attribute) for attribute in one.attributes.values()]
    print_table(("attribute", "holds", "default", "notes"), rows)


def _diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A generated package, or JSON of query_schemas.")],
    new: Annotated[
        Path | None, typer.Argument(metavar="NEW", help="Another; without it the workspace's own schema.")
    ] = None,
    stock: Stock = False,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
    as_json: AsJson = False,
) -> None:
    """Tell what was added (+), removed (-) or changed (~) from one schema to another. Ends with 1 if anything was.

    Example: ftrack-orm schema diff generated/my_studio
    """
    before = schema_at(old)
    after = SchemaSource(url, new, stock).schema(api_user, api_key)
    changes = compare_schemas(before, after)
    if as_json:
        _print_json([change.to_json() for change in changes])
    else:
        typer.echo(_told(changes))
    if changes:
        raise typer.Exit(1)


def _told(changes: tuple[SchemaChange, ...]) -> str:
    if not changes:
        return "no difference"
    breaking = sum(change.is_breaking for change in changes)
    lines = [f"{change}{'  (breaking)' if change.is_breaking else ''}" for change in changes]
    count = f"{len(changes)} difference{'s' if len(changes) > 1 else ''}"
    return "\n".join([*lines, f"{count}, {breaking} of them breaking"])


def _entity_type_facts(one: EntityType) -> dict[str, Any]:
    return {
        "name": one.name,
        "base": one.base,
        "primary_key": list(one.primary_key),
        "attributes": len(one.attributes),
        "aggregates": one.group_by,
    }


def _attribute_facts(schema: Schema, owner: EntityType, attribute: Attribute) -> dict[str, Any]:
    return {
        "name": attribute.name,
        "kind": attribute.kind,
        "holds": attribute.target or attribute.value_kind,
        "optional": is_optional(schema, owner.name, attribute.name),
        "default": attribute.default if attribute.has_default else None,
        "immutable": attribute.immutable,
        "computed": attribute.computed,
        "selectable": not attribute.restricted,
        "foreign_key": attribute.foreign_key,
        "description": attribute.description,
    }


def _attribute_row(schema: Schema, owner: EntityType, attribute: Attribute) -> tuple[str, str, str, str]:
    holds = attribute.target or attribute.value_kind
    if attribute.kind in ("collection", "mapping"):
        holds = f"{attribute.kind} of {holds}"
    notes = [word for word in ("immutable", "computed") if getattr(attribute, word)]
    notes += ["not selectable"] if attribute.restricted else []
    notes += ["may be empty"] if is_optional(schema, owner.name, attribute.name) else []
    notes += [f"key {attribute.foreign_key}"] if attribute.foreign_key else []
    default = json.dumps(attribute.default) if attribute.has_default and attribute.default is not None else ""
    return attribute.name, holds, default, ", ".join(notes)


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False))
