"""The only place that writes calls and what a ticket keeps of its last one."""

from sqlalchemy import Connection, insert, or_, select, update

from helpdesk_desktop.domain.calls import NewCall
from helpdesk_desktop.domain.phone import DEFAULT_REGION, normalise
from helpdesk_desktop.domain.ticket import Serial
from helpdesk_desktop.storage.schema import call, ticket, ticket_call


def add_call(
    connection: Connection, serial: Serial, new: NewCall, *, region: str = DEFAULT_REGION
) -> int:
    """Add a call to a ticket and answer its id; the same `uid` again adds nothing."""
    known: int | None = connection.scalar(select(call.c.id).where(call.c.uid == new.uid))
    if known is not None:
        return known
    hotline = normalise(new.hotline or "", region)
    number = normalise(new.number or "", region)
    added = connection.execute(
        insert(call).values(
            uid=new.uid,
            direction=int(new.direction),
            status=int(new.status),
            start_at=new.start_at,
            answer_at=new.answer_at,
            end_at=new.end_at,
            queue_s=new.queue_s,
            talk_s=new.talk_s,
            hold_s=new.hold_s,
            hotline=new.hotline,
            hotline_digits=hotline.digits if hotline else None,
            hotline_national=hotline.national if hotline else None,
            number=new.number,
            number_digits=number.digits if number else None,
            number_national=number.national if number else None,
            agent_id=new.agent_id,
            recording=new.recording,
            has_voicemail=int(new.has_voicemail),
        )
    ).inserted_primary_key
    assert added is not None  # noqa: S101  # an insert into a table with a key answers it
    call_id = int(added[0])
    connection.execute(insert(ticket_call).values(serial=serial, call_id=call_id))
    connection.execute(
        update(ticket)
        .where(
            ticket.c.serial == serial,
            or_(ticket.c.last_call_at.is_(None), ticket.c.last_call_at <= new.start_at),
        )
        .values(
            last_call_at=new.start_at,
            last_call_direction=int(new.direction),
            last_call_status=int(new.status),
        )
    )
    return call_id
