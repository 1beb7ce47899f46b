"""The guard refuses what leaves this machine, and nothing else."""

from __future__ import annotations

import socket

import pytest
import requests

from ftrack_orm.testing import NetworkRefusedError, ServerAddress, network_refused


@pytest.mark.parametrize("host", ["192.0.2.1", "studio.ftrackapp.com", "2001:db8::1", "127.0.0.1.example.com"])
def test_other_machines_are_refused(host: str) -> None:
    with network_refused(), pytest.raises(NetworkRefusedError, match="ftrack_network"):
        socket.create_connection((host, 443), timeout=1)


def test_connection_without_a_look_up_is_refused_too() -> None:
    with network_refused(), socket.socket() as connection:
        with pytest.raises(NetworkRefusedError):
            connection.connect(("192.0.2.1", 443))
        with pytest.raises(NetworkRefusedError):
            connection.connect_ex(("192.0.2.1", 443))


def test_clients_do_not_take_it_for_a_server_that_is_down() -> None:
    with network_refused(), pytest.raises(NetworkRefusedError):
        requests.get("http://studio.ftrackapp.com", timeout=1, proxies={"http": "", "https": ""})


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.2"])
def test_this_machine_is_reached(host: str) -> None:
    with network_refused(), socket.create_server(("127.0.0.1", 0)) as server:
        address = (host, server.getsockname()[1])
        if host == "127.0.0.2":
            with pytest.raises(OSError, match=r"refused|reach|assign"):
                socket.create_connection(address, timeout=1)
        else:
            socket.create_connection(address, timeout=1).close()


def test_all_is_as_before_afterwards() -> None:
    before = (socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo)
    with network_refused(), network_refused():
        pass
    assert (socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo) == before
    assert "connect" not in vars(socket.socket)


def test_sandbox_is_reached_over_http(ftrack_server: ServerAddress) -> None:
    assert requests.get(ftrack_server.url, timeout=5).status_code < 500
    assert ftrack_server.api_key not in repr(ftrack_server)
