"""The only place that says what a ticket itself has in the field that a condition asks about."""

from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.calls import Call, CallDirection, CallStatus
from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.filters import Group, Node, SerialCondition, UnknownCondition
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import AgentId, Directory
from helpdesk_desktop.domain.ticket import NoteDetail, TicketDetail
from helpdesk_desktop.domain.why import Why
from helpdesk_desktop.ui.choice_names import NOTHING, priority_name, source_name, status_name
from helpdesk_desktop.ui.custom.custom_words import custom_text
from helpdesk_desktop.ui.detail.activity_text import activity_text, agent_name
from helpdesk_desktop.ui.detail.moments import When, moment_text

translate = QCoreApplication.translate

# A cell tells the beginning; the whole text stands in the ticket.
_SHOWN = 80
_LISTED = 3


def own_value(node: Node, why: Why, directory: Directory, when: When) -> str:
    """The ticket's value for people; empty for groups and for what nobody knows."""
    ticket = why.ticket
    if isinstance(node, Group | UnknownCondition):
        return ""
    if isinstance(node, SerialCondition):
        return f"#{ticket.serial}"
    key = node.field
    custom = directory.custom_field_by_key.get(fold(key))
    if custom is not None:
        return _custom(custom, why)
    say = _SAYINGS.get(key)
    if say is not None:
        return _cut(say(ticket, directory, when))
    scope, _, name = key.partition(".")
    match scope:
        case "changed":
            return _changes(name, ticket, directory, when)
        case "call":
            told = _CALLS[name]
            return _several(told(call, directory, when) for call in ticket.calls)
        case "note":
            tell = _NOTES[name]
            return _several(tell(note, directory, when) for note in ticket.notes)
        case _:
            return ""


def _custom(field: CustomField, why: Why) -> str:
    value = why.custom.get(field.filter_key)
    return NOTHING if value is None else _cut(custom_text(field, value)) or NOTHING


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"


def _several(texts: Iterable[str]) -> str:
    told = list(dict.fromkeys(texts))
    more = ", …" if len(told) > _LISTED else ""
    return _cut(", ".join(told[:_LISTED]) + more) or NOTHING


def _changes(name: str, ticket: TicketDetail, directory: Directory, when: When) -> str:
    lines = [line for line in ticket.activities if line.field == name]
    if not lines:
        return translate("Why", "never changed")
    newest = max(lines, key=lambda line: line.at)
    told = activity_text(newest, directory, when)
    return _cut(f"{told}, {moment_text(newest.at, when)}")


def _yes(is_so: bool) -> str:  # noqa: FBT001  # a value to say
    return translate("Why", "yes") if is_so else translate("Why", "no")


def _moment(at: datetime | None, when: When) -> str:
    return NOTHING if at is None else moment_text(at, when)


def _plain(value: object) -> str:
    return NOTHING if value is None else str(value)


def _people(ids: Iterable[AgentId], directory: Directory) -> str:
    return ", ".join(agent_name(one, directory) for one in ids) or NOTHING


def _type(ticket: TicketDetail, directory: Directory) -> str:
    kind = None if ticket.type_id is None else directory.type_by_id.get(ticket.type_id)
    return NOTHING if kind is None else kind.name


def _group(ticket: TicketDetail, directory: Directory) -> str:
    group = None if ticket.group_id is None else directory.group_by_id.get(ticket.group_id)
    return NOTHING if group is None else group.name


def _phones(ticket: TicketDetail) -> str:
    # Any number of the contact may be the one that is asked for.
    phones = ticket.contact.phones if ticket.contact else ()
    return _several(phones) if phones else _plain(ticket.phone)


def _texts(ticket: TicketDetail) -> str:
    # Of all that a search looks into, the beginning of what people read first.
    return " · ".join(filter(None, (ticket.subject, ticket.description)))


def _manager(ticket: TicketDetail, directory: Directory) -> str:
    return agent_name(ticket.contact.manager_id if ticket.contact else None, directory)


_Saying = Callable[[TicketDetail, Directory, When], str]

_SAYINGS: dict[str, _Saying] = {
    "serial": lambda ticket, _d, _w: f"#{ticket.serial}",
    "version": lambda ticket, _d, _w: str(ticket.version),
    "notes": lambda ticket, _d, _w: str(len(ticket.notes)),
    "attachments": lambda ticket, _d, _w: str(len(ticket.attachments)),
    "subject": lambda ticket, _d, _w: ticket.subject,
    "text": lambda ticket, _d, _w: _texts(ticket),
    "description": lambda ticket, _d, _w: _plain(ticket.description),
    "contact": lambda ticket, _d, _w: _plain(ticket.contact_name),
    "email": lambda ticket, _d, _w: _plain(ticket.email),
    "company": lambda ticket, _d, _w: _plain(ticket.company),
    "external_id": lambda ticket, _d, _w: _plain(ticket.external_id),
    "phone": lambda ticket, _d, _w: _phones(ticket),
    "status": lambda ticket, _d, _w: status_name(ticket.status),
    "type": lambda ticket, directory, _w: _type(ticket, directory),
    "source": lambda ticket, _d, _w: source_name(ticket.source),
    "priority": lambda ticket, _d, _w: priority_name(ticket.priority),
    "assignee": lambda ticket, directory, _w: agent_name(ticket.assignee_id, directory),
    "creator": lambda ticket, directory, _w: agent_name(ticket.creator_id, directory),
    "group": lambda ticket, directory, _w: _group(ticket, directory),
    "ccs": lambda ticket, directory, _w: _people(ticket.cc_ids, directory),
    "unread": lambda ticket, _d, _w: _yes(ticket.is_unread),
    "overdue": lambda ticket, _d, when: _moment(ticket.due_at, when),
    "has_call": lambda ticket, _d, _w: _yes(bool(ticket.calls)),
    "has_recording": lambda ticket, _d, _w: _yes(any(call.recording for call in ticket.calls)),
    "has_attachment": lambda ticket, _d, _w: _yes(bool(ticket.attachments)),
    "deleted": lambda _t, _d, _w: _yes(False),  # a deleted one has no page
    "created": lambda ticket, _d, when: _moment(ticket.created_at, when),
    "updated": lambda ticket, _d, when: _moment(ticket.updated_at, when),
    "due": lambda ticket, _d, when: _moment(ticket.due_at, when),
    "closed": lambda ticket, _d, when: _moment(ticket.closed_at, when),
    "first_response": lambda ticket, _d, when: _moment(ticket.first_response_at, when),
    "contact.rating": lambda ticket, _d, _w: _plain(ticket.contact and ticket.contact.rating),
    "contact.title": lambda ticket, _d, _w: _plain(ticket.contact and ticket.contact.title),
    "contact.manager": lambda ticket, directory, _w: _manager(ticket, directory),
}


def _direction(call: Call) -> str:
    return {
        CallDirection.IN: translate("Calls", "Inbound call"),
        CallDirection.OUT: translate("Calls", "Outbound call"),
        CallDirection.INTERNAL: translate("Calls", "Internal call"),
    }[call.direction]


def _outcome(call: Call) -> str:
    return {
        CallStatus.CONNECTED: translate("Why", "connected"),
        CallStatus.MISSED: translate("Why", "missed"),
        CallStatus.IVR: translate("Why", "stopped at IVR"),
        CallStatus.SURVEY: translate("Why", "stopped at survey"),
    }[call.status]


def _kind(note: NoteDetail) -> str:
    return translate("Why", "internal") if note.is_internal else translate("Why", "public")


_CALLS: dict[str, Callable[[Call, Directory, When], str]] = {
    "queue": lambda call, _d, _w: _plain(call.queue_s),
    "talk": lambda call, _d, _w: _plain(call.talk_s),
    "hold": lambda call, _d, _w: _plain(call.hold_s),
    "number": lambda call, _d, _w: _plain(call.number),
    "hotline": lambda call, _d, _w: _plain(call.hotline),
    "direction": lambda call, _d, _w: _direction(call),
    "status": lambda call, _d, _w: _outcome(call),
    "agent": lambda call, directory, _w: agent_name(call.agent_id, directory),
    "start": lambda call, _d, when: _moment(call.start_at, when),
}
_NOTES: dict[str, Callable[[NoteDetail, Directory, When], str]] = {
    "body": lambda note, _d, _w: _cut(note.body),
    "kind": lambda note, _d, _w: _kind(note),
    "author": lambda note, directory, _w: agent_name(note.author_id, directory),
    "created": lambda note, _d, when: _moment(note.created_at, when),
    "reminder": lambda note, _d, when: _moment(note.reminder_at, when),
}
