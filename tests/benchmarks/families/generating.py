"""Generating: the whole process that writes the classes of a workspace."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from ftrack_orm.schema.stock import stock_schema
from ftrack_orm_codegen.json_schema import json_schema
from tests.benchmarks.measurement import Side
from tests.benchmarks.probe import Probe
from tests.benchmarks.row import Row, beside
from tests.benchmarks.scenario import Scenario

__all__ = ["SCENARIOS"]

_GENERATOR = (
    "datamodel_code_generator", "--input-file-type", "jsonschema", "--output-model-type", "pydantic_v2.BaseModel",
    "--allof-merge-mode", "none", "--disable-timestamp",
)  # fmt: skip


def _generate(side: Side, probe: Probe) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "schema.json"), Path(folder, "studio")
        schema = stock_schema()
        if side == "ours":
            source.write_text(json.dumps(schema.to_json()))
            command = ["ftrack_orm.cli", "generate", "--schema", str(source), "--output", str(output)]
        else:
            source.write_text(json.dumps(_plain(json_schema(schema))))
            command = [*_GENERATOR, "--input", str(source), "--output", str(output.with_suffix(".py"))]
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True)
        probe.record("generate", time.perf_counter() - started)


def _plain(value: Any) -> Any:
    """Leave out what only our template reads."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if key != "x-ftrack"}
    return value


SCENARIOS = (
    Scenario(
        name="generate",
        rows=(
            Row(
                "generate",
                "ftrack-orm generate on the stock schema, the whole process",
                "ms",
                goals=(beside("generate", 2.0, "under 2x datamodel-code-generator alone"),),
                note="The floor is datamodel-code-generator's own process, which makes plain models of the same JSON "
                "Schema. Ours includes verifying what it made and importing the package in a process of its own.",
            ),
        ),
        sides={side: partial(_generate, side) for side in ("floor", "ours")},
    ),
)
