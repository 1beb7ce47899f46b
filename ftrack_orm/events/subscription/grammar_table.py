"""The parser of `grammar.lark`, loaded from the table beside it.

Building a parser takes about 30 ms, loading one 4. To make the table anew:

    python -m ftrack_orm.events.subscription.grammar_table
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lark import Lark

from ftrack_orm.events.subscription.tree_building import TreeBuilder
from ftrack_orm.parser_table import ParserTable

__all__ = ["TABLE", "grammar"]

TABLE = ParserTable(Path(__file__).with_name("grammar.lark"), ("subscription",), TreeBuilder)


@cache
def grammar() -> Lark:
    """Return the parser, with the start rule `subscription`."""
    return TABLE.parser()


if __name__ == "__main__":
    TABLE.write()
