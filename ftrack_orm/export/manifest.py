"""What an export consists of: a file beside its parts, from which it is resumed and verified."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast, get_args

from ftrack_orm.errors import ExportError
from ftrack_orm.export.format import FORMATS, Format
from ftrack_orm.export.progress import Progress
from ftrack_orm.schema.attribute import ValueKind
from ftrack_orm.session.table import Column

__all__ = ["MANIFEST", "Manifest", "Part", "Written"]

MANIFEST = "manifest.json"
_VERSION = 1
_NAME = re.compile(r"part-[0-9]{5,9}\.(parquet|csv|jsonl)")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of a part: how many rows, how many bytes, and the SHA-256 of the file."""

    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export: its name, the query for its rows, and what was written; None before it was."""

    name: str
    query: str
    whole: bool = False
    """Whether the query is sent as it is; else it has no order, and is read by the key."""
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """An export: what was asked for, and its parts. Times are UTC."""

    query: str
    format: Format
    columns: tuple[Column, ...]
    parts: tuple[Part, ...]
    started: datetime
    finished: datetime | None = None
    server: str | None = None
    since: datetime | None = None
    """Where only what was changed since is in it: the server's time from which on changes count."""
    newest: datetime | None = None
    """When the newest event was, by the server's clock and in its zone, before the export began."""

    @property
    def next_since(self) -> datetime:
        """From when on changes count for an export that follows; a minute early, for what was under way."""
        return (self.newest or self.started.replace(tzinfo=None)) - timedelta(minutes=1)

    @property
    def rows(self) -> int:
        """The rows of all parts that are written."""
        return sum(part.written.rows for part in self.parts if part.written)

    @property
    def progress(self) -> Progress:
        """How far it is."""
        written = [part.written for part in self.parts if part.written]
        return Progress(len(written), len(self.parts), sum(w.rows for w in written), sum(w.bytes for w in written))

    def with_parts(self, written: Mapping[str, Written]) -> Manifest:
        """Return it with what was written of parts, by their names."""
        return replace(self, parts=tuple(replace(p, written=written.get(p.name, p.written)) for p in self.parts))

    def to_json(self) -> str:
        """Return the text of the file."""
        facts = {"version": _VERSION, **asdict(self)}
        return json.dumps(facts, indent=1, ensure_ascii=False, default=datetime.isoformat)

    @classmethod
    def from_json(cls, text: str | bytes) -> Manifest:
        """Read the text of the file.

        Raises:
            ExportError: It is no manifest, or one of another version.
        """
        try:
            return _read(json.loads(text))
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise ExportError(f"the export's {MANIFEST} cannot be read: {error}") from None


def _read(facts: dict[str, Any]) -> Manifest:
    if facts["version"] != _VERSION:
        raise ExportError(f"the export's {MANIFEST} is of version {facts['version']!r}; this library reads {_VERSION}")
    return Manifest(
        query=str(facts["query"]),
        format=_one_of(FORMATS, facts["format"]),
        columns=tuple(_column(each) for each in facts["columns"]),
        parts=tuple(_part(each) for each in facts["parts"]),
        started=datetime.fromisoformat(facts["started"]),
        finished=_moment(facts["finished"]),
        server=facts["server"],
        since=_moment(facts["since"]),
        newest=_moment(facts["newest"]),
    )


def _one_of(known: tuple[Any, ...], value: Any) -> Any:
    if value not in known:
        raise ValueError(f"{value!r} is none of {', '.join(known)}")
    return value


def _column(facts: dict[str, Any]) -> Column:
    kind = cast("ValueKind", _one_of(get_args(ValueKind), facts["kind"]))
    return Column(str(facts["name"]), kind, int(facts["depth"]))


def _part(facts: dict[str, Any]) -> Part:
    name, written = str(facts["name"]), facts["written"]
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a part")  # it is joined to a folder, and may be removed there
    kept = None if written is None else Written(int(written["rows"]), int(written["bytes"]), str(written["sha256"]))
    return Part(name, str(facts["query"]), bool(facts["whole"]), kept)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
