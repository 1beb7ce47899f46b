"""The workspace that a command works on: from its options, else the environment, else pyproject.toml."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from ftrack_orm.configuration import read_configuration
from ftrack_orm.errors import ConfigurationError, UnknownEntityTypeError
from ftrack_orm.models import load_models
from ftrack_orm.settings import Settings

if TYPE_CHECKING:
    from ftrack_orm.session import Session

__all__ = ["Models", "chosen_settings", "open_session"]

Models: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="PACKAGE", help="Generated package, by name or folder; else that of pyproject.toml, or stock."
    ),
]

_STOCK = "ftrack_stock"


def chosen_settings(url: str | None, api_user: str | None, api_key: str | None) -> Settings:
    """Return address and credentials: of the options, else the environment, else pyproject.toml (but never the key).

    Raises:
        ConfigurationError: One of them is missing, or cannot be right.
    """
    stated = read_configuration(Path.cwd())
    return Settings.resolve(
        url or os.environ.get("FTRACK_SERVER") or stated.get("url"),
        api_user or os.environ.get("FTRACK_API_USER") or stated.get("api-user"),
        api_key,
    )


@contextmanager
def open_session(
    url: str | None, api_user: str | None, api_key: str | None, models: str | None = None
) -> Iterator[Session]:
    """Open a session on the chosen workspace, with the chosen entity classes.

    Raises:
        ConfigurationError: A setting is missing, or there is no such package.
    """
    from ftrack_orm.session import Session

    package = load_models(models)
    settings = chosen_settings(url, api_user, api_key)
    with Session(settings.server_url, settings.api_user, settings.api_key, models=package) as session:
        try:
            yield session
        except UnknownEntityTypeError as error:
            if package.__name__ != _STOCK or "did you mean" in str(error):
                raise
            raise ConfigurationError(
                f"{error} in the stock package; for types of your own run `ftrack-orm generate` and state "
                "models in [tool.ftrack-orm] of pyproject.toml, or give --models"
            ) from error
