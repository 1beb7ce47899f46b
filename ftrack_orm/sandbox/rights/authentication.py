"""Tell who asks, from a user name and a key."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Sequence

from sqlalchemy import select

from ftrack_orm.sandbox.batch.write_state import EntityChange
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.rights.api_keys import StoredKey, stored_keys
from ftrack_orm.sandbox.rights.credentials import Credentials
from ftrack_orm.sandbox.rights.identity import Identity
from ftrack_orm.sandbox.rights.key_digest import KeyDigest
from ftrack_orm.sandbox.storage.store import Store

__all__ = ["Authenticator"]

_REMEMBERED_SECONDS = 1.0
"""For how long an answer stands; other processes may change a shared database meanwhile."""
_MOST_REMEMBERED = 1024
_MATTERS = frozenset({"ApiKey", "User"})
_WRONG = "The supplied API user and API key are not valid on this server."


class Authenticator:
    """Believes the sandbox's own credentials until their user's key is reset, and the keys of the store.

    Who was believed is remembered for a moment, so that not each request makes a digest; a committed change to users
    or keys makes it forget. May be called from any thread.
    """

    def __init__(self, store: Store, own: Credentials, own_id: str) -> None:
        self._store = store
        self._own = own
        self._own_id = own_id
        self._secret = secrets.token_bytes(32)
        self._nobody = KeyDigest.of(secrets.token_hex(16))
        self._remembered: dict[bytes, tuple[Identity, float]] = {}
        self._lock = threading.Lock()
        self._forgotten = 0
        with store.begin(writes=False) as connection:
            self._known_keys = {key.id for key in stored_keys(connection, store.tables, own_id)}

    def recall(self, username: str, key: str) -> Identity | None:
        """Return who was believed a moment ago, None where `identify` must find out; it never waits."""
        found = self._remembered.get(self._mark(username, key))
        return found[0] if found is not None and time.monotonic() < found[1] else None

    def identify(self, username: str, key: str) -> Identity:
        """Return who asks. Texts from headers may be UTF-8 that was read as Latin-1; either is tried.

        Raises:
            Refusal: InvalidCredentialsError, or FTAuthenticationError where the key is right and the user inactive.
        """
        known = self.recall(username, key)
        if known is not None:
            return known
        age = self._forgotten
        for user, given in dict.fromkeys(((username, key), (_as_utf_8(username), _as_utf_8(key)))):
            identity = self._find(user, given)
            if identity is not None:
                self._remember(self._mark(username, key), identity, age)
                return identity
        raise Refusal("InvalidCredentialsError", _WRONG)

    def notice(self, _: str, changes: Sequence[EntityChange]) -> None:
        """Forget who was believed, if a committed batch may have changed it; a listener of the executor."""
        if any(change.entity_type in _MATTERS for change in changes):
            self.forget()

    def forget(self) -> None:
        """Find out anew who asks."""
        with self._lock:
            self._forgotten += 1
            self._remembered.clear()

    def _find(self, username: str, key: str) -> Identity | None:
        user, keys = self._stored(username)
        if user is None:
            self._nobody.matches(key)  # takes as long as a wrong key of a user who is there
            return None
        user_id, is_active = user
        is_own = hmac.compare_digest(key.encode("utf-8", "replace"), self._own.key.encode("utf-8", "replace"))
        is_valid = user_id == self._own_id and {key.id for key in keys if key.user_id} <= self._known_keys
        if not (is_own and is_valid) and not self._matches_any(key, keys):
            return None
        if not is_active:
            raise Refusal("FTAuthenticationError", f"The user {username!r} is not active.")
        return Identity(user_id, username)

    def _matches_any(self, key: str, keys: Sequence[StoredKey]) -> bool:
        digests = [stored.digest for stored in keys] or [self._nobody]
        found = [digest.matches(key) for digest in digests]  # all of them, so that the time tells nothing
        return True in found

    def _stored(self, username: str) -> tuple[tuple[str, bool] | None, list[StoredKey]]:
        tables = self._store.tables
        if "User" not in tables.schema:
            return ((self._own_id, True) if username == self._own.user else None), []
        users = tables.family("User").table
        statement = select(users.c["id"], users.c["username"])
        if "is_active" in users.c:
            statement = statement.add_columns(users.c["is_active"])
        with self._store.begin(writes=False) as connection:
            rows = connection.execute(statement.where(users.c["username"] == username)).all()
            found = next(((row[0], row[-1] is not False) for row in rows if row[1] == username), None)
            keys = [] if found is None else stored_keys(connection, tables, found[0])
        return found, keys

    def _mark(self, username: str, key: str) -> bytes:
        written = f"{len(username)}:{username}{key}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(written, key=self._secret, digest_size=32).digest()

    def _remember(self, mark: bytes, identity: Identity, age: int) -> None:
        with self._lock:
            if age == self._forgotten:
                while len(self._remembered) >= _MOST_REMEMBERED:
                    self._remembered.pop(next(iter(self._remembered)))
                self._remembered[mark] = identity, time.monotonic() + _REMEMBERED_SECONDS


def _as_utf_8(text: str) -> str:
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text
