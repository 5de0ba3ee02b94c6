"""The only place that looks whether a database holds together."""

from sqlalchemy import Connection, func, or_, select, text
from sqlalchemy.exc import DatabaseError

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.storage.schema import contact, counter, ticket, ticket_text
from helpdesk_desktop.storage.search_text_store import composed

# Enough to see what is wrong; a broken disk has millions.
_MOST_LINES = 20
_TEXTS_AT_ONCE = 1_000
_CHECK_INDEX = "INSERT INTO ticket_search(ticket_search, rank) VALUES('integrity-check', 1)"


def find_faults(connection: Connection) -> list[str]:
    """What is wrong, one sentence each; an empty list for a sound database."""
    faults = []
    if connection.dialect.name == "sqlite":
        faults += find_file_faults(connection)
    highest, count = connection.execute(select(func.max(ticket.c.serial), func.count())).one()
    given = connection.scalar(select(counter.c.n).where(counter.c.name == "ticket"))
    highest = highest or 0
    if given is None:
        faults.append("the counter of serials is missing")
    elif given != highest:
        faults.append(f"the counter of serials stands at {given}, the highest serial is {highest}")
    if count != highest:
        faults.append(f"there are {count} tickets for {highest} serials: some are missing")
    without = connection.scalar(
        select(func.count())
        .select_from(ticket.outerjoin(ticket_text, ticket_text.c.serial == ticket.c.serial))
        .where(ticket_text.c.serial.is_(None))
    )
    if without:
        faults.append(f"{without} tickets have no search text")
    return faults


def find_page_faults(connection: Connection) -> list[str]:
    """Where an SQLite file is damaged, whatever stands in it."""
    lines = connection.execute(text(f"PRAGMA integrity_check({_MOST_LINES})")).scalars().all()
    return [line for line in lines if line != "ok"]


def find_file_faults(connection: Connection) -> list[str]:
    """What is wrong with an SQLite file of any schema: its pages, and rows that lead nowhere."""
    faults = find_page_faults(connection)
    orphans = connection.execute(text("PRAGMA foreign_key_check")).fetchmany(_MOST_LINES)
    faults += [f"{row[0]}: row {row[1]} refers to a missing {row[2]}" for row in orphans]
    return faults


def find_derived_faults(connection: Connection, cancel: Cancellation) -> list[str]:
    """What is kept twice and differs: names on tickets and search texts; reads every ticket.

    Raises:
        Cancelled: it was called off.
    """
    faults = []
    wrong_names = connection.scalar(
        select(func.count())
        .select_from(ticket.outerjoin(contact, contact.c.id == ticket.c.contact_id))
        .where(
            or_(
                ticket.c.contact_fold != contact.c.name_fold,
                ticket.c.contact_fold.is_(None) != contact.c.name_fold.is_(None),
            )
        )
    )
    if wrong_names:
        faults.append(f"{wrong_names} tickets sort by a name that is not their contact's")
    last = connection.scalar(select(func.max(ticket.c.serial))) or 0
    wrong_texts = 0
    for first in range(1, last + 1, _TEXTS_AT_ONCE):
        cancel.check()
        serials = range(first, first + _TEXTS_AT_ONCE)
        wrong_texts += sum(wanted != found for _, wanted, found in composed(connection, serials))
    if wrong_texts:
        faults.append(f"{wrong_texts} tickets are searched by a text that is not theirs")
    return faults


def find_index_faults(connection: Connection) -> list[str]:
    """What is wrong with SQLite's index of words; to be asked in a write, which changes nothing."""
    try:
        connection.exec_driver_sql(_CHECK_INDEX)
    except DatabaseError as error:
        if "malformed" not in str(error.orig):
            raise
        return ["the index of words does not fit the search texts"]
    return []
