"""The auditor: reads all journals and logs, asks the server, and tells what is not as it must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.soak.audit.entities import audit_entities
from tests.soak.audit.events import audit_changes, audit_durable, audit_live, audit_told, read_log
from tests.soak.audit.exports import audit_exports, exports_done
from tests.soak.audit.files import audit_files
from tests.soak.audit.finding import Finding
from tests.soak.audit.leaks import audit_growth, audit_reports
from tests.soak.gauges import Growth
from tests.soak.intents import expected
from tests.soak.journal import Intent, intents, lines
from tests.soak.wire import Wire
from tests.soak.workspace import Workspace

__all__ = ["Audit", "audit"]


@dataclass(slots=True)
class Audit:
    """What was compared, and what was found."""

    findings: list[Finding] = field(default_factory=list)
    intents: list[Intent] = field(default_factory=list)
    reads: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    events: int = 0
    handled: int = 0
    live: int = 0
    again: int = 0
    entities: int = 0
    files: int = 0
    exports: int = 0

    @property
    def is_good(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def audit(wire: Wire, workspace: Workspace, folder: Path, store: Path, mark: int, growths: list[Growth]) -> Audit:
    """Compare everything; events are judged from row `mark` on."""
    result = Audit()
    notes = list(_read_journals(result, folder / "journals"))
    state = expected(result.intents)
    log = read_log(wire, mark)
    durable, live = folder / "durable.log", folder / "live.log"
    result.events, result.entities, result.files = (
        len(log.ids),
        len(state.entities) + len(state.ensured),
        len(state.files),
    )
    result.again = len(log.again)
    result.exports = len(exports_done(folder / "exports"))
    result.handled, result.live = (sum("id" in line for line in lines(path)) for path in (durable, live))
    result.findings += [
        *notes,
        *audit_entities(wire, workspace, state),
        *audit_changes(log, state),
        *audit_told(log, state),
        *audit_durable(durable, log),
        *audit_live(live, log),
        *audit_files(wire, workspace, state, store),
        *audit_exports(folder / "exports", state, result.intents),
        *audit_reports(folder / "reports"),
        *audit_growth(growths),
    ]
    return result


def _read_journals(result: Audit, folder: Path) -> Iterator[Finding]:
    """Take in what workers wrote; yield what they themselves saw to be wrong."""
    for path in sorted(folder.glob("*.jsonl")):
        result.intents += intents(path)
        for line in lines(path):
            match line.get("kind"):
                case "wrong":
                    told = {key: value for key, value in line.items() if key not in ("kind", "at", "what")}
                    yield Finding("wrong answer", f"{path.stem}: {line['what']}: {told}")
                case "read":
                    result.reads[line["what"]] += 1
                case "conflict refused":
                    result.conflicts += 1
