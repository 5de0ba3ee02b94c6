"""The only place that says in plain values what a merge of contacts, or companies, will give."""

from collections.abc import Iterable, Sequence

from helpdesk_desktop.domain.contacts import CompanyPart, MergePart
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.permission import is_masked
from helpdesk_desktop.domain.phone import digits_of


def first_of(values: Iterable[object]) -> object:
    """What the survivor keeps, or takes over from the next who has something."""
    return next((value for value in values if value is not None), None)


def united_emails(parts: Sequence[MergePart]) -> tuple[str, ...]:
    """Every address once, the survivor's first."""
    found: dict[str, str] = {}
    for part in parts:
        for email in part.contact.emails:
            found.setdefault(fold(email), email)
    return tuple(found.values())


def united_phones(parts: Sequence[MergePart]) -> tuple[str, ...]:
    """Every number once, the survivor's first; masked ones cannot be told apart.

    Numbers are compared by their last nine digits: a preview, the database compares E.164.
    """
    found: dict[str, str] = {}
    for place, part in enumerate(parts):
        for number, phone in enumerate(part.contact.phones):
            key = f"{place}.{number}" if is_masked(phone) else digits_of(phone)[-9:]
            found.setdefault(key, phone)
    return tuple(found.values())


def custom_result(field: CustomField, values: Sequence[CustomValue | None]) -> CustomValue | None:
    """What the survivor, whose value is the first, will hold: options of a multi-select united."""
    if field.kind is not CustomFieldKind.MULTI_SELECT:
        return next((value for value in values if value is not None), None)
    chosen = {one for value in values if isinstance(value, tuple) for one in value}
    ranks = field.rank_by_id
    return tuple(sorted(chosen, key=lambda one: (ranks.get(one, len(ranks)), one))) or None


def moving_tickets(parts: Sequence[MergePart] | Sequence[CompanyPart]) -> int:
    """How many tickets that the viewer may see get another contact."""
    return sum(part.tickets for part in parts[1:])
