from __future__ import annotations

import errno
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.files.incoming import Incoming
from tests.sandbox.files.upload import Uploads, checksum
from tests.sandbox.wire import Wire

CONTENT = b"plate" * 1000


def _put(url: str, content: bytes | Iterator[bytes], **headers: str) -> requests.Response:
    return requests.put(url, data=content, headers={n.replace("_", "-"): v for n, v in headers.items()}, timeout=30)


def test_etag_of_an_upload_is_its_md5(uploads: Uploads) -> None:
    place = uploads.ask(uploads.component(), 3)
    assert _put(place["url"], b"abc").headers["ETag"] == '"900150983cd24fb0d6963f7d28e17f72"'


def test_upload_url_needs_no_key_and_holds_none(uploads: Uploads) -> None:
    url = uploads.ask(uploads.component(), 3)["url"]
    assert uploads.wire.sandbox.api_key not in url
    assert _put(url, b"abc").status_code == 200


def test_announced_checksum_is_a_header_of_the_upload(uploads: Uploads) -> None:
    place = uploads.ask(uploads.component(), 3, checksum=checksum(b"abc"))
    assert place["headers"]["Content-MD5"] == checksum(b"abc")


def test_body_of_another_checksum_is_refused_and_not_kept(uploads: Uploads) -> None:
    component = uploads.component()
    place = uploads.ask(component, 3, checksum=checksum(b"abc"))
    response = _put(place["url"], b"abd", **{"Content_MD5": checksum(b"abc")})
    assert response.status_code == 400
    assert "BadDigest" in response.json()["content"]
    assert uploads.get(component).status_code == 404


def test_checksum_counts_though_the_header_is_left_out(uploads: Uploads) -> None:
    place = uploads.ask(uploads.component(), 3, checksum=checksum(b"abc"))
    assert _put(place["url"], b"abd").status_code == 400


def test_header_counts_though_no_checksum_was_announced(uploads: Uploads) -> None:
    place = uploads.ask(uploads.component(), 3)
    assert _put(place["url"], b"abc", **{"Content_MD5": checksum(b"xyz")}).status_code == 400


@pytest.mark.parametrize("content", [b"", b"ab", b"abcd"])
def test_body_of_another_size_is_refused(uploads: Uploads, content: bytes) -> None:
    component = uploads.component()
    response = _put(uploads.ask(component, 3)["url"], content)
    assert response.status_code in {400, 413}
    assert uploads.get(component).status_code == 404


def test_body_without_a_stated_length_is_bounded(uploads: Uploads) -> None:
    component = uploads.component()
    url = uploads.ask(component, 1000)["url"]
    with suppress(requests.ConnectionError):  # the server may close before the client has sent all
        assert _put(url, (b"x" * 2**16 for _ in range(64))).status_code == 413
    assert uploads.get(component).status_code == 404


def test_body_in_chunks_is_taken(uploads: Uploads) -> None:
    component = uploads.component()
    url = uploads.ask(component, 3 * 2**20)["url"]
    assert _put(url, (b"x" * 2**20 for _ in range(3))).status_code == 200
    assert uploads.get(component).content == b"x" * 3 * 2**20


def test_second_upload_replaces_the_first(uploads: Uploads) -> None:
    component = uploads.store(b"first")
    assert _put(uploads.ask(component, 6)["url"], b"second").status_code == 200
    assert uploads.get(component).content == b"second"


def test_component_may_be_created_after_its_upload(uploads: Uploads) -> None:
    component = str(uuid.uuid4())
    assert _put(uploads.ask(component, 3)["url"], b"abc").status_code == 200
    assert uploads.get(component).status_code == 404
    data = {"__entity_type__": "FileComponent", "id": component}
    uploads.wire.post({"action": "create", "entity_type": "FileComponent", "entity_data": data})
    assert uploads.get(component).content == b"abc"


@pytest.mark.parametrize("change", ["token=", "token=x.y", "", "token=%FF%FE"])
def test_url_that_the_server_did_not_make_is_refused(uploads: Uploads, change: str) -> None:
    url = uploads.ask(uploads.component(), 3)["url"]
    assert _put(f"{url.partition('?')[0]}?{change}", b"abc").status_code == 403


def test_changed_token_is_refused(uploads: Uploads) -> None:
    url = uploads.ask(uploads.component(), 3)["url"]
    [token] = parse_qs(urlsplit(url).query)["token"]
    for position in range(0, len(token), 7):
        other = "A" if token[position] != "A" else "B"
        changed = url.replace(token, token[:position] + other + token[position + 1 :])
        assert _put(changed, b"abc").status_code == 403


def test_token_of_one_purpose_is_none_of_another(uploads: Uploads) -> None:
    component = uploads.store(b"abc")
    url = uploads.ask(component, 3)["url"]
    [token] = parse_qs(urlsplit(url).query)["token"]
    base = uploads.wire.sandbox.url
    got = requests.get(f"{base}/component/get", params={"id": component, "token": token}, timeout=30)
    widget = requests.get(f"{base}/widget", params={"token": token}, timeout=30)
    assert (got.status_code, widget.status_code) == (403, 403)


@pytest.mark.parametrize(
    "wrong",
    [
        {"component_id": None},
        {"component_id": 3},
        {"component_id": ""},
        {"component_id": "x" * 256},
        {"file_name": None},
        {"file_name": "x" * 5000},
        {"file_name": "\ud800"},
        {"file_name": "a\0b"},
        {"file_size": None},
        {"file_size": -1},
        {"file_size": "3"},
        {"file_size": 1.5},
        {"file_size": True},
        {"file_size": 2**70},
        {"checksum": "abc"},
        {"checksum": 3},
        {"checksum": "é"},
        {"parts": 0},
        {"parts": 10_001},
        {"parts": "2"},
    ],
    ids=str,
)
def test_wrong_upload_metadata_is_an_error_object(uploads: Uploads, wrong: dict[str, Any]) -> None:
    operation = {"action": "get_upload_metadata", "component_id": uploads.component(), "file_name": "a", "file_size": 3}
    answer = uploads.wire.post(operation | wrong).json()
    assert answer["exception"] == "ValidationError"


def test_disk_that_takes_no_more_is_told(uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Incoming, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    component = uploads.component()
    place = uploads.ask(component, 3)
    with monkeypatch.context() as patched:
        patched.setattr(Incoming, "write", full)
        response = _put(place["url"], b"abc")
    assert response.status_code == 507
    assert "No space left" in response.json()["content"]
    assert _put(place["url"], b"abc").status_code == 200


def test_upload_beyond_the_limit_of_the_sandbox_is_refused() -> None:
    with Sandbox(seed="empty", upload_limit=1000) as sandbox, requests.Session() as http:
        uploads = Uploads(Wire(sandbox, http))
        assert "1000" in uploads.ask(uploads.component(), 1001)["content"]
        assert "url" in uploads.ask(uploads.component(), 1000)


def test_reader_may_not_upload(uploads: Uploads) -> None:
    sandbox = uploads.wire.sandbox
    reader = sandbox.add_user("reader", roles=["Reader"])
    operation = {"action": "get_upload_metadata", "component_id": "c", "file_name": "a", "file_size": 3}
    headers = {"ftrack-user": reader.user, "ftrack-api-key": reader.key}
    answer = requests.post(f"{sandbox.url}/api", json=[operation], headers=headers, timeout=30).json()
    assert answer["exception"] == "PermissionError"
    component = uploads.store(b"abc")
    query = {"id": component, "username": reader.user, "apiKey": reader.key}
    removed = requests.get(f"{sandbox.url}/component/remove", params=query, timeout=30)
    got = requests.get(f"{sandbox.url}/component/get", params=query, timeout=30)
    assert (removed.status_code, got.status_code) == (403, 200)


class _Multipart:
    """An upload in parts, as far as a test takes it."""

    def __init__(self, uploads: Uploads, contents: list[bytes], **more: Any) -> None:
        self.uploads, self.contents = uploads, contents
        self.component = uploads.component()
        size = sum(map(len, contents))
        self.place = uploads.ask(self.component, size, parts=len(contents), **more)
        self.urls = {item["part_number"]: item["signed_url"] for item in self.place["urls"]}

    def put(self, number: int) -> dict[str, Any]:
        response = _put(self.urls[number], self.contents[number - 1])
        assert response.status_code == 200, response.text
        return {"part_number": number, "e_tag": response.headers["ETag"].strip('"')}

    def complete(self, parts: Any) -> Any:
        return self.uploads.complete(self.component, self.place["upload_id"], parts)


def test_parts_become_one_file(uploads: Uploads) -> None:
    upload = _Multipart(uploads, [b"a" * 2**20, b"b" * 2**20, b"c"])
    assert set(upload.urls) == {1, 2, 3}
    with ThreadPoolExecutor(3) as pool:
        parts = list(pool.map(upload.put, (3, 1, 2)))
    assert uploads.get(upload.component).status_code == 404
    assert "url" in upload.complete(parts)
    assert uploads.get(upload.component).content == b"".join(upload.contents)


def test_failed_part_is_sent_again(uploads: Uploads) -> None:
    upload = _Multipart(uploads, [b"one", b"two"])
    wrong = upload.put(1)
    upload.contents[0] = b"uno"
    parts = [upload.put(1), upload.put(2)]
    assert "e_tag" in upload.complete([wrong, parts[1]])["content"]
    upload.complete(parts)
    assert uploads.get(upload.component).content == b"unotwo"


def test_missing_part_is_named(uploads: Uploads) -> None:
    upload = _Multipart(uploads, [b"one", b"two"])
    answer = upload.complete([upload.put(1)])
    assert "part 2 of 2 did not arrive" in answer["content"]


def test_upload_is_completed_once(uploads: Uploads) -> None:
    upload = _Multipart(uploads, [b"one", b"two"])
    parts = [upload.put(1), upload.put(2)]
    assert "url" in upload.complete(parts)
    assert upload.complete(parts)["exception"] == "ValidationError"
    assert _put(upload.urls[1], b"one").status_code == 404


def test_parts_of_another_size_or_checksum_are_refused(uploads: Uploads) -> None:
    short = _Multipart(uploads, [b"one", b"two"])
    short.contents[1] = b"tw"
    assert "5 bytes, 6 were announced" in short.complete([short.put(1), short.put(2)])["content"]
    other = _Multipart(uploads, [b"one", b"two"], checksum=checksum(b"onetwo"))
    other.contents[1] = b"owt"
    assert "checksum" in other.complete([other.put(1), other.put(2)])["content"]
    other.contents[1] = b"two"
    assert "url" in other.complete([other.put(1), other.put(2)])


def test_refused_batch_leaves_an_upload_as_it_was(uploads: Uploads) -> None:
    upload = _Multipart(uploads, [b"one", b"two"])
    parts = [upload.put(1), upload.put(2)]
    complete: dict[str, Any] = {"action": "complete_multipart_upload", "component_id": upload.component}
    complete |= {"upload_id": upload.place["upload_id"], "parts": parts}
    uploads.wire.post(complete, {"action": "query", "expression": "Nonsense"})
    assert uploads.get(upload.component).status_code == 404
    assert "url" in upload.complete(parts)


@pytest.mark.parametrize("parts", [None, {}, "12", [1, 2], [{"part_number": "1", "e_tag": "x"}], [{}], [None]])
def test_malformed_list_of_parts_is_an_error_object(uploads: Uploads, parts: Any) -> None:
    upload = _Multipart(uploads, [b"one", b"two"])
    assert upload.complete(parts)["exception"] == "ValidationError"


@pytest.mark.parametrize("upload_id", ["../../etc", "", "x", "0" * 32])
def test_unknown_upload_is_an_error_object(uploads: Uploads, upload_id: str) -> None:
    assert uploads.complete(uploads.component(), upload_id, [])["exception"] == "ValidationError"
