"""Build the syntax tree from what the grammar's rules match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ftrack_orm.events.subscription.expression import And, Condition, Expression, Not, Operator, Or

if TYPE_CHECKING:
    from lark import Token

__all__ = ["TreeBuilder"]


class TreeBuilder:
    """The rules' callbacks."""

    def subscription(self, matched: list[Expression]) -> Expression:
        """Return the whole expression."""
        return matched[0]

    def comparison(self, matched: tuple[Token, Token, Token]) -> Condition:
        """Build `key operator value`; quotes are left out and nothing within them is changed."""
        key, operator, value = (str(token) for token in matched)
        return Condition(key, cast(Operator, operator), value[1:-1] if value[0] in "\"'" else value)

    def negation(self, matched: list[Any]) -> Not:
        """Build `not ...`."""
        return Not(matched[1])

    def all_of(self, matched: list[Expression]) -> And:
        """Build what `and` combines."""
        return And(tuple(matched))

    def any_of(self, matched: list[Expression]) -> Or:
        """Build what `or` combines."""
        return Or(tuple(matched))
