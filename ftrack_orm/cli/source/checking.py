"""Check the queries and subscriptions of a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from ftrack_orm.cli.source.filled_text import Problem
from ftrack_orm.cli.source.finding import Finding
from ftrack_orm.cli.source.module_source import ModuleSource
from ftrack_orm.cli.source.query_call import Language, text_calls
from ftrack_orm.cli.source.query_text import check_query_text, may_be_query
from ftrack_orm.cli.source.subscription_text import check_subscription_text, may_be_subscription
from ftrack_orm.cli.source.written_text import WrittenText
from ftrack_orm.schema import Schema

__all__ = ["check_source"]

_Check: TypeAlias = Callable[[WrittenText, Schema], list[Problem]]
_Likely: TypeAlias = Callable[[WrittenText, Schema], bool]

_LANGUAGES: Mapping[Language, tuple[_Check, _Likely]] = {
    "query": (check_query_text, may_be_query),
    "subscription": (check_subscription_text, may_be_subscription),
}
"""How a text of each language is checked, and how it is told from one that is none."""

_IGNORED = re.compile(r"#\s*ftrack-orm:\s*ignore\b")


def check_source(path: Path, schema: Schema) -> tuple[list[Finding], int]:
    """Return what is wrong with the queries of a file, in its order, and how many there are.

    A line with the comment `# ftrack-orm: ignore`, where the finding is or the call begins, is left alone. A file that
    cannot be read as Python is a finding itself.
    """
    try:
        module = ModuleSource.of(path)
    except OSError as error:
        return [Finding(str(path), 1, 1, "error", f"the file cannot be read: {error.strerror}", "")], 0
    except SyntaxError as error:
        return [_unreadable(path, error)], 0
    findings: set[Finding] = set()
    checked = 0
    for call in text_calls(module):
        check, likely = _LANGUAGES[call.language]
        if not call.certain and not likely(call.text, schema):
            continue
        checked += 1
        if not _IGNORED.search(module.lines[call.line - 1]):
            findings |= {_placed(path, module, problem) for problem in check(call.text, schema)}
    return sorted(finding for finding in findings if not _IGNORED.search(finding.source)), checked


def _placed(path: Path, module: ModuleSource, problem: Problem) -> Finding:
    line, column = module.place(problem.origin)
    return Finding(str(path), line, column, problem.severity, problem.message, module.lines[line - 1])


def _unreadable(path: Path, error: SyntaxError) -> Finding:
    message = f"the file cannot be read as Python: {error.msg}"
    source = (error.text or "").rstrip("\n")
    return Finding(str(path), error.lineno or 1, max(error.offset or 1, 1), "error", message, source)
