"""A local cache of reference data: statuses, types, priorities, project schemas and the like."""

from ftrack_orm.session.cache.reference_cache import ReferenceCache
from ftrack_orm.session.cache.reference_types import REFERENCE_TYPES
from ftrack_orm.session.cache.store import CacheStore, Reading
from ftrack_orm.session.session_cache import CacheStatistics, EntityChange, SessionCache

__all__ = [
    "CacheStatistics",
    "CacheStore",
    "EntityChange",
    "REFERENCE_TYPES",
    "Reading",
    "ReferenceCache",
    "SessionCache",
]
