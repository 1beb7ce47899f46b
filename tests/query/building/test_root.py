"""A query takes attributes of its own class alone: of one that was named by mistake it says so."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest

from ftrack_orm import not_, select
from ftrack_orm.errors import QueryError
from ftrack_orm.query import Query
from ftrack_stock import Appointment, Context, Note, Shot, Status, Task, TypedContext, User

MISTAKES: dict[str, Callable[[], object]] = {
    "a criterion": lambda: select(Task).where(Status.name == "Approved"),
    "a second criterion": lambda: select(Task).where(Task.name == "comp", Status.name.in_(["Approved", "Omitted"])),
    "within a combination": lambda: select(Task).where(not_((Task.name == "comp") | (Status.name == "Approved"))),
    "a link": lambda: select(Task).where(Note.author == None),  # noqa: E711  # an expression
    "a collection": lambda: select(Task).where(User.assignments.any()),
    "an entry": lambda: select(Task).where(Note.metadata["reel"] == "A"),
    "a column of a tuple": lambda: select(Task.name).where(Status.name == "Approved"),
    "what is loaded": lambda: select(Task).load(Task.name, Status.name),
    "an order": lambda: select(Task).order_by(Status.sort.desc()),
    "the target of a link": lambda: select(Task).where(Task.status.has(Task.name == "Approved")),
    "the members of a collection": lambda: select(Task).where(Task.assignments.any(User.username == "ada")),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_an_attribute_of_another_class_is_refused(mistake: Callable[[], object]) -> None:
    with pytest.raises(QueryError, match=r"is an attribute of \w+, and this is about \w+: reach it from"):
        mistake()


def test_the_message_names_both_classes_and_the_remedy() -> None:
    with pytest.raises(QueryError) as caught:
        select(Task).where(Status.name == "Approved")
    assert str(caught.value) == (
        "Status.name is an attribute of Status, and this is about Task: reach it from Task, as Task.<link>.name"
    )


def test_wider_and_narrower_classes_are_its_own() -> None:
    assert str(select(Task).where(TypedContext.name == "comp")) == 'Task where name is "comp"'
    assert str(select(Context).where(Task.name == "comp")) == 'Context where name is "comp"'
    assert str(select(Task).load(Context.name).order_by(TypedContext.sort)).endswith("order by sort")
    assert str(select(Shot).where(Shot.children.any(Context.name == "comp"))).endswith('any (name is "comp")')
    resource = Task.assignments.any(Appointment.resource.as_(User).username == "ada")
    assert str(select(Task).where(resource)).endswith('any (resource[User].username is "ada")')


def test_a_pickled_query_holds_no_class() -> None:
    query = select(Task).where(Task.name == "comp", Task.status.name == "Approved").query
    pickled = pickle.dumps(query)
    assert b"ftrack_stock" not in pickled
    restored: Query = pickle.loads(pickled)
    assert restored == query == copy.deepcopy(query)
    assert hash(restored) == hash(query)
