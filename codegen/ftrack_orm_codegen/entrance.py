"""The `__init__` modules of a generated package: type checkers see every name, Python imports one when it is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ftrack_orm_codegen.module_text import GENERATED, import_line
from ftrack_orm_codegen.names import module_names

__all__ = ["entrance", "models_entrance"]

_PACKAGE = "The entities of one workspace"
_MODELS = "The entity classes, a module each"


def entrance(homes: Mapping[str, Sequence[str]], renamed: Mapping[str, str], schema_hash: str) -> str:
    """Return the text of the package's own `__init__`.

    `homes` has for each module the names that are exported from it; `renamed` the class names of entity types whose
    class is called otherwise.
    """
    names = sorted(name for exported in homes.values() for name in exported)
    call = ["    __getattr__, __dir__ = generated_package(", "        __name__,", *_table(homes, "        ")]
    if renamed:
        pairs = (f"            {_literal(wire)}: {_literal(name)}," for wire, name in sorted(renamed.items()))
        call += ["        {", *pairs, "        },"]
    return "\n".join([
        f'"""{_PACKAGE}, {GENERATED}"""',
        "",
        "from typing import TYPE_CHECKING",
        "",
        *_imports({module: sorted(exported) for module, exported in homes.items()}),
        "else:",
        "    from ftrack_orm.mapping.declarative import generated_package",
        "",
        *call,
        "    )",
        "",
        *_all(["SCHEMA_HASH", *names]),
        "",
        f'SCHEMA_HASH = "{schema_hash}"',
        '"""The hash of the schema that the classes were generated from."""',
        "",
    ])  # fmt: skip


def models_entrance(classes: Sequence[str]) -> str:
    """Return the text of the `__init__` of `models`, whose modules hold a class each."""
    homes = {module: [name] for name, module in module_names(classes).items()}
    return "\n".join([
        f'"""{_MODELS}, {GENERATED}"""',
        "",
        "from typing import TYPE_CHECKING",
        "",
        *_imports(homes),
        "else:",
        "    from ftrack_orm.mapping.declarative import lazy_names",
        "",
        "    __getattr__, __dir__ = lazy_names(",
        "        __name__,",
        *_table(homes, "        "),
        "    )",
        "",
        *_all(sorted(classes)),
        "",
    ])  # fmt: skip


def _imports(homes: Mapping[str, Sequence[str]]) -> list[str]:
    return ["if TYPE_CHECKING:", *(import_line(f".{module}", names, "    ") for module, names in sorted(homes.items()))]


def _table(homes: Mapping[str, Sequence[str]], indent: str) -> list[str]:
    lines = [f"{indent}{{"]
    for module, names in sorted(homes.items()):
        line = f'{indent}    "{module}": {_literal(list(names))},'
        if len(line) <= 120:
            lines.append(line)
        else:
            lines += [
                f'{indent}    "{module}": [',
                *(f'{indent}        "{name}",' for name in names),
                f"{indent}    ],",
            ]
    return [*lines, f"{indent}}},"]


def _all(names: Sequence[str]) -> list[str]:
    return ["__all__ = [", *(f'    "{name}",' for name in names), "]"]


def _literal(value: object) -> str:
    """Write a value as Python does; quotes are double where nothing inside asks for others."""
    text = repr(value)
    return text if '"' in text else text.replace("'", '"')
