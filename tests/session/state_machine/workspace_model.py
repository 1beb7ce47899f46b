"""A workspace and a session on it in plain Python: what the real ones must agree with."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

__all__ = ["Content", "Entry", "Mirror", "Refused"]

Entry: TypeAlias = tuple[str, str]
"""Metadata: the owner's id and the key."""
Kind: TypeAlias = Literal["create", "update", "delete"]


class Refused(Exception):
    """The server would refuse this batch; `mendable` where only a wrong key is in the way."""

    def __init__(self, why: str, *, mendable: bool = False) -> None:
        super().__init__(why)
        self.mendable = mendable


@dataclass
class Content:
    """What a server holds, or a session believes that it holds."""

    statuses: frozenset[str] = frozenset()
    shots: frozenset[str] = frozenset()
    tasks: dict[str, dict[str, Any]] = field(default_factory=dict)
    appointments: dict[str, tuple[str, str]] = field(default_factory=dict)
    metadata: dict[Entry, str] = field(default_factory=dict)

    def drop_task(self, task: str) -> None:
        """Delete a task with all that hangs on it."""
        del self.tasks[task]
        self.appointments = {key: pair for key, pair in self.appointments.items() if pair[0] != task}
        self.metadata = {entry: value for entry, value in self.metadata.items() if entry[0] != task}


@dataclass
class Mirror:
    """A session: what it loaded, and what is pending."""

    known: Content = field(default_factory=Content)
    new_tasks: dict[str, dict[str, Any]] = field(default_factory=dict)
    changes: dict[tuple[str, str], Any] = field(default_factory=dict)
    deleted_tasks: set[str] = field(default_factory=set)
    new_appointments: dict[str, tuple[str, str]] = field(default_factory=dict)
    gone_appointments: set[str] = field(default_factory=set)
    metadata: dict[Entry, tuple[Kind, str]] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Whether nothing is pending."""
        pending = (self.new_tasks, self.changes, self.deleted_tasks, self.new_appointments, self.gone_appointments)
        return not (any(pending) or self.metadata)

    def set(self, task: str, name: str, value: Any) -> None:
        """Set an attribute of a task; the loaded value is no change."""
        if task in self.new_tasks:
            self.new_tasks[task][name] = value
        elif self.known.tasks[task][name] == value:
            self.changes.pop((task, name), None)
        else:
            self.changes[task, name] = value

    def set_metadata(self, entry: Entry, value: str) -> None:
        """Set a key: create it, update it, or bring it back."""
        if self._is_new(entry) or entry not in self.known.metadata:
            self.metadata[entry] = ("create", value)
        elif self.known.metadata[entry] == value:
            self.metadata.pop(entry, None)
        else:
            self.metadata[entry] = ("update", value)

    def remove_metadata(self, entry: Entry) -> None:
        """Delete a key, or do not create it after all."""
        if self._is_new(entry):
            del self.metadata[entry]
        else:
            self.metadata[entry] = ("delete", "")

    def _is_new(self, entry: Entry) -> bool:
        return entry in self.metadata and self.metadata[entry][0] == "create"

    def remove_appointment(self, key: str) -> None:
        """Delete an appointment, or do not create it after all."""
        if self.new_appointments.pop(key, None) is None:
            self.gone_appointments.add(key)

    def delete_task(self, task: str) -> None:
        """Delete a task; a new one is forgotten, with what was to be created on it."""
        if self.new_tasks.pop(task, None) is None:
            self.deleted_tasks.add(task)

    def tasks(self) -> dict[str, dict[str, Any]]:
        """Return the tasks as the session shows them."""
        shown = {task: dict(values) for task, values in self.known.tasks.items() if task not in self.deleted_tasks}
        for (task, name), value in self.changes.items():
            if task in shown:
                shown[task][name] = value
        return shown | {task: dict(values) for task, values in self.new_tasks.items()}

    def appointments_of(self, task: str) -> list[str]:
        """Return the appointments of a task as the session shows them."""
        every = {**self.known.appointments, **self.new_appointments}
        return [key for key, (owner, _) in every.items() if owner == task and key not in self.gone_appointments]

    def metadata_of(self, owner: str) -> dict[str, str]:
        """Return the metadata of a task or shot as the session shows it."""
        shown = {key: value for (of, key), value in self.known.metadata.items() if of == owner}
        for (of, key), (kind, value) in self.metadata.items():
            if of == owner and kind == "delete":
                shown.pop(key, None)
            elif of == owner:
                shown[key] = value
        return shown

    def rollback(self) -> None:
        """Drop everything that is pending."""
        known = self.known
        self.__dict__.update(Mirror().__dict__)
        self.known = known

    def sent_to(self, server: Content) -> Content:
        """Return what a server holds after a commit.

        Raises:
            Refused: The server would not take it.
        """
        after = copy.deepcopy(server)
        self._create(after)
        self._update(after)
        self._delete(after)
        for values in after.tasks.values():
            if values["status_id"] not in after.statuses:
                raise Refused("there is no such status", mendable=True)
        return after

    def committed(self, after: Content) -> None:
        """Take note that a commit succeeded and that everything was read again."""
        self.rollback()
        self.known = copy.deepcopy(after)

    def lost(self, server: Content) -> bool:
        """Tell whether something pending is about what is not on the server any more."""
        try:
            after = copy.deepcopy(server)
            self._create(after, strictly=False)
            self._update(after)
            self._delete(after)
        except Refused:
            return True
        return False

    def _create(self, after: Content, *, strictly: bool = True) -> None:
        after.tasks |= copy.deepcopy(self.new_tasks)
        for key, (task, user) in self.new_appointments.items():
            _check(task, after.tasks)
            after.appointments[key] = (task, user)
        for entry, (kind, value) in self.metadata.items():
            if kind == "create":
                _check(entry[0], {**after.tasks, **dict.fromkeys(after.shots)})
                if strictly and entry in after.metadata:
                    raise Refused("the key is there already")
                after.metadata[entry] = value

    def _update(self, after: Content) -> None:
        for (task, name), value in self.changes.items():
            if task not in self.deleted_tasks:
                _check(task, after.tasks)
                after.tasks[task][name] = value
        for entry, (kind, value) in self.metadata.items():
            if kind == "update":
                _check(entry, after.metadata)
                after.metadata[entry] = value

    def _delete(self, after: Content) -> None:
        for key in self.gone_appointments:
            _check(key, after.appointments)
            del after.appointments[key]
        for entry, (kind, _) in self.metadata.items():
            if kind == "delete":
                _check(entry, after.metadata)
                del after.metadata[entry]
        for task in self.deleted_tasks:
            _check(task, after.tasks)
            after.drop_task(task)


def _check(key: Any, there: Mapping[Any, Any]) -> None:
    if key not in there:
        raise Refused(f"there is no {key!r}")
