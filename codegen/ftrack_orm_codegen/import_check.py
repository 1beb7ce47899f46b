"""Import a package in a process of its own, as a check before anybody relies on it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from ftrack_orm.errors import SchemaError

__all__ = ["check_import"]

_SECONDS = 300

# Warnings are errors in the package alone: those of its dependencies are not its fault.
_PROGRAM = """
import importlib.util, json, sys, warnings
folder, name, path = json.loads(sys.stdin.read())
sys.path[:] = path
import ftrack_orm.mapping.declarative
warnings.simplefilter("error")
sys.path.insert(0, folder)
package = importlib.import_module(name)
if importlib.util.find_spec(name + ".custom_attributes"):
    importlib.import_module(name + ".custom_attributes")
for exported in package.__all__:
    getattr(package, exported)
"""


def check_import(package: Path) -> None:
    """Import the package of this folder with warnings as errors.

    Raises:
        SchemaError: It cannot be imported; the message ends with Python's own.
    """
    told = json.dumps([str(package.parent.resolve()), package.name, sys.path])
    try:
        done = subprocess.run(
            [sys.executable, "-B", "-c", _PROGRAM], input=told, capture_output=True, text=True, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise SchemaError(f"the generated package {package.name} was not imported in {_SECONDS} seconds") from error
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        why = said[-1] if said else f"exit {done.returncode}"
        raise SchemaError(f"the generated package {package.name} cannot be imported, nothing was written: {why}")
