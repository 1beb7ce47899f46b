"""The diagram of an entity type and its neighbours, as places to draw at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ftrack_orm.reference.entity_page import EntityPage

__all__ = ["Box", "Diagram", "Wire", "diagram"]

_MOST = 14
"""Neighbours on one side; more are told as a number, since nobody reads a taller picture."""
_WIDTH, _HEIGHT, _GAP = 190, 30, 12
_COLUMNS = (0, 330, 660)
_LETTERS = 24


@dataclass(frozen=True, slots=True)
class Box:
    """An entity type, or a text where there are too many; `x` and `y` are of its upper left corner, in pixels."""

    x: int
    y: int
    label: str
    target: str | None
    width: int = _WIDTH
    height: int = _HEIGHT
    is_middle: bool = False


@dataclass(frozen=True, slots=True)
class Wire:
    """A relation between two boxes, named by its attributes."""

    path: str
    label: str
    label_x: int
    label_y: int


@dataclass(frozen=True, slots=True)
class Diagram:
    """What to draw, and how large it is."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]


def diagram(page: EntityPage) -> Diagram | None:
    """Lay out what refers to an entity type at its left, and what it refers to at its right; None without any."""
    name = page.entity_type.name
    left = _grouped((one.entity_type, one.attribute) for one in page.mentions if one.entity_type != name)
    right = _grouped((row.target, row.name) for row in page.attributes if row.target and row.target != name)
    if not left and not right:
        return None
    rows = max(min(len(left), _MOST + 1), min(len(right), _MOST + 1), 1)
    height = rows * (_HEIGHT + _GAP) + _GAP
    middle = Box(_COLUMNS[1], (height - _HEIGHT) // 2, _short(name), None, is_middle=True)
    boxes, wires = [middle], []
    for column, neighbours in ((0, left), (2, right)):
        for box, label in _column(column, neighbours, height):
            boxes.append(box)
            wires.append(_wire(box, middle, label))
    return Diagram(_COLUMNS[2] + _WIDTH, height, tuple(boxes), tuple(wires))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for target, attribute in pairs:
        found.setdefault(target, []).append(attribute)
    return found


def _column(column: int, neighbours: dict[str, list[str]], height: int) -> list[tuple[Box, str]]:
    shown = list(neighbours.items())[:_MOST]
    rest = len(neighbours) - len(shown)
    count = len(shown) + (rest > 0)
    top = (height - count * (_HEIGHT + _GAP) + _GAP) // 2
    places = [top + index * (_HEIGHT + _GAP) for index in range(count)]
    found = [
        (Box(_COLUMNS[column], y, _short(target), target), _named(attributes))
        for y, (target, attributes) in zip(places, shown, strict=False)
    ]
    if rest:
        found.append((Box(_COLUMNS[column], places[-1], f"and {rest} more", None), ""))
    return found


def _wire(box: Box, middle: Box, label: str) -> Wire:
    from_left = box.x < middle.x
    start, end = (box, middle) if from_left else (middle, box)
    x1, y1 = start.x + start.width, start.y + start.height // 2
    x2, y2 = end.x, end.y + end.height // 2
    bend = (x1 + x2) // 2
    label_x = x1 + 6 if from_left else x2 - 6
    return Wire(f"M{x1} {y1} C{bend} {y1} {bend} {y2} {x2} {y2}", label, label_x, (y1 if from_left else y2) - 4)


def _named(attributes: list[str]) -> str:
    label = attributes[0] if len(attributes) == 1 else f"{attributes[0]} +{len(attributes) - 1}"
    return _short(label)


def _short(text: str) -> str:
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1]}…"
