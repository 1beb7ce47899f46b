"""Any pyproject.toml, environment and schema file is read, or refused with one clear error."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.configuration import read_configuration
from ftrack_orm.errors import ConfigurationError, SchemaError
from ftrack_orm.schema import Schema
from ftrack_orm.settings import Settings
from tests.hardening.lies import Lie, lies
from tests.hardening.noise import noisy
from tests.hardening.rounds import examples

FILES = (
    '[tool.ftrack-orm]\noutput = "src/studio"\nonly = ["Task", "Shot"]\nstrict-literals = true\n',
    '[tool.ftrack-orm]\nurl = "https://studio.example"\napi-user = "ada"\n[tool.ftrack-orm.queries]\nlate = "Task"\n',
    '[project]\nname = "x"\n[tool]\nftrack-orm = { stock = false, schema = "a.json" }\n',
)
WORDS = (
    "[", "]", "[[", "]]", "{", "}", "=", ".", ",", '"', "'", '"""', "\n", "#", "true", "1e400", "9" * 40, "1979-05-27",
    "tool", "ftrack-orm", "only", "url", "queries", "api-key", "schema", "\\u0000",
    "\\ud800", "\0", "\ufeff", "\u2028", "🦊",
)  # fmt: skip
ADDRESSES = (
    "https://studio.ftrackapp.com",
    "http://127.0.0.1:8090/",
    "https://user:word@host/path?x=1#y",
    "HTTPS://[::1]:99",
)
ADDRESS_WORDS = (
    "://",
    "@",
    ":",
    "/",
    "[",
    "]",
    "..",
    "%00",
    "\n",
    "\0",
    " ",
    "65536",
    "-1",
    "ünï",
    "xn--",
    "\u2024",
    "file://",
)
KEY = "6c1a7f9e-secret-key"
SCHEMA = [
    {
        "id": "Task",
        "type": "object",
        "primary_key": ["id"],
        "properties": {
            "id": {"type": "string"},
            "name": {"type": "string", "default": "x"},
            "parent": {"$ref": "Context"},
        },
        "$mixin": {"$ref": "Context"},
        "default_projections": ["id", "name"],
        "required": ["name"],
        "immutable": ["id"],
        "computed": [],
        "alias_for": {"id": "Task", "classifiers": {"object_typeid": "11c137c0-ee7e-4f9c-91c5-8c77cec22b2c"}},
    },
    {
        "id": "Context",
        "type": "object",
        "primary_key": ["id"],
        "properties": {
            "id": {"type": "string"},
            "children": {"type": "array", "items": {"$ref": "Context"}},
            "metadata": {"type": "mapped_array", "items": {"$ref": "Task"}},
            "thumbnail_url": {"type": "object", "format": "url"},
        },
    },
]


@examples(300)
@given(text=st.one_of(noisy(FILES, WORDS), st.binary(max_size=60)))
def test_a_project_file_is_read_or_refused(tmp_path: Path, text: str | bytes) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    said = str(file)
    try:
        read_configuration(tmp_path)
    except ConfigurationError as error:
        said = str(error)
    assert str(file) in said


@examples(300)
@given(
    address=noisy(ADDRESSES, ADDRESS_WORDS),
    user=noisy(("ada",), ADDRESS_WORDS),
    key=noisy((KEY,), ADDRESS_WORDS).map(lambda noise: KEY + noise),
)
def test_an_environment_gives_settings_or_is_refused_without_the_key(address: str, user: str, key: str) -> None:
    environment = {"FTRACK_SERVER": address, "FTRACK_API_USER": user, "FTRACK_API_KEY": key}
    try:
        shown = repr(Settings.resolve(environment=environment))
    except ConfigurationError as error:
        shown = str(error)
    assert shown
    assert KEY not in shown


@examples(400)
@given(lie=lies())
def test_a_schema_file_is_read_or_refused(tmp_path: Path, lie: Lie) -> None:
    file = tmp_path / "schemas.json"
    file.write_bytes(lie.body([*SCHEMA]))
    try:
        schema = Schema.from_file(file)
    except SchemaError:
        return
    for entity_type in schema:
        schema.lineage(entity_type.name)
    assert Schema.from_json(schema.to_json()).hash == schema.hash
