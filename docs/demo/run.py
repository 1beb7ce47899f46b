"""The whole idea in a minute, on real parts: `make demo`.

Starts a sandbox workspace, generates typed classes from it over HTTP, type-checks a pipeline script against them,
runs it, and reads the outcome back through a second session. Everything lives in a temporary folder and is gone
afterwards.
"""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.syntax import Syntax
from rich.table import Table

from ftrack_orm import Session
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.session import Plan
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, RecordingTransport

HERE = Path(__file__).resolve().parent
console = Console(width=None if sys.stdout.isatty() else 110)


def main() -> None:
    """Run the steps one after the other."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="ftrack-orm-demo-") as folder, Sandbox(seed="demo") as sandbox:
        heading("1. A workspace answers over HTTP")
        console.print(f"{sandbox.url}, as {sandbox.api_user}: one film, its shots, tasks and people, in SQLite")
        generate(sandbox, Path(folder))
        type_check(Path(folder))
        sys.path[:0] = [folder, str(HERE)]
        change_and_read_back(sandbox)
    heading(f"Done in {time.perf_counter() - started:.0f} s; nothing is left running.")


def generate(sandbox: Sandbox, folder: Path) -> None:
    """Generate the package `studio` from the sandbox's schemas, as a studio does from its own workspace."""
    heading("2. ftrack-orm generate: its schemas become typed classes")
    command = [str(Path(sys.executable).with_name("ftrack-orm")), "generate", "--url", sandbox.url]
    run([*command, "--api-user", sandbox.api_user, "--output", str(folder / "studio")], FTRACK_API_KEY=sandbox.api_key)
    for name, most in (("typed_context", 24), ("task", 8)):
        text = (folder / "studio" / "models" / f"{name}.py").read_text(encoding="utf-8")
        body = text[text.index("\nclass ") + 1 :].split("\n\n\n")[0].splitlines()
        shown = body if len(body) <= most else [*body[:most], f"    ...  # {len(body) - most} more lines"]
        console.print(Syntax("\n".join(shown), "python", background_color="default"), soft_wrap=True)


def type_check(folder: Path) -> None:
    """Check the pipeline script against the generated classes, then a copy with a mistake in it."""
    heading("3. mypy --strict checks the pipeline script against them")
    script = (HERE / "pipeline.py").read_text(encoding="utf-8")
    wrong = folder / "wrong.py"
    wrong.write_text(script.replace("Task.status.name.in_", "Task.statuss.name.in_"), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", str(folder / "cache")]
    run([*command, str(HERE / "pipeline.py")], MYPYPATH=str(folder))
    console.print("pipeline.py: no errors")
    found = run([*command, str(wrong)], failing=True, MYPYPATH=str(folder))
    console.print(f"with a typo in it: [red]{found.strip().splitlines()[0].rpartition('/')[2]}[/red]")


def change_and_read_back(sandbox: Sandbox) -> None:
    """Run the script in one session, read its outcome in another."""
    import pipeline

    settings = Settings(sandbox.url, sandbox.api_user, sandbox.api_key)
    recorder = RecordingTransport(HttpTransport(settings))
    heading("4. A query, built with completion")
    console.print(Syntax(inspect.getsource(pipeline.open_tasks), "python", background_color="default"))
    console.print(Panel(str(pipeline.open_tasks()), title="sent as"))
    with Session(transport=recorder) as session:
        report = pipeline.run(session, show_tasks, show_plan)
    heading("6. The commit: one request, all or nothing")
    console.print(
        f"created {report.created}, updated {report.updated}, deleted {report.deleted}: "
        f"{report.operations} operations in {report.requests} request, {report.seconds * 1000:.0f} ms; "
        f"the whole script sent {len(recorder.requests)} requests"
    )
    heading("7. What a second session reads back")
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key) as second:
        show_rows(("shot", "task", "status"), pipeline.read_back(second))


def show_tasks(tasks: list[Any]) -> None:
    """Show the tasks; every name came with the query."""
    rows = [(t.parent.name, t.name, t.type.name, t.status.name, f"{t.bid / 3600:.0f} h") for t in tasks]
    show_rows(("shot", "task", "type", "status", "bid"), rows)


def show_plan(plan: Plan) -> None:
    """Show what a commit would send."""
    heading("5. The plan: what a commit would send")
    show_rows(("action", "entity", "attribute", "old -> new"), plan.rows())


def show_rows(titles: tuple[str, ...], rows: list[tuple[str, ...]], most: int = 16) -> None:
    """Show the first and the last rows as a table."""
    cut = len(rows) > most
    table = Table(*titles, caption=f"{len(rows)} rows")
    for row in rows[: most // 2] if cut else rows:
        table.add_row(*row)
    if cut:
        table.add_row(*["..."] * len(titles))
        for row in rows[-(most // 2) :]:
            table.add_row(*row)
    console.print(table)


def heading(text: str) -> None:
    """Begin a step."""
    console.print()
    console.rule(f"[bold]{text}", align="left")


def run(command: list[str], *, failing: bool = False, **environment: str) -> str:
    """Run a command and return what it printed; stop the demonstration when it does not end as expected."""
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)
    if bool(done.returncode) != failing:
        raise SystemExit(f"{Path(command[0]).name} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


if __name__ == "__main__":
    main()
