"""The routes of files."""

from __future__ import annotations

from starlette.routing import Route

from ftrack_orm.sandbox.files.component_files import ComponentFiles
from ftrack_orm.sandbox.files.download_route import DownloadRoute, Identify, MayRemove
from ftrack_orm.sandbox.files.signed_token import Signer
from ftrack_orm.sandbox.files.upload_route import UploadRoute

__all__ = ["file_routes"]


def file_routes(
    files: ComponentFiles, signer: Signer, identify: Identify, may_remove: MayRemove | None = None
) -> list[Route]:
    """Return what answers uploads, downloads, thumbnails and removals."""
    upload, download = UploadRoute(files, signer), DownloadRoute(files, signer, identify, may_remove)
    return [
        Route("/upload", upload.put, methods=["PUT"]),
        Route("/component/get", download.get, methods=["GET", "HEAD"]),
        Route("/component/thumbnail", download.thumbnail, methods=["GET"]),
        Route("/component/remove", download.remove, methods=["GET"]),
    ]
