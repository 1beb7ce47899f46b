"""Particular wrong answers, over HTTP and past it: each was found by trying many, or is one that attackers try."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

import ftrack_stock
from ftrack_orm import Session
from ftrack_orm.errors import CommitError, FtrackError, GatewayError, ProtocolError, ServerError
from ftrack_orm.settings import Settings
from ftrack_orm.transport import JSON, HttpTransport, Operation, QueryExpression, RetryPolicy
from ftrack_stock import Task
from tests.transport.test_http_transport import error_of, json_answer, serving

TASK = {"__entity_type__": "Task", "id": "t1", "name": "comp"}
STATUS = {"__entity_type__": "Status", "id": "s1", "name": "Approved"}
GZIP = {"Content-Encoding": "gzip"}


class Canned:
    """Answers every query with the same rows, as a server would; each answer is a copy of its own."""

    def __init__(self, *rows: JSON, following: JSON = None) -> None:
        self.rows: Sequence[JSON] = rows
        self.following = following
        self.asked = 0

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        self.asked += 1
        answer = {"action": "query", "data": list(self.rows), "metadata": {"next": {"offset": self.following}}}
        return [json.loads(json.dumps(answer)) for _ in operations]

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def server() -> Canned:
    return Canned(TASK)


@pytest.fixture
def session(server: Canned) -> Iterator[Session]:
    with Session(transport=server, models=ftrack_stock, retry=RetryPolicy(attempts=1)) as session:
        yield session


def refused(session: Session, query: str = "select name from Task limit 5") -> ProtocolError:
    with pytest.raises(ProtocolError) as caught:
        session.query(query).all()
    assert caught.value.operation
    return caught.value


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([packer.compress(b"[" * (1 << 20)) for _ in range(size >> 20)]) + packer.flush()


@pytest.mark.parametrize("packed", [True, False])
def test_an_answer_beyond_the_bound_is_refused_before_it_is_read_whole(packed: bool) -> None:
    body, headers = (bomb(1 << 28), GZIP) if packed else (b"[" * (1 << 23), {})
    with serving((200, headers, body)) as transport:
        transport.most_bytes = 1 << 20
        with pytest.raises(ProtocolError, match=r"larger than 1048576 bytes.*ask for fewer"):
            transport.send([QueryExpression("Task")])


@pytest.mark.parametrize("packed", [True, False])
def test_an_answer_as_large_as_the_bound_is_taken(packed: bool) -> None:
    body = json.dumps(["x" * 2_000_000]).encode()
    headers, sent = (GZIP, gzip.compress(body)) if packed else ({}, body)
    with serving((200, headers, sent)) as transport:
        transport.most_bytes = len(body)
        assert transport.send([QueryExpression("Task")]) == ["x" * 2_000_000]
        transport.most_bytes = len(body) - 1
        with pytest.raises(ProtocolError, match="larger than"):
            transport.send([QueryExpression("Task")])


def test_the_bound_is_a_gibibyte_unless_told() -> None:
    settings = Settings("http://127.0.0.1:1", "ada", "key")
    assert HttpTransport(settings).most_bytes == 1 << 30
    assert HttpTransport(settings, most_bytes=5).most_bytes == 5


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "gzip, gzip"])
def test_what_is_not_compressed_as_it_says_is_no_lost_connection(encoding: str) -> None:
    assert isinstance(error_of((200, {"Content-Encoding": encoding}, b"\x1f\x8b junk")), ProtocolError)


@pytest.mark.parametrize("wait", ["\xb2", "-1", "1e3", "nan", "9" * 400, ""])
def test_any_retry_after_is_read_or_left_out(wait: str) -> None:
    error = error_of((503, {"Retry-After": wait}, b"busy"))
    assert isinstance(error, GatewayError)


@pytest.mark.parametrize(
    "answer",
    [
        {"detail": [{"loc": 5, "msg": []}, {"loc": [{}], "msg": None}, 3]},
        {"exception": [[]], "content": {"a": []}, "error_code": [1], "error": {"operation": True}},
        {"exception": {}, "content": None},
    ],
)
def test_any_error_object_is_a_server_error(answer: dict[str, Any]) -> None:
    error = error_of(json_answer(422, answer))
    assert isinstance(error, ServerError)
    assert error.position is None


def test_a_deep_error_object_is_a_server_error() -> None:
    deep = b"[" * 900 + b"]" * 900
    assert isinstance(error_of((200, {}, b'{"exception": "E", "content": ' + deep + b"}")), FtrackError)


@pytest.mark.parametrize(
    ("value", "said"),
    [("s1", "expected Status, the server sent str"), ({"id": "s1"}, "expected Status, the server sent dict"),
     ([], "expected Status, the server sent list"), ({"__entity_type__": "User", "id": "u"}, "the server sent User")],
)  # fmt: skip
def test_what_is_no_entity_in_a_link_is_refused_by_its_path(
    session: Session, server: Canned, value: JSON, said: str
) -> None:
    server.rows = [{**TASK, "status": value}]
    error = refused(session)
    assert error.path == "status"
    assert said in str(error)
    assert "query select name from Task" in str(error)


@pytest.mark.parametrize("value", ["x", {}, 5, [5], [None], [{"__entity_type__": "User", "id": "u"}]])
def test_what_is_no_list_of_its_members_is_refused_by_its_path(session: Session, server: Canned, value: JSON) -> None:
    server.rows = [{**TASK, "notes": value}]
    assert refused(session).path == "notes"


def test_a_path_leads_through_the_links(session: Session, server: Canned) -> None:
    shot = {"__entity_type__": "Shot", "id": "sh1", "status": "none"}
    server.rows = [{**TASK, "parent": shot}]
    assert refused(session).path == "parent.status"


@pytest.mark.parametrize("key", [None, True, 1.5, [], {}])
def test_an_entity_whose_key_is_none_is_refused(session: Session, server: Canned, key: JSON) -> None:
    server.rows = [{**TASK, "id": key}]
    assert "whose key 'id' is no text" in str(refused(session))


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-12:00", "2016-12-31T23:59:60", "0000-01-01T00:00:00", [], 5])
def test_a_moment_that_is_none_is_refused_by_its_path(session: Session, server: Canned, moment: JSON) -> None:
    server.rows = [{**TASK, "start_date": {"__type__": "datetime", "value": moment}}]
    assert refused(session).path == "start_date"


def test_an_entity_that_changes_its_type_is_refused_by_name_and_nothing_is_changed(
    session: Session, server: Canned
) -> None:
    (task,) = session.query("Task limit 5").all()
    server.rows = [
        {"__entity_type__": "Task", "id": "t2", "name": "new"},
        {**TASK, "__entity_type__": "Shot", "name": "x"},
    ]
    assert "Shot 't1', which was a Task before" in str(refused(session))
    assert (type(task), task.name) == (Task, "comp")
    server.rows = [{**TASK, "name": "comp 2"}]
    assert session.query("Task limit 5").all() == [task]
    assert task.name == "comp 2"


def test_a_wrong_row_leaves_the_rows_before_it_unmerged(session: Session, server: Canned) -> None:
    (task,) = session.query("Task limit 5").all()
    task.bid = 5.0
    server.rows = [{**TASK, "name": "changed", "status": STATUS}, {**TASK, "id": "t2", "status": "wrong"}]
    refused(session)
    assert task.name == "comp"
    assert "status" not in vars(task)
    assert [change.attribute for step in session.plan() for change in step.changes] == ["bid"]


def test_a_wrong_answer_to_a_refresh_takes_no_pending_change_away(session: Session, server: Canned) -> None:
    (task,) = session.query("Task limit 5").all()
    task.name = "pending"
    server.rows = [{**TASK, "status": "wrong"}]
    with pytest.raises(ProtocolError):
        session.refresh(task)
    assert task.name == "pending"
    assert len(session.plan()) == 1


def test_entities_within_entities_without_end_are_refused(session: Session, server: Canned) -> None:
    (task,) = session.query("Task limit 5").all()
    shot: JSON = None
    for number in range(240):
        shot = {"__entity_type__": "Shot", "id": f"sh{number}", "parent": shot}
    server.rows = [{**TASK, "name": "changed", "parent": shot}]
    assert "deeper than can be read" in str(refused(session))
    assert task.name == "comp"


def test_entities_in_a_circle_are_one_of_each(session: Session, server: Canned) -> None:
    inner = {"__entity_type__": "Folder", "id": "f1", "parent": {"__entity_type__": "Folder", "id": "f1", "name": "x"}}
    server.rows = [{**TASK, "parent": inner}]
    (task,) = session.query("Task limit 5").all()
    assert task.parent.parent is task.parent
    assert task.parent.name == "x"


def test_metadata_of_one_entity_is_not_put_on_another(session: Session, server: Canned) -> None:
    reel = {"__entity_type__": "Metadata", "parent_id": "t1", "key": "reel", "value": "A"}
    server.rows = [{**TASK, "metadata": [reel]}]
    (task,) = session.query("Task limit 5").all()
    task.metadata["reel"] = "pending"
    server.rows = [{**TASK, "id": "t2", "metadata": [reel]}]
    assert refused(session).path == "metadata"
    assert [str(step.operation) for step in session.plan()] == ["update Metadata t1, reel (value)"]


def test_the_last_of_several_copies_of_an_entity_counts(session: Session, server: Canned) -> None:
    server.rows = [TASK, {**TASK, "name": "second"}, {**TASK, "name": "third"}]
    first, *others = session.query("Task limit 5").all()
    assert first.name == "third"
    assert all(other is first for other in others)


@pytest.mark.parametrize("offset", [0, -5])
def test_pages_that_do_not_go_on_are_refused(session: Session, server: Canned, offset: int) -> None:
    server.following = offset
    assert "not behind this one" in str(refused(session, "select name from Task"))


@pytest.mark.parametrize("metadata", [[], "x", {"next": []}, {"next": {"offset": "x"}}, {"next": {"offset": [1]}}])
def test_metadata_that_is_none_ends_the_pages(metadata: JSON) -> None:
    body = json.dumps([{"action": "query", "data": [TASK], "metadata": metadata}]).encode()
    with serving((200, {}, body)) as transport, Session(transport=transport, models=ftrack_stock) as session:
        assert [task.name for task in session.query("Task")] == ["comp"]


def test_a_commit_whose_answer_tells_nothing_asks_what_became_of_it() -> None:
    class Server(Canned):
        def send(self, operations: Sequence[Operation]) -> list[JSON]:
            if operations[0].reads_only:
                return super().send(operations)
            sent.append(operations)
            return [[] for _ in operations]

    sent: list[Sequence[Operation]] = []
    server = Server(TASK)
    with Session(transport=server, models=ftrack_stock, retry=RetryPolicy(attempts=1)) as session:
        (task,) = session.query("Task limit 5").all()
        task.name = "renamed"
        server.rows = [{**TASK, "name": "renamed"}]
        session.commit()
        assert not session.plan()
        assert len(sent) == 1


def test_a_collection_may_have_100_000_members() -> None:
    notes = [{"__entity_type__": "Note", "id": f"n{number}", "content": f"note {number}"} for number in range(100_000)]
    with (
        serving(json_answer(200, [{"data": [{**TASK, "notes": notes}]}])) as transport,
        Session(transport=transport, models=ftrack_stock) as session,
    ):
        (task,) = session.query("select notes.content from Task limit 1").all()
        assert len(task.notes) == 100_000
        assert task.notes[99_999].content == "note 99999"
        task.notes.remove(task.notes[50_000])
        assert len(task.notes) == 99_999
        assert len(session.plan()) == 1


def test_a_refused_commit_names_what_was_refused_whatever_else_is_told() -> None:
    class Server(Canned):
        def send(self, operations: Sequence[Operation]) -> list[JSON]:
            if operations[0].reads_only:
                return super().send(operations)
            raise ServerError("E", "no", position=10**30)

    with Session(transport=Server(TASK), models=ftrack_stock) as session:
        (task,) = session.query("Task limit 5").all()
        task.name = "renamed"
        with pytest.raises(CommitError, match="Operation 1 of 1"):
            session.commit()
        assert len(session.plan()) == 1
