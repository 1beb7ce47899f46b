"""An address with credentials in it, as a browser needs it."""

from __future__ import annotations

from typing import Self
from urllib.parse import quote, urlencode, urlsplit

from ftrack_orm.settings import Settings

__all__ = ["SecretUrl"]


class SecretUrl(str):
    """Text that works wherever an address is wanted, and shows no credentials when it is looked at.

    The protocol wants user and key in the address of a file. `repr`, and with it debuggers, consoles and the printing
    of containers, hide them; `str`, `print` and formatting give the whole address, since that is what it is for: put it
    into no log.

    >>> from ftrack_orm.settings import Settings
    >>> settings = Settings("https://studio.ftrackapp.com", "ada", "secret")
    >>> SecretUrl.of(settings, "component/get", id="e2dc")
    <SecretUrl https://studio.ftrackapp.com/component/get?id=e2dc&...>
    """

    __slots__ = ()

    @classmethod
    def of(cls, settings: Settings, path: str, **query: str) -> Self:
        """Return the address of a path on the server, with user and key added to its query."""
        asked = urlencode(query | {"username": settings.api_user, "apiKey": settings.api_key}, quote_via=quote)
        return cls(f"{settings.server_url}/{path}?{asked}")

    @property
    def shown(self) -> str:
        """The address without credentials, to be shown to people."""
        kept = "&".join(
            part for part in urlsplit(self).query.split("&") if not part.startswith(("username=", "apiKey="))
        )
        return f"{self.partition('?')[0]}?{kept}&..."

    def __repr__(self) -> str:
        return f"<SecretUrl {self.shown}>"
