"""Sessions are recorded without secrets, and replayed without a network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import CommitError, RecordingError
from ftrack_orm.settings import Settings
from ftrack_orm.testing import ServerAddress, build, network_refused, recorded_session, replayed_session
from ftrack_orm.testing.recording.scrubbing import scrubber
from ftrack_stock import Project, Task, User


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "recordings" / "one.json"


def work(session: Session, name: str = "recorded") -> str | None:
    """Read and write, and return what the server set."""
    project = session.query(select(Project).where(Project.name == "demo")).one()
    task = build(Task, name=name, parent=project, project=project)
    session.add(task)
    session.commit()
    assert session.query(select(Task).where(Task.id == task.id)).one() is task
    return task.status.name


def record(path: Path, server: ServerAddress) -> str | None:
    with recorded_session(path, server.url, server.api_user, server.api_key, models=ftrack_stock) as session:
        return work(session)


def test_replay_answers_as_the_workspace_did_though_new_ids_differ(path: Path, ftrack_server: ServerAddress) -> None:
    status = record(path, ftrack_server)
    for _ in range(2):
        with network_refused(), replayed_session(path, models=ftrack_stock) as session:
            assert work(session) == status


def test_no_secret_is_in_the_file(path: Path, ftrack_server: ServerAddress) -> None:
    with recorded_session(path, ftrack_server.url, ftrack_server.api_user, ftrack_server.api_key) as session:
        session.query(select(User).load(User.username, User.email, User.thumbnail_url)).all()
        session.query_server_information()
        session.query("select identifier from ApiKey").all()
    text = path.read_text(encoding="utf-8")
    assert ftrack_server.api_key not in text
    assert ftrack_server.url not in text
    assert ftrack_server.url.removeprefix("http://") not in text
    assert "@" not in text.replace("person@example.com", "")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://studio.ftrackapp.com/x?apiKey=s3cret&id=1", "https://recorded.ftrackapp.com/x?apiKey=removed&id=1"),
        (
            "https://bucket.s3.amazonaws.com/f.mov?X-Amz-Signature=abc&X-Amz-Credential=def&part=2",
            "https://bucket.s3.amazonaws.com/f.mov?X-Amz-Signature=removed&X-Amz-Credential=removed&part=2",
        ),
        ("mail ada.l+vfx@studio.example please", "mail person@example.com please"),
        ("the key s3cret itself", "the key removed itself"),
        ("https://user:pw@host.example/", "https://host.example/"),
        ({"password": "hunter2", "name": "x"}, {"password": "removed", "name": "x"}),
        ({"__entity_type__": "ApiKey", "key": "abc"}, {"__entity_type__": "ApiKey", "key": "removed"}),
        ({"__entity_type__": "Metadata", "key": "abc"}, {"__entity_type__": "Metadata", "key": "abc"}),
        ([1, None, True, 2.5], [1, None, True, 2.5]),
    ],
)
def test_secrets_are_removed(given: object, kept: object) -> None:
    assert scrubber(Settings("https://studio.ftrackapp.com", "ada", "s3cret"))(given) == kept


def test_other_request_is_shown_beside_the_recorded_one(path: Path, ftrack_server: ServerAddress) -> None:
    record(path, ftrack_server)
    with (
        pytest.raises(RecordingError, match="another request was recorded") as caught,
        replayed_session(path, models=ftrack_stock) as session,
    ):
        work(session, "renamed")
    told = str(caught.value)
    assert '-   "name": "recorded"' in told
    assert '+   "name": "renamed"' in told
    assert "--ftrack-record" in told


def test_requests_beyond_the_end_and_requests_not_made_are_told(path: Path, ftrack_server: ServerAddress) -> None:
    record(path, ftrack_server)
    with replayed_session(path) as session:
        work(session)
        with pytest.raises(RecordingError, match="the recording ends here"):
            session.query(select(Task).limit(7)).all()
    with pytest.raises(RecordingError, match="recorded requests were not made"), replayed_session(path) as session:
        session.query(select(Project).where(Project.name == "demo")).one()


def test_refusal_is_replayed_as_a_refusal(path: Path, ftrack_server: ServerAddress) -> None:
    def refused(session: Session) -> str:
        task = session.query(select(Task).limit(1)).one()
        task.status_id = "no such status"
        with pytest.raises(CommitError) as caught:
            session.commit()
        return caught.value.reason

    with recorded_session(path, ftrack_server.url, ftrack_server.api_user, ftrack_server.api_key) as session:
        reason = refused(session)
    with replayed_session(path) as session:
        assert refused(session) == reason


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "other"}', '{"format": "ftrack-orm recording 1"}'])
def test_file_that_is_no_recording_is_refused(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordingError, match="cannot be read"), replayed_session(path):
        pass


def test_missing_recording_says_how_to_make_it(path: Path) -> None:
    with pytest.raises(RecordingError, match="pytest --ftrack-record"), replayed_session(path):
        pass


def test_block_that_fails_writes_no_recording(path: Path, ftrack_server: ServerAddress) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        recorded_session(path, ftrack_server.url, ftrack_server.api_user, ftrack_server.api_key),
    ):
        raise ZeroDivisionError
    assert not path.exists()


def test_recording_is_readable_json(path: Path, ftrack_server: ServerAddress) -> None:
    record(path, ftrack_server)
    told = json.loads(path.read_text(encoding="utf-8"))
    assert [each["request"][0]["action"] for each in told["exchanges"]][:2] == ["query", "create"]
