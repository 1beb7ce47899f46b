"""Publishing: a sequence of 1,000 frames to a location on disk, on a sandbox."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.families.sandbox import running_sandbox
from tests.benchmarks.measurement import Measurement
from tests.benchmarks.probe import Probe, peak_rss
from tests.benchmarks.row import Row, faster
from tests.benchmarks.scenario import Scenario

__all__ = ["SCENARIOS"]

_ROW = "publish sequence"
_FRAME = b"\0" * 4096


def _frames(folder: Path, count: int) -> str:
    for number in range(1001, 1001 + count):
        (folder / f"beauty.{number}.exr").write_bytes(_FRAME)
    return f"{folder}/beauty.%04d.exr [1001-{1000 + count}]"


def _record(probe: Probe, seconds: float, requests: int) -> None:
    peak = peak_rss()
    probe.measurements.append(Measurement(_ROW, probe.side, seconds, seconds, requests, peak_rss=peak))


def _ours(probe: Probe) -> None:
    from ftrack_orm.media import DiskAccessor, Location
    from tests.benchmarks.clients.ours import open_session

    with (
        running_sandbox(100) as url,
        tempfile.TemporaryDirectory() as folder,
        open_session(url) as preparing,
        open_session(url) as session,
    ):
        text, version = _frames(Path(folder), probe.size), _version(preparing)
        version = session.merge(version)
        location = Location("bench.disk", accessor=DiskAccessor(Path(folder) / "store", durable=False), priority=1)
        session.locations.register(location)
        before, started = session._gateway.requests, time.perf_counter()
        session.create_component(text, name="beauty", version=version, progress=False)
        _record(probe, time.perf_counter() - started, session._gateway.requests - before)


def _version(session: Any) -> Any:
    session.create("Location", name="bench.disk")
    asset = session.create("Asset", name="bench", parent=session.query("Task limit 1").one().parent)
    version = session.create("AssetVersion", asset=asset)
    session.commit()
    return version


def _official(probe: Probe) -> None:
    from tests.benchmarks.clients.official import open_session
    from tests.media.counting import official_requests

    with running_sandbox(100) as url, tempfile.TemporaryDirectory() as folder, open_session(url) as session:
        text = _frames(Path(folder), probe.size)
        seconds: list[float] = []
        requests = official_requests(session, text, Path(folder) / "store", seconds.append)
        _record(probe, seconds[0], requests)


SCENARIOS = (
    Scenario(
        name="publish",
        rows=(
            Row(
                _ROW,
                "publish a sequence of 1,000 frames of 4 KB to a disk, registered with its members",
                "s",
                goals=(faster(_ROW, 3.0),),
                note="Ours reads every frame again where it was written and compares; the official client does not.",
            ),
        ),
        sides={"ours": _ours, "official": _official},
        size=1_000,
        most_rounds={"ours": 3, "official": 1},
    ),
)
