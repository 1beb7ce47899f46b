"""What is asked of the server beside queries and changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import ProtocolError, ServerError, SessionError, UnknownEntityTypeError
from ftrack_orm.transport import JSON, Call, Operation, QueryExpression, RecordingTransport, Update
from ftrack_stock import Job, Metadata, Project, ReviewSessionInvitee, Task, User


class Scripted:
    """A transport that remembers what was sent and gives answers that were written before."""

    def __init__(self) -> None:
        self.sent: list[list[dict[str, JSON]]] = []
        self.answers: list[list[JSON]] = []

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        self.sent.append([operation.to_json() for operation in operations])
        return self.answers.pop(0)

    def close(self) -> None:
        pass


@pytest.fixture
def server() -> Scripted:
    return Scripted()


@pytest.fixture
def scripted(server: Scripted) -> Iterator[Session]:
    with Session(transport=server) as session:
        yield session


def persistent(session: Session, server: Scripted, entity_type: str, key: str) -> Any:
    """An entity that the session takes to be on the server."""
    server.answers.append([{"action": "query", "data": [{"__entity_type__": entity_type, "id": key}]}])
    found = session.query(f'{entity_type} where id is "{key}"').one()
    server.sent.clear()
    return found


def test_server_information_is_asked_for_once(session: Session, sent: RecordingTransport) -> None:
    assert session.server_information["version"]
    session.server_information["version"] = "mine"
    assert session.server_information["version"] != "mine"
    assert len(sent.requests) == 1


def test_some_values_of_the_server_information(session: Session, sent: RecordingTransport) -> None:
    assert set(session.query_server_information(["version", "schema_hash"])) == {"version", "schema_hash"}
    assert sent.operations[0].to_json() == {
        "action": "query_server_information",
        "values": ["version", "schema_hash"],
    }


def test_call_takes_typed_operations_and_dictionaries_as_one_request(
    session: Session, sent: RecordingTransport, other: Session
) -> None:
    task = session.query(select(Task).load(Task.name).limit(1)).one()
    results = session.call(
        [
            Update("Task", (task.id,), {"name": "by hand"}),
            {"action": "query", "expression": f'select name from Task where id is "{task.id}"'},
            {"action": "query_server_information", "values": ["version"]},
        ]
    )
    assert results[1]["data"][0]["name"] == "by hand"
    assert set(results[2]) == {"version"}
    assert len(sent.requests) == 2
    assert isinstance(sent.operations[2], QueryExpression)
    assert isinstance(sent.operations[3], Call)
    assert task.name != "by hand"


def test_entities_in_a_call_are_encoded_with_their_changes_alone(server: Scripted, scripted: Session) -> None:
    task = persistent(scripted, server, "Task", "t1")
    task.name = "renamed"
    server.answers.append([{}])
    scripted.call([{"action": "anything", "entity": task, "many": [task]}])
    encoded = {"__entity_type__": "Task", "id": "t1", "name": "renamed"}
    assert server.sent == [[{"action": "anything", "entity": encoded, "many": [encoded]}]]


def test_what_is_no_operation_is_refused(session: Session, sent: RecordingTransport) -> None:
    wrong: Any = ["query", {"expression": "Task"}]
    for operation in wrong:
        with pytest.raises(SessionError, match="'action'"):
            session.call([operation])
    assert sent.requests == []


def test_an_unknown_action_is_the_servers_error(session: Session) -> None:
    with pytest.raises(ServerError):
        session.call([{"action": "no_such_action"}])


def test_reset_remote(server: Scripted, scripted: Session) -> None:
    user = persistent(scripted, server, "User", "u1")
    server.answers += [[{"data": {"api_key": "new"}}], [{}]]
    assert scripted.reset_remote("api_key", user) == {"api_key": "new"}
    assert server.sent == [
        [{"action": "reset_remote", "reset_type": "api_key", "entity_type": "User", "entity_key": "u1"}]
    ]
    with pytest.raises(ProtocolError, match="no 'data'"):
        scripted.reset_remote("something")


def test_get_widget_url(server: Scripted, scripted: Session) -> None:
    task = persistent(scripted, server, "Task", "t1")
    server.answers += [[{"widget_url": "https://x/1"}], [{"widget_url": "https://x/2"}]]
    assert scripted.get_widget_url("tasks") == "https://x/1"
    assert scripted.get_widget_url("info", task, theme="light") == "https://x/2"
    assert server.sent == [
        [{"action": "get_widget_url", "name": "tasks", "theme": None}],
        [
            {
                "action": "get_widget_url",
                "name": "info",
                "theme": "light",
                "entity_type": "Task",
                "entity_key": ["t1"],
            }
        ],
    ]


def test_invitations_are_one_request(server: Scripted, scripted: Session) -> None:
    users = [persistent(scripted, server, "User", key) for key in ("u1", "u2")]
    invitee = persistent(scripted, server, "ReviewSessionInvitee", "i1")
    server.answers += [[{"sent": True}] * 2, [{"sent": True}], [{"sent": True}]]
    scripted.send_user_invites(users)
    scripted.send_user_invite(users[0])
    scripted.send_review_session_invite(invitee)
    scripted.send_user_invites([])
    scripted.send_review_session_invites([])
    assert server.sent == [
        [{"action": "send_user_invite", "user_id": "u1"}, {"action": "send_user_invite", "user_id": "u2"}],
        [{"action": "send_user_invite", "user_id": "u1"}],
        [{"action": "send_review_session_invite", "review_session_invitee_id": "i1"}],
    ]


def test_who_is_not_on_the_server_cannot_be_invited(server: Scripted, scripted: Session) -> None:
    invitee = ReviewSessionInvitee(name="Ada", email="ada@example.com")
    with pytest.raises(SessionError, match="commit it first"):
        scripted.send_review_session_invite(invitee)
    with pytest.raises(SessionError, match="commit it first"):
        scripted.send_user_invite(scripted.create(User, username="ada"))
    assert server.sent == []


def test_delayed_jobs_give_their_job(server: Scripted, scripted: Session) -> None:
    server.answers.append(
        [{"action": "delayed_job", "data": {"__entity_type__": "Job", "id": "j1", "status": "queued"}}]
    )
    job = scripted.delayed_job("SYNC_USERS_LDAP", dry=True)
    assert isinstance(job, Job)
    assert (job.id, job.status) == ("j1", "queued")
    assert server.sent == [[{"action": "delayed_job", "job_type": "SYNC_USERS_LDAP", "dry": True}]]


def test_schema_keys_and_references(session: Session, sent: RecordingTransport) -> None:
    assert session.get_schema("Task").primary_key == ("id",)
    assert session.get_schema(Task) is session.schema["Task"]
    with pytest.raises(UnknownEntityTypeError, match="did you mean 'Task'"):
        session.get_schema("Tassk")
    assert session.primary_key_attributes(Metadata) == session.primary_key_attributes("Metadata")
    assert set(session.primary_key_attributes(Metadata)) == {"key", "parent_id"}
    project = Project(name="x")
    assert session.entity_reference(project) == {"__entity_type__": "Project", "id": project.id}
    assert session.identifying_key(project) == f"Project,{project.id}"
    assert sent.requests == []


def test_a_closed_session_says_so(session: Session) -> None:
    assert not session.closed
    session.close()
    assert session.closed
