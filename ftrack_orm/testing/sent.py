"""What a session sent, for a test to look at."""

from __future__ import annotations

from ftrack_orm.transport import Create, Delete, Operation, RecordingTransport, Update

__all__ = ["Sent"]


class Sent(RecordingTransport):
    """Passes requests on and keeps them: `requests`, their `operations`, and of these what was `written`."""

    def __repr__(self) -> str:
        return f"<Sent {len(self.requests)} requests: {', '.join(self.written) or 'nothing written'}>"

    @property
    def written(self) -> list[str]:
        """The operations that change something, as `["create Shot", "create Task"]`, in their order."""
        return [f"{_action(each)} {each.entity_type}" for each in self.changes]

    @property
    def changes(self) -> list[Create | Update | Delete]:
        """The operations that change something, whole: `sent.changes[0].data["name"]`."""
        return [each for each in self.operations if isinstance(each, (Create, Update, Delete))]

    def clear(self) -> None:
        """Forget what was sent so far."""
        self.requests.clear()


def _action(operation: Operation) -> str:
    return str(operation.to_json()["action"])
