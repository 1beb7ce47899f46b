"""Run a soak: start the processes, bring the faults when their time has come, end all of it, and have it audited."""

from __future__ import annotations

import random
import socket
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.soak.audit.auditor import Audit, audit
from tests.soak.audit.finding import Finding
from tests.soak.children.child import handles
from tests.soak.faults import RATES, Fault, schedule
from tests.soak.gauges import Gauges, Growth
from tests.soak.journal import lines
from tests.soak.order import Order
from tests.soak.process import ChildProcess
from tests.soak.volume import Volume
from tests.soak.wire import Wire
from tests.soak.workspace import Place, Workspace, prepared

__all__ = ["Verdict", "run"]

_LOOK_SECONDS = 1.0
_MEGABYTES = 192
_WEEK = 8 * 86_400.0
"""How far ahead the clock of the audited server is: what was abandoned is swept after seven days."""
_QUIET = dict.fromkeys(RATES, 0.0)
_WORKERS_DO_NOT_END = 180.0


@dataclass(slots=True)
class Verdict:
    """How a soak went."""

    order: Order
    audit: Audit
    faults: Counter[str]
    growths: list[Growth]
    seconds: float
    volume: str
    kills: Counter[str] = field(default_factory=Counter)


class _Soak:
    """One run, while it runs."""

    def __init__(self, order: Order) -> None:
        self.order = order
        for name in ("journals", "logs", "reports", "exports", "scratch"):
            (order.folder / name).mkdir(parents=True)
        self.volume = Volume(order.folder / "volume", _MEGABYTES)
        (self.volume.folder / "disk").mkdir()
        self.chance = random.Random(order.seed)
        self.port = _free_port(self.chance)
        self.url = f"http://127.0.0.1:{self.port}"
        self.offsets = {"server": 0.0, "workers": 0.0}
        self.rates: dict[str, float] = dict(_QUIET)
        self.gauges = Gauges()
        self.met: Counter[str] = Counter()
        self.problems: list[Finding] = []
        self.server = self._start_server()
        self.children: dict[str, ChildProcess] = {}

    def run(self) -> Verdict:
        """Run it to its end."""
        try:
            return self._run()
        finally:
            for child in [self.server, *self.children.values()]:
                if child.is_running:
                    child.kill()

    def _run(self) -> Verdict:
        wire = Wire(self.url)
        workspace = prepared(wire)
        wire.close()
        idle = self._server_handles()
        mark = self._start_children(workspace)
        began = time.monotonic()
        self._set_rates(**RATES)
        self._bring_faults(began)
        self._set_rates(**_QUIET)
        seconds = time.monotonic() - began
        self.gauges.write(self.order.folder / "gauges.jsonl")
        self._end_children()
        self._judge_server(idle)
        result = self._audited(workspace, mark)
        return Verdict(
            self.order, result, self._all_faults(), self.gauges.growths(), seconds, self.volume.kind, self.met
        )

    def _start_server(self) -> ChildProcess:
        told = {
            "folder": str(self.order.folder),
            "files": str(self.volume.folder / "server"),
            "port": self.port,
            "seed": self.order.seed + self.met["server killed"],
            "clock": self.offsets["server"],
            **self.rates,
        }
        server = ChildProcess("server", "server", told)
        server.wait_until_ready()
        return server

    def _start_children(self, workspace: Workspace) -> int:
        """Start all; return the number of the newest event when services listened and nobody worked."""
        for name in ("durable", "live"):
            self.children[name] = self._start_service(name)
        self.children["durable"].wait_until_ready()
        self.children["live"].wait_until_ready()
        mark = self._mark()
        groups: dict[int, list[Place]] = {}
        for number, place in enumerate(workspace.places):
            groups.setdefault(number % self.order.processes, []).append(place)
        for number, places in groups.items():
            self.children[f"workers {number}"] = self._start_workers(number, places)
        self.children["export"] = self._start_export()
        for name, child in self.children.items():
            if name not in ("durable", "live"):
                child.wait_until_ready()
        return mark

    def _start_service(self, name: str) -> ChildProcess:
        told = {"durable": name == "durable", "sabotages": self.order.sabotages}
        return ChildProcess("service", name, self._told(**told))

    def _start_export(self) -> ChildProcess:
        return ChildProcess("exporter", "export", self._told(sabotages=self.order.sabotages, pause=self.order.pace * 4))

    def _start_workers(self, number: int, places: list[Place]) -> ChildProcess:
        workers = [
            {"name": place.name, "role": place.role, "place": place.ids, "sabotages": self._sabotages_of(place)}
            for place in places
        ]
        told = self._told(workers=workers, seed=self.order.seed, pace=self.order.pace, files=str(self.volume.folder))
        return ChildProcess("workers", f"workers {number}", told)

    def _sabotages_of(self, place: Place) -> list[str]:
        """Leave each fault in at one worker alone."""
        first = place.name in ("editor00", "publisher03")
        return list(self.order.sabotages) if first else []

    def _told(self, **more: Any) -> dict[str, Any]:
        return {"folder": str(self.order.folder), "url": self.url, **more}

    def _mark(self) -> int:
        wire = Wire(self.url)
        newest = wire.newest_event()
        wire.close()
        return newest

    def _set_rates(self, **rates: float) -> None:
        self.rates = rates
        self.server.order(**rates)

    def _bring_faults(self, began: float) -> None:
        """Begin and end each fault at its time, and look at the processes in between."""
        moments: list[tuple[float, bool, Fault]] = []
        for fault in schedule(self.order.seconds, self.order.seed):
            moments += [(fault.begins, True, fault), (fault.ends, False, fault)]
        moments.sort(key=lambda moment: (moment[0], moment[1]))
        looked = 0.0
        while (now := time.monotonic() - began) < self.order.seconds:
            while moments and moments[0][0] <= now:
                _, begins, fault = moments.pop(0)
                started = time.monotonic()
                (self._begin if begins else self._end)(fault)
                began += time.monotonic() - started  # while the server starts, the time of the soak stands still
            if now - looked >= _LOOK_SECONDS:
                looked = now
                self._look()
            due = moments[0][0] if moments else self.order.seconds
            time.sleep(max(0.01, min(due - now, _LOOK_SECONDS / 2, self.order.seconds - now)))
        for _, begins, fault in moments:
            if not begins:
                self._end(fault)

    def _begin(self, fault: Fault) -> None:
        self.met[fault.kind] += 1
        match fault.kind:
            case "server killed":
                self.server.kill()
                time.sleep(self.chance.uniform(0.0, 0.5))
                self.server = self._start_server()
            case "disk full":
                self.volume.fill(self.server.pid)
            case "clock of the server jumps":
                self._jump("server", fault.size, self.server)
            case "clock of the workers jumps":
                self._jump("workers", fault.size, *self.children.values())
            case "slow network":
                self._set_rates(**{**RATES, "latency": 0.25, "jitter": 0.2})
            case "durable service killed":
                self.children["durable"].kill()
                self.children["durable"] = self._start_service("durable")
            case "export killed":
                self.children["export"].kill()
                self.children["export"] = self._start_export()

    def _end(self, fault: Fault) -> None:
        match fault.kind:
            case "disk full":
                self.volume.empty(self.server.pid)
            case "clock of the server jumps":
                self._jump("server", 0.0, self.server)
            case "clock of the workers jumps":
                self._jump("workers", 0.0, *self.children.values())
            case "slow network":
                self._set_rates(**RATES)

    def _jump(self, whose: str, offset: float, *children: ChildProcess) -> None:
        self.offsets[whose] = offset
        for child in children:
            child.order(clock=offset)

    def _look(self) -> None:
        for name, child in [("server", self.server), *self.children.items()]:
            self.gauges.look(name, child.pid)
            if not child.is_running and not any(name in problem.what for problem in self.problems):
                self.problems.append(Finding("process", f"{name} ended by itself, with {child.process.returncode}"))

    def _end_children(self) -> None:
        """Workers first, then what follows them: exports, and services that handle what is left."""
        self.volume.empty(self.server.pid)
        self._jump("server", 0.0, self.server)
        working = [name for name in self.children if name.startswith("workers")]
        for names in (working, ["export"], ["durable", "live"]):
            for name in names:
                self.children[name].order(stop=True)
            for name in names:
                code = self.children[name].wait(_WORKERS_DO_NOT_END)
                if code != 0:
                    self.problems.append(Finding("process", f"{name} did not end well: {code}; see its log"))

    def _server_handles(self) -> list[str]:
        """Return the server's handles but those of its database, whose connections it keeps."""
        return [each for each in handles(self.server.pid) if "workspace.db" not in each]

    def _judge_server(self, idle: list[str]) -> None:
        """All clients are gone: so must be their connections."""
        deadline = time.monotonic() + 10
        while (more := Counter(self._server_handles()) - Counter(idle)) and time.monotonic() < deadline:
            time.sleep(0.1)
        if more:
            self.problems.append(Finding("handles", f"the server holds {dict(more)} when all clients are gone"))

    def _audited(self, workspace: Workspace, mark: int) -> Audit:
        """Audit a server that was killed and started anew, a week later."""
        self.server.kill()
        self._lose_file()
        self.offsets["server"], self.rates = _WEEK, dict(_QUIET)
        self.server = self._start_server()
        wire = Wire(self.url)
        try:
            result = audit(wire, workspace, self.order.folder, self.volume.folder, mark, self.gauges.growths())
        finally:
            wire.close()
        result.findings[:0] = self.problems
        self.server.order(stop=True)
        self.server.wait()
        return result

    def _lose_file(self) -> None:
        if "lost-file" in self.order.sabotages:
            from tests.soak.sabotage import confess

            blob = next(path for path in sorted((self.volume.folder / "server" / "blobs").rglob("*")) if path.is_file())
            blob.unlink()
            confess(self.order.folder, "lost-file", blob.name)

    def _all_faults(self) -> Counter[str]:
        return self.met + Counter(line["met"] for line in lines(self.order.folder / "faults.log"))


def run(order: Order) -> Verdict:
    """Run a soak in an empty folder."""
    return _Soak(order).run()


def _free_port(chance: random.Random) -> int:
    """Return a port that no client is given by chance, so that a server can come back to it."""
    while True:
        port = chance.randrange(18_000, 30_000)
        with socket.socket() as trying:
            try:
                trying.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
