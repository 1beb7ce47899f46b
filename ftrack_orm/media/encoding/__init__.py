"""What is shown: media encoded by the server, review components, thumbnails."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.media.encoding.encoding_job import EncodedMedia, EncodingJob, JobStatus
    from ftrack_orm.media.encoding.media_encoding import encode_media
    from ftrack_orm.media.encoding.thumbnail import create_thumbnail, thumbnail_url
    from ftrack_orm.media.encoding.web_review import upload_review_image, upload_review_movie
else:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "encoding_job": ["EncodedMedia", "EncodingJob", "JobStatus"],
            "media_encoding": ["encode_media"],
            "thumbnail": ["create_thumbnail", "thumbnail_url"],
            "web_review": ["upload_review_image", "upload_review_movie"],
        },
    )

__all__ = [
    "EncodedMedia",
    "EncodingJob",
    "JobStatus",
    "create_thumbnail",
    "encode_media",
    "thumbnail_url",
    "upload_review_image",
    "upload_review_movie",
]
