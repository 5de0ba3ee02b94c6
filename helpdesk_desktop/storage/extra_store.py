"""The only place that reads what an export shows of a ticket beyond its list row."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, case, func, select

from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.permission import masked_phone
from helpdesk_desktop.domain.records import RowExtras
from helpdesk_desktop.storage.column_types import to_microseconds
from helpdesk_desktop.storage.permission_sql import shows_contact
from helpdesk_desktop.storage.schema import (
    call,
    ticket,
    ticket_call,
    ticket_cc,
    ticket_text,
)


def load_extras(
    connection: Connection, viewer: Viewer, serials: Sequence[int]
) -> dict[int, RowExtras]:
    """What the rows of these serials hold beyond `TicketRow`; phone numbers masked if need be.

    The caller has asked permission for the serials already (they come from a list). A thousand at
    a time at most: SQLite takes 32,766 bound values.
    """
    ccs: defaultdict[int, list[int]] = defaultdict(list)
    cc_rows = select(ticket_cc.c.serial, ticket_cc.c.agent_id).where(
        ticket_cc.c.serial.in_(serials)
    )
    for serial, agent_id in connection.execute(cc_rows):
        ccs[serial].append(agent_id)
    numbers = _last_call_numbers(connection, serials)
    rows = connection.execute(
        select(
            ticket.c.serial,
            ticket.c.uid,
            ticket.c.external_id,
            ticket.c.first_response_at,
            ticket_text.c.description,
            case((shows_contact(viewer), 1), else_=0).label("is_contact_shown"),
        )
        .join_from(ticket, ticket_text, ticket_text.c.serial == ticket.c.serial, isouter=True)
        .where(ticket.c.serial.in_(serials))
    )
    return {
        row.serial: RowExtras(
            uid=row.uid,
            description=row.description,
            external_id=row.external_id,
            first_response_us=(
                None if row.first_response_at is None else to_microseconds(row.first_response_at)
            ),
            cc_ids=tuple(sorted(ccs[row.serial])),
            call_number=(
                numbers.get(row.serial)
                if row.is_contact_shown and not viewer.phones_masked
                else masked_phone(numbers.get(row.serial))
            ),
        )
        for row in rows
    }


def _last_call_numbers(connection: Connection, serials: Sequence[int]) -> dict[int, str | None]:
    newest = (
        select(
            ticket_call.c.serial,
            call.c.number,
            func.row_number()
            .over(
                partition_by=ticket_call.c.serial,
                order_by=(call.c.start_at.desc(), call.c.id.desc()),
            )
            .label("place"),
        )
        .join(call, call.c.id == ticket_call.c.call_id)
        .where(ticket_call.c.serial.in_(serials))
        .subquery()
    )
    found = connection.execute(select(newest.c.serial, newest.c.number).where(newest.c.place == 1))
    return {row.serial: row.number for row in found}
