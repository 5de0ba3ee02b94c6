"""The only place that writes ticket types; a type is retired and never removed.

`position` counts from 1 without gaps once somebody has put the types in order.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from helpdesk_desktop.storage.contact_store import inserted_id
from helpdesk_desktop.storage.schema import ticket_type
from helpdesk_desktop.storage.team_store import edit_row


def has_type_key(connection: Connection, key: str) -> bool:
    """Whether a type has this key, a retired one too."""
    found = connection.execute(select(ticket_type.c.id).where(ticket_type.c.key == key))
    return found.first() is not None


def add_type(connection: Connection, *, key: str, name: str) -> int:
    """Make a type behind all others."""
    last = connection.execute(select(func.max(ticket_type.c.position))).scalar() or 0
    row = {"key": key, "name": name, "position": last + 1, "is_retired": 0, "version": 1}
    return inserted_id(connection.execute(insert(ticket_type), row))


def edit_type(connection: Connection, type_id: int, version: int, columns: dict[str, Any]) -> bool:
    """Change a type that still has `version`; False when somebody was first."""
    return edit_row(connection, ticket_type, type_id, version, columns)


def set_type_order(connection: Connection, ids: Sequence[int]) -> None:
    """Put the types in this order; their versions stay, for nothing of their own was changed."""
    for position, type_id in enumerate(ids, 1):
        connection.execute(
            update(ticket_type).where(ticket_type.c.id == type_id).values(position=position)
        )


def hold_types(connection: Connection) -> tuple[int, ...]:
    """Every type in its order, locked: two orders do not mix."""
    rows = connection.execute(
        select(ticket_type.c.id, ticket_type.c.position)
        .order_by(ticket_type.c.id)
        .with_for_update()
    )
    return tuple(row.id for row in sorted(rows, key=lambda row: (row.position, row.id)))
