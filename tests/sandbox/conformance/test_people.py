"""Notes, timers, time logs, allocations and roles, through the official client."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.official_client import client_errors, new_name


def test_note_has_its_author_parent_and_date(session: Any, other: Any, user: Any, task: Any) -> None:
    note = task.create_note("A note with éà.", author=user)
    session.commit()
    found = other.query(
        f"select author, content, date, parent_id, parent_type from Note where id is {note['id']}"
    ).one()
    assert found["author"]["username"] == "jenkins"
    assert found["content"] == "A note with éà."
    assert (found["parent_id"], found["parent_type"]) == (task["id"], "task")
    assert found["date"] is not None
    assert [item["id"] for item in other.get("Task", task["id"])["notes"]] == [note["id"]]


def test_author_is_added_to_the_recipients(session: Any, other: Any, user: Any, task: Any) -> None:
    addressed = session.query('User where username is "ada"').one()
    note = task.create_note("For you.", author=user, recipients=[addressed])
    session.commit()
    found = other.get("Note", note["id"])
    assert {recipient["recipient"]["username"] for recipient in found["recipients"]} == {"jenkins", "ada"}


def test_group_can_be_a_recipient(session: Any, other: Any, user: Any, task: Any) -> None:
    group = session.query("Group").first()
    note = task.create_note("For all of you.", author=user, recipients=[group])
    session.commit()
    kinds = {recipient["recipient"].entity_type for recipient in other.get("Note", note["id"])["recipients"]}
    assert kinds == {"Group", "User"}


def test_recipients_follow_their_collection_but_the_author_stays(
    session: Any, other: Any, user: Any, task: Any
) -> None:
    addressed = session.query('User where username is "ada"').one()
    note = task.create_note("Not for you after all.", author=user, recipients=[addressed])
    session.commit()
    session.reset()
    mine = session.get("Note", note["id"])
    mine["recipients"] = []
    session.commit()
    found = other.get("Note", note["id"])
    assert {recipient["recipient"]["username"] for recipient in found["recipients"]} == {"jenkins"}


def test_replies_stand_below_their_note(session: Any, other: Any, user: Any, task: Any) -> None:
    note = task.create_note("A question.", author=user)
    session.commit()
    reply = note.create_reply("An answer.", user)
    session.commit()
    found = other.get("Note", note["id"])
    assert [item["id"] for item in found["replies"]] == [reply["id"]]
    assert other.get("Note", reply["id"])["in_reply_to"] is found
    assert {item["content"] for item in other.get("Task", task["id"])["notes"]} == {"A question."}


def test_deleted_note_takes_its_replies(session: Any, other: Any, user: Any, task: Any) -> None:
    note = task.create_note("Gone soon.", author=user)
    reply = note.create_reply("Me too.", user)
    session.commit()
    session.delete(note)
    session.commit()
    assert other.query(f"Note where id in ({note['id']}, {reply['id']})").first() is None


def test_labels_and_categories_share_a_table(session: Any, other: Any, user: Any, task: Any) -> None:
    labels = session.query("NoteLabel").all()[:2]
    note = task.create_note("Labelled.", author=user, labels=labels)
    session.commit()
    found = {link["label"]["name"] for link in other.get("Note", note["id"])["note_label_links"]}
    assert found == {label["name"] for label in labels}
    label = session.create("NoteLabel", {"name": new_name("label"), "color": "#ff0000"})
    session.commit()
    assert label["id"] in {item["id"] for item in session.query("select id from NoteLabel")}


def test_note_is_marked_as_done_by_a_user(session: Any, other: Any, user: Any, task: Any) -> None:
    note = task.create_note("Do this.", author=user)
    session.commit()
    note["is_todo"] = True
    note["completed_by"] = user
    session.commit()
    assert other.query(f"Note where id is {note['id']} and completed_by.username is jenkins").first() is not None


def test_metadata_of_a_note(session: Any, other: Any, user: Any, task: Any) -> None:
    note = task.create_note("With metadata.", author=user)
    note["metadata"]["reviewed"] = "yes"
    session.commit()
    assert other.get("Note", note["id"])["metadata"]["reviewed"] == "yes"


@pytest.fixture
def worker(session: Any) -> Any:
    created = session.create("User", {"username": new_name("worker")})
    session.commit()
    return created


def test_timer_is_started_once_and_becomes_a_timelog(session: Any, worker: Any, task: Any) -> None:
    timer = worker.start_timer(task, name="work", comment="a comment")
    assert timer["context"] is task
    with pytest.raises(client_errors.NotUniqueError):
        worker.start_timer(task)
    session.rollback()
    timelog = worker.stop_timer()
    assert (timelog["context_id"], timelog["name"], timelog["comment"]) == (task["id"], "work", "a comment")
    assert timelog["duration"] < 60
    with pytest.raises(client_errors.NoResultFoundError):
        worker.stop_timer()


def test_forced_timer_stops_the_one_that_runs(session: Any, worker: Any, task: Any) -> None:
    worker.start_timer(task)
    worker.start_timer(task, force=True)
    assert len(session.query(f"Timelog where user_id is {worker['id']}")) == 1
    assert len(session.query(f"Timer where user_id is {worker['id']}")) == 1


def test_timer_needs_no_context(session: Any, other: Any, worker: Any) -> None:
    timer = worker.start_timer(comment="thinking")
    assert other.get("Timer", timer["id"])["context"] is None


def test_logged_time_counts_for_everything_above(session: Any, other: Any, user: Any, project: Any) -> None:
    shot = session.create("Shot", {"name": new_name("timed"), "parent": project})
    task = session.create("Task", {"name": "timed", "parent": shot})
    session.create("Timelog", {"user": user, "context": task, "duration": 90, "comment": ""})
    session.create("Timelog", {"user": user, "context": shot, "duration": 30, "comment": ""})
    session.commit()
    assert other.get("Shot", shot["id"])["time_logged"] == 120
    assert other.get("Task", task["id"])["time_logged"] == 90


def test_users_and_groups_are_assigned_and_allocated(session: Any, other: Any, user: Any, task: Any) -> None:
    group = session.query("Group").first()
    session.create("Appointment", {"context": task, "resource": user, "type": "assignment"})
    session.create("Appointment", {"context": task["project"], "resource": group, "type": "allocation"})
    session.commit()
    found = other.get("Task", task["id"])
    assert [item["resource"]["username"] for item in found["assignments"]] == ["jenkins"]
    assert found["allocations"][:] == []
    assert group["id"] in {item["resource"]["id"] for item in found["project"]["allocations"]}
    assert task["id"] in {
        item["context_id"] for item in other.query("User where username is jenkins").one()["assignments"]
    }


def test_members_of_groups_are_found(session: Any) -> None:
    users = session.query("User where memberships.group.name is Animation").all()
    assert {"leo", "yuki", "priya", "tomasz"} == {user["username"] for user in users}


def test_roles_of_a_user_are_given_and_taken(session: Any, other: Any, worker: Any, project: Any) -> None:
    role = session.query("SecurityRole where name is User").one()
    held = session.create("UserSecurityRole", {"user": worker, "security_role": role, "is_all_projects": False})
    session.create("UserSecurityRoleProject", {"user_security_role": held, "project": project})
    session.commit()
    [found] = other.get("User", worker["id"])["user_security_roles"]
    assert found["security_role"]["name"] == "User"
    assert [item["project"]["id"] for item in found["user_security_role_projects"]] == [project["id"]]
    session.delete(held)
    session.commit()
    other.reset()
    assert other.get("User", worker["id"])["user_security_roles"][:] == []


def test_managers_of_a_project_have_a_type(session: Any, project: Any) -> None:
    assert {(item["user"]["username"], item["type"]["name"]) for item in project["managers"]} == {
        ("marcus", "Producer")
    }


def test_status_changes_are_recorded(session: Any, other: Any, task: Any) -> None:
    task["status"] = session.query("Status where name is Approved").first()
    session.commit()
    changes = other.get("Task", task["id"])["status_changes"]
    assert [change["status"]["name"] for change in sorted(changes, key=lambda c: c["from_status_id"] or "")][
        -1
    ] == "Approved"


def test_review_session_holds_versions_and_invitees(session: Any, other: Any, project: Any, version: Any) -> None:
    review = session.create("ReviewSession", {"name": new_name("review"), "description": "", "project": project})
    session.create("ReviewSessionInvitee", {"name": "Client", "email": "client@example.com", "review_session": review})
    shown = session.create(
        "ReviewSessionObject", {"name": "v1", "review_session": review, "asset_version": version, "version": "1"}
    )
    session.commit()
    found = other.get("ReviewSession", review["id"])
    assert [item["name"] for item in found["review_session_invitees"]] == ["Client"]
    assert [item["id"] for item in found["review_session_objects"]] == [shown["id"]]
    session.delete(review)
    session.commit()
    assert other.query(f"ReviewSessionObject where id is {shown['id']}").first() is None


def test_calendar_events_have_people(session: Any, other: Any, user: Any, project: Any) -> None:
    kind = session.query("Type").first()
    days = {"start": datetime(2026, 3, 2, 9), "end": datetime(2026, 3, 2, 18)}
    data = {"name": new_name("event"), "project": project, "type": kind, **days}
    event = session.create("CalendarEvent", data)
    session.create("CalendarEventResource", {"calendar_event": event, "resource": user})
    session.commit()
    found = other.get("CalendarEvent", event["id"])
    assert [item["resource"]["username"] for item in found["calendar_event_resources"]] == ["jenkins"]
