from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.cli.application import run
from ftrack_orm.cli.source import Finding, check_source, python_files
from ftrack_orm.cli.source.literal_reading import read_literals
from ftrack_orm.schema.stock import stock_schema

SAMPLES = Path(__file__).with_name("samples")

Check = Callable[[str], list[str]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Check a source against the stock schema; gives `line:column message` of each finding."""

    def checked(source: str) -> list[str]:
        path = tmp_path / "script.py"
        path.write_text(source, encoding="utf-8")
        return [f"{one.line}:{one.column} {one.message}" for one in check_source(path, stock_schema())[0]]

    return checked


def test_scripts_without_mistakes_end_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(SAMPLES / "good")]) == 0
    assert capsys.readouterr() == ("", "0 findings in 10 queries of 3 files\n")


def test_every_mistake_is_shown_at_its_place(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLES)
    assert run(["check", "bad"]) == 1
    told = capsys.readouterr()
    assert told.out == (SAMPLES / "bad" / "expected.txt").read_text(encoding="utf-8")
    assert told.err == "15 findings in 14 queries of 2 files\n"


def test_json_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--json", str(SAMPLES / "bad")]) == 1
    findings = [Finding(**found) for found in json.loads(capsys.readouterr().out)]
    assert len(findings) == 15
    assert findings[1].message == "unknown attribute 'statuss' on Task, did you mean 'status'?"
    assert findings[1].source[findings[1].column - 1 :].startswith("statuss")
    assert {found.severity for found in findings} == {"error", "warning"}


def test_json_of_nothing_is_an_empty_array(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--json", str(SAMPLES / "good")]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_given_schema_decides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema = tmp_path / "schema.json"
    schema.write_text(json.dumps([{"id": "Robot", "properties": {"id": {"type": "string"}}}]))
    script = tmp_path / "script.py"
    script.write_text('session.query("Robot where id is a")\nsession.query("Task")\n')
    assert run(["check", "--schema", str(schema), str(script)]) == 1
    assert "script.py:2:16: error: unknown entity type 'Task'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Missing argument"),
        (["no/such/folder"], "does not exist"),
        ([str(SAMPLES), "--schema", "nowhere.json"], "--schema"),
        ([str(SAMPLES), "--schema", __file__], "is no JSON"),
        ([str(SAMPLES), "--nope"], "No such option"),
    ],
)
def test_wrong_use_ends_with_2(arguments: list[str], told: str) -> None:
    command = [sys.executable, "-m", "ftrack_orm.cli", "check", *arguments]
    environment = os.environ | {"COLUMNS": "400", "TERMINAL_WIDTH": "400", "NO_COLOR": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


@pytest.mark.parametrize(
    "source",
    [
        'session.query(f"Task where {attribute} is 3 and {path}.name is a")',
        'session.query(f"{kind} where name is a and nope is 3")',
        'session.query(f"Task {tail}")',
        'session.query(f"Task where project.id in {ids}")',
        'session.query(f"Task where name is a order by {key} limit {count} offset {start}")',
        'session.query(f"Task where start_date > {day} and bid < {most} and name like {pattern}%")',
        "session.query(f\"Task where start_date > '{day:%Y-%m-%d}' and id in ({', '.join(ids)})\")",
        "session.query(f\"Task where name is '{{x}}' and id in ('{a}', '{b!r}')\")",
        "session.query('Task where name like \"%%%s%%\" and bid > %(bid).2f' % values)",
        "session.query('Task where name is \"{{}}\" and bid > {bid:>{width}}'.format(bid=3))",
        'session.query("Task where " + criteria)',
        'session.query(prefix + " where nope is 3")',
        'session.query(" and ".join(criteria))',
        "session.query(query)",
        "session.query()",
        "get_query()('Taks')",
        "query('nothing of ours')",
        "query = 'Task'\nquery = 'Taks'\nsession.query(query)",
        "def f(query='Taks'):\n    session.query(query)",
        "for query in ('Taks',):\n    session.query(query)",
        "query = 'Task where nope is 3'\nquery += x\nsession.query(query)",
        "class A:\n    query = 'Taks'\n    def f(self):\n        session.query(query)",
    ],
)
def test_what_cannot_be_known_is_not_found_fault_with(check: Check, source: str) -> None:
    assert check(source) == []


@pytest.mark.parametrize(
    "source",
    [
        'session.query("Task where nope is 3")',
        "ftrack.session().query('Task where nope is 3')",
        "session.query(\n  (\n   'Task where '\n   'nope is 3'\n))",
        'session.query("""\nTask\n  where nope is 3""")',
        "session.query('Task \\\nwhere nope is 3')",
        "session.query('\\x54ask\\twhere\\u0020nope is 3')",
        "session.query(r'Task where name is \"\\d\" and nope is 3')",
        "session.query(f'Task where name is {a[\"b\"]} and nope is {c!r:>3}')",
        "session.query(F'Task where ' rF'name is {a} and nope is 3')",
        "session.query('Task where name is %s and nope is 3' % name)",
        "session.query('Task where name is {} and nope is {}'.format(a, b))",
        "session.query('Task where name is ' + name + ' and nope is 3')",
        "session.query('  Task where nope is 3'.strip())",
        "query = 'Task where nope is 3'\nsession.query(query)",
        "A = 'Task where {} is 3'\ndef f():\n    session.query(A.format(x) + ' and nope is 3')",
        "def f(*, session):\n    return lambda: session.query('Task where nope is 3')",
        "async def f():\n    [x async for x in session.query('Task where nope is 3')]",
        "é = session.query('Task where name is \"ü\" and nope is 3')",
        "\ufeffsession.query('Task where nope is 3')",
        "query('Task where nope is 3')",
        "self.query(query='Task where nope is 3')",
    ],
)
def test_place_is_the_one_in_the_file(check: Check, source: str) -> None:
    (found,) = check(source)
    before, _, _ = source.removeprefix("\ufeff").partition("nope")
    line = before.count("\n") + 1
    column = len(before.rpartition("\n")[2]) + 1
    assert found.startswith(f"{line}:{column} unknown attribute 'nope' on Task")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("Task where name is {name} andd bid is 3", "43 unexpected 'andd', did you mean 'and'?"),
        ("Task where name is not {name}", "37 there is no 'is not' operator, use 'is_not'"),
        ("Task where name == {name}", "34 use a single '=' (or 'is') to compare"),
        ("Task where name is_not is {name}", "43 unexpected '{name}'; quote a value that holds spaces"),
        ("Task where name is {name} limit '{n}'", "49 expected a whole number after 'limit', got \"'{n}'\""),
    ],
)
def test_syntax_error_shows_placeholders_as_they_are_written(check: Check, query: str, told: str) -> None:
    (found,) = check(f'session.query(f"{query}")')
    assert found.startswith(f"1:{told}")


def test_windows_line_ends_do_not_move_the_place(tmp_path: Path) -> None:
    path = tmp_path / "script.py"
    path.write_bytes(b'x = 1\r\nsession.query("""Task\r\nwhere nope is 3""")\r\n')
    ((found,), _) = check_source(path, stock_schema())
    assert (found.line, found.column) == (3, 7)


def test_caret_stands_under_the_place_behind_tabs() -> None:
    finding = Finding("a.py", 1, 4, "error", "no", "\t\tabc")
    assert str(finding) == "a.py:1:4: error: no\n  \t\tabc\n  \t\t ^"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('hub.subscribe("topic=x and")', ["1:27 expected a condition after 'and'"]),
        ('session.events.subscribe("topic==x", f)', ["1:32 use a single '='"]),
        ('session.event_hub.subscribe(subscription="a b")', ["1:45 expected an operator after 'a', got 'b'"]),
        ('other.subscribe("topic=a b")', ["1:26 unexpected 'b'; quote a value that holds spaces"]),
        ('hub.subscribe(f"topic={topic} adn a=b")', ["1:31 unexpected 'adn' after the condition, did you mean 'and'?"]),
        ('hub.subscribe(f"topic={topic} and source.user.username={user}")', []),
        ("hub.subscribe(\"topic='%s' and data.kind=x\" % topic)", []),
        ('hub.subscribe(f"{criteria} and")', []),
        ('client.subscribe("home/kitchen/+")', []),
        ("stream.subscribe(handle)", []),
        ('hub.subscribe("topic=ftrack.*")', []),
    ],
)
def test_subscriptions_are_checked_too(check: Check, source: str, told: list[str]) -> None:
    assert check(source) == told


def test_a_text_that_is_used_twice_is_told_once(check: Check) -> None:
    assert len(check("Q = 'Taks'\nsession.query(Q)\nsession.query(Q)")) == 1


def test_comment_at_the_call_or_the_place_leaves_it_alone(check: Check) -> None:
    assert check("session.query(  # ftrack-orm: ignore\n  'Taks')\n") == []
    assert check("session.query(\n  'Taks')  # ftrack-orm: ignore\n") == []
    assert len(check("session.query('Taks')  # ftrack-orm\n")) == 1


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"print session.query('Taks')\n", "1:1 the file cannot be read as Python"),
        (b"x = '\xe9'\n", "1:1 the file cannot be read as Python"),
        (b"# coding: no-such\n", "1:1 the file cannot be read as Python"),
        (b"x = '\0'\n", "1:1 the file cannot be read as Python"),
        (b"x = " + b"-" * 100_000 + b"1\n", "1:1 the file cannot be read as Python"),
    ],
)
def test_file_that_is_no_python_is_a_finding(tmp_path: Path, raw: bytes, told: str) -> None:
    path = tmp_path / "script.py"
    path.write_bytes(raw)
    ((found,), _) = check_source(path, stock_schema())
    assert f"{found.line}:{min(found.column, 1)} {found.message}".startswith(told)


def test_file_in_a_stated_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "script.py"
    path.write_bytes(b"# -*- coding: latin-1 -*-\nsession.query('Task where name is \"\xe9\" and nope is 3')\n")
    ((found,), _) = check_source(path, stock_schema())
    assert (found.line, found.column) == (2, 43)


def test_folders_are_walked_but_for_what_is_installed_or_hidden(tmp_path: Path) -> None:
    for name in ("a.py", "b/c.py", "b/d.txt", ".git/e.py", "venv/lib/f.py", "x/site-packages/g.py", "__pycache__/h.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "venv" / "pyvenv.cfg").touch()
    found = [str(path.relative_to(tmp_path)) for path in python_files([tmp_path, tmp_path / "a.py"])]
    assert found == ["a.py", "b/c.py"]
    assert list(python_files([tmp_path / ".git", tmp_path / "b" / "d.txt"])) == [
        tmp_path / ".git" / "e.py",
        tmp_path / "b" / "d.txt",
    ]


@given(st.lists(st.tuples(st.text(max_size=8), st.sampled_from(["'", '"', "'''", '"""']), st.booleans()), min_size=1))
def test_literals_are_read_as_python_reads_them(parts: list[tuple[str, str, bool]]) -> None:
    written = [_literal(text, quotes, raw) for text, quotes, raw in parts]
    source = "(" + " \\\n # \n".join(written).replace(" \\\n #", "  #") + ")"
    assert read_literals(source, 1, len(source) - 1).plain == "".join(text for text, _, _ in parts)


def _literal(text: str, quotes: str, raw: bool) -> str:
    if raw and not set(text) & set("'\"\\\n\r\0") and text.isprintable():
        return f"r{quotes}{text}{quotes}"
    escaped = "".join(f"\\U{ord(character):08x}" if not character.isalnum() else character for character in text)
    return f"{quotes}{escaped}{quotes}"
