"""`ftrack-orm sandbox clone`: copy a live workspace into a sandbox database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ftrack_orm.cli.options import ApiKey, ApiUser, AsJson
from ftrack_orm.cli.output import json_text
from ftrack_orm.configuration import chosen_settings
from ftrack_orm.errors import ConfigurationError

__all__ = ["register"]


def register(group: typer.Typer) -> None:
    """Add the command to those of the sandbox."""
    group.command("clone")(_clone)


def _clone(
    output: Annotated[Path, typer.Option(metavar="FILE", help="The new SQLite database.")],
    from_url: Annotated[
        str | None, typer.Option(metavar="URL", help="Address of the workspace; without it FTRACK_SERVER.")
    ] = None,
    project: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name of the project; needed where there are several.")
    ] = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
    as_json: AsJson = False,
) -> None:
    """Copy a workspace's schema, vocabulary, people and one project into a file, which `--database` serves.

    The workspace is only read. Files of components and keys of users stay where they are.

    Example: ftrack-orm sandbox clone --project demo --output demo.db && ftrack-orm sandbox --database demo.db
    """
    from sqlalchemy.exc import SQLAlchemyError

    from ftrack_orm.sandbox.cloning.clone import clone
    from ftrack_orm.transport import HttpTransport

    transport = HttpTransport(chosen_settings(from_url, api_user, api_key))
    try:
        with _progress() as progress:
            count = clone(transport, output, project, progress=progress)
    except SQLAlchemyError as error:
        raise ConfigurationError(f"{output} cannot be written: {getattr(error, 'orig', None) or error}") from error
    finally:
        transport.close()
    told = json_text({"path": str(output), "entities": count}) if as_json else f"{output}: {count} entities"
    sys.stdout.write(f"{told}\n")


@contextmanager
def _progress() -> Iterator[Callable[[str, int], None] | None]:
    """Yield what shows on standard error how far it is, None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("asking for the schema") as status:
        yield lambda entity_type, count: status.update(f"{count} entities, {entity_type}")
