"""Show a widget to who holds its URL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ftrack_orm.query.ast import String
from ftrack_orm.query.compiler import compile_value
from ftrack_orm.sandbox.executor import Executor
from ftrack_orm.sandbox.files.signed_token import Signer, TokenError
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.web import answer
from ftrack_orm.sandbox.widgets.widget_operation import WIDGET
from ftrack_orm.sandbox.widgets.widget_page import widget_page

__all__ = ["widget_route"]

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_MOST_TASKS = 200


def widget_route(executor: Executor, signer: Signer) -> Route:
    """Return what answers the URLs of `get_widget_url`."""
    return Route("/widget", _Widget(executor, signer).get, methods=["GET"])


@dataclass(frozen=True, slots=True)
class _Widget:
    executor: Executor
    signer: Signer

    async def get(self, request: Request) -> Response:
        """Answer with the page that the token is for."""
        try:
            claims = self.signer.read(WIDGET, request.query_params.get("token", ""))
            page = await run_in_threadpool(self._page, claims)
        except TokenError as error:
            return answer.fault(403, "PermissionError", str(error))
        except Refusal as refused:
            return answer.fault(404, refused.exception, refused.content)
        return HTMLResponse(page, headers=_HEADERS)

    def _page(self, claims: dict[str, Any]) -> str:
        entity = self._entity(claims) if "entity_type" in claims else None
        title = (
            "Tasks" if entity is None else str(entity.get("name") or entity.get("username") or claims["entity_type"])
        )
        subtitle = "" if entity is None else entity["__entity_type__"]
        facts = entity if entity is not None and claims["name"] == "info" else {}
        shown = {
            name: value for name, value in facts.items() if not name.startswith("_") and not isinstance(value, list)
        }
        tasks = None if claims["name"] == "info" else self._tasks(claims)
        return widget_page(title, subtitle, shown, tasks, theme=claims["theme"])

    def _entity(self, claims: dict[str, Any]) -> dict[str, Any]:
        schema = self.executor.store.schema
        kind = schema[claims["entity_type"]]
        scalars = [name for name, attribute in kind.attributes.items() if attribute.kind == "scalar"]
        test = " and ".join(
            f"{name} is {_quoted(part)}" for name, part in zip(kind.primary_key, claims["key"], strict=True)
        )
        found = self._query(claims, f"select {', '.join(sorted(scalars))} from {kind.name} where {test}")
        if not found:
            raise Refusal("ValidationError", f"the {kind.name} is gone")
        return found[0]

    def _tasks(self, claims: dict[str, Any]) -> Sequence[dict[str, Any]]:
        schema = self.executor.store.schema
        if "Task" not in schema:
            return []
        tests = []
        if claims.get("entity_type") is not None:
            lineage, key = schema.lineage(claims["entity_type"]), _quoted(claims["key"][0])
            if "Context" in lineage:
                tests = [f"(id is {key} or ancestors.id is {key} or project_id is {key})"]
            elif "Resource" in lineage:
                tests = [f"assignments.resource_id is {key}"]
            else:
                return []
        where = f" where {tests[0]}" if tests else ""
        names = "name, parent.name, type.name, status.name"
        return self._query(claims, f"select {names} from Task{where} order by parent.name, name limit {_MOST_TASKS}")

    def _query(self, claims: dict[str, Any], expression: str) -> list[dict[str, Any]]:
        operation = {"action": "query", "expression": expression}
        answered = self.executor.execute([operation], user_id=claims["user_id"], strict=True)
        found: list[dict[str, Any]] = answered[0]["data"]
        return _resolved(found)


def _resolved(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each link the full copy of its entity, which the answer holds once."""
    full: dict[tuple[str, str], dict[str, Any]] = {}
    for entity in found:
        for value in entity.values():
            if isinstance(value, dict) and "name" in value:
                full[value["__entity_type__"], value["id"]] = value
    return [
        {
            name: full.get((value.get("__entity_type__", ""), value.get("id", "")), value)
            if isinstance(value, dict)
            else value
            for name, value in entity.items()
        }
        for entity in found
    ]


def _quoted(text: str) -> str:
    return compile_value(String(text))
