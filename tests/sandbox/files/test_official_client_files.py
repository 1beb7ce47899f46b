"""Files as the official Python client moves them: up, down, away, in sequences, as thumbnails, encoded."""

from __future__ import annotations

import io
import json
import os
import uuid
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image

from ftrack_orm.sandbox import Sandbox
from tests.official_client import client_errors, connect, symbol

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

CONTENT = bytes(range(256)) * 40


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "cache.abc"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def component(session: Any, server: Any, source: Path) -> Any:
    """A component whose file is in ftrack.server."""
    return session.create_component(str(source), {"name": "cache"}, location=server)


def _read(location: Any, component: Any) -> bytes:
    file = location.accessor.open(location.get_resource_identifier(component), "rb")
    content: bytes = file.read()
    file.close()
    return content


def _frames(tmp_path: Path, count: int) -> str:
    for number in range(1, count + 1):
        (tmp_path / f"beauty.{number:04}.exr").write_bytes(f"frame {number}".encode())
    return f"{tmp_path}/beauty.%04d.exr [1-{count}]"


def _finished(sandbox: Sandbox, session: Any, job: Any) -> Any:
    """Return the job once it is over."""
    assert sandbox.wait_for_jobs(30)
    session.reset()
    return session.query(
        "select status, data, finished_at, job_components.component.name, job_components.component.file_type "
        f'from Job where id is "{job["id"]}"'
    ).one()


def test_component_with_a_location_is_uploaded(session: Any, server: Any, component: Any) -> None:
    assert component["size"] == len(CONTENT)
    assert component["file_type"] == ".abc"
    assert component.get_availability([server]) == {server["id"]: 100.0}


def test_uploaded_file_is_read_back_through_the_location(server: Any, component: Any) -> None:
    assert _read(server, component) == CONTENT


def test_url_of_the_location_gives_the_bytes(server: Any, component: Any) -> None:
    response = requests.get(server.get_url(component), timeout=30)
    assert response.status_code == 200
    assert response.content == CONTENT


def test_url_with_a_wrong_key_gives_nothing(session: Any, server: Any, component: Any) -> None:
    url = server.get_url(component).replace(session.api_key, "INVALID_API_KEY")
    assert requests.get(url, timeout=30).status_code == 401


def test_component_is_added_to_the_server_later(session: Any, server: Any, source: Path) -> None:
    component = session.create_component(str(source), location=None)
    origin = session.get("Location", symbol.ORIGIN_LOCATION_ID)
    assert component.get_availability([server]) == {server["id"]: 0.0}
    server.add_component(component, origin)
    assert _read(server, component) == CONTENT


def test_component_cannot_be_added_twice(session: Any, server: Any, component: Any) -> None:
    origin = session.get("Location", symbol.ORIGIN_LOCATION_ID)
    with pytest.raises(client_errors.ComponentInLocationError):
        server.add_component(component, origin)


def test_removed_component_is_gone_from_the_server(session: Any, server: Any, component: Any) -> None:
    url = server.get_url(component)
    server.remove_component(component)
    assert requests.get(url, timeout=30).status_code == 404
    assert component.get_availability([server]) == {server["id"]: 0.0}
    assert session.query(f'FileComponent where id is "{component["id"]}"').first() is not None


def test_reading_a_removed_file_is_an_error_of_the_client(server: Any, component: Any) -> None:
    identifier = server.get_resource_identifier(component)
    server.remove_component(component)
    file = server.accessor.open(identifier, "rb")
    with pytest.raises(client_errors.AccessorOperationFailedError, match="404"):
        file.read()
    file.wrapped_file.close()


def test_deleted_component_takes_its_file_along(session: Any, server: Any, component: Any) -> None:
    url = server.get_url(component)
    session.delete(component)
    session.commit()
    assert requests.get(url, timeout=30).status_code == 404


def test_files_of_one_content_do_not_die_with_each_other(session: Any, server: Any, source: Path) -> None:
    first, second = (session.create_component(str(source), location=server) for _ in range(2))
    session.delete(first)
    session.commit()
    assert _read(server, second) == CONTENT


def test_empty_file_is_uploaded(session: Any, server: Any, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    component = session.create_component(str(path), location=server)
    assert _read(server, component) == b""


def test_name_with_quotes_and_other_scripts_is_kept(session: Any, server: Any, tmp_path: Path) -> None:
    path = tmp_path / "Ünïcode 李 'a'.txt"
    path.write_bytes(b"x")
    component = session.create_component(str(path), {"name": 'Ünïcode "李"\n'}, location=server)
    response = requests.get(server.get_url(component), timeout=30)
    assert response.content == b"x"
    assert "\n" not in response.headers["Content-Disposition"]


def test_sequence_is_uploaded_frame_by_frame(session: Any, server: Any, tmp_path: Path) -> None:
    sequence = session.create_component(_frames(tmp_path, 3), {"name": "beauty"}, location=server)
    assert sequence.entity_type == "SequenceComponent"
    assert sequence["padding"] == 4
    contents = {member["name"]: _read(server, member) for member in sequence["members"]}
    assert contents == {"0001": b"frame 1", "0002": b"frame 2", "0003": b"frame 3"}
    assert sequence.get_availability([server]) == {server["id"]: 100.0}


def test_sequence_half_of_which_is_there_is_half_available(session: Any, server: Any, tmp_path: Path) -> None:
    sequence = session.create_component(_frames(tmp_path, 2), location=server)
    server.remove_component(sequence["members"][0])
    assert sequence.get_availability([server]) == {server["id"]: 50.0}


def test_deleted_sequence_takes_the_files_of_its_members_along(session: Any, server: Any, tmp_path: Path) -> None:
    sequence = session.create_component(_frames(tmp_path, 2), location=server)
    urls = [server.get_url(member) for member in sequence["members"]]
    session.delete(sequence)
    session.commit()
    assert [requests.get(url, timeout=30).status_code for url in urls] == [404, 404]


def test_container_holds_components(session: Any, server: Any, component: Any) -> None:
    container = session.create("ContainerComponent", {"name": "package"})
    component["container"] = container
    session.commit()
    container_id, component_id = container["id"], component["id"]
    session.reset()
    found = session.query(f'select members.name from ContainerComponent where id is "{container_id}"').one()
    assert [member["id"] for member in found["members"]] == [component_id]


def test_component_is_where_it_was_made(session: Any, source: Path) -> None:
    component = session.create_component(str(source), location=None)
    origin = session.get("Location", symbol.ORIGIN_LOCATION_ID)
    assert origin.get_filesystem_path(component) == str(source)


def test_component_in_the_unmanaged_location_keeps_its_path(session: Any, source: Path) -> None:
    unmanaged = session.query('Location where name is "ftrack.unmanaged"').one()
    component = session.create_component(str(source), location=unmanaged)
    component_id = component["id"]
    session.reset()
    unmanaged = session.query('Location where name is "ftrack.unmanaged"').one()
    assert unmanaged.get_filesystem_path(session.get("FileComponent", component_id)) == str(source)


def test_location_is_picked_by_priority(session: Any, source: Path) -> None:
    component = session.create_component(str(source))
    assert session.pick_location(component)["name"] == "ftrack.unmanaged"


def test_version_has_its_components(session: Any, server: Any, version: Any, source: Path) -> None:
    component = version.create_component(str(source), {"name": "main"}, location=server)
    version_id, component_id = version["id"], component["id"]
    session.reset()
    found = session.query(f'select components.name from AssetVersion where id is "{version_id}"').one()
    assert [(item["id"], item["name"]) for item in found["components"]] == [(component_id, "main")]


def test_thumbnail_is_uploaded_and_scaled(session: Any, server: Any, version: Any, picture: Path) -> None:
    thumbnail = version.create_thumbnail(str(picture))
    assert version["thumbnail_id"] == thumbnail["id"]
    response = requests.get(server.get_thumbnail_url(thumbnail, size=100), timeout=30)
    assert response.headers["Content-Type"] == "image/jpeg"
    image = Image.open(io.BytesIO(response.content))
    assert image.size == (100, 56)
    red, _, blue = image.convert("RGB").getpixel((10, 30))  # type: ignore[misc]  # an RGB pixel has three parts
    assert red > 150 > blue


def test_thumbnail_of_a_task_and_a_user(session: Any, server: Any, picture: Path) -> None:
    for entity in (session.query("Task").first(), session.query("User").first()):
        thumbnail = entity.create_thumbnail(str(picture))
        session.reset()
        found = session.get(entity.entity_type, entity["id"])
        assert found["thumbnail"]["id"] == thumbnail["id"]
        assert found["thumbnail_url"]["url"].endswith(thumbnail["id"])


def test_image_is_encoded_for_review(session: Any, server: Any, version: Any, picture: Path, sandbox: Sandbox) -> None:
    job = version.encode_media(str(picture), keep_original=True)
    version_id = version["id"]
    done = _finished(sandbox, session, job)
    assert done["status"] == "done"
    told = json.loads(done["data"])
    assert told["keep_original"] is True
    assert [item["format"] for item in told["output"]] == ["image/jpeg", "image/jpeg"]
    names = {item["component"]["name"] for item in done["job_components"]}
    assert names == {"ftrackreview-image", "thumbnail"}
    version = session.query(f"select thumbnail.name, components.name from AssetVersion where id is {version_id}").one()
    assert version["thumbnail"]["name"] == "thumbnail"
    review = next(item for item in version["components"] if item["name"] == "ftrackreview-image")
    assert json.loads(review["metadata"]["ftr_meta"]) == {"format": "image", "width": 640, "height": 360}
    server = session.query('Location where name is "ftrack.server"').one()
    assert Image.open(io.BytesIO(_read(server, review))).size == (640, 360)


def test_original_of_an_encoded_path_is_deleted(session: Any, picture: Path, sandbox: Sandbox) -> None:
    done = _finished(sandbox, session, session.encode_media(str(picture)))
    told = json.loads(done["data"])
    assert (done["status"], told["keep_original"]) == ("done", False)
    assert session.query(f'FileComponent where id is "{told["source_component_id"]}"').first() is None


def test_original_that_was_a_component_is_kept(session: Any, server: Any, picture: Path, sandbox: Sandbox) -> None:
    component = session.create_component(str(picture), location=server)
    component_id = component["id"]
    done = _finished(sandbox, session, session.encode_media(component))
    assert done["status"] == "done"
    assert session.get("FileComponent", component_id) is not None


def test_what_cannot_be_shown_ends_in_a_failed_job(session: Any, source: Path, sandbox: Sandbox) -> None:
    done = _finished(sandbox, session, session.encode_media(str(source)))
    assert done["status"] == "failed"
    assert json.loads(done["data"])["output"] == []
    assert json.loads(done["data"])["error"]


def test_component_without_a_file_cannot_be_encoded(session: Any, source: Path) -> None:
    component = session.create_component(str(source), location=None)
    session.commit()
    with pytest.raises(client_errors.ServerError, match="has no file"):
        session.encode_media(component)


@pytest.mark.parametrize("name", ["info", "tasks", "tasks_browser"])
@pytest.mark.parametrize("theme", [None, "light", "dark", "pink"])
def test_widget_answers(session: Any, name: str, theme: str | None) -> None:
    shot = session.query('Shot where name is "sto_0010"').one()
    url = session.get_widget_url(name, entity=shot, theme=theme)
    response = requests.get(url, timeout=30)
    assert response.status_code == 200
    assert "sto_0010" in response.text
    assert session.api_key not in url + response.text


def test_widget_of_all_tasks_needs_no_entity(session: Any) -> None:
    response = requests.get(session.get_widget_url("tasks_browser"), timeout=30)
    assert response.status_code == 200
    assert "animation" in response.text


def test_widget_shows_names_as_text(session: Any) -> None:
    project = session.query('Project where name is "demo"').one()
    name = f"<script>alert('{uuid.uuid4()}')</script>"
    shot = session.create("Shot", {"name": name, "parent": project})
    session.commit()
    response = requests.get(session.get_widget_url("info", entity=shot), timeout=30)
    assert "<script>" not in response.text
    assert "&lt;script&gt;" in response.text


def test_widget_without_its_entity_is_refused(session: Any) -> None:
    with pytest.raises(client_errors.ServerError, match="needs an"):
        session.get_widget_url("info")


def test_users_are_invited(session: Any, sandbox: Sandbox) -> None:
    users = session.query("select email from User limit 2").all()
    before = len(sandbox.invitations)
    session.send_user_invites(users)
    users[0].send_invite()
    sent = [invitation.email for invitation in sandbox.invitations[before:]]
    assert sent == [users[0]["email"], users[1]["email"], users[0]["email"]]


def test_reviewers_are_invited(session: Any, sandbox: Sandbox) -> None:
    project = session.query('Project where name is "demo"').one()
    review = session.create("ReviewSession", {"name": "client", "project": project})
    invitee = session.create(
        "ReviewSessionInvitee", {"name": "N", "email": "n@client.example", "review_session": review}
    )
    session.commit()
    session.send_review_session_invite(invitee)
    assert sandbox.invitations[-1].email == "n@client.example"
    invitee_id = invitee["id"]
    session.reset()
    assert session.get("ReviewSessionInvitee", invitee_id)["last_sent_at"] is not None


def test_api_key_is_reset(session: Any, sandbox: Sandbox) -> None:
    user = session.query('User where username is "leo"').one()
    key = user.reset_api_key()
    with connect(sandbox, "leo", key) as other:
        assert other.query('User where username is "leo"').one()["id"] == user["id"]
    second = user.reset_api_key()
    assert second != key
    with pytest.raises(client_errors.ServerError, match="InvalidCredentialsError"):
        connect(sandbox, "leo", key)


@pytest.mark.parametrize("reset_type", ["password", "", None])
def test_nothing_but_the_api_key_is_reset(session: Any, reset_type: str | None) -> None:
    user = session.query("User").first()
    with pytest.raises(client_errors.ServerError, match="reset_remote"):
        session.reset_remote(reset_type, entity=user)


def test_job_that_is_asked_for_is_done(session: Any) -> None:
    answer = session.call([{"action": "delayed_job", "job_type": symbol.JOB_SYNC_USERS_LDAP.name}])
    assert answer[0]["data"]["status"] == "done"


def test_sparse_file_beyond_one_chunk_comes_back_equal(session: Any, server: Any, tmp_path: Path) -> None:
    path = tmp_path / "sparse.bin"
    size = 9 * 2**20
    with path.open("wb") as file:
        file.truncate(size)
        file.seek(size // 2)
        file.write(b"middle")
    component = session.create_component(str(path), location=server)
    with requests.get(server.get_url(component), stream=True, timeout=30) as response:
        assert int(response.headers["Content-Length"]) == size == os.path.getsize(path)
        assert response.content == path.read_bytes()
