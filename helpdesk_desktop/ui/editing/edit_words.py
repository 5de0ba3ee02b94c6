"""The only place that says a change of a ticket in words: `#12: Status New → Closed`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import AgentId, Directory, GroupId, NewContact, TypeId
from helpdesk_desktop.domain.ticket import (
    ActivityDetail,
    Priority,
    Serial,
    Source,
    Status,
    TicketDetail,
)
from helpdesk_desktop.domain.ticket_merge import Changes, value_of
from helpdesk_desktop.ui.choice_names import (
    NOTHING,
    field_name,
    priority_name,
    source_name,
    status_name,
)
from helpdesk_desktop.ui.custom.custom_words import custom_text
from helpdesk_desktop.ui.detail.activity_text import activity_text, agent_name
from helpdesk_desktop.ui.detail.moments import When, moment_text, stamp_text

translate = QCoreApplication.translate

# A name in `NewTicket` -> the field's key in history and in `field_name`.
_HISTORY_KEYS = {
    "subject": "subject",
    "description": "description",
    "status": "status",
    "type_id": "type",
    "priority": "priority",
    "source": "source",
    "assignee_id": "assignee",
    "group_id": "group",
    "cc_ids": "ccs",
    "due_at": "due",
    "contact_id": "contact",
    "new_contact": "contact",
    "phone": "phone",
}
# A notice is read in six seconds: of a long value its beginning is enough.
_SHOWN = 40
# No number in a notice, which stands on the screen after the ticket has gone; and no essay.
_UNSAID = {"phone", "description"}


def history_key(name: str) -> str:
    """The key in history of a name in `NewTicket`; a custom field's is `cf.KEY` in both."""
    return _HISTORY_KEYS.get(name, name)


def edit_sentence(base: TicketDetail, changes: Changes, new_text: str, of: "Saying") -> str:
    """What was changed, as a notice tells it."""
    told = [_told(base, name, value, new_text, of) for name, value in changes]
    return translate("Edits", "#{serial}: {changes}").format(
        serial=base.serial, changes=", ".join(dict.fromkeys(told))
    )


def _told(base: TicketDetail, name: str, value: Any, new_text: str, of: "Saying") -> str:
    field = field_name(history_key(name), of.directory)
    if name in _UNSAID:
        return translate("Edits", "{field} changed").format(field=field)
    if history_key(name) == "contact":
        old, new = base.contact_name or NOTHING, new_text or _contact_text(value)
    else:
        old, new = (of.value(name, each) for each in (value_of(base, name), value))
    return translate("Edits", "{field} {old} → {new}").format(
        field=field, old=_short(old), new=_short(new)
    )


def clash_sentence(lines: Iterable[ActivityDetail], of: "Saying") -> str:
    """Who changed what meanwhile, and when; one line a change."""
    told = [
        translate("Edits", "{who} changed this at {time}: {change}").format(
            who=agent_name(line.agent_id, of.directory),
            time=stamp_text(line.at, of.when),
            change=activity_text(line, of.directory, of.when),
        )
        for line in lines
    ]
    return "\n".join(told) or translate("Edits", "Somebody else changed this meanwhile.")


def undo_refusal(serial: Serial, keys: Iterable[str], directory: Directory) -> str:
    """Why an edit was not taken back."""
    fields = ", ".join(field_name(key, directory) for key in keys)
    return translate(
        "Edits", "#{serial} was not put back: {fields} changed again in the meantime."
    ).format(serial=serial, fields=fields)


class Saying:
    """The names and the moment that values are told by."""

    def __init__(self, directory: Directory, when: When) -> None:
        self.directory = directory
        self.when = when

    def value(self, name: str, value: Any) -> str:
        """A value of a field, by its name in `NewTicket`, in words."""
        if value is None or value in ("", ()):
            return NOTHING
        custom = self.directory.custom_field_by_key.get(fold(name))
        return self._standard(name, value) if custom is None else custom_text(custom, value)

    def _standard(self, name: str, value: Any) -> str:
        directory = self.directory
        match name:
            case "status":
                return status_name(Status(value))
            case "priority":
                return priority_name(Priority(value))
            case "source":
                return source_name(Source(value))
            case "type_id":
                kind = directory.type_by_id.get(TypeId(value))
                return kind.name if kind else NOTHING
            case "assignee_id":
                return agent_name(AgentId(value), directory)
            case "group_id":
                group = directory.group_by_id.get(GroupId(value))
                return group.name if group else NOTHING
            case "cc_ids":
                return ", ".join(sorted((agent_name(one, directory) for one in value), key=fold))
            case "due_at" if isinstance(value, datetime):
                return moment_text(value, self.when)
            case _:
                return str(value)


def _contact_text(value: Any) -> str:
    if isinstance(value, NewContact):
        return value.name or next(iter(value.emails), "") or NOTHING
    return NOTHING


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"
