"""The only place that turns `key=value` words into tickets and edits, for scripts.

Keys and values are those of `domain.records`: choices by key, people by login, groups by key,
several people separated by commas, instants in ISO 8601 (the agent's zone where none is named),
an empty value for nothing. Keys and choices ignore case and accents, as in a query. A contact is
the one that the e-mail, else the number, else the name and company tell, as in an import; one
that is not there, or that the agent may not see, is made. A number in the place of a name is a
number. What a contact that was found does not take of the words is told by a warning.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from helpdesk_desktop.domain.columns import ALIASES, COLUMN_KEYS
from helpdesk_desktop.domain.contact_rules import check_contact
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue, read_text
from helpdesk_desktop.domain.errors import BadUsage, Invalid, Problem, ProblemCode
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import (
    AgentId,
    ContactId,
    Directory,
    GroupId,
    NewContact,
    TypeId,
)
from helpdesk_desktop.domain.phone import bare_number, normalise
from helpdesk_desktop.domain.ticket import (
    PRIORITY_KEYS,
    SOURCE_KEYS,
    STATUS_KEYS,
    NewTicket,
    Serial,
    TicketEdit,
)
from helpdesk_desktop.services.lost_values import warnings_of_match
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage.contact_finding import find_contacts
from helpdesk_desktop.storage.contact_wish import ContactWish

# What names a contact.
CONTACT_KEYS = ("contact", "phone", "email", "company")
_SHOWN = 60  # characters of a wrong value that its sentence repeats
# What a ticket has through its contact alone.
_OF_CONTACT = {"phone": "Phone", "email": "E-mail", "company": "Company"}
# The name in `NewTicket` that a key fills, where it is not the key itself.
_ATTRIBUTES = {
    "type": "type_id",
    "assignee": "assignee_id",
    "group": "group_id",
    "ccs": "cc_ids",
    "due": "due_at",
}
_KEY_OF = {name: key for key, name in _ATTRIBUTES.items()} | {
    "contact_id": "contact",
    "new_contact": "contact",
    "new_contact.name": "contact",
    "new_contact.phones": "phone",
    "new_contact.emails": "email",
    "new_contact.company": "company",
}


def settings_of(words: Sequence[str], directory: Directory) -> dict[str, str]:
    """The `key=value` words by canonical key; a key given twice counts as given last.

    Raises:
        BadUsage: a word without `=`, or a key that is none.
    """
    found: dict[str, str] = {}
    for word in words:
        spelling, sign, value = word.partition("=")
        if not sign:
            raise BadUsage("usage", reason=f"“{word}” is not KEY=VALUE")
        name = fold(spelling.strip())
        key = ALIASES.get(name, name)
        if key not in COLUMN_KEYS:
            custom = directory.custom_field_by_key.get(name)
            if custom is None or custom.owner is not CustomFieldOwner.TICKET:
                raise BadUsage("unknown_field", value=spelling.strip())
            key = custom.filter_key
        found[key] = value
    return found


def in_words(problem: Problem) -> Problem:
    """The problem with its field named by the key that scripts know: `due`, not `due_at`."""
    if problem.field is None:
        return problem
    return replace(problem, field=_KEY_OF.get(problem.field, problem.field))


def new_ticket(
    session: Session,
    settings: Mapping[str, str],
    directory: Directory,
    *,
    uid: UUID,
    warnings: list[Problem] | None = None,
) -> NewTicket:
    """The ticket that the settings describe; `warnings` get what the contact found does not take.

    Raises:
        Invalid: one problem per value that cannot be taken.
    """
    values = _values(settings, directory, session.clock.zone)
    told = {key: values.pop(key, None) or None for key in CONTACT_KEYS}
    told |= _number_of_name(session, told)
    found = _find_contact(session, told, warnings)
    if found is not None:
        values["contact_id"] = found
    elif any(told[key] for key in ("contact", "email", "company")):
        values["new_contact"] = _new_contact(told)
    else:
        values["phone"] = told["phone"]  # an unknown caller
    return replace(NewTicket(uid=uid), **values)


def ticket_edit(
    session: Session,
    serial: int,
    settings: Mapping[str, str],
    directory: Directory,
    *,
    has_contact: bool = False,
    caller: str | None = None,
    warnings: list[Problem] | None = None,
) -> TicketEdit:
    """The edit of one ticket that the settings describe.

    `has_contact`: the ticket has one now. Then its number, e-mail and company are the contact's,
    and cannot be set without naming another contact. `caller`: the number of an unknown caller,
    which goes to the contact that is made for them. `warnings` get what the contact found does
    not take.

    Raises:
        Invalid: one problem per value that cannot be taken.
    """
    values = _values(settings, directory, session.clock.zone)
    told = {key: values.pop(key) for key in CONTACT_KEYS if key in values}
    if "contact" not in told and has_contact:
        problems = tuple(
            Problem(ProblemCode.NOT_ALLOWED, "value_of_contact", {"label": _OF_CONTACT[key]}, key)
            for key in told
        )
        if problems:
            raise Invalid(problems)
    of_name = _number_of_name(session, told)
    told |= of_name
    if of_name or any(told.get(key) for key in ("contact", "email", "company")):
        found = _find_contact(session, told, warnings)
        if found is not None:
            values["contact_id"] = found
        elif not any(told.get(key) for key in ("contact", "email", "company")):
            values |= {"contact_id": None, "phone": told["phone"]}  # another, unknown, caller
        else:
            # A ticket with a contact has no number of its own: it would be lost.
            values["new_contact"] = _new_contact({"phone": caller, **told})
    else:
        if "contact" in told:
            values["contact_id"] = None
        if "phone" in told:
            values["phone"] = told["phone"]
    return TicketEdit(Serial(serial), None, tuple(values.items()))


def _number_of_name(session: Session, told: Mapping[str, str | None]) -> dict[str, str | None]:
    """What becomes of `told` where a number stands in the place of the name; else nothing."""
    name, phone = told.get("contact"), told.get("phone")
    number = None if name is None else bare_number(name, session.region)
    if number is None or name == told.get("company"):
        return {}
    given = None if phone is None else normalise(phone, session.region)
    if phone is not None and (given is None or given.normalised != number.normalised):
        problem = Problem(ProblemCode.CONFLICT, "two_numbers", {"value": name}, "contact")
        raise Invalid((problem,))
    return {"contact": None, "phone": phone or name}


def _find_contact(
    session: Session, told: Mapping[str, str | None], warnings: list[Problem] | None
) -> ContactId | None:
    problems = list[Problem]()
    checked = check_contact(_new_contact(told), problems, region=session.region)
    if checked is None or problems:
        return None  # nobody is named, or the check of the ticket will say what is wrong
    wish = ContactWish(
        checked.name,
        checked.phones[0] if checked.phones else None,
        checked.emails[0] if checked.emails else None,
        checked.company,
    )
    with session.database.reading() as connection:
        found = find_contacts(connection, session.viewer, [wish]).get(wish)
    if found is None:
        return None
    if warnings is not None:
        warnings += warnings_of_match(wish, found)
    return ContactId(found.words.id)


def _new_contact(told: Mapping[str, str | None]) -> NewContact:
    phone, email = told.get("phone"), told.get("email")
    name, company = told.get("contact"), told.get("company")
    # A company alone is its own contact: a ticket has a company through its contact only.
    is_firm = not (name or phone or email)
    return NewContact(
        name=company if is_firm else name,
        phones=(phone,) if phone else (),
        emails=(email,) if email else (),
        company=company,
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
    plain = {"subject", "description", "external_id", *CONTACT_KEYS}
    values: dict[str, Any] = {}
    custom: list[tuple[str, CustomValue | None]] = []
    problems: list[Problem] = []
    for key, text in settings.items():
        if key.startswith("cf."):
            field = directory.custom_field_by_key[fold(key)]
            custom.append((field.key, read_text(field, text, problems)))
            continue
        if key not in readers and key not in plain:
            problems.append(
                Problem(ProblemCode.NOT_ALLOWED, "read_only_field", {"label": key}, key)
            )
            continue
        try:
            empty: Any = () if key == "ccs" else None
            # A text of several lines may be white space, and keeps it.
            is_given = bool(text if key == "description" else text.strip())
            value = readers.get(key, str)(text) if is_given else empty
        except Invalid as error:
            problems.extend(error.problems)
            continue
        if value is None and key in {"status", "priority", "source"}:
            problems.append(Problem(ProblemCode.REQUIRED, "required", {"label": key}, key))
            continue
        values[_ATTRIBUTES.get(key, key)] = value
    if problems:
        raise Invalid(tuple(problems))
    if custom:
        values["custom"] = tuple(custom)
    return values


def _unknown(key: str, text: str, field: str, **values: object) -> Invalid:
    told = {"value": text[:_SHOWN], **values}
    return Invalid((Problem(ProblemCode.UNKNOWN_CHOICE, key, told, field),))


def _choice(text: str, field: str, keys: Mapping[Any, str]) -> Any:
    wanted = fold(text.strip())
    for value, key in keys.items():
        if key == wanted:
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
        at = read if read.tzinfo else read.replace(tzinfo=zone)
        at.timestamp()  # the first and the last day have no UTC in every zone
    except (ValueError, OverflowError):
        problem = Problem(ProblemCode.BAD_DATE, "bad_date", {"value": text[:_SHOWN]}, field)
        raise Invalid((problem,)) from None
    return at
