"""Data that is right but strange comes back as it was sent, over HTTP; what cannot be is refused by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import CommitError, FtrackError, InvalidValueError, NoResultError, NotLoadedError, PlanError
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import Folder, Note, Project, Task
from tests.hardening.rounds import examples

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(scope="module")
def workspace() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def ours(workspace: Sandbox) -> Iterator[Session]:
    with Session(workspace.url, workspace.api_user, workspace.api_key, models=ftrack_stock) as session:
        yield session


@pytest.fixture
def theirs(workspace: Sandbox) -> Iterator[Session]:
    with Session(workspace.url, workspace.api_user, workspace.api_key, models=ftrack_stock) as session:
        yield session


def task_of(session: Session) -> Task:
    return session.query(select(Task).order_by(Task.id).limit(1)).one()


def commit_value(session: Session, name: str, value: object) -> None:
    setattr(task_of(session), name, value)
    session.commit()


def round_trip(ours: Session, theirs: Session, name: str, value: object) -> Any:
    """Commit a value of a task, and return what another session reads."""
    commit_value(ours, name, value)
    there = task_of(theirs)
    theirs.refresh(there)
    return getattr(there, name)


def folders(session: Session, *names: str) -> list[Folder]:
    project = session.query(select(Project).limit(1)).one()
    made = [Folder(name=name, parent=project, project_id=project.id) for name in names]
    session.add_all(made)
    return made


@examples(40)
@given(
    texts=st.lists(
        st.one_of(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
            st.sampled_from(
                [
                    "",
                    " ",
                    "\0",
                    "\r\n",
                    "\x1f\x7f\x85\u2028",
                    "\u202eא\u200fب",
                    "👩\u200d👩\u200d👧\ufe0f",
                    "\U0010ffff\ufffe",
                ]
            ),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_texts_come_back_as_they_were(workspace: Sandbox, texts: list[str]) -> None:
    with (
        Session(workspace.url, workspace.api_user, workspace.api_key, models=ftrack_stock) as ours,
        Session(workspace.url, workspace.api_user, workspace.api_key, models=ftrack_stock) as theirs,
    ):
        task = task_of(ours)
        notes = [Note(content=text, parent_id=task.id, parent_type="task") for text in texts]
        ours.add_all(notes)
        ours.commit()
        ids = [note.id for note in notes]
        found = {note.id: note.content for note in theirs.query(select(Note).where(Note.id.in_(ids)))}
        assert [found[id] for id in ids] == texts
        for text in texts:
            same = theirs.query(select(Note.id).where(Note.content == text, Note.id.in_(ids))).all()
            assert {id for id, each in zip(ids, texts, strict=True) if each == text} <= {*same}


def test_a_text_may_have_a_million_characters(ours: Session, theirs: Session) -> None:
    text = "ünï🦊" * 250_000
    assert round_trip(ours, theirs, "description", text) == text


def test_half_a_surrogate_pair_is_refused_and_stays_pending(ours: Session, theirs: Session) -> None:
    task = task_of(ours)
    task.name = "\ud800"
    with pytest.raises(FtrackError, match="surrogates"):
        ours.commit()
    assert len(ours.plan()) == 1


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (datetime(2024, 3, 31, 1, 59, 59, tzinfo=BERLIN), datetime(2024, 3, 31, 0, 59, 59)),
        (datetime(2024, 3, 31, 3, 0, tzinfo=BERLIN), datetime(2024, 3, 31, 1, 0)),
        (datetime(2024, 3, 31, 2, 30, tzinfo=BERLIN), datetime(2024, 3, 31, 1, 30)),
        (datetime(2024, 10, 27, 2, 30, tzinfo=BERLIN), datetime(2024, 10, 27, 0, 30)),
        (datetime(2024, 10, 27, 2, 30, tzinfo=BERLIN, fold=1), datetime(2024, 10, 27, 1, 30)),
        (datetime(2024, 3, 31, 2, 30), datetime(2024, 3, 31, 2, 30)),
        (datetime(1969, 12, 31, 23, 59, 59), datetime(1969, 12, 31, 23, 59, 59)),
        (datetime(1899, 1, 1, tzinfo=UTC), datetime(1899, 1, 1)),
        (datetime(1, 1, 1), datetime(1, 1, 1)),
        (datetime(9999, 12, 31, 23, 59, 59), datetime(9999, 12, 31, 23, 59, 59)),
        (date(1969, 1, 1), datetime(1969, 1, 1)),
    ],
    ids=str,
)
def test_moments_come_back_as_they_were_in_utc(ours: Session, theirs: Session, sent: date, read: datetime) -> None:
    assert round_trip(ours, theirs, "start_date", sent) == read


@pytest.mark.parametrize(
    "moment",
    [
        "2016-12-31T23:59:60",
        "2016-12-31 23:59:60Z",
        "2024-02-30T00:00:00",
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-12))),
    ],
    ids=str,
)
def test_moments_that_are_none_are_refused_by_name(ours: Session, moment: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"start_date|in UTC"):
        commit_value(ours, "start_date", moment)
    ours.rollback()
    assert not ours.plan()


@pytest.mark.parametrize("number", [2**53, 2**63 - 1, 2**63, -(2**63), 2**64, 1e308, -0.0, 5e-324])
def test_numbers_beyond_64_bits_come_back_as_floating_point(ours: Session, theirs: Session, number: float) -> None:
    assert round_trip(ours, theirs, "bid", number) == float(number)


@pytest.mark.parametrize("number", [10**400, float("nan"), float("inf"), -float("inf")], ids=lambda n: f"{n!r:.9}")
def test_numbers_that_are_none_are_refused(ours: Session, number: float) -> None:
    with pytest.raises(InvalidValueError):
        commit_value(ours, "bid", number)


def test_new_entities_in_a_circle_are_refused_by_name(ours: Session) -> None:
    first, second = folders(ours, "circle a", "circle b")
    first.parent, second.parent = second, first
    with pytest.raises(PlanError, match=r"Folder 'circle a' > Folder 'circle b' > Folder 'circle a'"):
        ours.commit()


def test_saved_entities_are_not_put_in_a_circle(ours: Session, theirs: Session) -> None:
    first, second = folders(ours, "round a", "round b")
    ours.commit()
    first.parent, second.parent = second, first
    with pytest.raises(CommitError, match=f"{first.id}.*below itself"):
        ours.commit()
    ours.rollback()
    second.parent = second
    with pytest.raises(CommitError, match=f"{second.id}.*below itself"):
        ours.commit()


def test_what_goes_with_its_parent_is_named_as_gone(ours: Session, theirs: Session) -> None:
    (folder,) = folders(ours, "doomed")
    task = ours.create(Task, name="child", parent=folder, project_id=folder.project_id)
    ours.commit()
    theirs.delete(theirs.query(select(Folder).where(Folder.id == folder.id)).one())
    theirs.commit()
    task.name = "too late"
    with pytest.raises(CommitError, match=task.id):
        ours.commit()
    ours.rollback()
    with pytest.raises(NoResultError, match=task.id):
        ours.refresh(task)
    ours.expire(task)
    with pytest.raises(NotLoadedError, match=task.id):
        _ = task.parent
    ours.create(Task, name="orphan", parent=folder, project_id=folder.project_id)
    with pytest.raises(CommitError, match=folder.id):
        ours.commit()
