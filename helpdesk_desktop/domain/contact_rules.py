"""The only place that says what a contact requires and what is valid in one.

A contact needs a name, a phone number or an e-mail address. The same number or address given
twice counts once; the first is the primary one. A number in the place of the name is a number: a
name is read by roles that see numbers masked.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from helpdesk_desktop.domain.email_address import EmailAddress, parse_email
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.permission import is_masked
from helpdesk_desktop.domain.phone import (
    DEFAULT_REGION,
    PhoneNumber,
    bare_number,
    normalise,
    spells_number,
)
from helpdesk_desktop.domain.text_rules import (
    is_blank,
    line_or_none,
    long_or_none,
    text_problem,
)
from helpdesk_desktop.domain.ticket import (
    EMAIL_LIMIT,
    LONG_TEXT_LIMIT,
    NAME_LIMIT,
    PHONE_LIMIT,
)

CONTACT_LABELS: Mapping[str, str] = {
    "name": "Contact name",
    "title": "Job title",
    "company": "Company",
    "phones": "Phone",
    "emails": "Customer email",
    "rating": "Rating",
    "notes": "Notes",
    "manager_id": "Account manager",
}


@dataclass(frozen=True, slots=True)
class CheckedContact:
    """A contact's values as they are stored; the first phone and e-mail are the primary ones."""

    name: str | None
    title: str | None
    company: str | None
    rating: int | None
    phones: tuple[PhoneNumber, ...]
    emails: tuple[EmailAddress, ...]
    manager_id: int | None = None
    notes: str | None = None


def check_contact(
    contact: NewContact, problems: list[Problem], *, region: str = DEFAULT_REGION, prefix: str = ""
) -> CheckedContact | None:
    """The contact as it is stored, None when nothing at all was given; adds what is wrong.

    A problem's field is `prefix` and the name in `NewContact`; of the whole, `prefix` without dot.
    Values of custom fields are judged by `custom_rules`; here they only count as something given.
    """
    before = len(problems)
    name = check_line(contact.name, "name", problems, prefix=prefix)
    title = check_line(contact.title, "title", problems, prefix=prefix)
    company = check_line(contact.company, "company", problems, prefix=prefix)
    rating = check_rating(contact.rating, problems, prefix=prefix)
    phones = check_phones(contact.phones, problems, region=region, prefix=prefix)
    if name is not None and is_masked(name):
        field = f"{prefix}name"
        problems.append(Problem(ProblemCode.PATTERN, "bad_phone", {"value": name}, field))
    number = None if name is None or name == company else bare_number(name, region)
    if number is not None:
        name = None
        if all(phone.normalised != number.normalised for phone in phones):
            phones = (*phones, number)
    checked = CheckedContact(
        name,
        title,
        company,
        rating,
        phones,
        check_emails(contact.emails, problems, prefix=prefix),
        contact.manager_id,
        check_notes(contact.notes, problems, prefix=prefix),
    )
    if len(problems) > before or checked.name or checked.phones or checked.emails:
        return checked
    has_custom = any(value is not None for _, value in contact.custom)
    if checked.title or checked.company or checked.rating or checked.notes or has_custom:
        field = prefix.rstrip(".") or "name"
        problems.append(Problem(ProblemCode.REQUIRED, "contact_empty", {}, field))
    return None


def check_line(
    value: str | None, name: str, problems: list[Problem], *, prefix: str = ""
) -> str | None:
    """A name, job title or company as it is stored; adds what is wrong."""
    line = line_or_none(value)
    if line is None:
        return None
    problem = text_problem(line, f"{prefix}{name}", CONTACT_LABELS[name], NAME_LIMIT)
    if problem is not None:
        problems.append(problem)
    return line


def check_rating(value: int | None, problems: list[Problem], *, prefix: str = "") -> int | None:
    """One to five stars, or none; adds what is wrong."""
    if value is not None and not 1 <= value <= 5:
        values = {"label": CONTACT_LABELS["rating"], "low": 1, "high": 5}
        problems.append(Problem(ProblemCode.BAD_NUMBER, "number_range", values, f"{prefix}rating"))
    return value


def check_notes(value: str | None, problems: list[Problem], *, prefix: str = "") -> str | None:
    """Notes as they are stored; adds what is wrong."""
    notes = long_or_none(value)
    if notes is None:
        return None
    label = CONTACT_LABELS["notes"]
    problem = text_problem(notes, f"{prefix}notes", label, LONG_TEXT_LIMIT)
    if problem is not None:
        problems.append(problem)
    return notes


def check_phone(
    value: str,
    field: str,
    problems: list[Problem],
    *,
    region: str = DEFAULT_REGION,
    is_typed: bool = True,
) -> PhoneNumber | None:
    """The number that a text spells; adds what is wrong.

    What somebody types can be typed again, so `12ab` is refused; a file's row would be lost for it.
    """
    problem = text_problem(value, field, CONTACT_LABELS["phones"], PHONE_LIMIT)
    number = None if problem is not None else normalise(value, region)
    if number is not None and is_typed:
        # `•••• 331` is what a role was shown instead of the number.
        is_number = spells_number(value, number) and not is_masked(value.strip())
        number = number if is_number else None
    if problem is None and number is None:
        problem = Problem(ProblemCode.PATTERN, "bad_phone", {"value": value}, field)
    if problem is not None:
        problems.append(problem)
    return number


def check_phones(
    values: Iterable[str],
    problems: list[Problem],
    *,
    region: str = DEFAULT_REGION,
    prefix: str = "",
    known: Collection[str] = (),
) -> tuple[PhoneNumber, ...]:
    """The different numbers among some texts, in their order; adds what is wrong.

    `known` are there already, perhaps from a file, and need not be better than they were.
    """
    found: dict[str, PhoneNumber] = {}
    for value in values:
        number = (
            None
            if is_blank(value)
            else check_phone(
                value,
                f"{prefix}phones",
                problems,
                region=region,
                is_typed=value not in known,
            )
        )
        if number is not None:
            found.setdefault(number.normalised, number)
    return tuple(found.values())


def check_emails(
    values: Iterable[str], problems: list[Problem], *, prefix: str = ""
) -> tuple[EmailAddress, ...]:
    """The different addresses among some texts, in their order; adds what is wrong."""
    found: dict[str, EmailAddress] = {}
    field = f"{prefix}emails"
    for value in values:
        if is_blank(value):
            continue
        problem = text_problem(value.strip(), field, CONTACT_LABELS["emails"], EMAIL_LIMIT)
        address = None if problem is not None else parse_email(value)
        if address is not None:
            found.setdefault(address.folded, address)
            continue
        problems.append(
            problem or Problem(ProblemCode.PATTERN, "bad_email", {"value": value}, field)
        )
    return tuple(found.values())
