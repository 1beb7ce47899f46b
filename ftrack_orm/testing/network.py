"""Refuse connections that leave this machine, so that no test reaches a real workspace by accident."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any

__all__ = ["NetworkRefusedError", "network_refused"]

_LOCAL_NAMES = frozenset({"", "localhost", "localhost.localdomain", "ip6-localhost"})
_CONNECTING = ("connect", "connect_ex")


class NetworkRefusedError(RuntimeError):
    """A test wanted to reach another machine. No OSError, which a client would take for a server that is down."""

    def __init__(self, host: object) -> None:
        self.host = host
        super().__init__(
            f"a test wanted to reach {host!r}, and the network is refused; mark it with @pytest.mark.ftrack_network "
            "if it is to do so"
        )


@contextmanager
def network_refused() -> Iterator[None]:
    """Refuse connections and look-ups of names beyond this machine, of all threads, until the block ends."""
    before = {name: getattr(socket.socket, name) for name in _CONNECTING}
    own = [name for name in _CONNECTING if name in vars(socket.socket)]
    look_up = socket.getaddrinfo
    for name, connect in before.items():
        setattr(socket.socket, name, _guarded(connect))
    socket.getaddrinfo = _guarded_look_up(look_up)
    try:
        yield
    finally:
        socket.getaddrinfo = look_up
        for name, connect in before.items():
            if name in own:
                setattr(socket.socket, name, connect)
            else:
                delattr(socket.socket, name)


def _guarded(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(address[0]):
            raise NetworkRefusedError(address[0])
        return connect(self, address)

    return guarded


def _guarded_look_up(look_up: Any) -> Any:
    def guarded(host: Any, *arguments: Any, **named: Any) -> Any:
        if not _is_local(host):
            raise NetworkRefusedError(host)
        return look_up(host, *arguments, **named)

    return guarded


def _is_local(host: object) -> bool:
    if host is None:
        return True
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    if name.lower().rstrip(".") in _LOCAL_NAMES:
        return True
    try:
        address = ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
