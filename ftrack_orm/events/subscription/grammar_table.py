"""The parser of `grammar.lark`, loaded from the table beside it: building takes longer. To make the table anew:

python -m ftrack_orm.events.subscription.grammar_table
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lark import Lark

from ftrack_orm.parser_table import ParserTable
from ftrack_orm.events.subscription.tree_building import TreeBuilder

__all__ = ["TABLE", "grammar"]

TABLE = ParserTable(Path(__file__).with_name("grammar.lark"), ("subscription",), TreeBuilder)


@cache
def grammar() -> Lark:
    """Return the parser, with the start rule `subscription`."""
    return TABLE.parser()


if __name__ == "__main__":
    TABLE.write()
