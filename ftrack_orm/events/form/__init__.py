"""Forms that actions ask people with: items, and the values that come back."""

from ftrack_orm.events.form.form import Form
from ftrack_orm.events.form.item import Boolean, Date, Enumerator, Hidden, Item, Label, Number, Text, TextArea
from ftrack_orm.events.form.values import Values

__all__ = [
    "Boolean",
    "Date",
    "Enumerator",
    "Form",
    "Hidden",
    "Item",
    "Label",
    "Number",
    "Text",
    "TextArea",
    "Values",
]
