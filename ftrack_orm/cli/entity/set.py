"""`ftrack-orm set`: change attributes of one entity, after a look at what is sent."""

from __future__ import annotations

from typing import Annotated

import typer

from ftrack_orm.cli.connection import open_session
from ftrack_orm.cli.entity.assignment import assign, clear
from ftrack_orm.cli.entity.confirmation import DryRun, Yes, commit_with_consent
from ftrack_orm.cli.entity.finding import EntityTypeName, find_entities, mapper_of
from ftrack_orm.cli.options import ApiKey, ApiUser, AsJson, Models, Url

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("set")(_set)


def _set(
    entity_type: EntityTypeName,
    key: Annotated[str, typer.Argument(metavar="KEY", help="Its id; several values are parted by commas.")],
    values: Annotated[
        list[str] | None, typer.Argument(metavar="ATTR=VALUE", help="Such as name=comp status=Approved.")
    ] = None,
    cleared: Annotated[
        list[str] | None, typer.Option("--clear", metavar="ATTR", help="Set an attribute to none; may be repeated.")
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    models: Models = None,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
) -> None:
    """Change attributes; the plan is shown first, and you are asked. Where there is no terminal it takes --yes.

    Values are read by the attribute's type: numbers, true or false, ISO dates, texts. A link takes an id, or the name
    of what it leads to. metadata.KEY and custom_attributes.KEY reach single values of these.

    Examples:
      ftrack-orm set Task 6f3a... status=Approved bid=28800 end_date=2026-03-01

      ftrack-orm set Shot 6f3a... custom_attributes.fstart=1001 --clear description
    """
    if not values and not cleared:
        raise typer.BadParameter("give ATTR=VALUE, or --clear ATTR", param_hint="ATTR=VALUE")
    with open_session(url, api_user, api_key, models) as session:
        mapper = mapper_of(session, entity_type)
        pairs = [_pair(text) for text in values or ()]
        (entity,) = find_entities(session, mapper, [key])
        for name, value in pairs:
            assign(session, entity, name, value)
        for name in cleared or ():
            clear(entity, name)
        commit_with_consent(session, yes=yes, dry_run=dry_run, as_json=as_json)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise typer.BadParameter(f"expected ATTR=VALUE, got {text!r}", param_hint="ATTR=VALUE")
    return name.strip(), value
