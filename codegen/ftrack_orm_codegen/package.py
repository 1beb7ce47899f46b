"""Write a schema as a package of entity classes.

The files of a package:

__init__.py          gives every class when it is first used, and SCHEMA_HASH
models/              a module for each class; with `single_file` one models.py for all
schema.json          the schema, as the wire has it
vocabulary.py        the workspace's words, where they are known
custom_attributes.py its custom attributes, class by class
vocabulary.json      both, as they were read
py.typed             tells type checkers that it is typed
.ftrack-orm.json     the marker: who wrote the folder, and the hash of each file
"""

from __future__ import annotations

import json
import keyword
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ftrack_orm.errors import ConfigurationError, SchemaError
from ftrack_orm.schema import Schema, compare_schemas
from ftrack_orm.schema.description import class_names
from ftrack_orm.schema.vocabulary import Vocabulary
from ftrack_orm_codegen.entrance import entrance, models_entrance
from ftrack_orm_codegen.folder import MARKER, differences, marker, refuse_foreign
from ftrack_orm_codegen.options import Options
from ftrack_orm_codegen.placing import place
from ftrack_orm_codegen.rendering import render_models
from ftrack_orm_codegen.selection import closure
from ftrack_orm_codegen.splitting import split
from ftrack_orm_codegen.vocabulary import VocabularyCode

__all__ = ["GeneratedPackage", "compare_package", "generate_package"]

Tell = Callable[[str], None]
"""Takes word of what is being done, for whoever waits."""


@dataclass(frozen=True, slots=True)
class GeneratedPackage:
    """What was generated."""

    folder: Path
    schema_hash: str
    classes: tuple[str, ...]
    changed: bool
    """Whether anything was written: False when the folder held the same bytes already."""

    def __str__(self) -> str:
        did = "wrote" if self.changed else "nothing changed in"
        return f"{did} {self.folder}: {len(self.classes)} entity classes, schema {self.schema_hash}"


def _silent(_: str) -> None:
    """Tell nobody."""


def generate_package(
    schema: Schema,
    output: Path,
    options: Options | None = None,
    tell: Tell = _silent,
    *,
    vocabulary: Vocabulary | None = None,
) -> GeneratedPackage:
    """Write the package into the folder `output`, whose name is the name it is imported by.

    With a `vocabulary` it has the workspace's words and typed custom attributes. It is written beside that folder and
    imported in a process of its own; only then does it take its place. The same schema gives the same bytes.

    Raises:
        ConfigurationError: The folder is not ours to replace, its name is no package name, or a tool is missing.
        SchemaError: The schema cannot be written as a package.
    """
    _refuse_name(output)
    refuse_foreign(output)
    options = options or Options()
    classes = _classes(schema, options)
    tell(f"writing {len(classes)} entity classes")
    files = _files(schema, classes, options, vocabulary)
    changed = bool(differences(output, files))
    if changed:
        tell(f"importing {output.name} to see that it works")
        place(files, output)
    return GeneratedPackage(output, schema.server_hash, tuple(sorted(classes.values())), changed)


def compare_package(
    schema: Schema,
    output: Path,
    options: Options | None = None,
    tell: Tell = _silent,
    *,
    vocabulary: Vocabulary | None = None,
) -> list[str]:
    """Say how the folder differs from what `generate_package` would write; nothing is written.

    What changed in the schema comes first, then the files.

    Raises:
        ConfigurationError: It is no folder, its name is no package name, or a tool is missing.
        SchemaError: The schema cannot be written as a package.
    """
    _refuse_name(output)
    options = options or Options()
    classes = _classes(schema, options)
    tell(f"comparing {len(classes)} entity classes")
    files = differences(output, _files(schema, classes, options, vocabulary))
    return [*_changes(output / "schema.json", schema), *files]


def _changes(snapshot: Path, schema: Schema) -> list[str]:
    """Say what changed in the schema since a snapshot; nothing where that cannot be read."""
    try:
        before = Schema.from_file(snapshot)
    except SchemaError:
        return []
    changes = compare_schemas(before, schema)
    return [f"{change}{'  (breaking)' if change.is_breaking else ''}" for change in changes]


def _refuse_name(output: Path) -> None:
    name = output.name
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ConfigurationError(f"the folder's name {name!r} cannot be imported: choose one like ftrack_studio")


def _classes(schema: Schema, options: Options) -> dict[str, str]:
    """Return the class name of each entity type that is generated."""
    chosen = closure(schema, options.only)
    return {entity_type: name for entity_type, name in class_names(schema).items() if entity_type in chosen}


def _files(
    schema: Schema, classes: Mapping[str, str], options: Options, vocabulary: Vocabulary | None
) -> dict[str, bytes]:
    words = None
    if vocabulary is not None:
        words = VocabularyCode.of(schema, vocabulary, classes, strict=options.strict_literals)
    renamed = {entity_type: name for entity_type, name in classes.items() if entity_type != name}
    names = sorted(classes.values())
    homes = {"models": names} | ({"vocabulary": words.exports} if words is not None and words.exports else {})
    texts = {"__init__.py": entrance(homes, renamed, schema.server_hash), "py.typed": ""}
    texts |= words.files() if words is not None else {}
    texts["schema.json"] = json.dumps(schema.to_json(), indent=1, sort_keys=True) + "\n"
    code = render_models(schema, classes, words)
    if options.single_file:
        texts["models.py"] = code
    else:
        texts["models/__init__.py"] = models_entrance(names)
        texts |= {f"models/{module}.py": text for module, text in split(code).items()}
    files = {path: text.encode() for path, text in texts.items()}
    return files | {MARKER: marker(files, schema.server_hash, vocabulary.hash if vocabulary is not None else None)}
