"""What entities do with files by themselves: the methods of versions, of components and of what has a thumbnail."""

from __future__ import annotations

import copy
import inspect
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pydantic import ValidationError

import ftrack_stock
from ftrack_orm import Session, reflect, select
from ftrack_orm.errors import LocationError, ReadOnlyError, SessionClosedError, SessionError
from ftrack_orm.mapping.declarative import ComponentMedia, FileMedia, ThumbnailMedia, VersionMedia
from ftrack_orm.media import Location
from ftrack_orm.media.upload import SecretUrl, UploadOptions
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.schema.description import METHODS
from ftrack_orm.session.reflected import ReflectedModels
from ftrack_orm.transport import RecordingTransport
from ftrack_stock import AssetVersion, Component, FileComponent, SequenceComponent, Shot, Task, User
from tests.media.conftest import Frames

MIXINS: dict[str, type[Any]] = {
    "ComponentMedia": ComponentMedia, "FileMedia": FileMedia, "ThumbnailMedia": ThumbnailMedia,
    "VersionMedia": VersionMedia,
}  # fmt: skip
SESSIONS: dict[str, Callable[..., Any]] = {
    "create_component": Session.create_component,
    "create_thumbnail": Session.create_thumbnail,
    "encode_media": Session.encode_media,
    "get_availability": Session.get_component_availability,
    "get_filesystem_path": Session.filesystem_path,
    "get_thumbnail_url": Session.thumbnail_url,
    "get_url": Session.component_url,
    "upload": Session.upload,
    "upload_review_image": Session.upload_review_image,
    "upload_review_movie": Session.upload_review_movie,
}
TAKEN_BY_THE_ENTITY = {"self", "entity", "component", "shown", "version"}


@pytest.fixture(autouse=True)
def forgetful(session: Session) -> None:
    session.upload_options = UploadOptions(journals=None)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "turntable.png"
    Image.new("RGB", (64, 48), "red").save(path)
    return path


def test_a_version_makes_a_component_in_a_location(
    version: AssetVersion, disk: Location, movie: Path, store: Path
) -> None:
    component = version.create_component(movie, name="comp")
    assert isinstance(component, FileComponent)
    assert (component.version, component.name) == (version, "comp")
    assert component.get_availability([disk]) == {disk.id: 100.0}
    assert Path(component.get_filesystem_path()) == Path(disk.filesystem_path(component))
    assert Path(component.get_filesystem_path(disk.name)).read_bytes() == movie.read_bytes()


def test_a_version_makes_a_sequence_in_as_many_requests_as_the_session(
    version: AssetVersion, disk: Location, frames: Frames, sent: RecordingTransport
) -> None:
    assert disk.id
    before = len(sent.requests)
    sequence = version.create_component(frames(5), {"name": "beauty"}, location=disk)
    assert isinstance(sequence, SequenceComponent)
    assert len(sequence.members) == 5
    assert len(sent.requests) - before <= 4


def test_a_new_version_of_the_session_makes_components_too(session: Session, disk: Location, movie: Path) -> None:
    asset = session.query(select(AssetVersion).limit(1)).one().asset
    version = AssetVersion(asset=asset)
    session.add(version)
    assert version.create_component(movie, name="comp", location=disk).version is version


def test_a_version_uploads_and_shows_what_is_uploaded(version: AssetVersion, picture: Path) -> None:
    component = version.upload(picture, name="turntable")
    assert (component.version_id, component.file_type) == (version.id, ".png")
    assert version.upload_review_image(picture, width=64, height=48).name == "ftrackreview-image"
    movie = version.upload_review_movie(b"frames", file_type=".mp4", frame_in=0, frame_out=9, frame_rate=24)
    assert movie.name == "ftrackreview-mp4"


def test_a_version_lets_the_server_encode_and_so_does_a_file(version: AssetVersion, picture: Path) -> None:
    job = version.encode_media(picture, keep_original=True).wait(60, poll=0.01)
    assert job.components[0].version_id == version.id
    source = version.upload(picture)
    assert version.encode_media(source).wait(60, poll=0.01).source_component_id == source.id
    assert source.encode_media(version=version, keep_original=False).wait(60, poll=0.01).outputs


@pytest.mark.parametrize("kind", [AssetVersion, Shot, Task, User, ftrack_stock.Project])
def test_what_has_a_thumbnail_gets_one_and_tells_its_address(session: Session, kind: type[Any], picture: Path) -> None:
    shown = session.query(select(kind).limit(1)).one()
    component = shown.create_thumbnail(picture)
    assert shown.thumbnail_id == component.id
    url = shown.get_thumbnail_url(128)
    assert isinstance(url, SecretUrl)
    assert (f"id={component.id}" in url, "size=128" in url) == (True, True)


def test_the_attribute_that_tells_an_address_stays_an_attribute(session: Session) -> None:
    shot = session.query(select(Shot).limit(1)).one()
    assert not callable(shot.thumbnail_url)
    assert "thumbnail_url" in type(shot).__mapper__.attributes


def test_a_component_tells_its_addresses(version: AssetVersion, picture: Path, session: Session) -> None:
    component = version.upload(picture)
    assert isinstance(component.get_url(), SecretUrl)
    assert component.get_url() == component.get_url("ftrack.server") == session.component_url(component)
    assert "component/thumbnail" in component.get_thumbnail_url(64)


def test_a_path_is_asked_for_where_none_is_and_the_error_says_what_else_there_is(
    version: AssetVersion, picture: Path
) -> None:
    with pytest.raises(LocationError, match=r"it is in ftrack\.server, whose files have none: use get_url\(\)"):
        version.upload(picture).get_filesystem_path()
    nowhere = version.create_component(picture, name="nowhere", location=None)
    assert Path(nowhere.get_filesystem_path()) == picture  # its origin, which this session knows


def test_the_session_refuses_the_address_of_an_id_in_another_location(session: Session) -> None:
    with pytest.raises(SessionError, match="get\\(\\) the component first"):
        session.component_url("some-id", "studio.disk")


CALLS: dict[str, Callable[[], object]] = {
    "create_component": lambda: AssetVersion(comment="new").create_component("a.exr"),
    "upload": lambda: AssetVersion(comment="new").upload(b"pixels"),
    "encode_media": lambda: AssetVersion(comment="new").encode_media(b"pixels"),
    "upload_review_image": lambda: AssetVersion(comment="new").upload_review_image("a.png"),
    "create_thumbnail": lambda: Task(name="comp").create_thumbnail(b"pixels"),
    "get_thumbnail_url": lambda: Task(name="comp").get_thumbnail_url(),
    "get_url": lambda: FileComponent(name="a").get_url(),
    "get_availability": lambda: Component(name="a").get_availability(),
}


@pytest.mark.parametrize("name", CALLS)
def test_an_entity_without_a_session_says_so(name: str) -> None:
    with pytest.raises(SessionError, match=r"belongs to no session: add\(\) it to one, merge\(\) it, or take"):
        CALLS[name]()


def test_an_entity_that_was_let_go_says_so_and_one_of_a_closed_session_too(sandbox: Sandbox, movie: Path) -> None:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock) as session:
        version, kept = session.query(select(AssetVersion).limit(2)).all()
        session.expunge(version)
        with pytest.raises(SessionError, match="belongs to no session"):
            version.create_component(movie)
    with pytest.raises(SessionClosedError):
        kept.create_component(movie)


@pytest.fixture
def reflected(sandbox: Sandbox) -> Iterator[tuple[Session, ReflectedModels]]:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key) as session:
        yield session, reflect(session)


def test_classes_made_at_run_time_have_the_methods(reflected: tuple[Session, ReflectedModels], picture: Path) -> None:
    session, models = reflected
    version = session.query(select(models.AssetVersion).limit(1)).one()
    component = version.create_component(picture, name="reflected", location="ftrack.server")
    assert type(component) is models.FileComponent
    assert component.get_availability(["ftrack.server"]) == {session.locations["ftrack.server"].id: 100.0}
    assert type(version.create_thumbnail(picture)) is models.FileComponent


DECLARED = """
from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar, ThumbnailMedia
from ftrack_stock import AssetVersion

class Take(AssetVersion, entity_type="AssetVersion"):
    "A version, to this production."

class Picture(Entity, ThumbnailMedia["FileComponent"], entity_type="Picture"):
    id: Scalar[str] = Attribute(default=None)
    create_thumbnail: Scalar[str] = Attribute(default="")

assert Take.create_component is AssetVersion.create_component
picture = Picture(create_thumbnail="of a cat")
print(picture.create_thumbnail, callable(picture.get_thumbnail_url), Picture.model_validate({"id": "a"}).id)
"""


def test_a_class_declared_by_hand_takes_the_methods_that_it_names_and_its_attributes_go_first() -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", DECLARED], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["of", "a", "cat", "True", "a"], "")


def test_methods_change_nothing_of_what_a_model_is(session: Session) -> None:
    version = session.query(select(AssetVersion).limit(1)).one()
    fields = AssetVersion.model_fields
    assert not any(name in fields for names in METHODS.values() for name in names.names)
    assert "create_component" not in AssetVersion.model_json_schema()["properties"]
    assert AssetVersion.model_validate({"comment": "a"}).comment == "a"
    with pytest.raises((ValidationError, AttributeError)):
        AssetVersion.model_validate({"create_component": "a"})
    with pytest.raises((AttributeError, ReadOnlyError)):
        version.create_component = 3  # type: ignore[assignment, method-assign]  # what is refused
    assert repr(version) == f"<AssetVersion id={version.id!r}>"
    assert version == version  # what it is equal to
    assert {"create_component", "create_thumbnail"} <= set(dir(version))
    assert "create_component" not in dir(session.query(select(Task).limit(1)).one())


@pytest.mark.parametrize(
    "again", [copy.copy, lambda entity: pickle.loads(pickle.dumps(entity))], ids=["copy", "pickle"]
)
def test_a_copy_belongs_to_no_session(again: Callable[[Any], Any]) -> None:
    try:
        version = again(AssetVersion(comment="a"))
    except TypeError:
        pytest.skip("entities are not copied so")
    with pytest.raises(SessionError, match="belongs to no session"):
        version.create_component("a.exr")


@pytest.mark.parametrize("name", MIXINS)
def test_the_description_knows_every_method(name: str) -> None:
    assert METHODS[name].names == {key for key, value in vars(MIXINS[name]).items() if inspect.isfunction(value)}


@pytest.mark.parametrize(
    ("mixin", "name"), [(mixin, name) for mixin in MIXINS.values() for name in vars(mixin) if name in SESSIONS]
)
def test_a_method_takes_what_the_sessions_takes(mixin: type[Any], name: str) -> None:
    def stated(function: Callable[..., Any], left_out: set[str]) -> dict[str, Any]:
        parameters = inspect.signature(function).parameters.values()
        return {each.name: (each.kind, each.default) for each in parameters if each.name not in left_out}

    own, the_sessions = stated(getattr(mixin, name), {"self"}), stated(SESSIONS[name], TAKEN_BY_THE_ENTITY)
    if mixin is FileMedia:
        del own["version"]
        the_sessions = {key: the_sessions[key] for key in own}
    assert own == the_sessions
