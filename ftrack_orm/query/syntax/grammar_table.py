"""The parser of `grammar.lark`, loaded from the table beside it.

Building a parser takes about 30 ms, loading one 4. To make the table anew:

    python -m ftrack_orm.query.syntax.grammar_table
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lark import Lark

from ftrack_orm.parser_table import ParserTable
from ftrack_orm.query.syntax.tree_building import TreeBuilder

__all__ = ["TABLE", "grammar"]

TABLE = ParserTable(Path(__file__).with_name("grammar.lark"), ("query", "criterion"), TreeBuilder)


@cache
def grammar() -> Lark:
    """Return the parser, with the start rules `query` and `criterion`."""
    return TABLE.parser()


if __name__ == "__main__":
    TABLE.write()
