"""`ftrack-orm delete`: delete entities, after a look at what that means."""

from __future__ import annotations

from typing import Annotated

import typer

from ftrack_orm.cli.connection import open_session
from ftrack_orm.cli.entity.confirmation import DryRun, Yes, commit_with_consent
from ftrack_orm.cli.entity.finding import EntityTypeName, find_entities, mapper_of
from ftrack_orm.cli.options import ApiKey, ApiUser, AsJson, Models, Url

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("delete")(_delete)


def _delete(
    entity_type: EntityTypeName,
    keys: Annotated[list[str], typer.Argument(metavar="KEY", help="Their ids; several values parted by commas.")],
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    models: Models = None,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
) -> None:
    """Delete entities; the plan is shown first, and you are asked. Where there is no terminal it takes --yes.

    All are deleted, or none: if one key leads nowhere nothing is sent.

    Example: ftrack-orm delete Task 6f3a... 81bc... --dry-run
    """
    with open_session(url, api_user, api_key, models) as session:
        mapper = mapper_of(session, entity_type)
        for entity in find_entities(session, mapper, list(dict.fromkeys(keys))):
            session.delete(entity)
        commit_with_consent(
            session,
            yes=yes,
            dry_run=dry_run,
            as_json=as_json,
            warning="The server deletes what hangs on them too: children, versions, notes. It cannot be undone.",
        )
