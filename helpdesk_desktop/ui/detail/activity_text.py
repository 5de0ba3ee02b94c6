"""The only place that tells calls and history lines as sentences.

The values of a history line are those of the JSON contract: choices by key, people by login,
groups by key, instants in ISO form. A value that nobody knows any more is shown as it stands.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.calls import Call, CallDirection, CallStatus
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import AgentId, Directory
from helpdesk_desktop.domain.ticket import ActivityDetail
from helpdesk_desktop.ui.choice_names import (
    NOTHING,
    field_name,
    priority_name_of_key,
    source_name_of_key,
    status_name_of_key,
)
from helpdesk_desktop.ui.custom.custom_words import told_text
from helpdesk_desktop.ui.detail.moments import When, moment_text, stamp_text, talk_text

translate = QCoreApplication.translate

# A history line tells that a long text changed, not the text: 80 characters fill two lines.
_SHOWN_VALUE = 80


def agent_name(agent_id: AgentId | None, directory: Directory) -> str:
    """The agent's name, or `-` for nobody and for somebody the directory does not know."""
    agent = directory.agent_by_id.get(agent_id) if agent_id is not None else None
    return agent.name if agent else NOTHING


def activity_text(activity: ActivityDetail, directory: Directory, when: When) -> str:
    """`Priority: High → Urgent`, in the words of the window."""
    if activity.field == "created":
        return translate("Activities", "Ticket created")
    name = field_name(activity.field, directory)
    if activity.old is None and activity.new is None:
        # A phone number never stands in history: a masked role reads it too.
        return translate("Activities", "{field} changed").format(field=name)
    old = _value_text(activity.field, activity.old, directory, when)
    new = _value_text(activity.field, activity.new, directory, when)
    return translate("Activities", "{field}: {old} → {new}").format(field=name, old=old, new=new)


def call_title(call: Call) -> str:
    """`Inbound call`, `Missed inbound call`: direction and, where it matters, how it ended."""
    if call.status is CallStatus.CONNECTED:
        return {
            CallDirection.IN: translate("Calls", "Inbound call"),
            CallDirection.OUT: translate("Calls", "Outbound call"),
            CallDirection.INTERNAL: translate("Calls", "Internal call"),
        }[call.direction]
    if call.status is CallStatus.MISSED:
        return {
            CallDirection.IN: translate("Calls", "Missed inbound call"),
            CallDirection.OUT: translate("Calls", "Outbound call, not answered"),
            CallDirection.INTERNAL: translate("Calls", "Missed internal call"),
        }[call.direction]
    if call.status is CallStatus.IVR:
        return translate("Calls", "Inbound call, ended in the menu")
    return translate("Calls", "Inbound call, ended in the survey")


def call_line(call: Call, directory: Directory, when: When) -> str:
    """`Inbound call, 07:31, talked 4:12, by Lan Phạm`."""
    parts = [call_title(call), stamp_text(call.start_at, when)]
    if call.talk_s:
        parts.append(translate("Calls", "talked {time}").format(time=talk_text(call.talk_s)))
    if call.agent_id is not None:
        parts.append(
            translate("Calls", "by {name}").format(name=agent_name(call.agent_id, directory))
        )
    return ", ".join(parts)


def call_numbers(call: Call) -> str:
    """`+84 908 123 331 · hotline 1900 1234 · voicemail`; empty when nothing is known."""
    parts = [call.number] if call.number else []
    if call.hotline:
        parts.append(translate("Calls", "hotline {number}").format(number=call.hotline))
    if call.queue_s:
        parts.append(translate("Calls", "waited {time}").format(time=talk_text(call.queue_s)))
    if call.hold_s:
        parts.append(translate("Calls", "on hold {time}").format(time=talk_text(call.hold_s)))
    if call.has_voicemail:
        parts.append(translate("Calls", "voicemail"))
    return " · ".join(parts)


def _value_text(field: str, value: Any, directory: Directory, when: When) -> str:
    if value is None or value in ("", []):
        return NOTHING
    custom = directory.custom_field_by_key.get(fold(field))
    if custom is not None:
        return _cut(told_text(custom, value))
    if isinstance(value, list):
        return ", ".join(_value_text(field, part, directory, when) for part in value)
    if isinstance(value, bool):
        return translate("Activities", "yes") if value else translate("Activities", "no")
    text = str(value)
    say = _SAYINGS.get(field)
    if say is not None:
        return say(text, directory, when)
    return _cut(text)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN_VALUE else f"{text[:_SHOWN_VALUE].rstrip()}…"


def _person(login: str, directory: Directory, _when: When) -> str:
    agent = directory.agent_by_login.get(fold(login))
    return agent.name if agent else login


def _group(key: str, directory: Directory, _when: When) -> str:
    group = directory.group_by_key.get(fold(key))
    return group.name if group else key


def _type(key: str, directory: Directory, _when: When) -> str:
    kind = directory.type_by_key.get(fold(key))
    return kind.name if kind else key


def _instant(text: str, _directory: Directory, when: When) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment_text(at, when) if at.tzinfo else text


_SAYINGS: dict[str, Callable[[str, Directory, When], str]] = {
    "status": lambda key, _directory, _when: status_name_of_key(key),
    "priority": lambda key, _directory, _when: priority_name_of_key(key),
    "source": lambda key, _directory, _when: source_name_of_key(key),
    "type": _type,
    "assignee": _person,
    "creator": _person,
    "ccs": _person,
    "group": _group,
    "due": _instant,
    "closed": _instant,
    "created": _instant,
    "updated": _instant,
    "first_response": _instant,
}
