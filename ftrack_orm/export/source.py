"""Where the rows come from: what a worker on any machine needs to ask for them, and no key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import TypeAlias

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.export.rate_limit import LimitedTransport, shared_limit
from ftrack_orm.session import Session
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, Transport

__all__ = ["Connect", "Source"]

Connect: TypeAlias = Callable[[], Transport]
"""Makes the transport of one worker; for other processes it must be a function that can be pickled."""


@dataclass(frozen=True, slots=True)
class Source:
    """A workspace as workers see it: the address travels along, user and key come from their own environment.

    `package` is the generated package of entity classes by its name. With `connect` nothing is read from the
    environment.
    """

    package: str
    server: str | None = None
    connect: Connect | None = field(default=None, repr=False)
    requests_per_second: float | None = None

    def session(self) -> Session:
        """Open a session.

        Raises:
            ConfigurationError: The package is missing here, or FTRACK_API_KEY is.
        """
        try:
            models = import_module(self.package)
        except ImportError as error:
            raise ConfigurationError(f"the package of entity classes {self.package!r} is missing: {error}") from None
        transport = self.connect() if self.connect else HttpTransport(Settings.resolve(self.server))
        if self.requests_per_second is not None:
            transport = LimitedTransport(transport, shared_limit(self.server, self.requests_per_second))
        return Session(transport=transport, models=models)
