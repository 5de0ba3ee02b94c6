"""The only place that finds the contact that a row, or words on the command line, speak of.

A contact is found by e-mail, else by phone, else (where neither is given) by name and company;
what was merged is found by its old name, too. Only contacts that the viewer may see are found, and
a masked role's digits find nobody: whose number it is, is nothing that an import may tell. A
matched contact is left as it is; `Match.lost` says what is thereby not taken.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import ContactScope, Viewer
from helpdesk_desktop.storage.contact_store import EMAIL, PHONE
from helpdesk_desktop.storage.contact_wish import (
    BY_EMAIL,
    BY_NAME,
    BY_PHONE,
    ContactWish,
    MadeContacts,
    Match,
    MatchKey,
)
from helpdesk_desktop.storage.id_chunks import chunked
from helpdesk_desktop.storage.merged_names import (
    company_key,
    find_companies,
    find_contacts_by_name,
    survivors,
)
from helpdesk_desktop.storage.permission_sql import may_see_contact
from helpdesk_desktop.storage.schema import contact, contact_point
from helpdesk_desktop.storage.seen_contacts import see_contacts


def is_restricted(viewer: Viewer) -> bool:
    """Whether the viewer may not find every contact by all that it has."""
    return viewer.phones_masked or viewer.contact_scope is not ContactScope.ALL


def find_contacts(
    connection: Connection,
    viewer: Viewer,
    wishes: Collection[ContactWish],
    made: MadeContacts | None = None,
) -> dict[ContactWish, Match]:
    """The contacts that are there, by e-mail, else phone, else name and company.

    `made` are those that the same import made before.
    """
    visible = may_see_contact(viewer)
    emails = {one.email.folded for one in wishes if one.email}
    phones = {one.phone.normalised for one in wishes if one.phone and not viewer.phones_masked}
    named = [one for one in wishes if one.name and not (one.email or one.phone)]
    there = _There(
        _points(connection, EMAIL, emails, visible),
        _points(connection, PHONE, phones, visible),
        _by_name(connection, named, visible),
    )
    memory = None
    if made is not None and made.is_filled:
        memory = _remembered(connection, wishes, made)
    found: list[tuple[ContactWish, int, str, bool]] = []
    # Mostly the number found the same contact as the e-mail, and need not be read to be compared.
    same: set[int] = set()
    other: set[int] = set()
    for wish in wishes:
        if (one := _number_of(wish, there, memory)) is not None:
            number, way = one
            is_same = wish.phone is None or there.by_phone.get(wish.phone.normalised) == number
            (same if is_same else other).add(number)
            found.append((wish, number, way, is_same))
    known = see_contacts(connection, viewer, same | other, without_numbers=same - other)
    matches: dict[ContactWish, Match] = {}
    for wish, number, way, is_same in found:
        seen = known[number]
        # Of one found by its name alone nothing can be lost.
        lost = () if way == BY_NAME else seen.differences(wish, is_number_known=is_same)
        matches[wish] = Match(seen.words, seen.title, way, lost)
    return matches


def _remembered(
    connection: Connection, wishes: Collection[ContactWish], made: MadeContacts
) -> dict[MatchKey, int]:
    # Whom somebody merged meanwhile is the contact it was merged into.
    ids = {
        key: number
        for wish in wishes
        for key in wish.keys
        if (number := made.find(key)) is not None
    }
    ends = survivors(connection, contact, {*ids.values()})
    return {key: ends[number] for key, number in ids.items()}


class _There(NamedTuple):
    by_email: dict[str, int]
    by_phone: dict[str, int]
    by_name: dict[ContactWish, int]


def _number_of(
    wish: ContactWish, there: _There, made: Mapping[MatchKey, int] | None
) -> tuple[int, str] | None:
    if wish.email is not None:
        number = there.by_email.get(wish.email.folded)
        if number is None and made is not None:
            number = made.get((BY_EMAIL, wish.email.folded))
        if number is not None:
            return number, BY_EMAIL
    if wish.phone is not None:
        number = there.by_phone.get(wish.phone.normalised)
        if number is None and made is not None:
            number = made.get((BY_PHONE, wish.phone.normalised))
        return None if number is None else (number, BY_PHONE)
    if wish.email is not None:
        return None
    number = there.by_name.get(wish)
    if number is None and made is not None:
        number = made.get(wish.keys[0])
    return None if number is None else (number, BY_NAME)


def _points(
    connection: Connection, kind: int, values: set[str], visible: ColumnElement[bool]
) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in chunked(sorted(values)):
        rows = connection.execute(
            select(contact_point.c.normalised, func.min(contact_point.c.contact_id))
            .join(contact, contact.c.id == contact_point.c.contact_id)
            .where(
                contact_point.c.kind == kind,
                contact_point.c.normalised.in_(chunk),
                contact.c.merged_into.is_(None),
                visible,
            )
            .group_by(contact_point.c.normalised)
        )
        found.update((value, number) for value, number in rows)
    return found


def _by_name(
    connection: Connection, wishes: Collection[ContactWish], visible: ColumnElement[bool]
) -> dict[ContactWish, int]:
    folded = {fold(one.name) for one in wishes if one.name}
    known = find_contacts_by_name(connection, folded, visible)
    if not known:
        return {}
    firms = find_companies(connection, {one.company for one in wishes if one.company})
    found: dict[ContactWish, int] = {}
    for wish in wishes:
        ids: tuple[int | None, ...] = (None,)
        if wish.company:
            ids = firms.get(company_key(wish.company), ())
        numbers = [known[key] for one in ids if (key := (fold(wish.name or ""), one)) in known]
        if numbers:
            found[wish] = min(numbers)
    return found
