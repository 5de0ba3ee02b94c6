"""The only place that turns `key=value` words into tickets and edits, for scripts.

Keys and values are those of `domain.records`: choices by key, people by login, groups by key,
several people separated by commas, instants in ISO 8601 (the agent's zone where none is named),
an empty value for nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from helpdesk_desktop.domain.columns import ALIASES, COLUMN_KEYS
from helpdesk_desktop.domain.errors import BadUsage, Invalid, Problem, ProblemCode
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import AgentId, Directory, GroupId, NewContact, TypeId
from helpdesk_desktop.domain.ticket import (
    PRIORITY_KEYS,
    SOURCE_KEYS,
    STATUS_KEYS,
    NewTicket,
    Serial,
    TicketEdit,
)

_CONTACT_KEYS = ("contact", "phone", "email", "company")
# The name in `NewTicket` that a key fills, where it is not the key itself.
_ATTRIBUTES = {
    "type": "type_id",
    "assignee": "assignee_id",
    "group": "group_id",
    "ccs": "cc_ids",
    "due": "due_at",
}


def settings_of(words: Sequence[str]) -> dict[str, str]:
    """The `key=value` words by canonical key; a key given twice counts as given last.

    Raises:
        BadUsage: a word without `=`, or a key that is none.
    """
    found: dict[str, str] = {}
    for word in words:
        spelling, sign, value = word.partition("=")
        if not sign:
            raise BadUsage("usage", reason=f"“{word}” is not KEY=VALUE")
        key = ALIASES.get(spelling.strip(), spelling.strip())
        if key not in COLUMN_KEYS and not key.startswith("cf."):
            raise BadUsage("unknown_field", value=spelling)
        found[key] = value
    return found


def new_ticket(
    settings: Mapping[str, str], directory: Directory, *, uid: UUID, zone: ZoneInfo
) -> NewTicket:
    """The ticket that the settings describe.

    Raises:
        Invalid: one problem per value that cannot be taken.
    """
    values = _values(settings, directory, zone)
    contact = _contact_of(values)
    phone = values.pop("phone", None) if contact is None else None
    for key in _CONTACT_KEYS:
        values.pop(key, None)
    return replace(NewTicket(uid=uid, phone=phone, new_contact=contact), **values)


def ticket_edit(
    serial: int,
    settings: Mapping[str, str],
    directory: Directory,
    *,
    zone: ZoneInfo,
    version: int | None = None,
) -> TicketEdit:
    """The edit of one ticket that the settings describe.

    Raises:
        Invalid: one problem per value that cannot be taken.
    """
    values = _values(settings, directory, zone)
    contact = _contact_of(values)
    if contact is not None:
        for key in _CONTACT_KEYS:
            values.pop(key, None)
        values["new_contact"] = contact
    elif "contact" in values:
        # An empty contact takes the present one away.
        for key in _CONTACT_KEYS:
            values.pop(key, None)
        values["contact_id"] = None
    return TicketEdit(Serial(serial), version, tuple(values.items()))


def _contact_of(values: Mapping[str, Any]) -> NewContact | None:
    # A bare number is an unknown caller: it stays on the ticket.
    if not any(values.get(key) for key in ("contact", "email", "company")):
        return None
    phone, email = values.get("phone"), values.get("email")
    return NewContact(
        name=values.get("contact"),
        phones=(phone,) if phone else (),
        emails=(email,) if email else (),
        company=values.get("company"),
    )


def _values(settings: Mapping[str, str], directory: Directory, zone: ZoneInfo) -> dict[str, Any]:
    readers: dict[str, Callable[[str], Any]] = {
        "status": lambda text: _choice(text, "status", STATUS_KEYS),
        "priority": lambda text: _choice(text, "priority", PRIORITY_KEYS),
        "source": lambda text: _choice(text, "source", SOURCE_KEYS),
        "type": lambda text: _type(text, directory),
        "assignee": lambda text: _agent(text, "assignee", directory),
        "group": lambda text: _group(text, directory),
        "ccs": lambda text: tuple(
            _agent(part, "ccs", directory) for part in text.split(",") if part.strip()
        ),
        "due": lambda text: _instant(text, "due", zone),
    }
    plain = {"subject", "description", "external_id", *_CONTACT_KEYS}
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, text in settings.items():
        if key not in readers and key not in plain:
            problems.append(
                Problem(ProblemCode.NOT_ALLOWED, "read_only_field", {"label": key}, key)
            )
            continue
        try:
            empty: Any = () if key == "ccs" else None
            value = readers.get(key, str)(text) if text.strip() else empty
        except Invalid as error:
            problems.extend(error.problems)
            continue
        if value is None and key in {"status", "priority", "source"}:
            problems.append(Problem(ProblemCode.REQUIRED, "required", {"label": key}, key))
            continue
        values[_ATTRIBUTES.get(key, key)] = value
    if problems:
        raise Invalid(tuple(problems))
    return values


def _unknown(key: str, text: str, field: str, **values: object) -> Invalid:
    return Invalid((Problem(ProblemCode.UNKNOWN_CHOICE, key, {"value": text, **values}, field),))


def _choice(text: str, field: str, keys: Mapping[Any, str]) -> Any:
    wanted = fold(text.strip())
    for value, key in keys.items():
        if fold(key) == wanted:
            return value
    raise _unknown("unknown_choice", text, field, label=field, expected=", ".join(keys.values()))


def _type(text: str, directory: Directory) -> TypeId:
    kind = directory.type_by_key.get(fold(text.strip()))
    if kind is None:
        expected = ", ".join(each.key for each in directory.types if not each.is_retired)
        raise _unknown("unknown_choice", text, "type", label="type", expected=expected)
    return kind.id


def _agent(text: str, field: str, directory: Directory) -> AgentId:
    if fold(text.strip()) == "me" and directory.me is not None:
        return directory.me
    agent = directory.agent_by_login.get(fold(text.strip()))
    if agent is None:
        raise _unknown("unknown_agent", text, field)
    return agent.id


def _group(text: str, directory: Directory) -> GroupId:
    group = directory.group_by_key.get(fold(text.strip()))
    if group is None:
        raise _unknown("unknown_group", text, "group")
    return group.id


def _instant(text: str, field: str, zone: ZoneInfo) -> datetime:
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        problem = Problem(ProblemCode.BAD_DATE, "bad_date", {"value": text}, field)
        raise Invalid((problem,)) from None
    return read if read.tzinfo else read.replace(tzinfo=zone)
