"""Rewrite one script, and say what was left."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import MetadataWrapper

from ftrack_orm.cli.migration.importing import with_imports
from ftrack_orm.cli.migration.inference import Inference
from ftrack_orm.cli.migration.remark import Remark
from ftrack_orm.cli.migration.rewriting import Rewriting
from ftrack_orm.schema import Schema

__all__ = ["Migration", "migrate"]


@dataclass(frozen=True, slots=True)
class Migration:
    """A script before and after, and the places that a person must look at."""

    before: str
    after: str
    remarks: tuple[Remark, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether anything was rewritten."""
        return self.before != self.after

    def diff(self, name: str) -> str:
        """Return the changes as a unified diff."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True), self.after.splitlines(keepends=True), name, f"{name} (migrated)"
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def migrate(text: str, schema: Schema, models: str = "ftrack_stock") -> Migration:
    """Rewrite a script that uses `ftrack_api`; one that does not stays as it is.

    `models` is the generated package that the classes are imported from.

    Raises:
        SyntaxError: It is no Python.
    """
    if "ftrack_api" not in text:
        return Migration(text, text)
    try:
        wrapper = MetadataWrapper(cst.parse_module(text))
    except cst.ParserSyntaxError as error:
        raise SyntaxError(error.message) from error
    rewriting = Rewriting(Inference(wrapper.module, schema), schema)
    module = wrapper.visit(rewriting)
    if not rewriting.changed:
        return Migration(text, text, tuple(sorted(rewriting.remarks)))
    after = with_imports(module, rewriting.names, rewriting.classes, rewriting.errors, models)
    return Migration(text, after.code, tuple(sorted([*rewriting.remarks, *rewriting.left_alone()])))
