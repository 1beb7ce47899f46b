"""A team that shares one workspace: several sandboxes on one PostgreSQL, and the official client."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.storage.connection import open_engine
from ftrack_orm.schema import Schema
from tests.official_client import connect, new_name
from tests.sandbox.postgresql.cluster import Cluster
from tests.sandbox.wire import Wire


@pytest.fixture(scope="module")
def pair(database: str) -> Iterator[tuple[Sandbox, Sandbox]]:
    with Sandbox(seed="conformance", database=database) as one, Sandbox(seed="conformance", database=database) as two:
        yield one, two


def test_each_sees_what_the_other_committed(pair: tuple[Sandbox, Sandbox]) -> None:
    name = new_name("shared É")
    with connect(pair[0]) as session, connect(pair[1]) as other:
        shot = session.create("Shot", {"name": name, "parent": session.query("Project").first()})
        shot["metadata"]["from"] = "one"
        shot["custom_attributes"]["fstart"] = 1005
        session.commit()
        found = other.query(f'Shot where name is "{name.upper()}"').one()
        assert dict(found["metadata"]) == {"from": "one"}
        assert found["custom_attributes"]["fstart"] == 1005
        assert [item["name"] for item in found["link"]] == ["conformance", name]


def test_versions_made_by_many_at_once_have_numbers_of_their_own(pair: tuple[Sandbox, Sandbox]) -> None:
    with connect(pair[0]) as session:
        asset = session.query("Asset").first()
        before = len(session.query(f"AssetVersion where asset_id is {asset['id']}"))
    problems: list[BaseException] = []

    def publish(sandbox: Sandbox) -> None:
        try:
            with connect(sandbox) as own:
                for _ in range(5):
                    own.create("AssetVersion", {"asset_id": asset["id"]})
                    own.commit()
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=publish, args=(pair[number % 2],)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with connect(pair[1]) as session:
        versions = session.query(f"select version, is_latest_version from AssetVersion where asset_id is {asset['id']}")
        numbers = sorted(version["version"] for version in versions)
        assert numbers == list(range(1, before + 21))
        assert [version["version"] for version in versions if version["is_latest_version"]] == [before + 20]


def test_key_of_a_user_goes_for_all_servers(pair: tuple[Sandbox, Sandbox]) -> None:
    grace = pair[0].add_user(new_name("grace"), roles=["Reader"])
    with connect(pair[1], grace.user, grace.key) as session:
        assert session.query(f"User where username is {grace.user}").one()["user_security_roles"]


def test_refused_batch_leaves_nothing(pair: tuple[Sandbox, Sandbox]) -> None:
    name = new_name("never")
    with connect(pair[0]) as session:
        session.create("Shot", {"name": name, "parent": session.query("Project").first()})
        session.create("AssetVersion", {})
        with pytest.raises(Exception, match="required"):
            session.commit()
        session.rollback()
        assert session.query(f"Shot where name is {name}").first() is None


def test_text_that_the_database_cannot_keep_is_refused(pair: tuple[Sandbox, Sandbox]) -> None:
    with connect(pair[0]) as session:
        session.create("Scope", {"name": "a\0b"})
        with pytest.raises(Exception, match="NUL"):
            session.commit()
        session.rollback()


@pytest.mark.parametrize("name", ["no_such_database"])
def test_database_that_is_not_there_is_told_in_one_sentence(cluster: Cluster, name: str) -> None:
    with (
        pytest.raises(ConfigurationError, match=r"cannot be opened.*no_such_database"),
        Sandbox(database=cluster.url(name)),
    ):
        pass


@pytest.mark.parametrize("url", ["nonsense://", "x://y:secret-word@", "postgresql+nothing://y:secret-word@host/x"])
def test_url_that_cannot_be_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        open_engine(url)
    assert "secret-word" not in str(caught.value)


def test_long_names_of_a_studio_fit(cluster: Cluster) -> None:
    name = "Very" * 20 + "LongType"
    properties: dict[str, Any] = {"id": {"type": "string"}, "name": {"type": "string"}}
    schemas: list[dict[str, Any]] = [
        {"id": name, "primary_key": ["id"], "properties": properties},
        {"id": name + "Two", "primary_key": ["id"], "properties": properties},
    ]
    operation = {"action": "create", "entity_type": name, "entity_data": {"__entity_type__": name, "name": "one"}}
    database = cluster.create("long_names")
    with Sandbox(Schema.from_json(schemas), "empty", database) as sandbox, requests.Session() as http:
        wire = Wire(sandbox, http)
        wire.post(operation)
        assert [row["name"] for row in wire.query(f"select name from {name}")] == ["one"]
        assert wire.query(f"{name}Two") == []
