"""What is wrong with a database is found, on every engine, and said in words."""

import re

import pytest
from sqlalchemy.exc import DatabaseError

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.storage import soundness_store
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import open_database
from tests.builders import add_ticket, opened


def _faults(url: str, *statements: str) -> list[str]:
    with opened(url) as desk:
        for number in range(3):
            contact = NewContact(name=f"Mai {number}") if number else None
            add_ticket(desk, subject=f"Printer {number}", new_contact=contact)
    database = open_database(parse_database_url(url))
    for statement in statements:
        _write(database, statement)
    with database.reading() as connection:
        faults = soundness_store.find_faults(connection)
        faults += soundness_store.find_derived_faults(connection, Cancellation())
    database.close()
    return faults


def _write(database: Database, statement: str) -> None:
    database.write(lambda connection: connection.exec_driver_sql(statement))


def test_a_sound_database_has_no_fault(database_url: str) -> None:
    assert _faults(database_url) == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DELETE FROM counter", "the counter of serials is missing"),
        ("UPDATE counter SET n = 9", "the counter of serials stands at 9, the highest serial is 3"),
        ("DELETE FROM ticket_text WHERE serial = 2", "1 tickets have no search text"),
        (
            "UPDATE ticket SET contact_fold = 'x' WHERE serial = 2",
            "1 tickets sort by a name that is not their contact's",
        ),
        (
            "UPDATE ticket SET contact_fold = 'x' WHERE contact_id IS NULL",
            "1 tickets sort by a name that is not their contact's",
        ),
        (
            "UPDATE ticket_text SET search = 'x' WHERE serial <> 2",
            "2 tickets are searched by a text that is not theirs",
        ),
    ],
    ids=["no-counter", "counter", "no-text", "name", "no-name", "text"],
)
def test_a_fault_is_found(database_url: str, statement: str, fault: str) -> None:
    assert _faults(database_url, statement) == [fault]


def test_a_missing_ticket_is_found(database_url: str) -> None:
    faults = _faults(
        database_url,
        "DELETE FROM ticket_text WHERE serial = 2",
        "DELETE FROM activity WHERE serial = 2",
        "DELETE FROM ticket WHERE serial = 2",
    )
    assert faults == ["there are 2 tickets for 3 serials: some are missing"]


def test_a_row_that_leads_nowhere_is_found_in_a_file(database_url: str, engine_name: str) -> None:
    if engine_name != "sqlite":
        return
    assert _faults(database_url) == []
    database = open_database(parse_database_url(database_url))
    with database.altering() as connection:
        connection.exec_driver_sql("DELETE FROM contact")
        connection.commit()
    with database.reading() as connection:
        found = soundness_store.find_file_faults(connection)
    database.close()
    assert found
    assert all(re.search(r"refers to a missing contact", one) for one in found)


def test_a_look_at_every_text_can_be_called_off(database_url: str) -> None:
    _faults(database_url)
    cancel = Cancellation()
    cancel.request()
    database = open_database(parse_database_url(database_url))
    with database.reading() as connection, pytest.raises(Cancelled):
        soundness_store.find_derived_faults(connection, cancel)
    database.close()


def test_an_index_that_is_not_there_is_no_fault_but_an_error(
    database_url: str, engine_name: str
) -> None:
    if engine_name != "sqlite":
        return
    database = open_database(parse_database_url(database_url))
    with database.altering() as connection:
        assert soundness_store.find_index_faults(connection) == []
        lag = "INSERT INTO ticket_search(ticket_search, rowid, search) VALUES('delete', 1, 'x')"
        connection.exec_driver_sql("INSERT INTO ticket_search(rowid, search) VALUES(9, 'x')")
        assert soundness_store.find_index_faults(connection) == [
            "the index of words does not fit the search texts"
        ]
        connection.exec_driver_sql(lag.replace("1,", "9,"))
        connection.exec_driver_sql("DROP TABLE ticket_search")
        with pytest.raises(DatabaseError, match="no such table"):
            soundness_store.find_index_faults(connection)
        connection.rollback()
    database.close()
