"""A session on the workspace that a command works on: of its options, else the environment, else pyproject.toml."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ftrack_orm.configuration import chosen_settings
from ftrack_orm.errors import ConfigurationError, UnknownEntityTypeError
from ftrack_orm.models import load_models

if TYPE_CHECKING:
    from ftrack_orm.session import Session

__all__ = ["open_session"]

_STOCK = "ftrack_stock"


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
