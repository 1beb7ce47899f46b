"""Open a session that is recorded, or one that replays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from ftrack_orm.secret import Secret
from ftrack_orm.session import Session
from ftrack_orm.settings import Settings
from ftrack_orm.testing.recording.conversation import read_conversation, write_conversation
from ftrack_orm.testing.recording.recorder import Recorder
from ftrack_orm.testing.recording.replay import Replay
from ftrack_orm.testing.recording.scrubbing import SERVER_URL, scrubber
from ftrack_orm.transport import HttpTransport

__all__ = ["recorded_session", "replayed_session"]


@contextmanager
def recorded_session(
    path: str | Path,
    server_url: str | None = None,
    api_user: str | None = None,
    api_key: str | None = None,
    *,
    models: ModuleType | None = None,
) -> Iterator[Session]:
    """Open a session on a workspace; what goes over it is written to a file when the block ends well.

    The key is not in it, nor are signed links, addresses of people, or that of the workspace. What entities hold is:
    look at the file before you share it.

    Raises:
        ConfigurationError: A setting is missing.
    """
    api_key = Secret.of(api_key)
    settings = Settings.resolve(server_url, api_user, api_key)
    recorder = Recorder(HttpTransport(settings), scrubber(settings))
    with Session(transport=recorder, models=models, prefetch=False) as session:
        yield session
    write_conversation(Path(path), recorder.exchanges)


@contextmanager
def replayed_session(path: str | Path, *, models: ModuleType | None = None) -> Iterator[Session]:
    """Open a session that is answered by a file, with no network; ids of new entities may be others than recorded.

    Raises:
        RecordingError: There is no such recording, a request is another than was recorded, or one was not made.
    """
    nobody = Settings(SERVER_URL, "recorded", "no key is needed to replay")
    replay = Replay(Path(path), read_conversation(Path(path)), scrubber(nobody))
    with Session(transport=replay, models=models, prefetch=False) as session:
        yield session
    replay.finish()
