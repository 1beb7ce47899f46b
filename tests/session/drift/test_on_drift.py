"""A session notices that its classes were generated from another schema, and does what it was told to."""

from __future__ import annotations

import inspect
import warnings
from types import ModuleType

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import ConfigurationError, DriftError, DriftWarning
from ftrack_orm.session.drift.detection import OnDrift
from ftrack_orm.transport import QuerySchemas, QueryServerInformation, RecordingTransport
from tests.session.drift.conftest import OpenSession


def kinds(sent: RecordingTransport) -> list[list[str]]:
    """The operations of each request, by their kind."""
    return [[type(operation).__name__ for operation in request] for request in sent.requests]


def test_a_warning_tells_what_differs_when_the_server_is_first_asked_of_itself(
    open_session: OpenSession, sent: RecordingTransport
) -> None:
    session = open_session()
    session.query("Task").first()
    assert kinds(sent) == [["QueryExpression"]]
    with pytest.warns(DriftWarning) as caught:
        _ = session.server_information
    (found,) = caught
    assert "+ Task.mood (scalar string)" in str(found.message)
    assert "+ Bulletin (TypedContext)" in str(found.message)
    assert "'ftrack-orm generate'" in str(found.message)
    assert kinds(sent)[1:] == [["QueryServerInformation"], ["QuerySchemas"]]


def test_a_warning_points_at_the_users_line(open_session: OpenSession) -> None:
    session = open_session()
    frame = inspect.currentframe()
    assert frame is not None
    line = frame.f_lineno + 2
    with pytest.warns(DriftWarning) as caught:
        session.query_server_information(["schema_hash"])
    assert (caught[0].filename, caught[0].lineno) == (__file__, line)


def test_a_session_warns_once(open_session: OpenSession, sent: RecordingTransport) -> None:
    session = open_session()
    with pytest.warns(DriftWarning):
        _ = session.server_information
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        session.query_server_information()
    assert sum(request == (QuerySchemas(),) for request in sent.requests) == 1


def test_nothing_is_asked_and_nothing_told_where_the_hash_is_the_same(
    unchanged: RecordingTransport, models: ModuleType
) -> None:
    choices: tuple[OnDrift, ...] = ("warn", "raise")
    for on_drift in choices:
        session = Session(transport=unchanged, models=models, on_drift=on_drift)
        _ = session.server_information
        assert session.query("Task").first() is not None
    assert not any(QuerySchemas() in request for request in unchanged.requests)


def test_raising_takes_the_question_along_with_the_first_request(
    unchanged: RecordingTransport, models: ModuleType
) -> None:
    session = Session(transport=unchanged, models=models, on_drift="raise")
    session.query("Task").first()
    session.query("Project").first()
    _ = session.server_information
    assert kinds(unchanged) == [["QueryServerInformation", "QueryExpression"], ["QueryExpression"]]


def test_raising_refuses_before_anything_is_used_and_goes_on_refusing(
    open_session: OpenSession, sent: RecordingTransport, models: ModuleType
) -> None:
    session = open_session("raise")
    with pytest.raises(DriftError) as caught:
        session.query("Task").first()
    assert caught.value.package == models.__name__
    assert "+ Task.mood (scalar string)" in map(str, caught.value.changes)
    assert not any(change.is_breaking for change in caught.value.changes)
    requests = len(sent.requests)
    with pytest.raises(DriftError):
        session.query("Project").first()
    assert len(sent.requests) == requests


def test_a_change_is_not_sent_before_the_answer_since_it_could_not_be_taken_back(
    open_session: OpenSession, sent: RecordingTransport, models: ModuleType
) -> None:
    session = open_session("raise")
    session.add(models.Note(content="hello", author=models.User(username="ada")))
    with pytest.raises(DriftError):
        session.commit()
    assert sent.requests[0] == (QueryServerInformation(),)
    assert kinds(sent) == [["QueryServerInformation"], ["QuerySchemas"]]


def test_ignoring_compares_nothing(open_session: OpenSession, sent: RecordingTransport) -> None:
    session = open_session("ignore")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _ = session.server_information
    assert sent.requests == [(QueryServerInformation(),)]


def test_another_order_of_the_same_schema_is_no_drift(
    unchanged: RecordingTransport, models: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "SCHEMA_HASH", "of the same schema, sent in another order")
    with Session(transport=unchanged, models=models, on_drift="raise") as session:
        assert session.query(select(models.Task)).first() is not None
    assert sum(request == (QuerySchemas(),) for request in unchanged.requests) == 1


def test_a_word_that_is_none_of_the_three_is_refused(models: ModuleType, sent: RecordingTransport) -> None:
    with pytest.raises(ConfigurationError, match="'warn', 'raise', 'ignore'"):
        Session(transport=sent, models=models, on_drift="shout")  # type: ignore[arg-type]  # wrong on purpose
