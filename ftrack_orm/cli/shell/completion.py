"""Tab completion in the plain console that asks the server for nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from rlcompleter import Completer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ftrack_orm.session import Session

__all__ = ["QuietCompleter"]

_DOTTED = re.compile(r"(\w+(?:\.\w+)*)\.(\w*)")


class QuietCompleter(Completer):
    """Completes attributes by `dir()`; the usual one reads each, which would load it."""

    def __init__(self, names: Mapping[str, Any], session: Session) -> None:
        super().__init__(dict(names))
        self._names = names
        self._session = session

    def global_matches(self, text: str) -> list[str]:
        """Complete a name; those that were assigned since are among them."""
        self.namespace: dict[str, Any] = dict(self._names)
        return list(super().global_matches(text))

    def attr_matches(self, text: str) -> list[str]:
        """Complete a dotted name as far as everything before the last dot is loaded."""
        dotted = _DOTTED.fullmatch(text)
        if dotted is None:
            return []
        path, start = dotted.groups()
        first, *rest = path.split(".")
        try:
            with self._session.auto_populating(False):
                value: Any = self._names[first]
                for name in rest:
                    value = getattr(value, name)
        except Exception:  # whatever is wrong with it, it is not for Tab to say
            return []
        hidden = not start.startswith("_")
        return [f"{path}.{n}" for n in dir(value) if n.startswith(start) and not (hidden and n.startswith("_"))]
