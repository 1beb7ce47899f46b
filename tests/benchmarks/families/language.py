"""The query language: build, print, parse and check, beside `ftrack-query`, which builds and prints."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from statistics import mean, median
from typing import Any

from tests.benchmarks.families.access import per_call
from tests.benchmarks.probe import Probe
from tests.benchmarks.row import Row, at_most, faster
from tests.benchmarks.scenario import Scenario

__all__ = ["SCENARIOS", "SHORT", "our_queries", "rival_queries"]

SHORT = 'select name, bid from Task where status.name is "Approved" and bid > 28800.'
"""75 characters, for the goal that names that length."""

_BUILDER = "ftrack-query"
_ROUNDS = 25
_QUERIES = 500


def our_queries() -> Mapping[str, Callable[[], Any]]:
    """Return five queries of everyday pipelines, as functions that build them."""
    from ftrack_orm import not_, select
    from ftrack_stock import Appointment, AssetVersion, Note, Shot, Task, User

    return {
        "by name": lambda: select(Task).where(Task.name == "compositing"),
        "of a project": lambda: (
            select(Task)
            .load(Task.name, Task.status.name, Task.parent.name)
            .where(Task.project.name == "tower", Task.status.name.in_(["Approved", "In progress"]))
            .order_by(Task.parent.name, Task.name)
            .limit(100)
        ),
        "mine": lambda: select(Task).where(Task.assignments.any(Appointment.resource.as_(User).username == "ada")),
        "latest versions": lambda: (
            select(AssetVersion)
            .where(
                AssetVersion.asset.parent.name.like("tow_%"),
                AssetVersion.is_published == True,  # noqa: E712  # an expression
                AssetVersion.date > datetime(2024, 5, 1, 12),
            )
            .order_by(AssetVersion.version.desc())
        ),
        "to be looked at": lambda: select(Shot).where(
            (Shot.bid > 3600) | (Shot.status.name != "Omitted"), not_(Shot.notes.any(Note.content.like("%done%")))
        ),
    }


def rival_queries() -> Mapping[str, Callable[[], Any]]:
    """Return the same queries, built by `ftrack-query`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the client that it imports brings modules that Python deprecates
        from ftrack_query import attr, not_, or_, select  # type: ignore[import-untyped]  # it has no types

    return {
        "by name": lambda: select("Task").where(attr("name") == "compositing"),
        "of a project": lambda: (
            select("Task")
            .populate("name", "status.name", "parent.name")
            .where(attr("project.name") == "tower", attr("status.name").in_(["Approved", "In progress"]))
            .order_by("parent.name")
            .order_by("name")
            .limit(100)
        ),
        "mine": lambda: select("Task").where(attr("assignments").any(attr("resource[User].username") == "ada")),
        "latest versions": lambda: (
            select("AssetVersion")
            .where(
                attr("asset.parent.name").like("tow_%"),
                attr("is_published") == True,  # noqa: E712  # an expression
                attr("date") > datetime(2024, 5, 1, 12).isoformat(),
            )
            .order_by(attr("version").desc())
        ),
        "to be looked at": lambda: select("Shot").where(
            or_(attr("bid") > 3600, attr("status.name") != "Omitted"),
            not_(attr("notes").any(attr("content").like("%done%"))),
        ),
    }


def _ours(probe: Probe) -> None:
    from ftrack_orm.query import check, parse
    from ftrack_orm.schema.stock import stock_schema

    builders = our_queries().values()
    queries = [build() for build in builders]
    names = {"parse": parse, "check": check, "schema": stock_schema()}
    _mean(probe, "build", "build()", [{"build": build} for build in builders])
    _built_and_printed(probe, builders)
    _mean(probe, "parse", "parse(text)", [names | {"text": str(query)} for query in queries])
    _mean(probe, "check", "check(query, schema)", [names | {"query": query} for query in queries])
    _mean(probe, "parse 75", "parse(text)", [names | {"text": SHORT}])


def _rival(probe: Probe) -> None:
    builders = rival_queries().values()
    _mean(probe, "build", "build()", [{"build": build} for build in builders])
    _built_and_printed(probe, builders)


def _built_and_printed(probe: Probe, builders: Collection[Callable[[], Any]]) -> None:
    _mean(probe, "build and print", "str(build())", [{"build": build} for build in builders])
    prints = [_first_prints(build) for build in builders]
    probe.record("print", mean(middle for middle, _ in prints), mean(least for _, least in prints))


def _first_prints(build: Callable[[], Any]) -> tuple[float, float]:
    """Return the median and the least seconds of printing a query for the first time, over rounds of new ones."""
    seconds = []
    for _ in range(_ROUNDS):
        queries = [build() for _ in range(_QUERIES)]
        started = time.perf_counter()
        for query in queries:
            str(query)
        seconds.append((time.perf_counter() - started) / _QUERIES)
    return median(seconds), min(seconds)


def _mean(probe: Probe, row: str, statement: str, namespaces: list[dict[str, Any]]) -> None:
    """Record the mean over the queries of their medians, and of their least times."""
    timings = [per_call(statement, names) for names in namespaces]
    probe.record(row, mean(middle for middle, _ in timings), mean(least for _, least in timings))


SCENARIOS = (
    Scenario(
        name="language",
        rows=(
            Row("build", "build a query, mean of five", "us", goals=(faster("build", 3),), rival=_BUILDER),
            Row(
                "print",
                "print a built query, mean of five",
                "us",
                goals=(faster("print", 3),),
                rival=_BUILDER,
                note="Each query once. `ftrack-query` makes text while it builds: its printing has little left to do.",
            ),
            Row(
                "build and print",
                "build a query and print it, mean of five",
                "us",
                goals=(faster("build and print", 3),),
                rival=_BUILDER,
                note="What a query costs its user before it is sent.",
            ),
            Row("parse", "parse a query, mean of five", "us", rival=_BUILDER),
            Row(
                "parse 75",
                "parse 75 characters",
                "us",
                goals=(at_most("parse 75", 100e-6, "under 100 us"),),
                rival=_BUILDER,
            ),
            Row("check", "check a query against the stock schema, mean of five", "us", rival=_BUILDER),
        ),
        sides={"ours": _ours, "official": _rival},
        most_rounds={"ours": 1, "official": 1},
    ),
)
