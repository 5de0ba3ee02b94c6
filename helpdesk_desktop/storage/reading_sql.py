"""The only place that says as SQL what a viewer has not read yet.

The newest change by someone else is later than the viewer's own reading of the ticket; without a
reading, than the viewer's baseline. What came by import was never touched and so is never unread.
"""

from sqlalchemy import ColumnElement, and_, func, literal, or_, select

from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.storage.column_types import Instant
from helpdesk_desktop.storage.schema import ticket, ticket_read


def is_unread(viewer: Viewer) -> ColumnElement[bool]:
    """The ticket is unread; NULL or false where it is read."""
    touched_at, touched_by = ticket.c.touched_at, ticket.c.touched_by
    read_at = (
        select(ticket_read.c.read_at)
        .where(ticket_read.c.agent_id == viewer.agent_id, ticket_read.c.serial == ticket.c.serial)
        .correlate(ticket)
        .scalar_subquery()
    )
    since = (
        or_(read_at.is_(None), touched_at > read_at)
        if viewer.baseline_at is None
        else touched_at > func.coalesce(read_at, literal(viewer.baseline_at, Instant()))
    )
    return and_(
        # Said first: most tickets of a desk fed by imports end here, without a look at readings.
        touched_at.is_not(None),
        or_(touched_by.is_(None), touched_by != viewer.agent_id),
        since,
    )
