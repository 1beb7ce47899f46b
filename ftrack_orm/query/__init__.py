"""The query language: text and builder give one syntax tree."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names
from ftrack_orm.query.ast import Query
from ftrack_orm.query.building.aggregate import Aggregate, avg, count, max_, min_, sum_
from ftrack_orm.query.building.combination import and_, not_, or_
from ftrack_orm.query.building.keyed_path import KeyedPath
from ftrack_orm.query.building.path import Path
from ftrack_orm.query.building.relation_path import RelationPath
from ftrack_orm.query.building.select import Select
from ftrack_orm.query.building.selection import select
from ftrack_orm.query.criterion import Criterion
from ftrack_orm.query.text import check, parse, text

if TYPE_CHECKING:
    from ftrack_orm.query.checking.diagnostic import Diagnostic
else:
    __getattr__, __dir__ = lazy_names(__name__, {"checking.diagnostic": ["Diagnostic"]})

__all__ = [
    "Aggregate",
    "Criterion",
    "Diagnostic",
    "KeyedPath",
    "Path",
    "Query",
    "RelationPath",
    "Select",
    "and_",
    "avg",
    "check",
    "count",
    "max_",
    "min_",
    "not_",
    "or_",
    "parse",
    "select",
    "sum_",
    "text",
]
