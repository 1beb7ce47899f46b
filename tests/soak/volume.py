"""A disk that can be full: a small file system of its own where this process may mount one, else a limit on file sizes.

The limit is that of the server process (`RLIMIT_FSIZE`): the kernel refuses to let any of its files grow beyond it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

__all__ = ["Volume", "in_own_namespace"]

_OWN = "FTRACK_ORM_SOAK_NAMESPACE"
_PIECES = (2**22, 2**16, 2**12)
_LIMIT_BYTES = 1024


class Volume:
    """The disk of the file stores. `kind` says how it becomes full."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        folder.mkdir()
        self.folder = folder
        self.kind = "limit on file sizes"
        if os.environ.get(_OWN):
            mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
            if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
                self.kind = f"file system of {megabytes} MB, filled"
        self.is_mounted: bool = self.kind != "limit on file sizes"

    def fill(self, server_pid: int) -> None:
        """Leave no room."""
        if not self.is_mounted:
            resource.prlimit(server_pid, resource.RLIMIT_FSIZE, (_LIMIT_BYTES, resource.RLIM_INFINITY))
            return
        with (self.folder / "ballast").open("wb") as ballast:
            for piece in _PIECES:
                _fill(ballast.fileno(), piece)

    def empty(self, server_pid: int) -> None:
        """Give the room back."""
        if not self.is_mounted:
            resource.prlimit(server_pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            return
        (self.folder / "ballast").unlink(missing_ok=True)


def _fill(file: int, piece: int) -> None:
    """Let a file take pieces of room until there is none."""
    while True:
        try:
            os.posix_fallocate(file, os.fstat(file).st_size, piece)
        except OSError:
            return


def in_own_namespace() -> None:
    """Start this program again where mounts are its own and end with it, if the system lets it; else go on."""
    if os.environ.get(_OWN) is not None:
        return
    apart = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"]), "--"]
    try:
        works = subprocess.run([*apart, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        works = False
    os.environ[_OWN] = "1" if works else ""
    if works:
        os.execvp(apart[0], [*apart, sys.executable, "-m", "tests.soak", *sys.argv[1:]])
