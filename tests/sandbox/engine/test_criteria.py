"""What the engine finds for each kind of criterion."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sandbox.engine.engine import Workspace, film

EDIT = "édit 100%"
ALL = ["Light", "anim", "comp", EDIT]


@pytest.fixture(scope="module")
def w() -> Iterator[Workspace]:
    workspace = film()
    yield workspace
    workspace.store.close()


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        ("name is LIGHT", ["Light"]),
        ('name is "ÉDIT 100%"', [EDIT]),
        ("name != light", ["anim", "comp", EDIT]),
        ('name like "%o%p"', ["comp"]),
        ('name like "c_mp"', ["comp"]),
        (r'name like "%100\%"', [EDIT]),
        (r'name like "%0\_%"', []),
        ('name not_like "%i%"', ["comp"]),
        ('name > "c"', ["Light", "comp", EDIT]),
        ("name in (COMP, anim)", ["anim", "comp"]),
        ("name not_in (COMP, anim)", ["Light", EDIT]),
        ("bid > 3600", ["comp"]),
        ('bid is "3600"', ["Light"]),
        ("bid in (3600, 7200)", ["Light", "comp"]),
        ("start_date is none", ["anim", "comp"]),
        ("start_date is 2024-05-01", ["Light"]),
        ("start_date is 2024-05-02", [EDIT]),
        ("start_date is_not 2024-05-02", ["Light"]),
        ("start_date > 2024-05-01", [EDIT]),
        ("start_date <= 2024-05-01", ["Light"]),
        ('start_date before "2024-05-02T12:30:01"', ["Light", EDIT]),
        ('start_date is "2024-05-02T14:30:00+02:00"', [EDIT]),
        ("start_date in (none, 2024-05-01)", ["Light"]),
        ("start_date not_in (none, 2024-05-01)", []),
        ("status.name is approved", ["comp", EDIT]),
        ("not status.name is approved", ["Light", "anim"]),
        ("parent.name is demo", [EDIT]),
        ("parent.parent.name is demo", ["Light", "anim", "comp"]),
        ("parent.parent.name is none", [EDIT]),
        ("parent.description is none", ["anim", EDIT]),
        ("parent.description is first", ["Light", "comp"]),
        ("not parent.description is first", []),
        ("parent.description is_not none", ["Light", "comp"]),
        ("parent[Shot].name is_not none", ["Light", "anim", "comp"]),
        ("parent[Shot].name is none", [EDIT]),
        ("parent[Project].full_name is 'the demo'", [EDIT]),
        ("parent.full_name is 'the demo'", [EDIT]),
        ("parent has (name is sh010 and description is first)", ["Light", "comp"]),
        ("not parent has (name is sh010)", ["anim", EDIT]),
        ("thumbnail is none", ALL),
        ("parent is_not none", ALL),
        ("timelogs any ()", ["comp"]),
        ("not timelogs any ()", ["Light", "anim", EDIT]),
        ("timelogs is none", ["Light", "anim", EDIT]),
        ("timelogs is_not none", ["comp"]),
        ("timelogs any (duration > 1000 and comment like first%)", ["comp"]),
        ("timelogs any (duration < 1000 and comment like first%)", []),
        ("timelogs.duration < 1000 and timelogs.comment like first%", ["comp"]),
        ("not timelogs.duration < 1000", ["Light", "anim", EDIT]),
        ("assignments any (resource.username is ada)", ["anim"]),
        ("assignments.resource[User].first_name is ada", ["anim"]),
        ("allocations any ()", []),
        ("ancestors any (name is sh010)", ["Light", "comp"]),
        ("not ancestors any (name is sh010)", ["anim", EDIT]),
        ("time_logged > 2000", ["comp"]),
        ("bid_time_logged_difference is 3600", ["Light"]),
        ("project.descendants any (name is comp)", ALL),
        ("status.name is approved and (bid > 1 or name like é%)", ["comp", EDIT]),
        ("not (status.name is approved or bid is 3600)", ["anim"]),
        ("id in (select context_id from Timelog where duration > 1000)", ["comp"]),
        ("id not_in (select context_id from Timelog)", ["Light", "anim", EDIT]),
        ("parent_id in (select id from Shot where name is sh020)", ["anim"]),
        ("parent_id in (select parent.id from Task where name is comp)", ["Light", "comp"]),
        ("name in (select name from Task order by name limit 1)", ["anim"]),
        ("id in (select timelogs.context_id from Task)", ["comp"]),
        ("parent_id in (select ancestors.id from Task where name is anim)", ["anim"]),
        ("name in (select name from Task where name like é%)", [EDIT]),
        ("start_date in (select start_date from Task order by start_date, id limit 3)", ["Light"]),
        ("start_date not_in (select end_date from Task)", ["Light", EDIT]),
        ("name < none", []),
        ("not name < none", []),
        ("name like none", []),
        ("name in (none)", []),
        ("name in ()", []),
        ("parent.parent.name not_in ()", ALL),
        ("start_date is 20240501", ["Light"]),
        ("start_date <= 9999-12-31", ["Light", EDIT]),
        ("start_date > 0001-01-01T00:00:00+02:00", ["Light", EDIT]),
        ("bid < 1e999", ALL),
        ("bid < 99999999999999999999", ALL),
        ("bid_time_logged_difference is 0", ["anim", EDIT]),
        ("parent.bid_time_logged_difference < 0", ["Light", "comp"]),
        ("timelogs.context." * 20 + "name is comp", ["comp"]),
        ("not parent has (children any (" * 7 + "name is nobody" + "))" * 7, ALL),
    ],
)
def test_tasks_where(w: Workspace, criterion: str, expected: list[str]) -> None:
    assert w.names(f"Task where {criterion}") == sorted(expected)


def test_a_name_that_narrower_types_share_is_found_on_the_declared_type(w: Workspace) -> None:
    assert w.names("Context where status.name is approved") == ["comp", "sh010", "sh020", EDIT]


def test_a_name_on_which_narrower_types_disagree_is_taken_for_each(w: Workspace) -> None:
    assert w.names("Context where status is active") == ["demo"]
    assert w.names("Context where status is_not none") == w.names("Context")
    assert w.names("TypedContext where status is none") == []


def test_subtypes_are_not_of_each_others_type(w: Workspace) -> None:
    assert w.names("Shot") == ["sh010", "sh020"]
    assert len(w.rows("Context")) == 7


def test_descendants_of_a_shot_are_its_tasks(w: Workspace) -> None:
    assert w.names("Shot where descendants any (name is anim)") == ["sh020"]


_TESTS = (
    "name is comp",
    "bid > 3600",
    "start_date is none",
    "start_date > 2024-05-01",
    "parent.description is first",
    "status.name is approved",
    "timelogs any (duration > 1000)",
    "parent has (name is sh010)",
    "timelogs.comment is none",
    "parent.parent.description is none",
    "name in (comp, light)",
    "parent[Shot].name like %10",
    "ancestors any (name is sh020)",
)
_CRITERIA = st.recursive(
    st.sampled_from(_TESTS),
    lambda inner: st.one_of(
        inner.map(lambda one: f"not ({one})"),
        st.tuples(inner, st.sampled_from(("and", "or")), inner).map(lambda three: "({}) {} ({})".format(*three)),
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(one=_CRITERIA, other=_CRITERIA)
def test_criteria_obey_the_laws_of_logic(w: Workspace, one: str, other: str) -> None:
    found = set(w.names(f"Task where {one}"))
    opposite = set(w.names(f"Task where not ({one})"))
    second = set(w.names(f"Task where {other}"))
    assert not found & opposite
    assert set(w.names(f"Task where not (not ({one}))")) == found
    assert set(w.names(f"Task where ({one}) and ({other})")) == found & second
    assert set(w.names(f"Task where ({one}) or ({other})")) == found | second
    not_both = set(w.names(f"Task where not (({one}) or ({other}))"))
    assert not_both == opposite & set(w.names(f"Task where not ({other})"))


@pytest.mark.parametrize(
    ("expression", "exception", "says"),
    [
        ("Task wehre name is a", "ParseError", "did you mean 'where'?"),
        ("Task where statuss.name is a", "ValueError", "did you mean 'status'?"),
        ("Taks", "ValueError", "did you mean 'Task'?"),
        ('Task where status is "x"', "ValueError", "compare 'status.id'"),
        ("Task where bid > abc", "ValueError", "Task.bid is a number, got 'abc'"),
        ("Task order by timelogs.start", "ValueError", "'timelogs' is a collection"),
        ("select custom_attribute_links from Task", "ValueError", "not select"),
        ("Task where link is a", "ValueError", "link"),
        ("select count(id) from Task group by name", "ValueError", "strict"),
    ],
)
def test_a_query_that_cannot_be_right_is_refused(w: Workspace, expression: str, exception: str, says: str) -> None:
    refusal = w.refused({"action": "query", "expression": expression})
    assert refusal.exception == exception
    assert says in refusal.content
    assert refusal.position == 0
