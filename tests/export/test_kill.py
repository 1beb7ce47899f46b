"""Killed in the middle and resumed: every row once. FTRACK_ORM_EXPORT_TASKS=200000 tells time and memory too."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ftrack_orm.export import read_manifest, verify
from ftrack_orm.sandbox import Sandbox
from tests.export.conftest import ROWS_PER_PART, TASKS, connect_environment

CHILD = """
import re, sys, time
from pathlib import Path
from ftrack_orm.export import export

target, resume, size = sys.argv[1], sys.argv[2] == "resume", int(sys.argv[3])
began = time.monotonic()

def noted(progress):
    if not resume and progress.done == 3:
        print("three parts are noted", flush=True)
        sys.stdin.read()  # other threads go on, until all is killed

manifest = export("select id, name, bid, start_date, status.name, parent.name from Task", target,
                  rows_per_part=size, resume=resume, progress=noted)
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(f"{manifest.rows} rows in {time.monotonic() - began:.1f} s, {peak:.0f} MiB at most", flush=True)
"""


def _child(folder: Path, how: str, size: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, str(folder), how, str(size)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the peak of memory from /proc")
def test_an_export_that_is_killed_resumes_without_loss_or_duplicates(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with Sandbox(seed=f"bench:{TASKS}") as sandbox:
        connect_environment(sandbox, monkeypatch)
        began = time.monotonic()
        with _child(tmp_path, "begin", ROWS_PER_PART) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "three parts are noted\n"
            child.send_signal(signal.SIGKILL)
            assert child.wait(60) == -signal.SIGKILL
        killed = time.monotonic() - began
        stopped = read_manifest(tmp_path)
        assert stopped.progress.done == 3 < stopped.progress.parts
        kept = {part.name: (tmp_path / part.name).stat().st_mtime_ns for part in stopped.parts if part.written}
        with _child(tmp_path, "resume", ROWS_PER_PART) as child:
            output, _ = child.communicate(timeout=600)
            assert child.returncode == 0
    print(f"killed after {killed:.1f} s with {stopped.rows} rows; then {output.splitlines()[-1]}")
    manifest = verify(tmp_path)
    ids = [str(key) for part in manifest.parts for key in _ids(tmp_path / part.name)]
    assert len(ids) == len(set(ids)) == TASKS
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in kept} == kept
    assert not list(tmp_path.glob(".*"))
    peak = re.search(r"(\d+) MiB", output)
    assert peak is not None
    assert int(peak[1]) < 400


def _ids(path: Path) -> list[object]:
    table = pq.read_table(path, columns=["id"])
    return list(table["id"].to_pylist())
