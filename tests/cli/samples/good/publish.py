"""Publish a version, as pipeline scripts do it with the official client."""

from __future__ import annotations

from typing import Any

IN_REVIEW = 'Status where name is "Pending review"'


def publish(session: Any, shot_id: str, task_name: str, version: int) -> Any:
    task = session.query(f'Task where parent.id is "{shot_id}" and name is "{task_name}"').first()
    kind = session.query('AssetType where short is "{}"'.format("render")).one()
    latest = session.query(
        "select version, status.name from AssetVersion "  # what it is
        f"where asset.parent.id is {shot_id} and version < {version} "
        "and asset.type.id is %s " % kind["id"] + "order by version descending limit 1"
    ).first()
    asset = session.query("Asset where parent.id is '" + shot_id + "' and name is '" + task_name + "'").first()
    status = session.query(IN_REVIEW).one()
    return session.create("AssetVersion", {"asset": asset, "task": task, "status": status, "version": latest})


def assigned(session: Any, names: list[str], since: str, count: int) -> list[Any]:
    listed = ", ".join(f'"{name}"' for name in names)
    query = f"""
        select name, parent.name from Task
        where assignments any (resource.username in ({listed}))
          and start_date > "{since}"
          and (status.name like "%%progress" or not notes any ())
        limit {count}
    """
    return list(session.query(query))


def newest(session: Any, entity_type: str, criteria: str, attributes: list[str]) -> list[Any]:
    found = session.query(f"{entity_type} where {criteria}").all()
    found += session.query("select {} from Task where {}".format(", ".join(attributes), criteria))
    expression = "Task where name is comp"
    if criteria:
        expression += " and " + criteria
    found += session.query(expression)
    found += session.query(f"select {', '.join(attributes)} from {entity_type}")
    return list(found)
