"""The only place that composes the search texts of very many tickets anew, in one transaction."""

from sqlalchemy import ColumnElement, Connection, select

from helpdesk_desktop.storage.schema import ticket
from helpdesk_desktop.storage.search_text_store import refresh_search

# Few enough for every engine's bound values, many enough to be quick.
_BATCH = 1_000


def rewrite_search(connection: Connection, claim: ColumnElement[bool]) -> None:
    """Compose the search texts of the tickets of a claim anew of what is stored."""
    found = connection.scalars(select(ticket.c.serial).where(claim).order_by(ticket.c.serial))
    serials = found.all()
    for start in range(0, len(serials), _BATCH):
        refresh_search(connection, serials[start : start + _BATCH])
