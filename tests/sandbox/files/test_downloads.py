from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image

from tests.sandbox.files.upload import Uploads

CONTENT = bytes(range(256))


@pytest.fixture(scope="module")
def component(uploads: Uploads) -> str:
    return uploads.store(CONTENT)


def _at(uploads: Uploads, path: str, **query: Any) -> requests.Response:
    sandbox = uploads.wire.sandbox
    known = {"username": sandbox.api_user, "apiKey": sandbox.api_key}
    return requests.get(f"{sandbox.url}{path}", params=known | query, timeout=30, allow_redirects=False)


@pytest.mark.parametrize(
    ("wanted", "part"),
    [("0-0", slice(0, 1)), ("10-19", slice(10, 20)), ("250-", slice(250, None)), ("-6", slice(250, None))],
)
def test_range_gives_this_part(uploads: Uploads, component: str, wanted: str, part: slice) -> None:
    response = uploads.get(component, Range=f"bytes={wanted}")
    assert response.status_code == 206
    assert response.content == CONTENT[part]
    assert response.headers["Content-Range"].endswith("/256")


def test_several_ranges_come_in_parts(uploads: Uploads, component: str) -> None:
    response = uploads.get(component, Range="bytes=0-1,4-5")
    assert response.status_code == 206
    assert response.headers["Content-Type"].startswith("multipart/byteranges")
    assert CONTENT[4:6] in response.content


def test_range_beyond_the_end_is_refused(uploads: Uploads, component: str) -> None:
    response = uploads.get(component, Range="bytes=256-")
    assert response.status_code == 416
    assert response.headers["Content-Range"] == "bytes */256"


def test_range_of_a_file_that_changed_gives_the_whole(uploads: Uploads, component: str) -> None:
    tag = uploads.get(component).headers["ETag"]
    assert uploads.get(component, Range="bytes=0-1", If_Range=tag).status_code == 206
    assert uploads.get(component, Range="bytes=0-1", If_Range='"other"').content == CONTENT


def test_known_file_is_not_sent_again(uploads: Uploads, component: str) -> None:
    tag = uploads.get(component).headers["ETag"]
    response = uploads.get(component, If_None_Match=f'"x", {tag}')
    assert (response.status_code, response.content) == (304, b"")


def test_head_tells_the_size(uploads: Uploads, component: str) -> None:
    sandbox = uploads.wire.sandbox
    response = requests.head(
        f"{sandbox.url}/component/get", params={"id": component}, headers=uploads.wire.credentials, timeout=30
    )
    assert (response.status_code, response.headers["Content-Length"]) == (200, "256")


def test_credentials_may_stand_in_headers(uploads: Uploads, component: str) -> None:
    url = f"{uploads.wire.sandbox.url}/component/get?id={component}"
    assert requests.get(url, headers=uploads.wire.credentials, timeout=30).content == CONTENT


@pytest.mark.parametrize("path", ["/component/get", "/component/thumbnail", "/component/remove"])
@pytest.mark.parametrize("query", [{}, {"username": "ada"}, {"username": "ada", "apiKey": "x"}, {"token": "x.y"}])
def test_strangers_are_refused(uploads: Uploads, component: str, path: str, query: dict[str, str]) -> None:
    response = requests.get(f"{uploads.wire.sandbox.url}{path}", params={"id": component, **query}, timeout=30)
    assert response.status_code in {401, 403}
    assert response.json()["exception"]
    assert uploads.get(component).status_code == 200


@pytest.mark.parametrize("path", ["/component/get", "/component/thumbnail", "/component/remove"])
@pytest.mark.parametrize(
    "id", [None, "", "nobody", "../../../etc/passwd", "..%2f", "\0", "x" * 5000, "dbdba37c-ed76-45e3-a98b-5becc07207a6"]
)
def test_what_is_no_component_is_not_found(uploads: Uploads, path: str, id: str | None) -> None:
    response = _at(uploads, path, **({} if id is None else {"id": id}))
    assert response.status_code == 404
    assert response.json()["exception"] == "ValidationError"


def test_removed_file_is_gone_and_the_component_stays(uploads: Uploads) -> None:
    component = uploads.store(b"to be removed")
    assert _at(uploads, "/component/remove", id=component).status_code == 200
    assert uploads.get(component).status_code == 404
    assert _at(uploads, "/component/remove", id=component).status_code == 404
    assert len(uploads.wire.query(f'FileComponent where id is "{component}"')) == 1


def test_signed_url_gives_the_file_without_a_key(uploads: Uploads, component: str) -> None:
    answer = uploads.wire.post({"action": "generate_signed_url", "component_id": component}).json()
    url = answer[0]["url"]
    assert uploads.wire.sandbox.api_key not in url
    assert requests.get(url, timeout=30).content == CONTENT
    other = uploads.store(b"other")
    assert requests.get(url.replace(component, other), timeout=30).status_code == 403


def test_page_that_was_uploaded_cannot_act_as_a_page_of_the_server(uploads: Uploads) -> None:
    component = uploads.store(b"<script>fetch('/api')</script>", file_name="evil.html")
    headers = uploads.get(component).headers
    assert headers["Content-Security-Policy"].startswith("sandbox")
    assert headers["X-Content-Type-Options"] == "nosniff"


def _picture(picture: Path) -> bytes:
    return picture.read_bytes()


@pytest.mark.parametrize(("size", "expected"), [(None, (300, 169)), (64, (64, 36)), (10_000, (640, 360)), (1, (1, 1))])
def test_thumbnail_fits_into_its_size_and_is_never_enlarged(
    uploads: Uploads, picture: Path, size: int | None, expected: tuple[int, int]
) -> None:
    component = uploads.store(_picture(picture))
    response = _at(uploads, "/component/thumbnail", id=component, **({} if size is None else {"size": size}))
    assert response.status_code == 200
    assert Image.open(io.BytesIO(response.content)).size == expected


@pytest.mark.parametrize("size", ["-1", "0", "big", "1.5", "²"])
def test_wrong_size_is_refused(uploads: Uploads, picture: Path, size: str) -> None:
    component = uploads.store(_picture(picture))
    assert _at(uploads, "/component/thumbnail", id=component, size=size).status_code == 400


def test_transparent_picture_stays_transparent(uploads: Uploads) -> None:
    encoded = io.BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(encoded, "PNG")
    response = _at(uploads, "/component/thumbnail", id=uploads.store(encoded.getvalue()))
    assert response.headers["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(response.content)).convert("RGBA").getpixel((5, 5)) == (255, 0, 0, 0)


def test_picture_is_turned_as_its_camera_says(uploads: Uploads) -> None:
    encoded = io.BytesIO()
    image = Image.new("RGB", (40, 20))
    exif = image.getexif()
    exif[0x0112] = 6  # turned by a quarter
    image.save(encoded, "JPEG", exif=exif)
    response = _at(uploads, "/component/thumbnail", id=uploads.store(encoded.getvalue()))
    assert Image.open(io.BytesIO(response.content)).size == (20, 40)


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"GIF89a"])
def test_what_is_no_picture_is_shown_by_the_placeholder(uploads: Uploads, content: bytes) -> None:
    response = _at(uploads, "/component/thumbnail", id=uploads.store(content))
    assert response.status_code == 302
    placeholder = requests.get(f"{uploads.wire.sandbox.url}{response.headers['Location']}", timeout=30)
    assert placeholder.headers["Content-Type"] == "image/png"
