"""The same export on threads, on processes and on Dask's distributed executor; and no key in what travels."""

from __future__ import annotations

import multiprocessing
import pickle
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from ftrack_orm.errors import ConfigurationError, ExportError
from ftrack_orm.export import Part, export, verify
from ftrack_orm.export.folder import LocalFolder
from ftrack_orm.export.part_writing import PartTask
from ftrack_orm.export.source import Source
from ftrack_orm.export.stopping import StoppedError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.session.table import Column
from tests.export.conftest import ROWS_PER_PART
from tests.export.conftest import TASKS as COUNT

TASKS = "select id, name, bid, start_date, status.name, parent.name from Task"


def threads() -> Executor:
    return ThreadPoolExecutor(3)


def processes() -> Executor:
    return ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))


@contextmanager
def dask() -> Iterator[Executor]:
    distributed: Any = import_module("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client.get_executor()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Dask leaves sockets to be collected
@pytest.mark.parametrize("pool", [processes, dask])
def test_any_executor_writes_the_same_files(
    many: Sandbox, tmp_path: Path, pool: Callable[[], AbstractContextManager[Executor]]
) -> None:
    began = time.monotonic()
    with threads() as executor:
        here = export(TASKS, tmp_path / "here", rows_per_part=ROWS_PER_PART, executor=executor)
    middle = time.monotonic()
    with pool() as executor:
        there = export(TASKS, tmp_path / "there", rows_per_part=ROWS_PER_PART, executor=executor)
        peaks = list(executor.map(_peak, range(4)))
    print(f"{here.rows} rows: threads {middle - began:.1f} s, {pool.__name__} {time.monotonic() - middle:.1f} s,")
    print(f"a worker holds {max(peaks):.0f} MiB at most")
    assert len(here.parts) > 5
    assert there.parts == here.parts  # with the hash of each
    assert verify(tmp_path / "there").rows == verify(tmp_path / "here").rows == COUNT
    assert max(peaks) < 400


def _peak(_: int) -> float:
    """Return the most memory that this worker held, in MiB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) / 1024 if status.exists() else 0.0


def _task(folder: Path, connect: Callable[[], Any] | None = None) -> PartTask:
    part = Part("part-00000.csv", "select name from Task")
    source = Source("ftrack_stock", "http://127.0.0.1:9", connect)
    return PartTask(part, source, LocalFolder(folder), "csv", (Column("name", "text"),))


def test_a_task_travels_without_the_key(workspace: Sandbox, tmp_path: Path) -> None:
    travelling = pickle.dumps(_task(tmp_path))
    assert workspace.api_key.encode() not in travelling
    assert workspace.api_key not in repr(_task(tmp_path))


def test_a_worker_without_a_key_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FTRACK_API_KEY", "FTRACK_APIKEY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ExportError, match=r"part-00000\.csv: no API key: .*FTRACK_API_KEY"):
        _task(tmp_path)()


def test_a_worker_without_the_package_says_so() -> None:
    with pytest.raises(ConfigurationError, match="'no_such_models' is missing"):
        Source("no_such_models").session()


def test_an_error_survives_the_way_back() -> None:
    error = pickle.loads(pickle.dumps(ExportError("part-00000.csv: the server is gone")))
    assert str(error) == "part-00000.csv: the server is gone"


def test_a_task_that_is_asked_to_stop_leaves_no_file(workspace: Sandbox, tmp_path: Path) -> None:
    export(TASKS, tmp_path / "elsewhere")
    task = _task(tmp_path / "here")
    task.stop.ask()
    with pytest.raises(StoppedError):
        PartTask(task.part, Source("ftrack_stock"), task.folder, task.format, task.columns, stop=task.stop)()
    assert list((tmp_path / "here").iterdir()) == []
    pickle.loads(pickle.dumps(task)).stop.check()  # elsewhere nobody sets it
