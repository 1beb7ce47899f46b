"""Show what would be sent, ask, and send it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from ftrack_orm.cli.output import json_text, plain, write
from ftrack_orm.transport import Delete

if TYPE_CHECKING:
    from ftrack_orm.session import Session
    from ftrack_orm.session.writing.plan import Plan

__all__ = ["DryRun", "Yes", "commit_with_consent"]

Yes: TypeAlias = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
DryRun: TypeAlias = Annotated[bool, typer.Option("--dry-run", help="Show what would be sent, and send nothing.")]


def commit_with_consent(
    session: Session, *, yes: bool, dry_run: bool, as_json: bool, warning: str | None = None
) -> None:
    """Show the plan on standard error, ask, commit, and tell on standard output what was done.

    Raises:
        Exit: Whoever was asked said no.
        UsageError: There is nobody to ask.
        CommitError: The server refused it.
    """
    plan = session.plan()
    sys.stderr.write(f"{plan}\n")
    if not plan.steps or dry_run:
        _tell(plan, as_json=as_json, done=False)
        return
    if warning:
        sys.stderr.write(f"{warning}\n")
    if not yes:
        _ask()
    session.commit()
    _tell(plan, as_json=as_json, done=True)


def _ask() -> None:
    if not sys.stdin.isatty():
        raise typer.BadParameter("there is no terminal to ask on; give --yes to go on without asking")
    if not typer.confirm("Send this?", err=True):
        sys.stderr.write("nothing was sent\n")
        raise typer.Exit(1)


def _tell(plan: Plan, *, as_json: bool, done: bool) -> None:
    if as_json:
        write(json_text({"done": done, "operations": [_told(each) for each in plan.operations]}, indent=2) + "\n")
    elif done:
        counts = {word: sum(step.action == word for step in plan.steps) for word in ("create", "update", "delete")}
        write(", ".join(f"{count} {word}d" for word, count in counts.items() if count) + "\n")


def _told(operation: Any) -> dict[str, Any]:
    told = {"action": operation.to_json()["action"], "entity_type": operation.entity_type, "key": list(operation.key)}
    return told if isinstance(operation, Delete) else told | {"data": plain(dict(operation.data))}
