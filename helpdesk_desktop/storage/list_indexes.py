"""The only place that says which orders of the list have an index, and what else it carries.

Every list index begins with `hidden`, goes on with the sort key and ends with the serial, which
breaks ties; read backwards it gives the descending order. Behind the serial, on SQLite, stand the
small columns that filters and permission ask for: a walk in list order then answers them without
touching the table's wide rows (1,000,000 entries: 60 ms against 700 ms). A small number costs
SQLite two bytes there, the servers eight, so they carry them only in the three orders that
broad questions use.
"""

from sqlalchemy import Column, Index, Table, func
from sqlalchemy.sql.elements import ColumnElement

# What quick filters and display permission look at.
CARRIED = ("status", "priority", "source", "type_id", "assignee_id", "team_id", "creator_id")

# Key of a list column -> the ticket's column it sorts by.
SORT_COLUMNS = {
    "serial": "serial",
    "updated": "updated_at",
    "created": "created_at",
    "due": "due_at",
    "closed": "closed_at",
    "first_response": "first_response_at",
    "call": "last_call_at",
    "subject": "subject_fold",
    "contact": "contact_fold",
    "status": "status",
    "priority": "priority",
    "source": "source",
    "type": "type_id",
    "assignee": "assignee_id",
    "group": "team_id",
    "version": "version",
    "external_id": "external_id_fold",
}
_BROAD = ("serial", "updated", "created")

# PostgreSQL keeps 2,704 bytes in an index entry, MariaDB 3,072 in a key: too few for a subject of
# 1,000 characters. Ordering by this prefix and then by the whole is the same order.
SUBJECT_PREFIX = 150


def index_name(key: str) -> str:
    """The index that gives the order of a list column."""
    return f"ix_ticket_list_{SORT_COLUMNS[key]}"


def add_list_indexes(ticket: Table) -> None:
    """Declare the list indexes of each engine on the ticket table."""
    for key, name in SORT_COLUMNS.items():
        column = ticket.c[name]
        keys = [ticket.c.hidden, *([] if key == "serial" else [column]), ticket.c.serial]
        carried = [ticket.c[other] for other in CARRIED if other != name]
        Index(index_name(key), *keys, *carried).ddl_if(dialect="sqlite")
        if key != "subject":
            wide = keys + carried if key in _BROAD else keys
            for dialect in ("mysql", "mariadb"):
                Index(index_name(key), *wide).ddl_if(dialect=dialect)
        _postgresql_index(key, column, ticket, carried)
    # Who a contact's other tickets are, and the way from a contact to tickets.
    Index("ix_ticket_contact", ticket.c.contact_id, ticket.c.hidden, ticket.c.serial)
    # "Own" is created by me OR assigned to me OR in CC: each part needs a way of its own.
    Index("ix_ticket_creator", ticket.c.creator_id, ticket.c.hidden, ticket.c.serial)
    # What somebody else touched since my baseline: the few tickets that can be unread.
    Index(
        "ix_ticket_touched",
        ticket.c.hidden,
        ticket.c.touched_at,
        ticket.c.touched_by,
        ticket.c.serial,
    )


def _postgresql_index(
    key: str, column: Column[object], ticket: Table, carried: list[Column[object]]
) -> None:
    # Empty values sort as the smallest; PostgreSQL's default would put them last.
    sorted_by: list[ColumnElement[object]] = [ticket.c.hidden]
    if key == "subject":
        sorted_by.append(func.left(column, SUBJECT_PREFIX).nulls_first())
    elif key != "serial":
        sorted_by.append(column.nulls_first())
    include = [other.name for other in carried] if key in _BROAD else []
    Index(index_name(key), *sorted_by, ticket.c.serial, postgresql_include=include).ddl_if(
        dialect="postgresql"
    )
