"""A program that uploads a file and is killed when a given number of parts are in its journal; see `test_resume`."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

import ftrack_stock
from ftrack_orm import Session
from ftrack_orm.media.upload import UploadOptions
from ftrack_orm.media.upload.parts.part_body import PartBody
from ftrack_orm.media.upload.storage.storage_http import Reply, StorageHttp
from ftrack_orm.media.upload.upload_journal import SentPart, UploadJournal
from ftrack_orm.transport import RetryPolicy


def peak() -> float:
    """Return the most MB that this process had; `getrusage` would tell those of who started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Upload; print as JSON the component, how many parts were put, and by how many MB memory grew."""
    url, user, key, path, journals, kill_after, urls_kept = sys.argv[1:]
    quick = RetryPolicy(attempts=20, first=0.01, most=0.05)
    parts = 0
    add, put = UploadJournal.add, StorageHttp.put
    puts: list[int] = []

    def counted_put(self: StorageHttp, url: str, body: PartBody, headers: Mapping[str, str]) -> Reply:
        puts.append(1)
        return put(self, url, body, headers)

    def counted_add(self: UploadJournal, number: int, part: SentPart) -> None:
        nonlocal parts
        add(self, number, part)
        parts += 1
        if parts == int(kill_after):
            os.kill(os.getpid(), signal.SIGKILL)

    UploadJournal.add = counted_add  # type: ignore[method-assign]  # to be killed at a known moment
    StorageHttp.put = counted_put  # type: ignore[method-assign]  # to count
    with Session(url, user, key, models=ftrack_stock, retry=quick) as session:
        session.upload_options = UploadOptions(retry=quick, journals=Path(journals), urls_kept=float(urls_kept))
        session.upload(b"a first one, so that everything is imported", name="warm")
        warm, puts[:] = peak(), []
        component = session.upload(path, name="survivor", progress=False)
        print(json.dumps({"component": component.id, "puts": len(puts), "grown": peak() - warm}))


if __name__ == "__main__":
    main()
