"""A server that hangs: it takes what is sent to it, acknowledges it, and answers nothing."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import open_database
from tests.servers import RunningServer

_PATIENCE_S = 1
# Connecting again has a deadline of its own.
_MOST_S = 15


@pytest.fixture
def at_it(mortal_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    for dialect in ("postgresql", "mariadb"):
        place = f"helpdesk_desktop.storage.dialects.{dialect}.SOCKET_TIMEOUT_S"
        monkeypatch.setattr(place, _PATIENCE_S)
    opened = open_database(parse_database_url(mortal_url))
    yield opened
    opened.close()


def _read(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM ticket")) or 0)


def test_what_nobody_answers_ends_and_the_next_one_is_answered(
    at_it: Database, mortal_server: RunningServer
) -> None:
    statement = text("UPDATE counter SET n = n + 1")
    at_it.write(lambda connection: connection.execute(statement))
    assert _read(at_it) == 0
    with mortal_server.frozen():
        began = time.monotonic()
        with pytest.raises(Unavailable) as read:
            _read(at_it)
        with pytest.raises(Unavailable) as written:
            at_it.write(lambda connection: connection.execute(statement))
        assert time.monotonic() - began < 2 * _MOST_S
    assert read.value.key in {"connection_lost", "unreachable"}
    assert written.value.key in {"connection_lost", "unreachable"}
    assert _read(at_it) == 0
    at_it.write(lambda connection: connection.execute(statement))
