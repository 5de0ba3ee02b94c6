"""The only place that says what a ticket and a contact require and what is valid in them.

Create, edit and import all call `check`: the same problems for the same values, on every
database. Values that depend on what is stored (agents, groups, types, contacts) are judged by
`Known`, which the caller reads first.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from helpdesk_desktop.domain.contact_rules import CheckedContact, check_contact, check_phone
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.custom_rules import check_custom
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.people import Directory, NewContact
from helpdesk_desktop.domain.phone import DEFAULT_REGION, PhoneNumber
from helpdesk_desktop.domain.text_rules import (
    is_blank,
    line_or_none,
    long_or_none,
    text_problem,
)
from helpdesk_desktop.domain.ticket import (
    LONG_TEXT_LIMIT,
    PRIORITY_KEYS,
    SOURCE_KEYS,
    STATUS_KEYS,
    SUBJECT_LIMIT,
    Priority,
    Source,
    Status,
)

# MariaDB's DATETIME begins in 1000, Python ends in 9999; a day of room for every time zone.
_FIRST_INSTANT = datetime(1000, 1, 2, tzinfo=UTC)
_LAST_INSTANT = datetime(9999, 12, 30, tzinfo=UTC)

_EXTERNAL_SOURCE_LIMIT = 64
_EXTERNAL_ID_LIMIT = 200

LABELS: Mapping[str, str] = {
    "subject": "Subject",
    "description": "Description",
    "status": "Status",
    "type_id": "Type",
    "priority": "Priority",
    "source": "Source",
    "contact_id": "Contact",
    "new_contact": "Contact",
    "phone": "Phone",
    "assignee_id": "Assign to",
    "group_id": "Group",
    "cc_ids": "CCs",
    "due_at": "Due",
    "first_note": "Note",
    "external_id": "External id",
    "external_source": "External source",
    "custom": "Custom fields",
    "body": "Note",
    "reminder_at": "Reminder",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of the ids that a ticket names: agents (active?), types (retired?), others.

    `contact_ids` are those that the submitter may see; `custom_fields` those of tickets, by key.
    """

    agents: Mapping[int, bool] = field(default_factory=dict)
    group_ids: frozenset[int] = frozenset()
    types: Mapping[int, bool] = field(default_factory=dict)
    contact_ids: frozenset[int] = frozenset()
    custom_fields: Mapping[str, CustomField] = field(default_factory=dict)

    @classmethod
    def of(cls, directory: Directory, contact_ids: Iterable[int] = ()) -> "Known":
        """Everything that a directory names."""
        return cls(
            {int(agent.id): agent.is_active for agent in directory.agents},
            frozenset(map(int, directory.group_by_id)),
            {int(kind.id): kind.is_retired for kind in directory.types},
            frozenset(contact_ids),
            {
                custom.key: custom
                for custom in directory.custom_fields
                if custom.owner is CustomFieldOwner.TICKET
            },
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """The values that can be stored, under the submitted names, and what is wrong with the rest.

    `phone` becomes a `PhoneNumber`, `new_contact` a `CheckedContact`, `custom` a dict by key with
    the defaults of a new ticket.
    """

    values: dict[str, Any]
    problems: tuple[Problem, ...]


def check(
    fields: Mapping[str, Any],
    known: Known,
    *,
    is_new: bool,
    region: str = DEFAULT_REGION,
    status: int | None = None,
    custom: Mapping[str, CustomValue] | None = None,
) -> Checked:
    """What of a ticket's submitted fields can be stored; names are those of `NewTicket`.

    A new ticket must have a subject; an edit needs only what it names. `status` and `custom` are
    what an edited ticket holds now: closing it asks for custom fields that are not named.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in fields.items():
        rule = _RULES.get(name)
        if name == "custom":
            continue
        if rule is None:
            problems.append(Problem(ProblemCode.NOT_FOUND, "unknown_field", {"value": name}, name))
        else:
            values[name] = rule(name, value, _Asked(known, region, problems))
    if is_new and "subject" not in fields:
        problems.append(_required("subject"))
    if needs_custom(fields, status, is_new=is_new):
        is_closed = status == Status.CLOSED
        checked = check_custom(
            known.custom_fields.values(),
            dict(fields.get("custom") or ()),
            custom or {},
            is_new=is_new,
            is_closing=values.get("status") is Status.CLOSED and not is_closed,
            is_closed=is_closed and values.get("status", Status.CLOSED) is Status.CLOSED,
            has_defaults=is_new,
        )
        values["custom"] = checked.values
        problems += checked.problems
    return Checked(values, tuple(problems))


def needs_custom(fields: Mapping[str, Any], status: int | None, *, is_new: bool) -> bool:
    """Whether a check must know the definitions of custom fields, and the values there are.

    They count for a new ticket, for one that is being closed, and where one is named.
    """
    is_closing = fields.get("status") == Status.CLOSED and status != Status.CLOSED
    return is_new or is_closing or "custom" in fields


def check_note(body: str | None, problems: list[Problem], *, field_name: str = "body") -> str:
    """The note's text; a note without one is a problem."""
    if body is None or is_blank(body):
        problems.append(_required(field_name))
        return ""
    problem = text_problem(body, field_name, LABELS[field_name], LONG_TEXT_LIMIT)
    if problem is not None:
        problems.append(problem)
    return body


def instant_problem(at: datetime | None, field_name: str) -> Problem | None:
    """Why an instant cannot be stored, None when it can.

    Raises:
        ValueError: it is naive, which is a fault of the program.
    """
    if at is None:
        return None
    if at.tzinfo is None:
        raise ValueError("a naive datetime is no instant")
    if _FIRST_INSTANT <= at <= _LAST_INSTANT:
        return None
    return Problem(ProblemCode.BAD_DATE, "bad_date", {"value": at.isoformat()}, field_name)


@dataclass(frozen=True, slots=True)
class _Asked:
    known: Known
    region: str
    problems: list[Problem]


_Rule = Callable[[str, Any, _Asked], Any]


def _required(name: str) -> Problem:
    return Problem(ProblemCode.REQUIRED, "required", {"label": LABELS[name]}, name)


def _subject(name: str, value: str | None, asked: _Asked) -> str | None:
    line = line_or_none(value)
    if line is None:
        asked.problems.append(_required(name))
        return None
    return _limited(name, line, SUBJECT_LIMIT, asked.problems)


def _long_text(name: str, value: str | None, asked: _Asked) -> str | None:
    text = long_or_none(value)
    return None if text is None else _limited(name, text, LONG_TEXT_LIMIT, asked.problems)


def _first_note(name: str, value: str | None, asked: _Asked) -> str | None:
    if is_blank(value):
        return None
    return check_note(value, asked.problems, field_name=name)


def _limited(name: str, text: str, limit: int, problems: list[Problem]) -> str:
    problem = text_problem(text, name, LABELS[name], limit)
    if problem is not None:
        problems.append(problem)
    return text


def _choice(kind: type[IntEnum], keys: Mapping[Any, str]) -> _Rule:
    def rule(name: str, value: Any, asked: _Asked) -> IntEnum | None:
        try:
            return kind(value)
        except ValueError:
            values = {
                "value": value,
                "label": LABELS[name].lower(),
                "expected": ", ".join(keys.values()),
            }
            asked.problems.append(
                Problem(ProblemCode.UNKNOWN_CHOICE, "unknown_choice", values, name)
            )
            return None

    return rule


def _type(name: str, value: int | None, asked: _Asked) -> int | None:
    if value is None:
        return None
    is_retired = asked.known.types.get(int(value))
    if is_retired is None:
        values = {"value": value, "label": "type", "expected": "a type"}
        asked.problems.append(Problem(ProblemCode.UNKNOWN_CHOICE, "unknown_choice", values, name))
    elif is_retired:
        asked.problems.append(Problem(ProblemCode.UNKNOWN_CHOICE, "type_retired", {}, name))
    return int(value)


def _agent(name: str, value: int | None, asked: _Asked) -> int | None:
    if value is None:
        return None
    # Somebody who left is no longer there to be given work.
    if not asked.known.agents.get(int(value), False):
        asked.problems.append(
            Problem(ProblemCode.NOT_FOUND, "unknown_agent", {"value": value}, name)
        )
    return int(value)


def _agents(name: str, value: Iterable[int], asked: _Asked) -> tuple[int, ...]:
    agents = tuple(sorted({int(agent_id) for agent_id in value or ()}))
    for agent_id in agents:
        _agent(name, agent_id, asked)
    return agents


def _group(name: str, value: int | None, asked: _Asked) -> int | None:
    if value is None:
        return None
    if int(value) not in asked.known.group_ids:
        asked.problems.append(Problem(ProblemCode.NOT_FOUND, "group_gone", {}, name))
    return int(value)


def _contact(name: str, value: int | None, asked: _Asked) -> int | None:
    if value is None:
        return None
    if int(value) not in asked.known.contact_ids:
        asked.problems.append(Problem(ProblemCode.NOT_FOUND, "no_such_contact", {}, name))
    return int(value)


def _new_contact(name: str, value: NewContact | None, asked: _Asked) -> CheckedContact | None:
    if value is None:
        return None
    return check_contact(value, asked.problems, region=asked.region, prefix=f"{name}.")


def _phone(name: str, value: str | None, asked: _Asked) -> PhoneNumber | None:
    if value is None or is_blank(value):
        return None
    return check_phone(value, name, asked.problems, region=asked.region)


def _due(name: str, value: datetime | None, asked: _Asked) -> datetime | None:
    problem = instant_problem(value, name)
    if problem is not None:
        asked.problems.append(problem)
    return value


def _external(limit: int) -> _Rule:
    def rule(name: str, value: str | None, asked: _Asked) -> str | None:
        line = line_or_none(value)
        return None if line is None else _limited(name, line, limit, asked.problems)

    return rule


_RULES: dict[str, _Rule] = {
    "subject": _subject,
    "description": _long_text,
    "status": _choice(Status, STATUS_KEYS),
    "type_id": _type,
    "priority": _choice(Priority, PRIORITY_KEYS),
    "source": _choice(Source, SOURCE_KEYS),
    "contact_id": _contact,
    "new_contact": _new_contact,
    "phone": _phone,
    "assignee_id": _agent,
    "group_id": _group,
    "cc_ids": _agents,
    "due_at": _due,
    "first_note": _first_note,
    "external_id": _external(_EXTERNAL_ID_LIMIT),
    "external_source": _external(_EXTERNAL_SOURCE_LIMIT),
}
