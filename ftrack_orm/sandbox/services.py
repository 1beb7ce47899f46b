"""What a running sandbox has besides its entities: files, encodings, invitations, widgets."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from starlette.routing import BaseRoute

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.events.endpoint import event_routes
from ftrack_orm.sandbox.events.exchange import Exchange
from ftrack_orm.sandbox.executor import Executor
from ftrack_orm.sandbox.files.component_files import ComponentFiles
from ftrack_orm.sandbox.files.part_joining import PartJoining
from ftrack_orm.sandbox.files.routes import file_routes
from ftrack_orm.sandbox.files.signed_token import Signer
from ftrack_orm.sandbox.files.storage_folder import open_folder
from ftrack_orm.sandbox.files.upload_operations import upload_operations
from ftrack_orm.sandbox.media.encoding import Encoder
from ftrack_orm.sandbox.operations.invitation import Outbox, invitation_operations
from ftrack_orm.sandbox.operations.single_action import Single, each
from ftrack_orm.sandbox.rights.authentication import Authenticator
from ftrack_orm.sandbox.rights.permission import Rights
from ftrack_orm.sandbox.widgets.widget_operation import widget_url
from ftrack_orm.sandbox.widgets.widget_route import widget_route

__all__ = ["UPLOAD_LIMIT", "Services", "open_services"]

UPLOAD_LIMIT = 16 * 2**30
"""The size in bytes of the largest file that is taken, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one sandbox, and the routes that lead to them."""

    files: ComponentFiles
    encoder: Encoder
    outbox: Outbox
    routes: tuple[BaseRoute, ...]


def open_services(
    executor: Executor,
    authenticator: Authenticator,
    opening: ExitStack,
    *,
    database: str | None = None,
    folder: Path | None = None,
    upload_limit: int = UPLOAD_LIMIT,
) -> Services:
    """Give an executor the operations of the services, and have them end when `opening` is closed."""
    signer, outbox = Signer(), Outbox()
    files = ComponentFiles(executor.store, folder or open_folder(database, opening), upload_limit)
    encoder, joining = Encoder(executor, files), PartJoining(files)
    opening.callback(encoder.close)
    exchange = Exchange(executor.store)
    opening.callback(exchange.close)
    executor.recorders.append(exchange.record)
    singles: dict[str, Single] = {
        **upload_operations(files, signer, joining),
        **invitation_operations(outbox),
        "encode_media": encoder.encode_media,
        "get_widget_url": partial(widget_url, signer),
    }
    executor.actions |= {name: each(function) for name, function in singles.items()}
    executor.preparations["complete_multipart_upload"] = joining.prepare
    executor.listeners.append(files.notice)

    def identify(username: str, key: str) -> str:
        return authenticator.identify(username, key).user_id

    def may_remove(user_id: str, _: str) -> None:
        _require_writer(executor, user_id)

    routes = (
        *file_routes(files, signer, identify, may_remove),
        widget_route(executor, signer),
        *event_routes(exchange, authenticator),
    )
    return Services(files, encoder, outbox, routes)


def _require_writer(executor: Executor, user_id: str) -> None:
    if executor.checks_rights:
        with executor.store.begin(writes=False) as connection:
            rights = Rights.of(connection, executor.store.tables, user_id)
            rights.require(Message(executor.store, connection, user_id))
