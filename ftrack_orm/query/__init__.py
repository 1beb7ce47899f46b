"""The query language: text and builder give one syntax tree."""

from ftrack_orm.query.ast import Query
from ftrack_orm.query.checker import check
from ftrack_orm.query.combination import and_, not_, or_
from ftrack_orm.query.criterion import Criterion
from ftrack_orm.query.diagnostic import Diagnostic
from ftrack_orm.query.path import Path
from ftrack_orm.query.relation_path import RelationPath
from ftrack_orm.query.select import Select, select
from ftrack_orm.query.text import parse

__all__ = [
    "Criterion",
    "Diagnostic",
    "Path",
    "Query",
    "RelationPath",
    "Select",
    "and_",
    "check",
    "not_",
    "or_",
    "parse",
    "select",
]
