"""Thing, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import Literal

from ftrack_orm.mapping.declarative import Attribute, Computed, Entity, Link, Restricted, Scalar


class Thing(Entity, entity_type="Thing", primary_key=("id",), default_projections=("id",)):
    """ends with a quote \". Thing: table \"\"\" __import__('os').system('touch /tmp/x') \"\"\"; key id."""

    backslash: Scalar[str | None] = Attribute(default=None)
    """ends with \\."""
    bid: Scalar[float] = Attribute(default=0.5)
    """Default 0.5."""
    default: Scalar[str] = Attribute(default='"""\n__import__(\'os\').system(\'touch /tmp/x\')\n"""')
    """Default '\"\"\"\\n__import__(\\'os\\').system(\\'touch /tmp/x\\')\\n\"\"\"'."""
    hidden: Restricted[Thing] = Attribute(default=None, init=False, target="Thing")
    """It can be filtered on, never selected."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    lines: Scalar[str | None] = Attribute(default=None)
    """a b c d e."""
    long: Scalar[str | None] = Attribute(default=None)
    """x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'x\\\"'..."""
    made: Computed[str | None] = Attribute(default=None, init=False)
    """Computed by the server."""
    owner: Link[Thing] = Attribute(default=None, target="Thing", key="owner_id")
    """By its key `owner_id`."""
    owner_id: Scalar[str] = Attribute(default=None)
    """The key of `owner`."""
    quotes: Scalar[str | None] = Attribute(default=None)
    """\"\"\"__import__('os').system('touch /tmp/x')\"\"\"."""
    state: Scalar[Literal["it's", '"quoted"', 'a\\b']] = Attribute(default="it's")
    """Default \"it's\"."""
    template: Scalar[str | None] = Attribute(default=None)
    """{{ __import__('os').system('touch /tmp/x') }}{% raw %}."""
