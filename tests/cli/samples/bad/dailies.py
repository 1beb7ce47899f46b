"""Collect versions for dailies: with the mistakes that are found in production otherwise."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

TODAY = "AssetVersion where date > yesterday"


def collect(session: Any, project: str, department: str) -> list[Any]:
    found = list(session.query("Task where statuss.name is 'Done'"))
    found += session.query('Taks where name is "comp"')
    found += session.query(f'Task where project.name is "{project}" and prioritty.name is "{department}"')
    found += session.query("Task wehre name is '{}'".format(project))  # noqa: UP032 - as it is found
    found += session.query('Task where status is "Done" and name is "%s"' % project)  # noqa: UP031 - as it is found
    found += session.query(TODAY)
    return found


def on_several_lines(session: Any, project: str) -> list[Any]:
    found = session.query(
        "select name, bid "
        "from Task "  # the comment says nothing
        f"where project.id is {project} "
        'and\tbid > "a lot" '
        r"order by timelogs.start"
    ).all()
    query = dedent(
        """
        select name from Shot
        where parent.name is "sq\u0030\x31"
        \
        and descrption is none
        """
    )
    found += session.query(query)
    return list(found)


class Browser:
    """Knows its session."""

    QUERY = "Shot where name == 'sh010'"

    def query(self, text: str) -> list[Any]:
        return [text]

    def open(self, session: Any, name: str) -> list[Any]:
        return [
            *self.query("Note where contnt like '%x%'"),
            *self.query("Projct"),
            *session.query(expression="Task where assignments has (resource.username is a)"),
            *session.query_one("Task where name is 'unclosed"),
            *session.query(
                f"Task where name is {name} and bid is {name} and sort is none and thumbnail.nope is {name}"
            ),
            *session.query('Task where name is "ünïcödé" and näme is 3'),
        ]
