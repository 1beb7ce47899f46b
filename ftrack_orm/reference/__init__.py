"""A reference of one workspace for people: a static site of its entity types, words and relations."""

from ftrack_orm.reference.site import write_site

__all__ = ["write_site"]
