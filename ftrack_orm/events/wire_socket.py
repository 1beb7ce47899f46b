"""Open a socket to a server: through a proxy where one is set, encrypted where the address says so."""

from __future__ import annotations

import base64
import os
import socket
import ssl
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from ftrack_orm.errors import EventHubUnreachableError
from ftrack_orm.transport import Connection

__all__ = ["open_socket"]


def open_socket(server_url: str, connection: Connection, timeout: float) -> socket.socket:
    """Return a connected socket; nagling is off, so that small packets leave at once.

    Raises:
        EventHubUnreachableError: There is no way to the server within `timeout` seconds.
    """
    server = urlsplit(server_url)
    host, port = server.hostname or "", _port(server)
    proxy = _proxy(server_url, connection)
    try:
        if proxy is None:
            opened = socket.create_connection((host, port), timeout)
        else:
            opened = _tunnel(urlsplit(proxy if "://" in proxy else f"http://{proxy}"), host, port, timeout)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return _encrypted(opened, host, connection.verify) if server.scheme == "https" else opened
    except (OSError, HTTPException, ValueError) as error:
        through = "" if proxy is None else ", through its proxy"
        raise EventHubUnreachableError(f"{server_url} cannot be reached{through} ({type(error).__name__})") from None


def _port(address: SplitResult) -> int:
    return address.port or (443 if address.scheme == "https" else 80)


def _proxy(server_url: str, connection: Connection) -> str | None:
    """Return the proxy for a server, as `requests` finds it: from what was given, else from the environment."""
    from requests.utils import get_environ_proxies, select_proxy

    return select_proxy(server_url, dict(connection.proxies) or get_environ_proxies(server_url))


def _tunnel(proxy: SplitResult, host: str, port: int, timeout: float) -> socket.socket:
    """Ask a proxy for a connection to the server, by `CONNECT`."""
    if proxy.scheme not in ("http", "https"):
        raise EventHubUnreachableError(f"events go through proxies of http, not of {proxy.scheme!r}")
    asking = HTTPConnection(proxy.hostname or "", _port(proxy), timeout=timeout)
    credentials = f"{unquote(proxy.username or '')}:{unquote(proxy.password or '')}".encode()
    headers = {"Proxy-Authorization": f"Basic {base64.b64encode(credentials).decode()}"} if proxy.username else {}
    asking.set_tunnel(host, port, headers)
    asking.connect()
    opened: socket.socket = asking.sock
    return opened


def _encrypted(opened: socket.socket, host: str, verify: bool | str | Path) -> socket.socket:
    try:
        return _trust(verify).wrap_socket(opened, server_hostname=host)
    except BaseException:
        opened.close()
        raise


def _trust(verify: bool | str | Path) -> ssl.SSLContext:
    if verify is False:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    path = _stated_authorities() if verify is True else str(verify)
    return ssl.create_default_context(capath=path) if Path(path).is_dir() else ssl.create_default_context(cafile=path)


def _stated_authorities() -> str:
    """Return where the trusted certificates are, as `requests` finds them: by the environment, else the public ones."""
    import certifi

    return os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or certifi.where()
