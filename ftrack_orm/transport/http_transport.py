"""Operations over HTTP, on `requests`, which is imported with the first transport: it takes longer than the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ftrack_orm.errors import ProtocolError, RequestTimeoutError, ServerUnreachableError
from ftrack_orm.settings import Settings
from ftrack_orm.transport.answer import read_answer
from ftrack_orm.transport.operation import JSON, Operation

if TYPE_CHECKING:
    from requests import PreparedRequest, Response

__all__ = ["HttpTransport"]


class _Credentials:
    """Puts user and key on a request as it leaves, so that no session or header dictionary keeps them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        request.headers["ftrack-user"] = self._settings.api_user
        request.headers["ftrack-api-key"] = self._settings.api_key
        return request


class HttpTransport:
    """Sends batches to `{server}/api`.

    `timeout` is in seconds, for connecting and for each wait for bytes. A redirect is refused, since it would carry the
    key to another place.
    """

    def __init__(self, settings: Settings, *, timeout: float = 60.0, headers: Mapping[str, str] | None = None) -> None:
        import requests

        self.settings = settings
        self.timeout = timeout
        self._http = requests.Session()
        self._http.auth = _Credentials(settings)
        self._http.headers.update(headers or {})
        self._http.headers.update({"Content-Type": "application/json", "Accept": "application/json"})

    def __repr__(self) -> str:
        return f"<HttpTransport {self.settings.server_url} as {self.settings.api_user}>"

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        """Send one request; see `Transport.send`."""
        body = json.dumps([operation.to_json() for operation in operations], separators=(",", ":")).encode()
        response = self._post(body)
        if response.is_redirect:
            raise ProtocolError(
                f"{self.settings.server_url} redirects elsewhere (HTTP {response.status_code}); "
                "set the server address to where it leads"
            )
        return read_answer(response.content, response.status_code, len(operations))

    def close(self) -> None:
        """Close the pooled connections."""
        self._http.close()

    def _post(self, body: bytes) -> Response:
        import requests

        url = f"{self.settings.server_url}/api"
        try:
            return self._http.post(url, data=body, timeout=self.timeout, allow_redirects=False)
        except requests.Timeout as error:
            error.request = None  # it holds the key
            raise RequestTimeoutError(f"{self.settings.server_url} did not answer within {self.timeout:g} s") from error
        except requests.RequestException as error:
            error.request = None
            raise ServerUnreachableError(
                f"cannot reach {self.settings.server_url} ({type(error).__name__}); check FTRACK_SERVER and the network"
            ) from error
