"""What is called query() and is none of ours."""

from __future__ import annotations

from typing import Any

from ftrack_orm import Session, select


def foreign(frame: Any, database: Any, session: Session, models: Any) -> None:
    frame.query("bid > 3 and name == 'comp'")
    frame.query("status == 'done'")
    database.query("select * from Task where name = 'comp'")
    database.query("insert into notes values (1)")
    database.query(b"Task where nope is 3")
    session.query(select(models.Task))
    session.query(models.expression())
    database.session.query("Taks where nme is 3")  # ftrack-orm: ignore
