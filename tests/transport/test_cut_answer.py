"""An answer of which a part arrives was lost: a question is asked again, and no part is taken for the whole."""

from __future__ import annotations

import pytest

from ftrack_orm.errors import AnswerLostError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, QueryExpression, RetryPolicy

QUESTION = [QueryExpression("select id, name from Status")]


def transport_to(sandbox: Sandbox, attempts: int) -> HttpTransport:
    settings = Settings(sandbox.url, sandbox.api_user, sandbox.api_key)
    return HttpTransport(settings, retry=RetryPolicy(attempts=attempts, first=0.001))


def test_a_question_whose_answer_was_cut_inside_is_asked_again(sandbox: Sandbox) -> None:
    transport = transport_to(sandbox, attempts=2)
    sandbox.faults.cut("inside")
    (answer,) = transport.send(QUESTION)
    assert answer["data"]
    assert sandbox.faults.pending == 0
    transport.close()


def test_where_it_is_not_asked_again_the_answer_is_said_to_be_lost(sandbox: Sandbox) -> None:
    transport = transport_to(sandbox, attempts=1)
    sandbox.faults.cut("inside")
    with pytest.raises(AnswerLostError, match="was cut"):
        transport.send(QUESTION)
    transport.close()
