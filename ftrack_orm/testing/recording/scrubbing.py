"""Take secrets out of what is recorded: keys, signed links, the address of the workspace, mail addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ftrack_orm.settings import Settings
from ftrack_orm.transport import JSON

__all__ = ["SERVER_URL", "scrubber"]

SERVER_URL = "https://recorded.ftrackapp.com"
"""Stands for the address of the workspace."""

_REMOVED = "removed"
_SECRET = re.compile(
    r"api_?key|password|passwd|secret|token|signature|credential|access_?key|authorization|^key_?hash$|^x-amz-|^sig$",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_KEY_TYPES = frozenset({"ApiKey", "UserSession"})


def scrubber(settings: Settings) -> Callable[[JSON], JSON]:
    """Return what takes the secrets out of JSON; the same secret becomes the same text everywhere."""
    host = urlsplit(settings.server_url).netloc
    known = {settings.api_key: _REMOVED, settings.server_url: SERVER_URL, host: urlsplit(SERVER_URL).netloc}

    def text(value: str) -> str:
        for secret, stand_in in known.items():
            value = value.replace(secret, stand_in)
        value = _URL.sub(lambda found: _clean_url(found[0]), value)
        return _EMAIL.sub("person@example.com", value)

    def clean(value: JSON) -> JSON:
        if isinstance(value, str):
            return text(value)
        if isinstance(value, list):
            return [clean(item) for item in value]
        if isinstance(value, dict):
            hides = value.get("__entity_type__") in _KEY_TYPES
            return {key: _hidden(key, item, clean, hides=hides) for key, item in value.items()}
        return value

    return clean


def _hidden(key: str, value: JSON, clean: Callable[[JSON], JSON], *, hides: bool) -> JSON:
    secret = _SECRET.search(key) is not None or (hides and key in ("key", "identifier", "session_key"))
    return _REMOVED if secret and isinstance(value, str) and value else clean(value)


def _clean_url(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not parts.query and "@" not in parts.netloc:
        return url
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([(name, _REMOVED if _SECRET.search(name) else value) for name, value in pairs])
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, parts.fragment))
