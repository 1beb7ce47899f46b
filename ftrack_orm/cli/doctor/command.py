"""The command `ftrack-orm doctor`."""

from __future__ import annotations

from itertools import chain

import typer

from ftrack_orm.cli.doctor.installation import check_installation
from ftrack_orm.cli.doctor.workspace import check_workspace
from ftrack_orm.cli.options import ApiKey, ApiUser, AsJson, Models, Url
from ftrack_orm.cli.output import json_text, write
from ftrack_orm.cli.table import print_table

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("doctor")(_doctor)


def _doctor(
    as_json: AsJson = False,
    models: Models = None,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
) -> None:
    """Check the installation and the way to the workspace, and say what to do. Ends with 1 if something is wrong.

    Settings come from options, else the environment (FTRACK_SERVER, FTRACK_API_USER, FTRACK_API_KEY), else url and
    api-user in [tool.ftrack-orm] of pyproject.toml. The key is never printed.

    Example: ftrack-orm doctor
    """
    checks = list(chain(check_installation(), check_workspace(url, api_user, api_key, models)))
    if as_json:
        write(json_text([check.to_json() for check in checks], indent=2) + "\n")
    else:
        print_table(("check", "state", "found"), [(check.name, check.state, check.found) for check in checks])
        for check in checks:
            if check.remedy and check.state in ("warning", "error"):
                write(f"{check.name}: {check.remedy}\n")
        for check in checks:
            if check.remedy and check.state == "skipped":
                write(f"{check.name}, if you need it: {check.remedy}\n")
    if any(check.state == "error" for check in checks):
        raise typer.Exit(1)
