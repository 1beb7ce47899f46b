"""What to do with the answers to a batch that tell the same attributes: worked out once, then applied to each.

The entity is at hand, so what was said of it need not find its way through the identity map. Rows that hold other
entities do.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ftrack_orm.mapping import Entity, Mapper
from ftrack_orm.mapping.state import leads_to
from ftrack_orm.transport import JSON, decode_value

__all__ = ["AnswerShape", "answer_shape"]

_MOST = 4096
"""Shapes that are kept, so that a strange server cannot fill the memory."""

_TYPE = "__entity_type__"


class AnswerShape(NamedTuple):
    """How to take values from answers that tell the same attributes of entities of one type.

    `key` and `renamed` pair the wire's name with Python's, `links` the key of a link with the link, where the answer
    tells the key alone. `structured` are those whose values may be objects, `dropped` those that no class declares.
    """

    entity_type: str
    key: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    structured: tuple[str, ...]
    relations: tuple[str, ...]
    """Links and collections: an answer that holds one is read as a row is."""
    renamed: tuple[tuple[str, str], ...]
    dropped: tuple[str, ...]

    def merge(self, entity: Entity, data: dict[str, JSON]) -> bool:
        """Take the values of an answer into a clean entity; tell whether that could be done, nothing is changed if not.

        The answer is consumed.
        """
        values = vars(entity)
        if data.get(_TYPE, self.entity_type) != self.entity_type:
            return False
        for wire, name in self.key:
            if data[wire] != values[name]:
                return False
        for wire in self.relations:
            if data[wire] is not None:
                return False
        if self.structured and not self._decode(data):
            return False
        for key, link in self.links:
            if link in values and not leads_to(values, link, data[key]):
                del values[link]
        for wire in self.dropped:
            del data[wire]
        for wire, name in self.renamed:
            data[name] = data.pop(wire)
        values.update(data)
        return True

    def _decode(self, data: dict[str, JSON]) -> bool:
        """Turn moments into Python's; tell whether there was nothing else."""
        for wire in self.structured:
            raw = data[wire]
            if raw.__class__ is list or (raw.__class__ is dict and _TYPE in raw):
                return False
        for wire in self.structured:
            data[wire] = decode_value(data[wire])
        return True


def answer_shape(mapper: Mapper, data: dict[str, JSON]) -> AnswerShape:
    """Return the shape of an answer about an entity."""
    return _shape(mapper, tuple(data))


@lru_cache(_MOST)
def _shape(mapper: Mapper, names: tuple[str, ...]) -> AnswerShape:
    known = [mapper.wire[name] for name in names if name in mapper.wire]
    python_names = {attribute.name for attribute in known}
    return AnswerShape(
        entity_type=mapper.entity_type,
        key=tuple((a.api_name, a.name) for a in known if a.name in mapper.primary_key),
        links=tuple(
            (mapper.attributes[key].api_name, link.name)
            for key, link in mapper.key_links.items()
            if key in python_names and link.name not in python_names
        ),
        structured=tuple(attribute.api_name for attribute in known if mapper.is_structured(attribute)),
        relations=tuple(attribute.api_name for attribute in known if attribute.is_relation),
        renamed=tuple((a.api_name, a.name) for a in known if a.api_name != a.name),
        dropped=tuple(name for name in names if name not in mapper.wire),
    )
