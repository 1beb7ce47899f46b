"""Render the module of entity classes through datamodel-code-generator."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.schema import Schema
from ftrack_orm_codegen.json_schema import JsonSchema, json_schema
from ftrack_orm_codegen.module_text import GENERATED
from ftrack_orm_codegen.verification import verify

if TYPE_CHECKING:
    from ftrack_orm_codegen.vocabulary import VocabularyCode

__all__ = ["render_models"]

_DOCSTRING = f'"""Entity classes of one workspace, {GENERATED}"""'
_TEMPLATES = Path(__file__).parent / "templates"


def render_models(schema: Schema, chosen: Iterable[str] | None = None, vocabulary: VocabularyCode | None = None) -> str:
    """Return the source of all classes, or of those of the chosen entity types; the same schema gives the same text.

    Raises:
        ConfigurationError: datamodel-code-generator is not installed.
        SchemaError: The schema cannot be written as Python; nothing of it ran.
    """
    document = json_schema(schema, chosen, vocabulary)
    with tempfile.TemporaryDirectory(prefix="ftrack-orm-") as folder:
        path = Path(folder) / "models.py"
        _generate(document, path)
        code = path.read_text(encoding="utf-8")
    verify(code, document)
    return code


def _generate(document: JsonSchema, path: Path) -> None:
    try:
        from datamodel_code_generator import (
            DatetimeClassType,
            InputFileType,
            LiteralType,
            PythonVersion,
            generate,
        )
        from datamodel_code_generator.enums import AllOfMergeMode, DataModelType
    except ImportError as error:
        raise ConfigurationError(
            "datamodel-code-generator is not installed: run pip install 'ftrack-orm[codegen]'"
        ) from error
    generate(
        json.dumps(document),
        input_filename="schema.json",
        output=path,
        input_file_type=InputFileType.JsonSchema,
        output_model_type=DataModelType.PydanticV2BaseModel,
        target_python_version=PythonVersion.PY_311,
        base_class="ftrack_orm.mapping.declarative.Entity",
        custom_template_dir=_TEMPLATES,
        custom_file_header=_DOCSTRING,
        formatters=[],
        custom_formatters=["ftrack_orm_codegen.formatter"],
        aliases={"list": "list_"},  # else the annotations of its class say `list_aliased`, in some versions
        allof_merge_mode=AllOfMergeMode.NoMerge,  # else what a class restates is mixed with what its base says
        field_include_all_keys=True,
        strict_nullable=True,
        enum_field_as_literal=LiteralType.All,
        output_datetime_class=DatetimeClassType.Datetime,  # AwareDatetime would refuse what ftrack sends
        use_standard_collections=True,
        use_union_operator=True,
        skip_root_model=True,
        disable_timestamp=True,
    )
