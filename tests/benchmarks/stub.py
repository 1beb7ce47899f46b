"""A stub of a server, in a process of its own: canned answers, counted requests, a latency to choose.

`POST /{tasks}/{latency in ms}/api` answers as a workspace with so many tasks; `GET /counts` gives requests, bytes sent
to it and bytes received from it; `GET /last` the body of the last request.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.answer import answer
from tests.benchmarks.canned import page

__all__ = ["main", "running_stub"]

_ROOT = Path(__file__).parents[2]


@contextmanager
def running_stub(ready: int = 0) -> Iterator[str]:
    """Run a stub in another process for as long as the block lasts; gives its address.

    It encodes the pages of the first `ready` tasks before it answers, so that no side waits for that.
    """
    command = [sys.executable, "-m", "tests.benchmarks.stub", str(ready)]
    process = subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.communicate()


class _Ledger:
    """What the stub has seen."""

    def __init__(self) -> None:
        self.requests = 0
        self.sent = 0
        self.received = 0
        self.last = b""


class _Connection(asyncio.Protocol):
    """One client's connection, kept open; requests are read from a buffer that grows until one is whole."""

    def __init__(self, ledger: _Ledger) -> None:
        self._ledger = ledger
        self._buffer = bytearray()
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._buffer[:end])
            length = _content_length(head)
            if len(self._buffer) < end + 4 + length:
                return
            body = bytes(self._buffer[end + 4 : end + 4 + length])
            del self._buffer[: end + 4 + length]
            self._respond(head.split(b" ", 2)[1].decode(), body)

    def _respond(self, path: str, body: bytes) -> None:
        ledger = self._ledger
        if path == "/counts":
            self._write(json.dumps([ledger.requests, ledger.sent, ledger.received]).encode())
        elif path == "/last":
            self._write(ledger.last)
        else:
            tasks, latency = map(int, path.split("/")[1:3])
            content = answer(tasks, body)
            ledger.requests += 1
            ledger.sent += len(body)
            ledger.received += len(content)
            ledger.last = body
            if latency:
                asyncio.get_running_loop().call_later(latency / 1000, self._write, content)
            else:
                self._write(content)

    def _write(self, content: bytes) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
        assert self._transport is not None
        self._transport.write(head.encode())
        self._transport.write(content)


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


async def _serve() -> None:
    ledger = _Ledger()
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(ledger), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)  # ends with the process that started it


def main() -> None:
    """Serve until the standard input closes, after printing the address; the argument is how many tasks to encode."""
    for offset in range(0, int(sys.argv[1]), 500):
        page(int(sys.argv[1]), offset, 500)
    asyncio.run(_serve())


if __name__ == "__main__":
    main()
