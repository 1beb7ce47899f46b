"""The demo: one animated film in the middle of its production, with its crew."""

from __future__ import annotations

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox.seeds.demo_film.breakdown import breakdown
from ftrack_orm.sandbox.seeds.demo_film.conversation import conversation
from ftrack_orm.sandbox.seeds.demo_film.people import crew, user_id
from ftrack_orm.sandbox.seeds.demo_film.publication import publications
from ftrack_orm.sandbox.seeds.demo_film.work import work
from ftrack_orm.sandbox.seeds.identity import seed_id
from ftrack_orm.sandbox.seeds.object_type import kinds_of_task
from ftrack_orm.sandbox.seeds.row import Row, Rows
from ftrack_orm.sandbox.seeds.selection import selections
from ftrack_orm.schema import Schema

__all__ = ["demo"]

_NEEDED = ("AssetBuild", "Folder", "Milestone", "Sequence", "Shot", "Task")


def demo(schema: Schema, username: str) -> Rows:
    """Yield the crew and the film.

    Raises:
        ConfigurationError: The schema has no shots, sequences and so on to tell a film with.
    """
    ids = {kind.name: str(kind.object_type_id) for kind in kinds_of_task(schema)}
    if missing := [name for name in _NEEDED if name not in ids]:
        raise ConfigurationError(f"the schema has no {', '.join(missing)}, which the seed 'demo' needs: use 'empty'")
    yield from crew(username)
    yield "Disk", [{"id": seed_id("Disk", "projects"), "name": "projects", "unix": "/projects", "windows": "P:\\"}]
    yield from breakdown(ids)
    yield from work(ids["Task"])
    yield from publications()
    yield from conversation()
    yield from selections()
    yield "Manager", [_manager("marcus", "Producer"), _manager("ines", "Supervisor")]


def _manager(username: str, type_name: str) -> Row:
    return {
        "id": seed_id("Manager", username),
        "context_id": seed_id("Project", "demo"),
        "user_id": user_id(username),
        "type_id": seed_id("ManagerType", type_name),
    }
