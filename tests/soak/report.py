"""The table at the end of a soak, and the same in docs/reliability.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tests.benchmarks.machine import conditions
from tests.page_section import RELIABILITY, write_section
from tests.soak.director import Verdict
from tests.soak.journal import OUTCOMES

__all__ = ["table", "write_page"]

_MOST_FINDINGS = 40
_SHOWN = 300


def table(verdict: Verdict) -> str:
    """Return the whole report as Markdown, which reads well on a terminal too."""
    parts = [_conditions(verdict), _intents(verdict), _compared(verdict), _faults(verdict), _processes(verdict)]
    return "\n\n".join([*parts, _findings(verdict)])


def write_page(verdict: Verdict) -> None:
    """Put the report between its marks in the page."""
    write_section(RELIABILITY, "soak", f"\n{table(verdict)}\n")


def _conditions(verdict: Verdict) -> str:
    order = verdict.order
    told = [
        ("soak", f"{verdict.seconds / 60:.1f} minutes, seed {order.seed}"),
        ("workers", f"16 threads with a session each, in {order.processes} processes"),
        ("disk that fills", verdict.volume),
        *((name, text) for name, text in conditions(None) if name in ("date", "machine", "Python")),
    ]
    return _rows(("", ""), told)


def _intents(verdict: Verdict) -> str:
    counted: dict[str, Counter[str]] = {}
    for intent in verdict.audit.intents:
        counted.setdefault(intent.action, Counter())[intent.outcome] += 1
    unknown = sum(bool(intent.told.get("unknown") or intent.told.get("failures")) for intent in verdict.audit.intents)
    rows = [(action, *(str(found[outcome] or "") for outcome in OUTCOMES)) for action, found in sorted(counted.items())]
    total = Counter(intent.outcome for intent in verdict.audit.intents)
    rows.append(("**all**", *(f"**{total[outcome]}**" for outcome in OUTCOMES)))
    said = f"{unknown} of them got no answer at first, or a failure, and were settled or tried again."
    return f"{_rows(('intent', *OUTCOMES), rows)}\n\n{said}"


def _compared(verdict: Verdict) -> str:
    audit = verdict.audit
    rows = [
        ("entities that must be there", f"{audit.entities}"),
        ("components with files", f"{audit.files}"),
        ("events kept by the server", f"{audit.events}"),
        ("sent again, since their acknowledgement was lost", f"{audit.again}"),
        ("handled by the durable service", f"{audit.handled}"),
        ("given to the live service", f"{audit.live}"),
        ("exports finished", f"{audit.exports}"),
        ("conflicts provoked and refused", f"{audit.conflicts}"),
        ("answers that readers checked", f"{audit.reads.total()}"),
    ]
    return _rows(("compared", ""), rows)


def _faults(verdict: Verdict) -> str:
    return _rows(("fault", "times"), [(name, f"{number}") for name, number in sorted(verdict.faults.items())])


def _processes(verdict: Verdict) -> str:
    rows = [
        (
            growth.process,
            f"{growth.memory:.0f} MiB",
            f"{growth.gained:+.1f} MiB in {growth.seconds:.0f} s" if growth.is_long_enough else "too short to say",
            f"{growth.handles}",
            f"{growth.threads}",
        )
        for growth in verdict.growths
    ]
    return _rows(("process", "memory", "growth once warm", "most handles", "most threads"), rows)


def _findings(verdict: Verdict) -> str:
    findings = verdict.audit.findings
    if not findings:
        return "**Verdict: good.** Nothing lost, nothing twice, every file with its entity, nothing leaked."
    listed = "\n".join(f"- {_shortened(str(finding))}" for finding in findings[:_MOST_FINDINGS])
    return f"**Verdict: bad.** {len(findings)} findings:\n\n{listed}"


def _shortened(text: str) -> str:
    """Leave out the middle of what is long, as a traceback: it is told in full in the journals."""
    return text if len(text) <= 2 * _SHOWN else f"{text[:_SHOWN]} ... {text[-_SHOWN:]}"


def _rows(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
