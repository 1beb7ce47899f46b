"""The commands as a person has them: on a real terminal."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pexpect
import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.testing import ServerAddress
from ftrack_stock import Task

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

SECONDS = 20


@contextmanager
def terminal(*arguments: str, **settings: str) -> Iterator[pexpect.spawn[str]]:
    """The command on a terminal of 100 columns."""
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "100", "NO_COLOR": "1", "IPYTHONDIR": "", **settings}
    command = ["-m", "ftrack_orm.cli", *arguments]
    child = pexpect.spawn(
        sys.executable,
        command,
        env=environment,
        dimensions=(40, 100),
        encoding="utf-8",
        timeout=SECONDS,
        preexec_fn=_interruptible,
    )
    try:
        yield child
    finally:
        child.close(force=True)


def _interruptible() -> None:
    """A shell's background job, as `make test &`, ignores interrupts, and hands that on."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def status_of(child: pexpect.spawn[str]) -> int | None:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


@pytest.fixture
def task(ftrack_sandbox: Sandbox, ftrack_server: ServerAddress) -> Task:
    with Session(transport=ftrack_sandbox.transport(), models=ftrack_stock) as session:
        return session.query(select(Task).load(Task.name).limit(1)).one()


def name_of(task: Task, sandbox: Sandbox) -> str | None:
    with Session(transport=sandbox.transport(), models=ftrack_stock) as session:
        return session.query(select(Task.name).where(Task.id == task.id)).one_or_none()


@pytest.mark.usefixtures("ftrack_server")
def test_query_is_a_table_in_columns() -> None:
    with terminal("query", "select name, status.name from Task order by name limit 2") as child:
        child.expect(r"name +status\.name")
        child.expect(r"animation +\w")
        assert status_of(child) == 0


@pytest.mark.usefixtures("ftrack_server")
def test_bad_query_shows_a_caret() -> None:
    with terminal("query", "Task where") as child:
        child.expect(r"expected a condition")
        child.expect(r" {12}\^\r\n")
        assert status_of(child) == 1


def test_yes_on_the_terminal_sends_the_change(task: Task, ftrack_sandbox: Sandbox) -> None:
    with terminal("set", "Task", task.id, "name=renamed") as child:
        child.expect("-> 'renamed'")
        child.expect(r"Send this\? \[y/N\]")
        child.sendline("y")
        child.expect("1 updated")
        assert status_of(child) == 0
    assert name_of(task, ftrack_sandbox) == "renamed"


def test_no_on_the_terminal_sends_nothing(task: Task, ftrack_sandbox: Sandbox) -> None:
    with terminal("delete", "Task", task.id) as child:
        child.expect("The server deletes what hangs on them too")
        child.expect(r"\[y/N\]")
        child.sendline("")
        child.expect("nothing was sent")
        assert status_of(child) == 1
    assert name_of(task, ftrack_sandbox) == task.name


def test_interrupt_at_the_question_sends_nothing(task: Task, ftrack_sandbox: Sandbox) -> None:
    with terminal("delete", "Task", task.id) as child:
        child.expect(r"\[y/N\]")
        child.sendintr()
        child.expect("Aborted")
        assert status_of(child) not in (0, None)
    assert name_of(task, ftrack_sandbox) == task.name


def test_plain_shell_has_session_and_models_and_completes_without_a_request() -> None:
    with terminal("shell", "--sandbox", "--plain") as child:
        child.expect("the classes of ftrack_stock")
        child.expect(">>> ")
        child.sendline("session.query(select(Task).load(Task.name).order_by(Task.name).limit(2))")
        child.expect(r"name +")
        child.expect("animation")
        child.expect(">>> ")
        child.sendline("task = session.query(select(Task).limit(1)).one()")
        child.expect(">>> ")
        child.send("task.stat\t\t\t")  # first as far as all agree, then the choice
        child.expect("task.status_changes")
        child.sendcontrol("u")
        child.sendline("print('loaded', 'status_id' in task.__dict__)")
        child.expect("loaded False\r\n")
        child.sendline("exit()")
        assert status_of(child) == 0


def test_ipython_shell_shows_a_result_as_a_table(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("ipython")
    with terminal("shell", "--sandbox", IPYTHONDIR=str(folder), IPY_TEST_SIMPLE_PROMPT="1") as child:
        child.expect("the classes of ftrack_stock")
        child.expect(r"In \[1\]:")
        child.sendline("session.query(select(Task).load(Task.name).order_by(Task.name).limit(2))")
        child.expect(r"name +")
        child.expect("animation")
        child.expect(r"In \[2\]:")
        child.sendline("Project(name='x')")
        child.expect("<Project name='x'")
        child.sendline("exit")
        assert status_of(child) == 0


@pytest.mark.usefixtures("ftrack_server")
def test_doctor_is_readable_on_a_terminal() -> None:
    with terminal("doctor") as child:
        child.expect(r"check +state +found")
        child.expect("credentials +ok")
        assert status_of(child) == 0
