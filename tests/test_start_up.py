"""What a start imports, and what it asks the server: nothing before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ftrack_orm.sandbox import Sandbox

ROOT = Path(__file__).parents[1]
HEAVY = (
    "lark",
    "sqlalchemy",
    "starlette",
    "uvicorn",
    "websocket",
    "rich",
    "typer",
    "datamodel_code_generator",
    "redis",
)


def run(program: str, *arguments: str) -> list[str]:
    """Run a program in a process of its own and return the lines that it prints."""
    command = [sys.executable, "-W", "error", "-c", program, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def modules_of(program: str, *arguments: str) -> set[str]:
    return set(run(f"import sys\n{program}\nprint(*sys.modules, sep='\\n')", *arguments))


@pytest.mark.parametrize(
    "program",
    [
        "import ftrack_orm",
        "from ftrack_orm import Session, select",
        "from ftrack_stock import *",
        "import ftrack_orm.query",
    ],
)
def test_no_import_brings_what_only_some_need(program: str) -> None:
    assert not {name.partition(".")[0] for name in modules_of(program)} & set(HEAVY)


def test_the_root_imports_neither_pydantic_nor_requests() -> None:
    assert not modules_of("import ftrack_orm") & {"pydantic", "requests", "ftrack_orm.session", "ftrack_orm.query"}


def test_a_class_brings_its_bases_and_no_other_class() -> None:
    found = {name for name in modules_of("from ftrack_stock import Task") if name.startswith("ftrack_stock.models.")}
    assert found == {f"ftrack_stock.models.{name}" for name in ("task", "typed_context", "context")}


def test_a_path_brings_the_classes_that_it_walks_through() -> None:
    program = "from ftrack_stock import Task\nassert str(Task.status.state.name)"
    found = {name for name in modules_of(program) if name.startswith("ftrack_stock.models.")}
    assert found - modules_of("from ftrack_stock import Task") == {
        "ftrack_stock.models.status",
        "ftrack_stock.models.state",
    }


def test_the_package_alone_imports_no_class() -> None:
    assert "ftrack_stock.models" not in modules_of("import ftrack_stock\nassert 'Task' in dir(ftrack_stock)")


def test_names_that_are_not_there_are_refused_with_the_nearest() -> None:
    program = "import ftrack_stock\ntry:\n    ftrack_stock.Tsk\nexcept AttributeError as error:\n    print(error)"
    assert run(program) == ["module 'ftrack_stock' has no attribute 'Tsk', did you mean 'Task'?"]


def test_a_built_query_reads_its_first_row_by_one_request_without_parser_or_schema(sandbox: Sandbox) -> None:
    program = """
from ftrack_orm import Session, select
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, RecordingTransport
from ftrack_stock import Task
sent = RecordingTransport(HttpTransport(Settings(*sys.argv[1:])))
with Session(transport=sent) as session:
    assert next(iter(session.query(select(Task)))).id
assert len(sent.requests) == 1, sent.requests
"""
    found = modules_of(program, sandbox.url, sandbox.api_user, sandbox.api_key)
    assert not found & {
        "lark",
        "ftrack_orm.query.syntax.parser",
        "ftrack_orm.query.checking.checker",
        "ftrack_orm.schema.schema",
    }


def test_a_row_brings_the_class_that_it_names(sandbox: Sandbox) -> None:
    program = """
import sys
from ftrack_orm import Session, select
from ftrack_stock import Context
with Session(*sys.argv[1:]) as session:
    assert "ftrack_stock.models.shot" not in sys.modules
    found = session.query(select(Context).where(Context.context_type == "task")).all()
    print({type(one).__module__ for one in found} >= {"ftrack_stock.models.shot", "ftrack_stock.models.task"})
"""
    assert run(program, sandbox.url, sandbox.api_user, sandbox.api_key) == ["True"]


def test_a_class_of_a_users_own_stays_when_the_generated_one_is_imported_later() -> None:
    program = """
from ftrack_stock import TypedContext
class MyShot(TypedContext, entity_type="Shot"):
    pass
from ftrack_stock import Shot
from ftrack_orm.mapping import Registry
print(Registry.of_package("ftrack_stock").mapper("Shot").entity_class.__name__, Shot.__name__)
"""
    assert run(program) == ["MyShot Shot"]


def test_models_make_a_json_schema_though_what_they_link_to_is_not_imported() -> None:
    program = "from ftrack_stock import Task\nprint(Task.model_json_schema()['properties']['bid']['type'])"
    assert run(program) == ["number"]
