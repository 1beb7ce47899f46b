"""`encode_media`: a Job that makes a file playable in a browser, worked on beside the requests."""

from __future__ import annotations

import json
import logging
import tempfile
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.executor import Executor
from ftrack_orm.sandbox.files.component_files import ComponentFiles
from ftrack_orm.sandbox.media.job_outcome import creations, ending, progress
from ftrack_orm.sandbox.media.rendition import EncodingError, Rendition
from ftrack_orm.sandbox.media.review import make_renditions
from ftrack_orm.sandbox.operations.entity_creation import create_entity, require_entity
from ftrack_orm.sandbox.operations.single_action import text_of
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.transport.operation import JSON

__all__ = ["Encoder", "Encoding"]

_log = logging.getLogger("ftrack_orm.sandbox")


@dataclass(frozen=True, slots=True)
class Encoding:
    """One job: which component is encoded for whom, and whether it is kept."""

    job_id: str
    user_id: str
    component_id: str
    version_id: str | None
    keep_original: bool = True

    def data(self, output: Sequence[Mapping[str, str]], error: str | None = None) -> str:
        """Return what `Job.data` tells."""
        told: dict[str, Any] = {"output": output, "source_component_id": self.component_id}
        told |= {"version_id": self.version_id, "keep_original": self.keep_original}
        return json.dumps(told if error is None else told | {"error": error})


class Encoder:
    """Executes encodings one after the other, each with the rights of who asked for it."""

    def __init__(self, executor: Executor, files: ComponentFiles) -> None:
        self._executor = executor
        self._files = files
        self._worker = ThreadPoolExecutor(1, "ftrack-orm encoding")
        self._unfinished: set[Future[None]] = set()

    def encode_media(self, message: Message, operation: Mapping[str, JSON]) -> dict[str, JSON]:
        """Create the job and answer with its id; it begins once the batch is committed.

        Raises:
            Refusal: The component has no file on the server, or there is no such version.
        """
        component_id = text_of(operation, "component_id")
        require_entity(message, "FileComponent", component_id)
        if self._files.find_within(message.connection, component_id) is None:
            raise Refusal("ValidationError", f"encode_media: component {component_id} has no file in ftrack.server")
        version_id = operation.get("version_id")
        if version_id is not None:
            require_entity(message, "AssetVersion", version_id)
        keep = operation.get("keep_original")
        if keep not in (None, "auto", True, False):
            raise Refusal("ValidationError", "encode_media: 'keep_original' must be true or false")
        encoding = Encoding(str(uuid.uuid4()), message.user_id, component_id, version_id, keep is not False)
        create_entity(message, "Job", id=encoding.job_id, status="queued", data=encoding.data([]))
        message.afterwards.append(partial(self._begin, encoding))
        return {"action": "encode_media", "job_id": encoding.job_id}

    def resume(self) -> None:
        """Take up what waited, or was being encoded, when the last server ended."""
        store = self._executor.store
        if "Job" not in store.schema:
            return
        jobs = store.tables.family("Job").table.c
        waiting = select(jobs["id"], jobs["user_id"], jobs["data"]).where(jobs["status"].in_(("queued", "running")))
        with store.begin(writes=False) as connection:
            rows = connection.execute(waiting).all()
        for job_id, user_id, data in rows:
            encoding = _told(job_id, user_id, data)
            if encoding is not None:
                self._begin(encoding)

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until everything that was asked for is encoded; tell whether it is, after `timeout` seconds at most."""
        return not wait(list(self._unfinished), timeout).not_done

    def close(self) -> None:
        """Finish what is being encoded; what waits stays queued."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _begin(self, encoding: Encoding) -> None:
        working = self._worker.submit(self._work, encoding)
        self._unfinished.add(working)
        working.add_done_callback(self._unfinished.discard)

    def _work(self, encoding: Encoding) -> None:
        try:
            self._execute(encoding, progress(encoding.job_id))
            self._encode(encoding)
        except (EncodingError, Refusal) as error:
            self._fail(encoding, str(error))
        except Exception as error:
            _log.exception("an encoding failed")
            self._fail(encoding, f"{type(error).__name__}: {error}")

    def _encode(self, encoding: Encoding) -> None:
        source = self._files.find(encoding.component_id)
        if source is None:
            raise EncodingError("the component is gone")
        with tempfile.TemporaryDirectory(prefix="ftrack-orm-") as folder:
            made = [
                (rendition, str(uuid.uuid4())) for rendition in make_renditions(self._files.path(source), Path(folder))
            ]
            sizes = [self._store(rendition, component_id) for rendition, component_id in made]
        operations = creations(encoding.job_id, encoding.version_id, made, sizes)
        output = [{"format": rendition.format, "component_id": component_id} for rendition, component_id in made]
        if not encoding.keep_original:
            key = [encoding.component_id]
            operations.append({"action": "delete", "entity_type": "FileComponent", "entity_key": key})
        try:
            self._execute(encoding, [*operations, ending(encoding.job_id, "done", encoding.data(output))])
        except Refusal:
            self._files.forget(component_id for _, component_id in made)
            raise

    def _store(self, rendition: Rendition, component_id: str) -> int:
        incoming = self._files.contents.receive(rendition.path.stat().st_size)
        try:
            with rendition.path.open("rb") as file:
                while block := file.read(2**20):
                    incoming.write(block)
            incoming.finish()
            return self._files.put(component_id, f"{rendition.name}{rendition.file_type}", incoming).size
        finally:
            incoming.close()

    def _fail(self, encoding: Encoding, reason: str) -> None:
        try:
            self._execute(encoding, [ending(encoding.job_id, "failed", encoding.data([], reason))])
        except Refusal:
            _log.info("the job %s is gone", encoding.job_id)  # somebody deleted it meanwhile
        _log.info("encoding of component %s failed: %s", encoding.component_id, reason)

    def _execute(self, encoding: Encoding, operations: list[dict[str, Any]]) -> None:
        self._executor.execute(operations, user_id=encoding.user_id)


def _told(job_id: str, user_id: str | None, data: str | None) -> Encoding | None:
    """Return the encoding that a job's data tells of; None for a job of another kind."""
    try:
        told = json.loads(data or "null")
    except ValueError:
        return None
    if not isinstance(told, dict) or not isinstance(told.get("source_component_id"), str) or user_id is None:
        return None
    version_id = told.get("version_id")
    keep = told.get("keep_original") is not False
    return Encoding(job_id, user_id, told["source_component_id"], version_id, keep)
