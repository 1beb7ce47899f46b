"""What a server sends is bounded, and what it says is data."""

from __future__ import annotations

import gzip

import pytest

from ftrack_orm.errors import FtrackError
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, QueryExpression, RetryPolicy
from tests.security.listener import Answer, listening

BOMB = gzip.compress(b"[" + b" " * 50_000_000 + b"]")


@pytest.mark.parametrize(
    "answer",
    [Answer(200, {"Content-Encoding": "gzip"}, BOMB), Answer(200, {}, b"[" + b" " * 2_000_000 + b"]")],
    ids=["packed", "plain"],
)
def test_an_answer_beyond_the_bound_is_refused(answer: Answer) -> None:
    with listening(answer) as server:
        transport = HttpTransport(
            Settings(server.url, "ada", "key"), retry=RetryPolicy(attempts=1), most_bytes=1_000_000
        )
        with pytest.raises(FtrackError, match="1000000 bytes"):
            transport.send([QueryExpression("Task")])
        transport.close()
