"""A schema whose every name and text tries to break out of what is generated from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ftrack_orm.schema import Schema

__all__ = ["hostile_schema"]


def hostile_schema(canary: Path) -> Schema:
    """Return the schema; a file at `canary` would show that some of it ran."""
    call = f"__import__('pathlib').Path({str(canary)!r}).touch()"
    texts = [
        f'"""\n{call}\n"""', f"'''\n{call}\n'''", f'")\n{call}\n(', f'\\"""\n{call}#',
        f"{{{{ {call} }}}}", f"{{% {call} %}}", "a\nb\tc\r\x00\x1b\u2028\u202e", "ends with \\", 'ends with "',
        "x" * 10_000, "\ud800", "*/ # type: ignore", call, "",
    ]  # fmt: skip
    names = [
        "from", "global", "class", "None", "schema", "json", "copy", "dict", "construct", "validate", "fields",
        "model_fields", "model_dump", "__class__", "__init__", "_link", "link", "_private", "private_", "private",
        "as", "as_", "in", "any", "has", "mro", "self", "cls", "str", "int", "float", "bool", "list", "type",
        "datetime", "Any", "Literal", "Scalar", "Attribute", "Entity", "3d", "a b", "a-b", "a_b", "café",
        "cafe\u0301", "ﬁle", "镜头", "Shot", "___",
    ]  # fmt: skip
    properties: dict[str, dict[str, Any]] = {
        name: {"type": "string", "description": text, "default": text, "alias_for": text}
        for name, text in zip([*names, *texts[:-1]], [*texts, *reversed(names), *texts, *names], strict=False)
    }
    properties |= {
        "id": {"type": "string", "default": "{uid}"},
        "list": {"$ref": "Asset Build"},
        "options": {"type": "variable"},
        "state": {"type": "string", "enum": ["list", *texts], "default": texts[0]},
        "sort": {"type": "number", "default": float("nan")},
        "items": {"type": "array", "items": {"$ref": texts[0]}},
        "notes": {
            "type": "mapped_array",
            "items": {"$ref": "镜头"},
            "key_value_attributes": {"key": "from", "value": "sort"},
        },
    }
    stock = ["Thing", "Asset Build", "asset build", "AssetBuild", "3D", "镜头", "str", "Entity", "Any", "class"]
    plain = {"id": {"type": "string"}, "name": {"type": "string", "description": texts[0]}}
    schemas: list[dict[str, Any]] = [
        {
            "id": name,
            "properties": dict(properties if name in ("Thing", "镜头") else plain),
            "alias_for": text,
            "required": ["id"],
            "primary_key": ["id", *names[:2]],
            "default_projections": names,
            "description": text,
        }
        for name, text in zip([*stock, *texts[:-1]], [*texts, *names], strict=False)
    ]
    narrowed = {"id": "Narrow", "$mixin": {"$ref": "Thing"}, "properties": {**properties, "list": {"type": "integer"}}}
    return Schema.from_json([*schemas, narrowed | {"primary_key": ["from"]}])
