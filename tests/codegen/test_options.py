"""What may be chosen of a package, on the command line or in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from ftrack_orm.cli.application import run
from ftrack_orm.configuration import read_configuration
from ftrack_orm.errors import ConfigurationError
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema
from ftrack_orm_codegen.json_schema import json_schema
from ftrack_orm_codegen.selection import closure
from tests.codegen.test_package import run as run_program


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("FTRACK_SERVER", "FTRACK_API_USER", "FTRACK_API_KEY", "FTRACK_APIKEY"):
        monkeypatch.delenv(name, raising=False)


def state(text: str) -> None:
    Path("pyproject.toml").write_text(f"[tool.ftrack-orm]\n{text}\n")


def test_only_brings_bases_what_narrows_and_what_attributes_lead_to() -> None:
    found = closure(stock_schema(), ["Task"])
    assert {"Task", "TypedContext", "Context", "Status", "Project", "Shot", "Appointment"} <= found
    assert "Dashboard" not in found
    assert closure(stock_schema(), ["Context"]) >= set(stock_schema().subtypes("Context"))


def test_only_suggests_the_nearest_name() -> None:
    with pytest.raises(ConfigurationError, match="--only: unknown entity type 'Tsk', did you mean 'Task'"):
        closure(stock_schema(), ["Tsk"])


def test_a_link_to_what_was_left_out_leads_to_an_entity_of_which_nothing_is_known() -> None:
    chosen = closure(stock_schema(), ["Disk"])
    properties = json_schema(stock_schema(), [*chosen, "Location"])["$defs"]["Location"]["properties"]
    assert "ComponentLocation" not in chosen
    assert properties["location_components"]["x-ftrack"]["class"] == "Entity"
    assert properties["location_components"]["x-ftrack"]["target"] == "ComponentLocation"


def test_a_package_of_some_types_keeps_the_whole_schema_and_says_what_is_missing() -> None:
    assert run(["generate", "--stock", "--only", "Disk", "--output", "few"]) == 0
    assert Schema.from_file("few/schema.json") == stock_schema()
    program = """
import few
from ftrack_orm.errors import UnknownEntityTypeError
from ftrack_orm.mapping import Registry
assert few.Disk(name="x").name == "x"
try:
    Registry.of_package("few").mapper("Note")
except UnknownEntityTypeError as error:
    print(error)
"""
    said = "unknown entity type 'Note': few was generated without it; add it to --only and generate again\n"
    assert run_program(Path(), program) == said


def test_a_single_file_holds_all_classes() -> None:
    assert run(["generate", "--stock", "--single-file", "--output", "whole"]) == 0
    assert not Path("whole/models").exists()
    program = "from whole import Task\nfrom whole.models import Status\nprint(Task.status.name, Status.__module__)"
    assert run_program(Path(), program) == "status.name whole.models\n"


def test_the_configuration_is_used_from_a_folder_below_and_the_command_line_wins(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    state('output = "src/studio"\nstock = true\nonly = ["Disk"]\nsingle-file = true')
    Path("deep/er").mkdir(parents=True)
    monkeypatch.chdir("deep/er")
    assert run(["generate"]) == 0
    assert Path("../../src/studio/models.py").exists()
    assert run(["generate", "--check"]) == 0
    capsys.readouterr()
    assert run(["generate", "--many-files", "--check"]) == 1
    assert "models/disk.py is missing" in capsys.readouterr().out
    assert run(["generate", "--only", "Disk,Setting", "--name", "other", "--output", "."]) == 0
    assert "class Setting(" in Path("other/models.py").read_text()


def test_a_source_on_the_command_line_takes_the_place_of_the_stated_one(capsys: pytest.CaptureFixture[str]) -> None:
    state('output = "studio"\nstock = true')
    Path("mine.json").write_text('[{"id": "Mine", "properties": {"id": {"type": "string"}}}]')
    assert run(["generate", "--schema", "mine.json"]) == 0
    assert "1 entity classes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('ouput = "x"', r"has no key 'ouput', did you mean 'output'\?"),
        ("only = 3", r"only in \[tool.ftrack-orm\] must be a list of names"),
        ("only = [3]", "must be a list of names"),
        ('stock = "yes"', "stock .* must be true or false"),
        ('api-key = "s3cret"', "set FTRACK_API_KEY"),
        ("output = ", r"cannot read .*pyproject.toml"),
    ],
)
def test_what_is_wrong_in_the_configuration_is_named(text: str, said: str) -> None:
    state(text)
    with pytest.raises(ConfigurationError, match=said) as caught:
        read_configuration(Path())
    assert "s3cret" not in str(caught.value)


def test_without_a_place_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", "--stock"]) == 1
    assert "say where to write the package: --output" in capsys.readouterr().err
