"""Fuzzing: try many more values than the suite does, count them, write the counts into `docs/reliability.md`.

`python -m tests.hardening --rounds 10`, or `make fuzz`. Each round tries as many as a run of the
suite, others each time.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.page_section import RELIABILITY, write_section

__all__ = ["counted", "main"]

_ROOT = Path(__file__).parents[2]
_TRIED = {
    "tests/hardening/test_texts.py": "texts of queries and subscriptions",
    "tests/hardening/test_lying_server.py": "answers of a server that lies",
    "tests/hardening/test_strange_data.py": "values of entities, there and back",
    "tests/hardening/test_frames.py": "frames of Socket.IO, to the hub and to the sandbox",
    "tests/hardening/test_configuration.py": "project files, environments, schema files",
    "tests/codegen/test_mutation.py": "schemas that classes are generated from",
    "tests/sandbox/server/test_fuzz_api.py": "requests to the sandbox",
}
_TEST = re.compile(r"^(tests/[\w/]+\.py)::.*:$")
_COUNTS = re.compile(r"(\d+) passing, (\d+) failing")


def counted(statistics: str) -> tuple[Counter[str], Counter[str]]:
    """Return, by file, how many inputs passed and how many failed, as Hypothesis tells it."""
    passed: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    file = ""
    for line in statistics.splitlines():
        if test := _TEST.match(line):
            file = test[1]
        elif counts := _COUNTS.search(line):
            passed[file] += int(counts[1])
            failed[file] += int(counts[2])
    return passed, failed


def main() -> None:
    """Run the fuzz tests, print the table, and write it where all passed."""
    parser = argparse.ArgumentParser(prog="python -m tests.hardening", description=__doc__)
    parser.add_argument("--rounds", type=int, default=10, help="how often as many as the suite tries (10)")
    rounds = parser.parse_args().rounds
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--hypothesis-show-statistics", *_TRIED]
    environment = {**os.environ, "FTRACK_ORM_FUZZ_ROUNDS": str(rounds)}
    done = subprocess.run(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    table = _table(*counted(done.stdout))
    if done.returncode:
        sys.exit(f"{done.stdout}\n{table}")
    print(table)
    write_section(RELIABILITY, "fuzz", table)


def _table(passed: Counter[str], failed: Counter[str]) -> str:
    rows = ["| What is tried | Where | Inputs | Crashes |", "|---|---|---:|---:|"]
    rows += [
        f"| {what} | `{file}` | {passed[file] + failed[file]:,} | {failed[file]:,} |" for file, what in _TRIED.items()
    ]
    rows.append(f"| **all** | | **{passed.total() + failed.total():,}** | **{failed.total():,}** |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
