"""Who does what when in the demo: its three hundred tasks, as values that the rows are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal, TypeAlias

from ftrack_orm.sandbox.seeds.demo_film.breakdown import PROJECT_ID, asset_build_id, shot_id, shots
from ftrack_orm.sandbox.seeds.demo_film.calendar import TODAY, WORKDAY_SECONDS, workday
from ftrack_orm.sandbox.seeds.demo_film.film import ASSET_BUILDS, SEQUENCES
from ftrack_orm.sandbox.seeds.demo_film.people import CREW
from ftrack_orm.sandbox.seeds.identity import seed_id

__all__ = ["PlannedTask", "planned_tasks"]

_Status: TypeAlias = Literal["Not started", "In progress", "Awaiting approval", "Approved"]

_SHOT_STEPS = {"Previz": (0, 2), "Animation": (8, 6), "FX": (18, 4), "Lighting": (22, 3), "Compositing": (27, 3)}
"""For each step of a shot: days of work after the shot's first day, and days that it takes."""

_UNPLANNED_AFTER = 20
"""Days of work that are planned ahead; beyond them only some tasks have somebody."""


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """One task: below what, of which type, by whom (or nobody yet), from which day of work for how long."""

    number: int
    type: str
    parent: str
    parent_id: str
    first_day: int
    days: int

    @property
    def id(self) -> str:
        """Id of the task."""
        return seed_id("Task", self.parent, self.type)

    @property
    def name(self) -> str:
        """Name of the task, as `animation`."""
        return self.type.lower()

    @property
    def start(self) -> datetime:
        """The morning that it starts."""
        return workday(self.first_day, 9)

    @property
    def end(self) -> datetime:
        """The evening that it ends."""
        return workday(self.first_day + self.days - 1, 18)

    @property
    def bid(self) -> float:
        """Bid time in seconds."""
        return float(self.days * WORKDAY_SECONDS)

    @property
    def status(self) -> _Status:
        """Where it stands today; one in eleven is late for its approval."""
        if self.first_day >= TODAY:
            return "Not started"
        if self.first_day + self.days > TODAY:
            return "In progress"
        if self.first_day + self.days > TODAY - 3 or self.number % 11 == 0:
            return "Awaiting approval"
        return "Approved"

    @property
    def days_worked(self) -> int:
        """Days of work that were spent on it until today."""
        return max(0, min(self.days, TODAY - self.first_day))

    @property
    def assignee(self) -> str | None:
        """User name of whom it is assigned to."""
        if self.first_day >= TODAY + _UNPLANNED_AFTER and self.number % 3:
            return None
        return self.artist

    @property
    def artist(self) -> str:
        """User name of somebody who does such tasks."""
        able = _able(self.type)
        return able[self.number % len(able)]


@cache
def _able(task_type: str) -> tuple[str, ...]:
    return tuple(name for name, person in CREW.items() if task_type in person.task_types)


@cache
def planned_tasks() -> tuple[PlannedTask, ...]:
    """Return every task: of the project, then of the asset builds, then of the shots."""
    plans = [*_project_tasks(), *_asset_build_tasks(), *_shot_tasks()]
    return tuple(PlannedTask(number, *plan) for number, plan in enumerate(plans))


_Plan: TypeAlias = tuple[str, str, str, int, int]


def _project_tasks() -> list[_Plan]:
    return [("Generic", "demo", PROJECT_ID, 0, 100), ("Previz", "demo", PROJECT_ID, 0, 18)]


def _asset_build_tasks() -> list[_Plan]:
    return [
        (task_type, build.name, asset_build_id(build.name), index * 3 + step * 4, 4)
        for index, build in enumerate(ASSET_BUILDS)
        for step, task_type in enumerate(build.task_types)
    ]


def _shot_tasks() -> list[_Plan]:
    with_fx = {f"{s.code}_{number * 10:04}" for s in SEQUENCES for number in range(1, s.fx_shots + 1)}
    return [
        (task_type, name, shot_id(name), index + offset, days)
        for index, (name, _, _) in enumerate(shots())
        for task_type, (offset, days) in _SHOT_STEPS.items()
        if task_type != "FX" or name in with_fx
    ]
